import type { SignedHead } from '@teredo-fleet/db';
import {
  type ChainHead,
  type KeyRecord,
  type PublishedHead,
  publishedHeadLine,
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
