import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWineMachine, type RunningProgram, type WineMachine } from '@teredo-fleet/dev-env/wine';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNode } from '../../../tooling/run/build-agents.mjs';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';

const LONG_MS = 300_000;
const TIMES = 200;
const needed = hasNodeForWindows() ? '' : ' (skipped, missing: Node for Windows, by npm test)';

/** Windows' Node, since no other system has the lock. */
describe.skipIf(!hasNodeForWindows())(`the lock of a folder on Windows${needed}`, () => {
  let machine: WineMachine;
  let program: string;
  let folder: string;
  let looking: RunningProgram | null = null;
  const node = () => machine.windowsPath(join(machine.folder, 'node.exe'));
  const args = (...words: string[]) => [machine.windowsPath(program), ...words];

  beforeAll(async () => {
    machine = await createWineMachine('win10');
    await writeNode(machine.folder);
    program = join(machine.folder, 'hold-folder.cjs');
    folder = join(machine.folder, 'state');
    mkdirSync(folder);
    const entryPoints = [join(import.meta.dirname, 'hold-folder.ts')];
    await build({ entryPoints, outfile: program, bundle: true, platform: 'node', format: 'cjs' });
  }, LONG_MS);

  afterAll(async () => {
    looking?.kill();
    await machine?.close();
  }, 60_000);

  it(
    'is had by whoever takes it, however often somebody looks who has it',
    async () => {
      looking = machine.start(node(), args('look', machine.windowsPath(folder), '240000'));
      const before = await machine.run(node(), args('hold', machine.windowsPath(folder), '1'));
      expect(before).toMatchObject({ exitCode: 0, output: '1\n', errors: '' });
      const held = await machine.run(node(), args('hold', machine.windowsPath(folder), String(TIMES)), {
        timeoutMs: LONG_MS / 2,
      });
      expect(held).toMatchObject({ exitCode: 0, output: `${TIMES}\n`, errors: '' });
    },
    LONG_MS,
  );

  it(
    'is had by one alone, and the other is told so within seconds',
    async () => {
      looking?.kill();
      const words = args('hold', machine.windowsPath(folder), '1');
      const holder = machine.start(node(), args('keep', machine.windowsPath(folder)));
      await expect.poll(() => holder.output(), { timeout: LONG_MS / 3 }).toContain('held');
      expect(await machine.run(node(), words)).toMatchObject({ exitCode: 0, output: '0\n' });
      holder.kill();
      await holder.ended;
      await expect
        .poll(async () => (await machine.run(node(), words)).output, { timeout: LONG_MS / 3 })
        .toBe('1\n');
    },
    LONG_MS,
  );
});
