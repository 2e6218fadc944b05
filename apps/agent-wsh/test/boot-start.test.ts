import type { JobRecord } from '@teredo-fleet/agent-core';
import { describe, expect, it } from 'vitest';
import { makeOrder, TEREDO_ON } from '../../../packages/agent-core/test/orders';
import { bootStartOf, keepingBatch } from '../src/boot/boot-start';
import { changesLeft } from '../src/state/changes-left';

const SCRIPT = 'C:\\PROGRA~1\\Ä x.js';
const BATCH = 'C:\\WINDOWS\\Teredo Fleet\\keep-agent-1.cmd';
const AGENT = { program: 'C:\\WINDOWS\\System32\\cscript.exe', args: [SCRIPT, 'run'] };
const PLACES = { system: 'C:\\WINDOWS\\System32\\', taskFile: 'C:\\state\\boot-task.xml', batchFile: BATCH };
const SCHTASKS = '"C:\\WINDOWS\\System32\\schtasks.exe"';
const SC = '"C:\\WINDOWS\\System32\\sc.exe"';

const startOf = (ntVersion: string, hasScheduler = true) =>
  bootStartOf({ ntVersion, hasScheduler }, AGENT, PLACES);

describe('what starts the script agent with Windows', () => {
  it.each(['6.0', '6.1', '6.3', '10.0'])(
    'is a task from a file on Windows %s, which nothing ends',
    (version) => {
      expect(startOf(version)).toMatchObject({
        kind: 'task-by-file',
        make: [
          `${SCHTASKS} "/create" "/tn" "Teredo Fleet script agent" "/xml" "C:\\state\\boot-task.xml" "/f"`,
        ],
        start: [`${SCHTASKS} "/run" "/tn" "Teredo Fleet script agent"`],
        remove: [`${SCHTASKS} "/delete" "/tn" "Teredo Fleet script agent" "/f"`],
      });
    },
  );

  it.each(['5.1', '5.2'])(
    'is a task of one line on Windows %s, tried again after the 72 hours it is given',
    (version) => {
      const { kind, make } = startOf(version);
      expect(kind).toBe('task-by-line');
      expect(make).toEqual([
        `${SCHTASKS} "/create" "/tn" "Teredo Fleet script agent" "/tr" "\\"C:\\WINDOWS\\System32\\cscript.exe\\" \\"C:\\PROGRA~1\\Ä x.js\\" \\"run\\"" "/sc" "minute" "/mo" "5" "/ru" "SYSTEM"`,
      ]);
    },
  );

  it('is a service on a home edition, which starts a shell and ends, and whose failing XP tells nobody', () => {
    const { kind, batchFile, make, start, remove } = startOf('5.1', false);
    expect({ kind, batchFile }).toEqual({ kind: 'service', batchFile: BATCH });
    const program = `\\"C:\\WINDOWS\\System32\\cmd.exe\\" /d /c start \\"\\" /b \\"${BATCH}\\"`;
    const made = `${SC} "create" "TeredoFleetAgent" "binPath=" "${program}" "start=" "auto" "error=" "ignore"`;
    expect(make[0]).toContain(made);
    expect(start).toEqual([`${SC} "start" "TeredoFleetAgent"`]);
    const forget = '"C:\\WINDOWS\\System32\\cmd.exe" /d /c del /q';
    const all = '"C:\\WINDOWS\\Teredo Fleet\\keep-agent-*.cmd"';
    expect(remove).toEqual([`${SC} "delete" "TeredoFleetAgent"`, `${forget} ${all}`]);
  });

  it('is, in that shell, a batch file that starts the agent until it stays or the file is gone', () => {
    const agent = { program: AGENT.program, args: ['C:\\R&D 100%\\x.js', 'run'] };
    const wait = { program: AGENT.program, args: ['C:\\R&D 100%\\x.js', 'wait'] };
    expect(keepingBatch({ agent, wait, system: PLACES.system }).split('\r\n')).toEqual([
      '@echo off',
      'for /l %%i in (0,0,1) do ("C:\\WINDOWS\\System32\\cscript.exe" "C:\\R&D 100%%\\x.js" "run"' +
        ' & (if errorlevel 90 if not errorlevel 92 exit)' +
        ' & "C:\\WINDOWS\\System32\\ping.exe" -n 301 127.0.0.1 >nul' +
        ' & (if errorlevel 1 "C:\\WINDOWS\\System32\\cscript.exe" "C:\\R&D 100%%\\x.js" "wait")' +
        ' & (if errorlevel 1 exit) & (if not errorlevel 0 exit) & if not exist "%~f0" exit)',
      '',
    ]);
  });
});

/** The journal of a job that ended so; `steps` were begun. */
function journal(jobId: string, state: string, savedByJob: string | null, steps: string[] = []): JobRecord[] {
  const work =
    savedByJob === null
      ? { kind: 'apply' as const, desired: TEREDO_ON }
      : { kind: 'restore' as const, savedByJob };
  const begun = steps.map((kind, index) => ({
    kind: 'step-begun',
    at: 1,
    index,
    role: 'change',
    step: { kind },
  }));
  const records = [
    { kind: 'accepted', at: 1, order: makeOrder({ jobId, work }), earlier: null },
    ...begun,
    { kind: 'report', report: { state } },
  ];
  return records as unknown as JobRecord[];
}

describe('what is still changed when the agent goes', () => {
  const one = journal('one', 'verified', null, ['install-ipv6', 'set-teredo', 'set-teredo']);
  const two = journal('two', 'failed', null, ['set-teredo']);

  it('is what a job did, also one that failed, and not what it put back or never began', () => {
    const journals = [
      one,
      two,
      journal('three', 'reverted', null, ['set-teredo']),
      journal('four', 'blocked', null),
    ];
    expect(changesLeft([...journals, []])).toEqual([
      { jobId: 'one', steps: ['install-ipv6', 'set-teredo'] },
      { jobId: 'two', steps: ['set-teredo'] },
    ]);
  });

  it('is nothing from the job on whose earlier values were given back', () => {
    expect(changesLeft([one, two, journal('five', 'rolled-back', 'two')])).toHaveLength(1);
    expect(changesLeft([one, two, journal('five', 'rolled-back', 'one')])).toEqual([]);
    expect(changesLeft([one, two, journal('five', 'failed', 'one')])).toHaveLength(2);
  });
});
