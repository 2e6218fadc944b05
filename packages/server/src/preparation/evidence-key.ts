import { rename } from 'node:fs/promises';
import {
  createPool,
  type EvidenceKeyRow,
  evidenceKeys,
  inPoolTransaction,
  insertEvidenceKey,
  insertEvidenceSuccessor,
  writeAudit,
} from '@teredo-fleet/db';
import { type HeadSigner, newestEvidenceKey, signSuccession } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import {
  createSigningKey,
  evidenceKeyFile,
  keyIdOf,
  nextEvidenceKeyFile,
  readSigningKey,
  type SigningKey,
} from '../signing-key';
import { StartError } from '../supervisor/start-error';
import type { KeyOptions } from './keys';

async function readOrMake(file: string, isFirst: boolean): Promise<SigningKey> {
  const found = await readSigningKey(file);
  if (found !== null) return found;
  if (isFirst) return createSigningKey(file);
  throw new StartError(
    `The evidence key ${file} is missing, and what was proven so far is signed by it: restore it from a backup.`,
  );
}

const signerOf = (key: SigningKey): HeadSigner => ({
  publicKey: key.publicKey,
  keyId: keyIdOf(key.publicKey),
  sign: (bytes) => key.sign(bytes),
});

/** Puts a key on record that follows another, with its audit entry. */
async function recordSuccessor(pool: Pool, previous: HeadSigner, next: HeadSigner): Promise<void> {
  const said = signSuccession(previous, next, new Date());
  await inPoolTransaction(pool, { scopes: '*', userId: null }, async (db) => {
    await insertEvidenceSuccessor(db, {
      keyId: next.keyId,
      publicKey: Buffer.from(next.publicKey),
      previousKeyId: previous.keyId,
      ...said,
    });
    await writeAudit(db, [
      {
        scopeId: null,
        actorKind: 'system',
        actorId: null,
        actorName: 'signer',
        action: 'evidence-key.replace',
        objectKind: 'evidence-key',
        objectId: next.keyId,
        objectName: null,
        outcome: 'done',
        before: { keyId: previous.keyId },
        after: { keyId: next.keyId },
        reason: null,
        requestId: null,
        address: null,
      },
    ]);
  });
}

/** Replaces the key by the one that waits, if one does; each step can be repeated after a fall. */
async function replaceByNext(pool: Pool, dataDir: string, newest: EvidenceKeyRow): Promise<void> {
  const nextFile = nextEvidenceKeyFile(dataDir);
  const next = await readSigningKey(nextFile);
  if (next === null) return;
  const signer = signerOf(next);
  if (newest.keyId !== signer.keyId) {
    const previous = await readOrMake(evidenceKeyFile(dataDir), false);
    checkOnRecord(previous, newest, evidenceKeyFile(dataDir));
    await recordSuccessor(pool, signerOf(previous), signer);
  }
  await rename(nextFile, evidenceKeyFile(dataDir));
}

function checkOnRecord({ publicKey }: SigningKey, newest: EvidenceKeyRow, file: string): void {
  if (newest.keyId === keyIdOf(publicKey)) return;
  throw new StartError(
    `The evidence key ${file} is not the one that signed what was proven so far (${newest.keyId}): restore that file from a backup, or name the data folder that belongs to this database.`,
  );
}

async function ensureHere(pool: Pool, dataDir: string): Promise<SigningKey> {
  const file = evidenceKeyFile(dataDir);
  const newest = newestEvidenceKey(await evidenceKeys(pool));
  if (newest === undefined) {
    const first = await readOrMake(file, true);
    await insertEvidenceKey(pool, { keyId: keyIdOf(first.publicKey), publicKey: first.publicKey });
    return first;
  }
  await replaceByNext(pool, dataDir, newest);
  const key = await readOrMake(file, false);
  checkOnRecord(key, newestEvidenceKey(await evidenceKeys(pool)) ?? newest, file);
  return key;
}

/**
 * Public half of the key that signs evidence, base64. Where the signer runs, it is made at the first start and put on
 * record; from then on it must be the one on record, or one that was made to replace it.
 *
 * @throws StartError when it is missing or another one, or was made on no server yet.
 */
export async function ensureEvidenceKey({ dataDir, signsHere, signerUrl }: KeyOptions): Promise<string> {
  const pool = createPool(signerUrl, { max: 1, name: 'teredo-fleet supervisor' });
  try {
    if (signsHere) return (await ensureHere(pool, dataDir)).publicKey.toString('base64');
    const newest = newestEvidenceKey(await evidenceKeys(pool));
    if (newest !== undefined) return newest.publicKey.toString('base64');
    throw new StartError(
      'No signer has run on this database yet: start the server with the role signer first.',
    );
  } finally {
    await pool.end();
  }
}
