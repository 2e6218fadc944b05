import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readUpdateState, writeUpdateState } from '../src/update/update-state';
import { bundleProgram } from './bundle-program';

const PROGRAM = await bundleProgram(fileURLToPath(new URL('./begin-probation.ts', import.meta.url)));

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'probation-'));
  const probation = { version: '2.0.0', starts: 0 };
  writeUpdateState(stateDir, { highest: '2.0.0', failed: [], trial: null, probation });
});
afterEach(() => rmSync(stateDir, { recursive: true }));

function start(then: string) {
  const { signal, stdout } = spawnSync(process.execPath, [PROGRAM, stateDir, then], {
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGTERM',
  });
  return [signal, stdout];
}

it('ends a version that hangs before its first session, and has it give its place back after three starts', () => {
  for (let time = 0; time < 3; time += 1) expect(start('hang')).toEqual(['SIGKILL', 'began\n']);
  expect(start('hang')).toEqual([null, 'gave its place back\n']);
  const { failed, probation } = readUpdateState(stateDir, '1.0.0');
  expect([probation, failed]).toEqual([
    null,
    [{ version: '2.0.0', text: expect.stringMatching(/started 3 times in its place, and ended each time/) }],
  ]);
});

it.each([['busy'], ['pass']])('ends no version that goes on: one that is %s', (then) => {
  expect(start(then)).toEqual([null, 'began\nended\n']);
});
