import { createPool, evidenceKeys, insertEvidenceKey } from '@teredo-fleet/db';
import { createSigningKey, evidenceKeyFile, keyIdOf, readSigningKey, type SigningKey } from '../signing-key';
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

/**
 * Public half of the key that signs evidence, base64. Where the signer runs, it is made at the first start and put on
 * record; from then on it must be the one on record.
 *
 * @throws StartError when it is missing or another one, or was made on no server yet.
 */
export async function ensureEvidenceKey({ dataDir, signsHere, signerUrl }: KeyOptions): Promise<string> {
  const pool = createPool(signerUrl, { max: 1, name: 'teredo-fleet supervisor' });
  try {
    const newest = (await evidenceKeys(pool)).at(-1);
    if (!signsHere) {
      if (newest !== undefined) return newest.publicKey.toString('base64');
      throw new StartError(
        'No signer has run on this database yet: start the server with the role signer first.',
      );
    }
    const file = evidenceKeyFile(dataDir);
    const { publicKey } = await readOrMake(file, newest === undefined);
    const keyId = keyIdOf(publicKey);
    if (newest !== undefined && newest.keyId !== keyId) {
      throw new StartError(
        `The evidence key ${file} is not the one that signed what was proven so far (${newest.keyId}): restore that file from a backup, or name the data folder that belongs to this database.`,
      );
    }
    await insertEvidenceKey(pool, { keyId, publicKey });
    return publicKey.toString('base64');
  } finally {
    await pool.end();
  }
}
