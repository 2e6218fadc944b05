import { createHash } from 'node:crypto';
import type { VerbName } from '../permissions';
import { type AuditDraft, entry, writeEntries } from './audit-entry';
import type { ServiceContext } from './context';
import { notify } from './notify';
import { transact } from './transaction';

/** A piece of a file, and how many of its rows are in it. */
export interface FilePart<Piece extends string | Uint8Array = string | Uint8Array> {
  text: Piece;
  rows: number;
}

/** Which file is given out, and by which verb. */
export interface RecordedFile {
  context: ServiceContext;
  verb: VerbName;
  object: AuditDraft['object'];
}

async function writeEnd({ context, verb, object }: RecordedFile, end: Partial<AuditDraft>): Promise<void> {
  await transact(context, '*', async (tx) => {
    await writeEntries(tx, context, verb, [entry(object, null, end)]);
    await notify(tx, [], ['audit']);
  });
}

/**
 * The file, piece by piece. The entry about its end, with the SHA-256 of all of it, is written before the reader sees that
 * it is whole; one that was given up says so.
 */
export async function* recordedFile<Piece extends string | Uint8Array>(
  file: RecordedFile,
  parts: AsyncIterable<FilePart<Piece>>,
): AsyncGenerator<Piece, void, undefined> {
  const hash = createHash('sha256');
  const given = { rows: 0, bytes: 0 };
  let isWhole = false;
  try {
    for await (const { text, rows } of parts) {
      hash.update(text);
      given.rows += rows;
      given.bytes += Buffer.byteLength(text);
      yield text;
    }
    isWhole = true;
  } finally {
    const whole = { after: { ...given, sha256: hash.digest('hex') } };
    const cutOff = {
      outcome: 'failed',
      after: { ...given },
      reason: 'The file was not read to its end.',
    } as const;
    await writeEnd(file, isWhole ? whole : cutOff);
  }
}

/** `teredo-fleet-audit-20261129T104500Z.csv`. */
export function fileNameOf(what: string, at: Date, extension: string): string {
  return `teredo-fleet-${what}-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.${extension}`;
}
