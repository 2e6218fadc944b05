import { createStandInWindows, standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import {
  buildWindowsObservation,
  type LocalTeredo,
  rawWindowsOf,
  readSaid,
  releaseOfAnswers,
  type WindowsSettings,
} from '@teredo-fleet/teredo';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readKept, writeKept } from '../src/state/kept-value';
import { createJobMachine } from '../src/windows/job-machine';
import type { WindowsEdge } from '../src/windows/windows-edge';
import { MemoryFiles } from './memory-files';

const XP = { family: 'windows', name: 'Windows XP', version: '5.1.2600', servicePack: 3 } as const;
const NEW = { family: 'windows', name: 'Windows 10 Pro', version: '10.0.19045', servicePack: null } as const;
const TIMES = { configured: 1, effective: 1, reachable: 1, firewall: 1 };
const SLOT = '00000000-0000-4000-8000-000000000001';

const files = new MemoryFiles();
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return files as object;
    }
  },
);
afterAll(() => vi.unstubAllGlobals());
beforeEach(() => files.texts.clear());

/** The script's view of a stand-in on which somebody set values for Teredo; `says` is what its programs print. */
function machineWith(os: typeof XP | typeof NEW, set: Partial<LocalTeredo>, says?: Uint8Array) {
  const state = standInState(standInMachine(os));
  const { settings } = state;
  const service = { running: true, start: 'auto' } as const;
  const teredo = { ...settings.teredo, ...set };
  const windows = createStandInWindows({
    ...state,
    settings: { ...settings, ipv6Installed: true, service, teredo },
  });
  function look() {
    const answers = windows.look();
    return { answers, release: releaseOfAnswers(answers) };
  }
  const edge: WindowsEdge = {
    look,
    lookAgainUnlessFresh: look,
    programRules: () => null,
    observe: () =>
      buildWindowsObservation(rawWindowsOf(look().answers, { times: TIMES, probe: null, ping: null })),
    run(command) {
      const { text, exitCode } = windows.run(command) ?? { text: '', exitCode: null };
      const output = says ?? Uint8Array.from(Buffer.from(text, 'latin1'));
      return { output, exitCode, command: [command.program, ...command.args].join(' ') };
    },
    readSaid: (pieces) => readSaid(pieces, 932),
  };
  return createJobMachine(edge, { savedFolder: 'C:\\saved', answers: () => true });
}

describe('the earlier values of a machine', () => {
  it.each([
    ['a Teredo server', XP, { type: 'server' as const }],
    ['a relay', NEW, { type: 'relay' as const }],
    ['one whose server has a name that no command takes', NEW, { serverName: 'teredo_1.example' }],
  ])('of %s can’t be given back, so that nothing is begun', (_what, os, set) => {
    expect(() => machineWith(os, set).keep(SLOT)).toThrow(
      /^Windows has no command that sets (type|servername) to /,
    );
    expect([...files.texts.keys()]).toEqual([]);
  });

  it.each([
    ['XP', XP],
    ['Windows 10', NEW],
  ])('are kept on %s where commands set them', (_what, os) => {
    machineWith(os, { type: 'client', serverName: 'teredo.example', clientPort: 3545 }).keep(SLOT);
    expect([...files.texts.keys()]).toEqual([`C:\\saved\\${SLOT}.txt`]);
  });

  it('are given back on XP from what an earlier version kept, which knew no names of ports', () => {
    const machine = machineWith(XP, { type: 'client', clientPort: 3545 });
    machine.keep(SLOT);
    const path = `C:\\saved\\${SLOT}.txt`;
    const { ownPorts, ...firewall } = (readKept(path) as { value: WindowsSettings }).value.firewall;
    expect(ownPorts).toEqual([]);
    writeKept(path, { ...(readKept(path) as { value: WindowsSettings }).value, firewall });
    machine.apply({ kind: 'allow-teredo-through-firewall', port: 3545 }, SLOT);
    const { output } = machine.apply({ kind: 'restore-saved', savedByJob: SLOT }, SLOT);
    expect(output).toContain('firewall delete portopening protocol=UDP port=3545 profile=ALL');
  });
});

describe('what a step did', () => {
  const step = { kind: 'allow-teredo-through-firewall', port: 3545 } as const;

  it('is told with what its programs said', () => {
    const { output, printed } = machineWith(XP, { type: 'client' }).apply(step, SLOT);
    expect(output).toMatch(/firewall add portopening .*\nOk\./);
    expect(printed).toBeUndefined();
  });

  it('is told byte for byte too where the agent can’t read all of it', () => {
    const says = Uint8Array.from([0x0d, 0x0a, 0x93, 0xfa, 0x96, 0x7b, 0x0d, 0x0a]);
    const { output, printed } = machineWith(XP, { type: 'client' }, says).apply(step, SLOT);
    expect(output).toMatch(/firewall add portopening .*\n\ufffd/);
    expect(printed?.codePage).toBe(932);
    expect(printed?.bytes).toMatch(/firewall add portopening .*\n\u0093\u00fa\u0096\u007b$/);
  });
});
