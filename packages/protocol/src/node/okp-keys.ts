import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** Curves whose keys are 32 bytes (RFC 8037). */
type Curve = 'Ed25519' | 'X25519';

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** From 32 bytes. As a JWK, because reading the DER form of a key takes longer than verifying with it. */
export function publicKeyOf(crv: Curve, bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv, x: base64url(bytes) }, format: 'jwk' });
}

/** PKCS #8 documents of both curves are one of these and the 32 bytes (RFC 8410). */
const PKCS8_PREFIX: Record<Curve, Buffer> = {
  Ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  X25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
};

/** From the 32 secret bytes alone. */
export function privateKeyOf(crv: Curve, bytes: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX[crv], bytes]), format: 'der', type: 'pkcs8' });
}

/** The public half of 32 secret bytes. */
export function publicBytesOf(crv: Curve, secret: Uint8Array): Uint8Array {
  const { x = '' } = createPublicKey(privateKeyOf(crv, secret)).export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(x, 'base64url'));
}
