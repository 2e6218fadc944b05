import { evidenceKeys, inPoolTransaction } from '@teredo-fleet/db';
import { StubRefused, signAuditStub, tiedEvidenceKeyIds } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import { keyIdOf, type SigningKey } from '../signing-key';
import { HeadMemory } from './head-memory';

const EVERYTHING = { scopes: '*', userId: null } as const;

interface StubSigning {
  pool: Pool;
  key: SigningKey;
  /** Where the head that was signed last is kept. */
  headFile: string;
  log: Logger;
}

/** A round that signs the stub in place of entries that are to be pruned, if the engine asked for one; whether it did. */
export function stubRound({ pool, key, headFile, log }: StubSigning): () => Promise<boolean> {
  const keyId = keyIdOf(key.publicKey);
  const signer = { publicKey: key.publicKey, keyId, sign: (bytes: Uint8Array) => key.sign(bytes) };
  return async () => {
    // An earlier stub, and the head that was signed last, may be of a key that was replaced since.
    const keyIds = tiedEvidenceKeyIds(await evidenceKeys(pool), keyId);
    const memory = new HeadMemory(headFile, keyIds);
    try {
      return await inPoolTransaction(pool, EVERYTHING, async (db) =>
        signAuditStub(db, { ...signer, keyIds }, await memory.read(), new Date()),
      );
    } catch (error) {
      if (!(error instanceof StubRefused)) throw error;
      log.error({ err: error }, 'no stub was signed: the audit trail is not pruned');
      return false;
    }
  };
}
