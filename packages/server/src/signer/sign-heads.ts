import { evidenceKeys, inPoolTransaction, insertAuditHead } from '@teredo-fleet/db';
import { lineOfHead, signAuditHead, tiedEvidenceKeyIds } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import { keyIdOf, type SigningKey } from '../signing-key';
import { HeadMemory } from './head-memory';

const EVERYTHING = { scopes: '*', userId: null } as const;

interface HeadSigning {
  pool: Pool;
  key: SigningKey;
  /** Where the head that was signed last is kept. */
  headFile: string;
  log: Logger;
}

/**
 * A round that signs how far the audit chain goes; resolves with the new count, null: nothing was added. Written to the file
 * first: what was signed is never forgotten, whatever becomes of the database.
 */
export function headRound({ pool, key, headFile, log }: HeadSigning): () => Promise<number | null> {
  const keyId = keyIdOf(key.publicKey);
  const signer = { publicKey: key.publicKey, keyId, sign: (bytes: Uint8Array) => key.sign(bytes) };
  return async () => {
    // What was signed last may be of a key that was replaced since.
    const memory = new HeadMemory(headFile, tiedEvidenceKeyIds(await evidenceKeys(pool), keyId));
    const signed = await inPoolTransaction(pool, EVERYTHING, async (db) =>
      signAuditHead(db, signer, await memory.recall(db, log), () => new Date()),
    );
    if (signed === null) return null;
    const { head, at, published } = signed;
    await memory.write(lineOfHead(published));
    await insertAuditHead(pool, {
      count: head.count,
      hash: Buffer.from(head.hash, 'hex'),
      signedAt: at,
      statement: published.statement,
      keyId,
      signature: Buffer.from(published.signature, 'base64'),
    });
    return head.count;
  };
}

/** So much of the audit chain is not signed yet, at most. */
const HEAD_EVERY_MS = 5 * 60_000;

/** Repeats a round that signs, with five minutes between two heads; the first one comes as soon as there is anything. */
export function spacedRound(
  round: () => Promise<number | null>,
  nowMs: () => number = () => performance.now(),
): () => Promise<void> {
  let signedAtMs: number | null = null;
  return async () => {
    if (signedAtMs !== null && nowMs() - signedAtMs < HEAD_EVERY_MS) return;
    if ((await round()) !== null) signedAtMs = nowMs();
  };
}

/** The same, and at once when it is asked for: somebody waits for a head that covers what was just written. */
export function askedRound(round: () => Promise<number | null>) {
  const spaced = spacedRound(round);
  let asked = false;
  return {
    ask(): void {
      asked = true;
    },
    async round(): Promise<void> {
      if (!asked) return spaced();
      asked = false;
      await round();
    },
  };
}
