import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSecretFile, SecretFileError, writeSecretFile } from './secret-file';

/** An Ed25519 key. Only the signer holds those of this installation: one for jobs, one for evidence. */
export interface SigningKey {
  /** 32 bytes. */
  publicKey: Buffer;
  sign(bytes: Uint8Array): Buffer;
}

export const jobKeyFile = (dataDir: string): string => join(dataDir, 'signer', 'job-key.pem');

export const evidenceKeyFile = (dataDir: string): string => join(dataDir, 'signer', 'evidence-key.pem');

/** A key that is to replace the evidence key at the next start. */
export const nextEvidenceKeyFile = (dataDir: string): string =>
  join(dataDir, 'signer', 'evidence-key.next.pem');

/** Keeps the head of the audit chain that was signed last. */
export const signedHeadFile = (dataDir: string): string => join(dataDir, 'signer', 'audit-head.json');

/** Fingerprint of a raw public key, as signatures and people name it: 64 lower-case hex digits. */
export const keyIdOf = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex');

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

const toSigningKey = (key: KeyObject): SigningKey => ({
  publicKey: rawPublicKey(key),
  sign: (bytes) => sign(null, bytes, key),
});

/** Reads a key; null when the file does not exist. */
export async function readSigningKey(file: string): Promise<SigningKey | null> {
  const pem = await readSecretFile(file);
  return pem === null ? null : toSigningKey(parse(file, pem));
}

/** Makes a key in a folder that only its owner may enter. */
export async function createSigningKey(file: string): Promise<SigningKey> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeSecretFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  return toSigningKey(privateKey);
}
