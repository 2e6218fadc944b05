import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { OpenFile } from '../open-file';

/** Passes bytes on, and throws where they end before `length` of them came. */
async function* wholeOf(bytes: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const part of bytes) {
    left -= part.length;
    yield part;
  }
  if (left > 0) throw new Error(`The file is ${left} bytes shorter than it was.`);
}

/**
 * Ends an answer, whose head says the length, with an open file from the byte `begin` on, and closes the file. It is read as
 * it is taken, never more of it than was said; where it has become shorter the connection ends.
 */
export async function sendFile(
  response: ServerResponse,
  { file, stats: { size } }: OpenFile,
  begin = 0,
): Promise<void> {
  if (begin >= size) {
    await file.close();
    return void response.end();
  }
  const bytes = file.createReadStream({ start: begin, end: size - 1 });
  // Whoever goes away in the middle comes again.
  await pipeline(bytes, (parts) => wholeOf(parts, size - begin), response).catch(() => undefined);
}
