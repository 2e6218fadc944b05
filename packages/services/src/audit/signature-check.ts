import type { SignatureCheck } from '@teredo-fleet/evidence';
import { signatureFits } from '@teredo-fleet/protocol';
import { nodeSignatures } from '@teredo-fleet/protocol/node';
import { sha256 } from '../core/sha256';

const KEY_BYTES = 32;

/** null: it is no base64 as it is written here. */
function bytesOf(base64: string): Uint8Array | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? new Uint8Array(bytes) : null;
}

/** Ed25519 as evidence is judged with it here. */
export const SIGNATURES: SignatureCheck = {
  fits({ text, signature, publicKey }) {
    const [signed, raw] = [bytesOf(signature), bytesOf(publicKey)];
    if (signed === null || raw === null) return false;
    const bytes = new Uint8Array(Buffer.from(text));
    return signatureFits(nodeSignatures, { bytes, signature: signed, publicKey: raw });
  },
  keyId(publicKey) {
    const raw = bytesOf(publicKey);
    return raw?.length === KEY_BYTES ? sha256(raw).toString('hex') : null;
  },
};
