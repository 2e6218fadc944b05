import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSecretFile, SecretFileError, writeSecretFile } from './secret-file';

/** The Ed25519 key that signs jobs. Only the signer holds one. */
export interface JobKey {
  /** 32 bytes. */
  publicKey: Buffer;
  sign(bytes: Uint8Array): Buffer;
}

export const jobKeyFile = (dataDir: string): string => join(dataDir, 'signer', 'job-key.pem');

/** Last 32 bytes of an Ed25519 SPKI document are the raw key (RFC 8410). */
const rawPublicKey = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);

function parse(file: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Falls through to the one sentence below: what OpenSSL says of a damaged file helps nobody.
  }
  throw new SecretFileError(`${file} holds no Ed25519 private key (PEM). Restore it from a backup.`);
}

const toJobKey = (key: KeyObject): JobKey => ({
  publicKey: rawPublicKey(key),
  sign: (bytes) => sign(null, bytes, key),
});

/** Reads the job key; null when the file does not exist. */
export async function readJobKey(file: string): Promise<JobKey | null> {
  const pem = await readSecretFile(file);
  return pem === null ? null : toJobKey(parse(file, pem));
}

/** Makes a job key in a folder that only its owner may enter. */
export async function createJobKey(file: string): Promise<JobKey> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeSecretFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  return toJobKey(privateKey);
}
