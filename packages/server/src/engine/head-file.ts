import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { HeadPlace } from './head-place';

const LINE_FEED = 0x0a;
/** A line is some 450 bytes, and 700 more for each key that was replaced. */
const TAIL_BYTES = 256 * 1024;

/** Last whole or torn line of a file, and whether a line feed ends it. */
async function readTail(file: string): Promise<{ line: string; isWhole: boolean } | null> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await handle.read(buffer, 0, buffer.length, size - buffer.length);
    if (buffer.length === 0) return null;
    const lines = buffer.toString('utf8').split('\n');
    const isWhole = buffer[buffer.length - 1] === LINE_FEED;
    return { line: lines.at(isWhole ? -2 : -1) ?? '', isWhole };
  } finally {
    await handle.close();
  }
}

/** Newest line of a file of heads that was written whole; null: there is none. */
export async function newestLine(file: string): Promise<string | null> {
  const tail = await readTail(file);
  return tail?.isWhole ? tail.line : null;
}

/** A file to which heads are only ever added, flushed to the disk each. A line that was torn by a fall stays as it is. */
export function headFile(file: string): HeadPlace {
  return {
    kind: 'file',
    target: `${file} on ${hostname()}`,
    async tell(line) {
      const tail = await readTail(file);
      if (tail?.isWhole && tail.line === line) return;
      const handle = await open(file, 'a', 0o644);
      try {
        await handle.writeFile(`${tail === null || tail.isWhole ? '' : '\n'}${line}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}
