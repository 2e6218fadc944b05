import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectory } from '../../../../packages/evidence/src/verify/zip-directory';
import { makeContent, makeKey, writeBundle } from './a-bundle';
import { ask, sourceOf } from './ask';

const key = makeKey();
const bundle = writeBundle(makeContent({ key, rows: 2 }));
const outside = { fingerprint: key.record.keyId };

/** Where the packed bytes of each file lie in the bundle as it was written, and what they unpack to. */
let places: { from: number; until: number; content: Buffer }[];

beforeAll(async () => {
  const entries = await readDirectory(sourceOf(bundle));
  places = entries.map(({ name, from, packedBytes }) => {
    const begin = from + 30 + name.length;
    const packed = bundle.subarray(begin, begin + packedBytes);
    return { from: begin, until: begin + packedBytes, content: inflateRawSync(packed) };
  });
});

/** Whether every file unpacks to what was signed. */
const unpacksAlike = (bytes: Buffer): boolean =>
  places.every(({ from, until, content }) => {
    try {
      return inflateRawSync(bytes.subarray(from, until)).equals(content);
    } catch {
      return false;
    }
  });

describe('a change of a good bundle', () => {
  it('of one byte, wherever it is, is found, or changed nothing that is signed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bundle.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const changed = Buffer.from(bundle);
          changed[at]! ^= bits;
          const { outcome } = await ask(changed, outside);
          expect(outcome === 'fails' || unpacksAlike(changed)).toBe(true);
        },
      ),
      { numRuns: 120 },
    );
  }, 240_000);

  it('of its length is always found', async () => {
    const place = fc.integer({ min: 0, max: bundle.length });
    await fc.assert(
      fc.asyncProperty(place, place, fc.uint8Array({ maxLength: 40 }), async (from, until, put) => {
        fc.pre(put.length !== Math.abs(until - from));
        const [first, last] = [Math.min(from, until), Math.max(from, until)];
        const changed = Buffer.concat([bundle.subarray(0, first), put, bundle.subarray(last)]);
        const { outcome, findings } = await ask(changed, outside);
        expect(outcome).toBe('fails');
        expect(findings.every(({ text }) => text.length > 0)).toBe(true);
      }),
      { numRuns: 80 },
    );
  }, 240_000);

  it('that leaves no bundle at all gets an answer too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await ask(bytes, outside)).outcome).toBe('fails');
      }),
      { numRuns: 60 },
    );
  });
});
