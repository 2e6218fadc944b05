import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';
import { createWineMachine, type WineMachine } from './wine';

const LONG_MS = 300_000;

/** Wine here has no programs of 32 bits: a folder of the name makes its host seem to be one, and is a host too. */
describe('the script under a script host of 32 bits on a Windows of 64', () => {
  let machine: WineMachine;
  let script = '';
  const windows = (...names: string[]) => join(machine.prefix, 'drive_c/windows', ...names);
  const cscript = (...args: string[]) => machine.cscript(script, args, { timeoutMs: 120_000 });

  beforeAll(async () => {
    machine = await createWineMachine('win10');
    script = machine.write('teredo agent.js', await buildScript());
  }, LONG_MS);
  afterAll(() => machine.close());

  it(
    'is handed on to the one of 64, whose words and exit code count, and leaves nothing behind',
    async () => {
      const calls = [['status'], ['ensure', '--app', 'two words', '--wait', 'soon'], ['nothing']];
      const direct: unknown[] = [];
      for (const call of calls) direct.push(await cscript(...call));
      expect(direct).toMatchObject([{ exitCode: 1 }, { exitCode: 2 }, { exitCode: 2 }]);
      const temporary = windows('..', 'users', process.env.USER ?? 'root', 'Temp');
      mkdirSync(windows('Sysnative'));
      copyFileSync(windows('system32', 'cscript.exe'), windows('Sysnative', 'cscript.exe'));
      const places = [temporary, windows()];
      const before = places.map((place) => readdirSync(place));
      for (const [index, call] of calls.entries()) expect(await cscript(...call)).toEqual(direct[index]);
      expect(places.map((place) => readdirSync(place))).toEqual(before);
    },
    LONG_MS,
  );

  it(
    'does not stay there, and says which host to take',
    async () => {
      const { exitCode, output } = await cscript('run');
      expect([exitCode, output]).toEqual([1, expect.stringMatching(/32 bits.*Sysnative\\cscript\.exe\.\n$/)]);
    },
    LONG_MS,
  );
});
