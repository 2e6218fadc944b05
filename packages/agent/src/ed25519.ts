import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { SignaturePrimitives } from '@teredo-fleet/protocol';

/** DER before the 32 bytes of a private and of a public Ed25519 key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const privateKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });

const publicKey = (key: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([SPKI_PREFIX, key]), format: 'der', type: 'spki' });

/** Ed25519 of Node's own crypto. */
export const nodeSignatures: SignaturePrimitives = {
  sign: (bytes, seed) => new Uint8Array(sign(null, bytes, privateKey(seed))),
  verify(bytes, signature, key) {
    try {
      return verify(null, bytes, publicKey(key), signature);
    } catch {
      return false;
    }
  },
};

/** The public half, 32 bytes, of a private key given as its 32-byte seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(der.subarray(SPKI_PREFIX.length));
}
