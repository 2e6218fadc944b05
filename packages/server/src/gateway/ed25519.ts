import { createPublicKey, verify } from 'node:crypto';
import { type SignaturePrimitives, signatureFits } from '@teredo-fleet/protocol';

/** An Ed25519 SPKI document is this prefix and the 32 bytes (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const nodeSignatures: Pick<SignaturePrimitives, 'verify'> = {
  verify(bytes, signature, publicKey) {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, publicKey]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, bytes, key, signature);
  },
};

/** Whether the signature over these bytes is of this key; false for anything malformed. */
export function isSignedBy(publicKey: Uint8Array, bytes: Uint8Array, signatureBase64: string): boolean {
  const signature = new Uint8Array(Buffer.from(signatureBase64, 'base64'));
  const primitives = { ...nodeSignatures, sign: () => new Uint8Array() };
  try {
    return signatureFits(primitives, { bytes, signature, publicKey });
  } catch {
    return false;
  }
}
