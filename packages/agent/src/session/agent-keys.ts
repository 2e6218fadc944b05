import { randomBytes } from 'node:crypto';
import { nodeSignatures, publicBytesOf } from '@teredo-fleet/protocol/node';

/** An X25519 pair of one session. */
export interface SessionKeyPair {
  publicKey: Uint8Array;
  secretKey: Uint8Array;
}

/** A fresh pair from the operating system's random numbers. */
export function makeSessionKeyPair(): SessionKeyPair {
  const secretKey = new Uint8Array(randomBytes(32));
  return { publicKey: publicBytesOf('X25519', secretKey), secretKey };
}

/** 32 bytes: the Ed25519 seed that is this machine's identity. It never leaves the machine. */
export function makeIdentitySeed(): Uint8Array {
  return new Uint8Array(randomBytes(32));
}

/** The public half of an identity, standard base64. */
export function identityPublicKey(seed: Uint8Array): string {
  return Buffer.from(publicBytesOf('Ed25519', seed)).toString('base64');
}

/** Ed25519 signature, standard base64. */
export function signWithIdentity(seed: Uint8Array, bytes: Uint8Array): string {
  return Buffer.from(nodeSignatures.sign(bytes, seed)).toString('base64');
}
