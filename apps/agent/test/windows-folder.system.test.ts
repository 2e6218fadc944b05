import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@teredo-fleet/dev-env';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeGateway } from '../../../packages/agent/test/fake-gateway';
import { enrolFolder } from '../../../packages/agent/test/fixtures';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { makeExecutable } from '../../../tooling/run/build-agents.mjs';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';
import { enrolOnWindows } from './windows-enrolment';
import { startWindowsTen, type WindowsTen } from './windows-ten';

/** Against hanging only. */
const LONG_MS = 600_000;
const AGENT_EXE = 'C:\\teredo-agent.exe';
const LONG = 'C:\\ProgramData\\Teredo Fleet Büro 世界';
/** Below the folder of Windows. */
const TOLD = 'C:\\windows\\Teredo Fleet';
const ABOUT = 'about-this-folder.txt';
/** Nobody listens there: an enrolment that gets so far has taken its folder. */
const NOWHERE = 'http://127.0.0.1:1';
const TOOK_ITS_FOLDER = 5;
const needed = hasNodeForWindows() ? '' : ' (skipped, missing: Node for Windows, by npm test)';

/** A link of Linux is to Wine what a volume's mount point is to Windows: a folder that lies elsewhere. */
describe.skipIf(!hasNodeForWindows())(`the folder of the executable on a Windows 10${needed}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'windows-folder-'));
  let gateway: FakeGateway;
  let windows: WindowsTen;
  const onDrive = (path: string) => windows.onDrive(path);
  const plant = (path: string, to: string) => symlinkSync(onDrive(to), onDrive(path));
  function enrolIn(stateDir: string) {
    const secret = randomBytes(32).toString('base64url');
    const token = formatEnrolmentToken({ tokenId: 'one', secret, ...gateway.keys });
    const args = ['enrol', '--server', NOWHERE, '--token', token, '--state-dir', stateDir];
    return windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
  }
  /** The short name that Windows made for something in a folder. */
  async function shortName(parent: string, name: RegExp): Promise<string> {
    const { output } = await windows.machine.run('cmd', ['/c', 'dir', '/x', parent]);
    const line = output.split('\n').find((one) => name.test(one.trimEnd())) ?? output;
    const short = /<DIR>\s+(\S*~\S*) /.exec(line)?.[1];
    if (short === undefined) throw new Error(`no short name: ${line}`);
    return short;
  }

  /** Wine's says of every task that it is there, and can remove none. This one knows no task. */
  function putNoScheduler(): void {
    const [source, made] = [join(folder, 'no-task.c'), join(folder, 'schtasks.exe')];
    writeFileSync(source, 'int main(void) { return 1; }\n');
    execFileSync('x86_64-w64-mingw32-gcc', ['-s', '-o', made, source]);
    const place = onDrive('C:\\windows\\system32\\schtasks.exe');
    rmSync(place, { force: true });
    copyFileSync(made, place);
    windows.machine.override(`${windows.standIn.overrides};schtasks.exe=n`);
  }
  const hasTold = () => existsSync(onDrive(`${TOLD}\\standing.txt`));
  const uninstall = () =>
    windows.machine.run(AGENT_EXE, ['uninstall', '--state-dir', LONG], { timeoutMs: LONG_MS / 4 });

  beforeAll(async () => {
    [gateway, windows] = await Promise.all([
      FakeGateway.start(),
      startWindowsTen(standInState(standInMachine(OS_OF['10']))),
      makeExecutable(folder),
    ]);
    copyFileSync(join(folder, 'teredo-agent.exe'), onDrive(AGENT_EXE));
    putNoScheduler();
  }, LONG_MS);

  afterAll(async () => {
    await windows?.close();
    await gateway?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  it(
    'is made, and taken again, also by another spelling',
    async () => {
      expect(await enrolIn(LONG)).toMatchObject({ exitCode: TOOK_ITS_FOLDER });
      expect(readdirSync(onDrive(LONG))).toContain(ABOUT);
      expect(await enrolIn(LONG.toUpperCase())).toMatchObject({ exitCode: TOOK_ITS_FOLDER });
    },
    LONG_MS,
  );

  it(
    'is the same by its short name',
    async () => {
      const parent = await shortName('C:\\', / ProgramData$/);
      const own = await shortName('C:\\ProgramData', / Teredo Fleet /);
      expect(await enrolIn(`C:\\${parent}\\${own}`)).toMatchObject({ exitCode: TOOK_ITS_FOLDER });
    },
    LONG_MS,
  );

  it(
    'is refused where something on the way to it leads elsewhere, and nothing is written there',
    async () => {
      mkdirSync(onDrive('C:\\other'));
      plant('C:\\ProgramData\\planted', 'C:\\other');
      // To a neighbour of its own, too.
      plant('C:\\beside', 'C:\\other');
      for (const link of ['C:\\ProgramData\\planted', 'C:\\beside'])
        for (const stateDir of [link, `${link}\\state`]) {
          const refused = await enrolIn(stateDir);
          expect(refused).toMatchObject({ exitCode: 1, output: '' });
          expect(refused.errors).toContain(`${link} leads to another place`);
        }
      expect(readdirSync(onDrive('C:\\other'))).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is refused where something in it leads elsewhere',
    async () => {
      mkdirSync(onDrive('C:\\planted in\\saved'), { recursive: true });
      plant('C:\\planted in\\saved\\x', 'C:\\other');
      const refused = await enrolIn('C:\\planted in');
      expect(refused).toMatchObject({ exitCode: 1, output: '' });
      expect(refused.errors).toContain('C:\\planted in\\saved\\x leads to another place');
      expect(existsSync(onDrive('C:\\planted in\\enrolment.json'))).toBe(false);
    },
    LONG_MS,
  );

  it(
    'is refused where a user made it, with an enrolment of his own in it: it is neither obeyed nor written into',
    async () => {
      const planted = 'C:\\ProgramData\\of mallory';
      mkdirSync(onDrive(planted), { mode: 0o700 });
      enrolFolder(onDrive(planted), gateway);
      const state = standInState(standInMachine(OS_OF['10']), { madeByUser: [planted] });
      await windows.become(state);
      const lines = [
        ['run', '--log-file', `${planted}\\agent.log`],
        ['service', 'install'],
        ['service', 'remove'],
        ['uninstall', '--purge'],
        ['enrol', '--server', NOWHERE, '--token', 'x'],
      ];
      for (const line of lines) {
        const args = [...line, '--state-dir', planted];
        const refused = await windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
        expect(refused).toMatchObject({ exitCode: 1, output: '' });
        expect(refused.errors).toMatch(
          /No administrator of this Windows made|no administrator \(S-1-5-21-1-2-3-1001\).*rd \/s/,
        );
      }
      expect(readdirSync(onDrive(planted))).toEqual(['enrolment.json']);
      await windows.become({ ...state, madeByUser: [] });
    },
    LONG_MS,
  );

  it(
    'is refused with an enrolment that no administrator made here, whoever the folder belongs to',
    async () => {
      // As somebody could move one there that a service made for him.
      const moved = 'C:\\ProgramData\\moved';
      mkdirSync(onDrive(moved), { mode: 0o700 });
      enrolFolder(onDrive(moved), gateway);
      for (const line of [
        ['run', '--log-file', `${moved}\\agent.log`],
        ['service', 'install'],
      ]) {
        const args = [...line, '--state-dir', moved];
        const refused = await windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
        expect(refused.output).toBe('');
        expect(refused.errors).toMatch(/No administrator of this Windows made the enrolment.*enrol --again/);
      }
      expect(readdirSync(onDrive(moved))).toEqual(['enrolment.json']);
    },
    LONG_MS,
  );

  it(
    'is not made by an agent that is enrolled nowhere',
    async () => {
      const args = ['run', '--state-dir', 'C:\\ProgramData\\none'];
      const refused = await windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
      expect(refused.errors).toContain('This machine is not enrolled');
      expect(existsSync(onDrive('C:\\ProgramData\\none'))).toBe(false);
    },
    LONG_MS,
  );

  it(
    'is not made without the rights of an administrator, who could not use it later',
    async () => {
      const state = standInState(standInMachine(OS_OF['10'], { elevated: false }));
      await windows.become(state);
      const refused = await enrolIn('C:\\ProgramData\\of a user');
      expect(refused.errors).toContain('Run as administrator');
      expect(existsSync(onDrive('C:\\ProgramData\\of a user'))).toBe(false);
      await windows.become(standInState(standInMachine(OS_OF['10'])));
    },
    LONG_MS,
  );

  it(
    'goes with an agent that runs: it says goodbye and ends by itself, and nothing is left of folder and what applications were told',
    async () => {
      rmSync(onDrive(LONG), { recursive: true });
      mkdirSync(onDrive(LONG), { mode: 0o700 });
      await enrolOnWindows(windows.machine, onDrive(LONG), gateway);
      const agent = windows.machine.start(AGENT_EXE, ['run', '--state-dir', LONG]);
      await until('applications are told', async () => hasTold() || null, {
        timeoutMs: LONG_MS / 2,
        everyMs: 200,
      });
      mkdirSync(onDrive(`${LONG}\\earlier`), { recursive: true });
      const gone = await uninstall();
      const all = { exitCode: 0, errors: '', output: expect.stringMatching(/^The agent is gone/) };
      expect(gone).toMatchObject(all);
      expect(gone.output).not.toContain('Kept in');
      expect(await agent.ended).toBe(0);
      expect(gateway.others).toContainEqual({ type: 'bye', reason: 'stopping' });
      expect([TOLD, LONG].map((path) => existsSync(onDrive(path)))).toEqual([false, false]);
    },
    LONG_MS,
  );

  it(
    'and what applications were told go also where the agent had no time to take that away itself',
    async () => {
      for (const path of [TOLD, LONG]) mkdirSync(onDrive(path), { recursive: true });
      writeFileSync(onDrive(`${TOLD}\\standing.txt`), 'told');
      expect(await uninstall()).toMatchObject({ exitCode: 0, errors: '' });
      expect([TOLD, LONG].map((path) => existsSync(onDrive(path)))).toEqual([false, false]);
    },
    LONG_MS,
  );
});
