import type { SignedHead } from '@teredo-fleet/db';
import {
  type ChainHead,
  type HeadStatement,
  type KeyRecord,
  type PublishedHead,
  publishedHeadLine,
  readHeadStatement,
  readPublishedHead,
  readPublishedHeadLine,
} from '@teredo-fleet/evidence';
import { DIGEST } from './chain-digest';
import { SIGNATURES } from './signature-check';

/** The one line of a head: JSON, without its line feed. */
export const lineOfHead = (head: PublishedHead): string => publishedHeadLine(head, [], DIGEST);

/** The same as it is given out, with the keys of the installation up to the one that signed it. */
export const lineOfToldHead = (head: PublishedHead, keys: readonly KeyRecord[]): string =>
  publishedHeadLine(head, keys, DIGEST);

/** A head on record as it is given out. Without its key it is given with none, and fits no signature. */
export function publishedHead({ statement, signature, publicKey }: SignedHead): PublishedHead {
  return {
    statement,
    signature: signature.toString('base64'),
    publicKey: publicKey?.toString('base64') ?? '',
  };
}

/** A head and when it was signed: ISO 8601 UTC with milliseconds, by the signer's clock. */
export type SignedAt = ChainHead & { at: string };

export type ReadHead =
  | { ok: true; head: ChainHead; at: string }
  /** `why`: a part of a sentence. */
  | { ok: false; why: string };

const fault = (why: string): ReadHead => ({ ok: false, why });

/** Reads a head and judges its signature. `keyIds`: whose signatures count. */
export function readHead(published: PublishedHead, keyIds: readonly string[]): ReadHead {
  const reading = readPublishedHead(published, keyIds, SIGNATURES);
  switch (reading.kind) {
    case 'signed': {
      const { count, hash, at } = reading.statement;
      return { ok: true, head: { count, hash }, at };
    }
    case 'unreadable':
      return fault('says nothing that is a head');
    case 'wrong-signature':
      return fault('has a wrong signature: it was altered');
    case 'another-key':
      return fault(`is signed by another key (${reading.keyId})`);
  }
}

/** Reads the line in which a head was given out. */
export function readHeadLine(line: string, keyIds: readonly string[]): ReadHead {
  const published = readPublishedHeadLine(line);
  return published === null ? fault('is no head at all') : readHead(published, keyIds);
}

function saidIn(line: string): HeadStatement | null {
  const published = readPublishedHeadLine(line);
  return published === null ? null : readHeadStatement(published.statement);
}

/** Whether a head was signed after another, or at once and goes as far. */
const isLater = (one: HeadStatement, other: HeadStatement): boolean =>
  one.at === other.at ? one.count >= other.count : one.at > other.at;

/**
 * Of the lines in which heads were given out the one that says it was signed last, wherever it stands: once the newest heads are
 * taken out of the database, the server itself tells an old one again. A last line that is no head is given as it is; null: there
 * is no line.
 */
export function newestHeadLine(lines: readonly string[]): string | null {
  const last = lines.at(-1);
  if (last === undefined) return null;
  let newest = saidIn(last);
  let line = last;
  for (const earlier of newest === null ? [] : lines) {
    const said = saidIn(earlier);
    if (said === null || newest === null || !isLater(said, newest)) continue;
    [newest, line] = [said, earlier];
  }
  return line;
}
