import { generateKeyPairSync, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { verifyBundle } from '@teredo-fleet/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROWSER_TOOLS } from '../../src/verify/browser-tools';
import { NODE_TOOLS } from '../../src/verify/node-tools';
import { ask, sourceOf } from './ask';
import { BUNDLE_CASES } from './bundle-cases';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function inflated(packed: Uint8Array, { inflate }: typeof NODE_TOOLS): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of inflate(pieces(packed, 1_000))) parts.push(part);
  return Buffer.concat(parts);
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);

describe('what checks a bundle in a browser', () => {
  it('judges signatures as Node does', () => {
    const changed = fc.tuple(fc.integer({ min: -1, max: 63 }), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.string(), changed, (text, [at, bits]) => {
        const signature = sign(null, Buffer.from(text), privateKey);
        if (at >= 0) signature[at]! ^= bits;
        const signed = { text, signature: signature.toString('base64'), publicKey: raw.toString('base64') };
        expect(BROWSER_TOOLS.fits(signed)).toBe(at < 0);
        expect(NODE_TOOLS.fits(signed)).toBe(at < 0);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a signature to which the order of the group was added, as Node does', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const signature = sign(null, Buffer.from('text'), privateKey);
    const half = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
    Buffer.from(half.toString(16).padStart(64, '0'), 'hex').reverse().copy(signature, 32);
    const signed = {
      text: 'text',
      signature: signature.toString('base64'),
      publicKey: raw.toString('base64'),
    };
    expect([BROWSER_TOOLS.fits(signed), NODE_TOOLS.fits(signed)]).toEqual([false, false]);
  });

  it.each([
    ['no base64', '***'],
    ['base64 with something behind it', `${raw.toString('base64')}=`],
    ['too short a key', Buffer.alloc(31).toString('base64')],
    ['nothing', ''],
  ])('takes %s for no key', (_, text) => {
    expect([BROWSER_TOOLS.keyId(text), NODE_TOOLS.keyId(text)]).toEqual([null, null]);
    const signed = {
      text: 'text',
      signature: sign(null, Buffer.from('text'), privateKey).toString('base64'),
    };
    expect(BROWSER_TOOLS.fits({ ...signed, publicKey: text })).toBe(false);
    expect(NODE_TOOLS.fits({ ...signed, publicKey: text })).toBe(false);
  });

  it('unpacks what Node packs, and throws for what is damaged or cut short', async () => {
    const content = Buffer.from(Array.from({ length: 40_000 }, (_, at) => (at * 31) % 251));
    const packed = deflateRawSync(content);
    for (const tools of [BROWSER_TOOLS, NODE_TOOLS]) {
      expect((await inflated(packed, tools)).equals(content)).toBe(true);
      await expect(inflated(packed.subarray(0, -20), tools)).rejects.toThrow();
      await expect(inflated(Buffer.from('no such thing at all'), tools)).rejects.toThrow();
    }
  });

  it('says the same of bundles, good and bad', async () => {
    const some = BUNDLE_CASES.filter(({ name }, at) => at % 4 === 0 && !name.startsWith('bytes after what'));
    for (const { name, bytes, outside } of some) {
      const { fingerprint = null, head = null } = outside;
      const question = { source: sourceOf(bytes), fingerprint, head, progress: () => undefined };
      const verdict = await verifyBundle(question, BROWSER_TOOLS);
      expect({ name, verdict }).toEqual({ name, verdict: await ask(bytes, outside) });
    }
  }, 120_000);
});
