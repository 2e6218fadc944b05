import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { newestHeadLine } from '@teredo-fleet/services';
import type { HeadPlace } from './head-place';

const LINE_FEED = 0x0a;
/** A line is some 450 bytes, and 700 more for each key that was replaced. */
const TAIL_BYTES = 256 * 1024;

interface Tail {
  /** The last line, and whether a line feed ends it. */
  line: string;
  isWhole: boolean;
  /** Lines that a line feed ends; the first may lack its beginning. */
  whole: string[];
}

/** The last lines of a file; null: it is empty or not there. */
async function readTail(file: string): Promise<Tail | null> {
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
    return { line: lines.at(isWhole ? -2 : -1) ?? '', isWhole, whole: lines.slice(0, -1) };
  } finally {
    await handle.close();
  }
}

/** Of the lines of a file of heads that were written whole the one that was signed last; null: there is none. */
export async function newestLine(file: string): Promise<string | null> {
  return newestHeadLine((await readTail(file))?.whole ?? []);
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
