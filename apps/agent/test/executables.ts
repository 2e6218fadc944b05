import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeArchive } from '../../../tooling/run/node-archive.mjs';
import { writeExecutable } from '../windows/build-executable.mjs';
import { nodeFromArchive } from '../windows/node-for-windows.mjs';

/** A program with blank lines behind it, so many bytes long. */
const padded = (program: string, length: number) =>
  program + '\n'.repeat(length - Buffer.byteLength(program));

function withProgram(executable: Buffer, from: Buffer, to: Buffer): Buffer {
  const at = executable.indexOf(from);
  if (at === -1 || executable.indexOf(from, at + 1) !== -1) throw new Error('The program is not found once.');
  const other = Buffer.from(executable);
  to.copy(other, at);
  return other;
}

/**
 * Writes an executable for each program, by name. To put a program into Node takes long, so that is done once: each other
 * has its own in that one's place, all of one length.
 */
export async function makeExecutables(folder: string, programs: Record<string, string>): Promise<void> {
  const length = Math.max(...Object.values(programs).map((program) => Buffer.byteLength(program)));
  const [first, ...others] = Object.entries(programs).map(([name, program]) => ({
    path: join(folder, `${name}.exe`),
    program: padded(program, length),
  }));
  if (first === undefined) return;
  await writeExecutable(nodeFromArchive((await nodeArchive()) as Buffer), first.path, first.program);
  const made = readFileSync(first.path);
  for (const { path, program } of others)
    writeFileSync(path, withProgram(made, Buffer.from(first.program), Buffer.from(program)));
}
