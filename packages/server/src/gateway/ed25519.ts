import { signatureFits } from '@teredo-fleet/protocol';
import { nodeSignatures } from '@teredo-fleet/protocol/node';

/** Whether the signature over these bytes is of this key; false for anything malformed. */
export function isSignedBy(publicKey: Uint8Array, bytes: Uint8Array, signatureBase64: string): boolean {
  const signature = new Uint8Array(Buffer.from(signatureBase64, 'base64'));
  try {
    return signatureFits(nodeSignatures, { bytes, signature, publicKey });
  } catch {
    return false;
  }
}
