import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { VerifyTools } from '@teredo-fleet/evidence';
import { signatureFits } from '@teredo-fleet/protocol';
import { nodeSignatures } from '@teredo-fleet/protocol/node';
import canonicalize from 'canonicalize';

const KEY_BYTES = 32;

/** null: it is no base64 as it is written here. */
function bytesOf(base64: string): Uint8Array | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? new Uint8Array(bytes) : null;
}

async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const raw = createInflateRaw({ chunkSize: 64 * 1024 });
  let given = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of packed) {
      given += piece.length;
      yield piece;
    }
  }
  // Its error is the one that reading `raw` throws.
  pipeline(Readable.from(counted(), { objectMode: false }), raw, () => undefined);
  for await (const piece of raw) yield piece as Uint8Array;
  if (raw.bytesWritten !== given) throw new Error('bytes stand after the end of what was packed');
}

/** What checks a bundle in Node. */
export const NODE_TOOLS: VerifyTools = {
  hasher() {
    const hash = createHash('sha256');
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
    if (signed === null || raw === null) return false;
    const bytes = new Uint8Array(Buffer.from(text));
    return signatureFits(nodeSignatures, { bytes, signature: signed, publicKey: raw });
  },
  keyId(publicKey) {
    const raw = bytesOf(publicKey);
    return raw?.length === KEY_BYTES ? createHash('sha256').update(raw).digest('hex') : null;
  },
};
