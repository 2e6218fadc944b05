import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { putFile } from './put-file.mjs';

const folder = mkdtempSync(join(tmpdir(), 'put-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a file is whole whenever somebody looks, also where it is put anew meanwhile', async () => {
  const path = join(folder, 'dist', 'program.mjs');
  const program = Buffer.alloc(4 * 1024 * 1024, 'x');
  await putFile(path, program);
  let looks = 0;
  let isPutting = true;
  const putting = (async () => {
    for (let time = 0; time < 8; time += 1) await putFile(path, program);
    isPutting = false;
  })();
  while (isPutting) {
    expect(readFileSync(path).length).toBe(program.length);
    looks += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await putting;
  expect(looks).toBeGreaterThan(0);
  expect(readdirSync(join(folder, 'dist'))).toEqual(['program.mjs']);
});
