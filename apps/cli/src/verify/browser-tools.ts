import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { VerifyTools } from '@teredo-fleet/evidence';
import { naclSignatures, signatureFits } from '@teredo-fleet/protocol';
import canonicalize from 'canonicalize';

/** What comes of one piece at once stays small, however well it was packed. */
const PIECE_BYTES = 16 * 1024;

/** null: it is no base64 as it is written here. */
function bytesOf(base64: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    return btoa(String.fromCharCode(...bytes)) === base64 ? bytes : null;
  } catch {
    return null;
  }
}

/** Order of the curve's group, the lowest byte first. */
const ORDER = Uint8Array.from([
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
]);

/** RFC 8032 refuses a second half that is not below the order of the group; tweetnacl does not look. */
function isReduced(signature: Uint8Array): boolean {
  for (let at = 31; at >= 0; at -= 1) {
    const [own, limit] = [signature[32 + at]!, ORDER[at]!];
    if (own !== limit) return own < limit;
  }
  return false;
}

async function feed(packed: AsyncIterable<Uint8Array>, stream: DecompressionStream): Promise<void> {
  const writer = stream.writable.getWriter();
  try {
    for await (const piece of packed) {
      for (let at = 0; at < piece.length; at += PIECE_BYTES) {
        await writer.write(piece.slice(at, at + PIECE_BYTES));
      }
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}

async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('deflate-raw');
  const feeding = feed(packed, stream);
  // What goes wrong there is what reading throws.
  feeding.catch(() => undefined);
  const reader = stream.readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    await feeding;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What checks a bundle in a browser, also where the page came without TLS and WebCrypto is shut. */
export const BROWSER_TOOLS: VerifyTools = {
  hasher() {
    const hash = sha256.create();
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
  inflate,
  canonical(value) {
    const text = canonicalize(value);
    if (text === undefined) throw new TypeError('only JSON values have a canonical text');
    return text;
  },
  fits({ text, signature, publicKey }) {
    const [signed, raw] = [bytesOf(signature), bytesOf(publicKey)];
    if (signed?.length !== 64 || raw === null || !isReduced(signed)) return false;
    const bytes = new TextEncoder().encode(text);
    return signatureFits(naclSignatures, { bytes, signature: signed, publicKey: raw });
  },
  keyId(publicKey) {
    const raw = bytesOf(publicKey);
    return raw?.length === 32 ? bytesToHex(sha256(raw)) : null;
  },
};
