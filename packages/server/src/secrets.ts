import { createHash, createPrivateKey, createPublicKey, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DatabasePart } from '@teredo-fleet/db';
import { readSecretFile, writeSecretFile } from './secret-file';

/** Everything that is derived from the master secret. Changing the master secret changes all of it. */
export interface Secrets {
  authSecret: string;
  cursorSecret: string;
  /** PostgreSQL passwords of the owner and of each role. */
  databasePasswords: Record<DatabasePart, string>;
  /** X25519 key pair that agents pin through their enrolment token, base64. */
  channel: { publicKey: string; secretKey: string };
}

const derive = (master: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, 'teredo-fleet/v1', purpose, 32));

/** PKCS #8 of an X25519 private key is this prefix and the 32 bytes (RFC 8410). */
const X25519_PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

function channelKeyPair(secretKey: Buffer): Secrets['channel'] {
  const key = createPrivateKey({
    key: Buffer.concat([X25519_PKCS8, secretKey]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { publicKey: publicKey.toString('base64'), secretKey: secretKey.toString('base64') };
}

/** HKDF-SHA-256 over the master secret, one label a purpose. */
export function deriveSecrets(master: string): Secrets {
  const password = (role: string) => derive(master, `database/${role}`).toString('base64url');
  return {
    authSecret: derive(master, 'auth').toString('base64url'),
    cursorSecret: derive(master, 'cursor').toString('base64url'),
    databasePasswords: {
      owner: password('owner'),
      web: password('web'),
      gateway: password('gateway'),
      engine: password('engine'),
      signer: password('signer'),
      reporter: password('reporter'),
      notice: password('notice'),
    },
    channel: channelKeyPair(derive(master, 'channel')),
  };
}

/** Master secret of this installation: the given one, or the file `secret` in the data folder, made when missing. */
export async function loadMasterSecret(dataDir: string, given: string | null): Promise<string> {
  if (given !== null) return given;
  const file = join(dataDir, 'secret');
  const existing = await readSecretFile(file);
  if (existing !== null) return existing.trim();
  const made = randomBytes(32).toString('base64url');
  await writeSecretFile(file, `${made}\n`);
  return made;
}

/** SHA-256 of a key, hex: what people compare. */
export const fingerprint = (keyBase64: string): string =>
  createHash('sha256').update(Buffer.from(keyBase64, 'base64')).digest('hex');
