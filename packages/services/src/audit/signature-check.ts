import { createPublicKey, verify } from 'node:crypto';
import type { SignatureCheck } from '@teredo-fleet/evidence';
import { sha256 } from '../core/sha256';

/** What stands before a raw Ed25519 key in an SPKI document (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

const bytesOf = (base64: string, length: number): Buffer | null => {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === length && bytes.toString('base64') === base64 ? bytes : null;
};

/** Ed25519 as evidence is judged with it here. */
export const SIGNATURES: SignatureCheck = {
  fits({ text, signature, publicKey }) {
    const raw = bytesOf(publicKey, KEY_BYTES);
    const signed = bytesOf(signature, SIGNATURE_BYTES);
    if (raw === null || signed === null) return false;
    const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, signed);
  },
  keyId(publicKey) {
    const raw = bytesOf(publicKey, KEY_BYTES);
    return raw === null ? null : sha256(raw).toString('hex');
  },
};
