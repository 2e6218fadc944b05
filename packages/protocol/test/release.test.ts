import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNewerVersion,
  judgeRelease,
  naclSignatures,
  type OwnRelease,
  type Release,
  readAgentVersion,
  readSignedRelease,
  releaseBytes,
  signatureFits,
} from '../src';
import { publicBytesOf } from '../src/node';
import { jobBytes } from '../src/signing';

const SEED = new Uint8Array(32).fill(7);
const KEY = base64(publicBytesOf('Ed25519', SEED));
const OTHER_KEY = base64(publicBytesOf('Ed25519', new Uint8Array(32).fill(8)));

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

const number = fc.integer({ min: 0, max: 999_999 });
const parts = fc.tuple(number, number, number);
const version = parts.map((numbers) => numbers.join('.'));
const sha256 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((b) => Buffer.from(b).toString('hex'));
const file = (system: 'linux' | 'windows-x64') =>
  fc.record({ system: fc.constant(system), sha256, size: fc.integer({ min: 1, max: 268_435_456 }) });
const release: fc.Arbitrary<Release> = fc.record({
  v: fc.constant(1 as const),
  version,
  signedAt: fc.integer({ min: 0, max: 4e12 }),
  expiresAt: fc.integer({ min: 0, max: 4e12 }),
  files: fc.oneof(
    fc.tuple(file('linux')),
    fc.tuple(file('windows-x64')),
    fc.tuple(file('linux'), file('windows-x64')),
  ),
});

function signed(bytes: Uint8Array, seed = SEED) {
  return { payload: base64(bytes), signature: base64(naclSignatures.sign(releaseBytes(bytes), seed)) };
}
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const read = (it: { payload: string; signature: string }, key = KEY) =>
  readSignedRelease(naclSignatures, it, key);

describe('a signed release', () => {
  it('is read as it was signed', () => {
    fc.assert(
      fc.property(release, (one) => {
        expect(read(signed(bytesOf(one)))).toEqual({ ok: true, release: one });
      }),
      { numRuns: 40 },
    );
  });

  it('is not read after any of its bits was flipped, in what was signed or in the signature', () => {
    const whole = signed(bytesOf({ v: 1, version: '1.2.3', signedAt: 1, expiresAt: 9, files: [] }));
    fc.assert(
      fc.property(fc.constantFrom('payload', 'signature'), fc.nat(), (part, at) => {
        const bytes = Buffer.from(whole[part], 'base64');
        const bit = at % (bytes.length * 8);
        bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
        const answer = read({ ...whole, [part]: base64(bytes) });
        expect(answer).toMatchObject({ ok: false, code: 'bad-signature' });
      }),
      { numRuns: 60 },
    );
  });

  it('of another key, or signed as something else, is none', () => {
    const bytes = bytesOf({ v: 1, version: '1.2.3', signedAt: 1, expiresAt: 9, files: [] });
    expect(read(signed(bytes), OTHER_KEY)).toMatchObject({ ok: false, code: 'bad-signature' });
    const asJob = { payload: base64(bytes), signature: base64(naclSignatures.sign(jobBytes(bytes), SEED)) };
    expect(read(asJob)).toMatchObject({ ok: false, code: 'bad-signature' });
    const publicKey = Buffer.from(KEY, 'base64');
    const signature = Buffer.from(signed(bytes).signature, 'base64');
    expect(signatureFits(naclSignatures, { bytes: jobBytes(bytes), signature, publicKey })).toBe(false);
  });

  it.each([
    ['no version', { version: undefined }],
    ['a version that has no place in the order', { version: '1.2.3-rc.1' }],
    ['leading zeros', { version: '1.02.3' }],
    ['no file', { files: [] }],
    ['two files of one system', { files: twice({ system: 'linux', sha256: 'a'.repeat(64), size: 1 }) }],
    ['a size of nothing', { files: [{ system: 'linux', sha256: 'a'.repeat(64), size: 0 }] }],
    ['another form', { v: 2 }],
  ])('that has %s is not used, though it is signed', (_, change) => {
    const good = {
      v: 1,
      version: '1.2.3',
      signedAt: 1,
      expiresAt: 9,
      files: [{ system: 'linux', sha256: 'a'.repeat(64), size: 1 }],
    };
    expect(read(signed(bytesOf(good))).ok).toBe(true);
    expect(read(signed(bytesOf({ ...good, ...change })))).toMatchObject({ ok: false, code: 'malformed' });
  });

  it('never makes the reader throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (payload, signature, key) => {
        expect(readSignedRelease(naclSignatures, { payload, signature }, key).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(read(signed(bytes))).toMatchObject({ ok: false, code: 'malformed' });
      }),
      { numRuns: 40 },
    );
  });
});

function twice<T>(one: T): T[] {
  return [one, one];
}

describe('versions', () => {
  it('are ordered by their numbers, one after the other', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const rank = ([x, y, z]: [number, number, number]) =>
          (BigInt(x) * 10n ** 6n + BigInt(y)) * 10n ** 6n + BigInt(z);
        expect(isNewerVersion(a.join('.'), b.join('.'))).toBe(rank(a) > rank(b));
      }),
    );
  });

  it('that can’t be read are newer than nothing, and nothing is newer than they', () => {
    fc.assert(
      fc.property(fc.string(), version, (odd, good) => {
        fc.pre(readAgentVersion(odd) === null);
        expect([isNewerVersion(odd, good), isNewerVersion(good, odd)]).toEqual([false, false]);
      }),
    );
  });
});

describe('an agent to which a release is offered', () => {
  const own: fc.Arbitrary<OwnRelease> = fc.record({
    system: fc.constantFrom('linux' as const, 'windows-x64' as const),
    version,
    highest: version,
    failed: fc.array(
      version.map((one) => ({ version: one, text: `${one} ended at once.` })),
      { maxLength: 3 },
    ),
    nowMs: fc.integer({ min: 0, max: 4e12 }),
  });
  const near = fc.tuple(release, own).chain(([one, self]) =>
    fc.record({
      one: fc.constantFrom(one, { ...one, version: self.version }, { ...one, version: self.highest }),
      self: fc.constantFrom(self, {
        ...self,
        failed: [...self.failed, { version: one.version, text: 'no' }],
      }),
    }),
  );

  it('takes only what is above all that ever ran here, never failed, has not expired and is for its system', () => {
    fc.assert(
      fc.property(near, ({ one, self }) => {
        const judged = judgeRelease(one, self);
        const may =
          isNewerVersion(one.version, self.version) &&
          isNewerVersion(one.version, self.highest) &&
          !self.failed.some((failure) => failure.version === one.version) &&
          self.nowMs < one.expiresAt &&
          one.files.some(({ system }) => system === self.system);
        expect(judged.ok).toBe(may);
        if (judged.ok) expect(judged.file.system).toBe(self.system);
        else expect(judged.text).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('never goes back: of two releases it takes at most one after the other', () => {
    fc.assert(
      fc.property(release, release, own, (first, second, self) => {
        const base = { ...self, failed: [], nowMs: 0 };
        if (!judgeRelease(first, base).ok) return;
        const after = { ...base, version: first.version, highest: first.version };
        if (judgeRelease(second, after).ok) expect(isNewerVersion(second.version, first.version)).toBe(true);
        expect(judgeRelease(first, after).ok).toBe(false);
      }),
    );
  });

  it('says why a version that failed is not tried again', () => {
    const one: Release = {
      v: 1,
      version: '2.0.0',
      signedAt: 0,
      expiresAt: 10,
      files: [{ system: 'linux', sha256: 'a'.repeat(64), size: 1 }],
    };
    const self: OwnRelease = {
      system: 'linux',
      version: '1.0.0',
      highest: '2.0.0',
      failed: [{ version: '2.0.0', text: 'It ended at once.' }],
      nowMs: 5,
    };
    expect(judgeRelease(one, self)).toEqual({ ok: false, code: 'failed-before', text: 'It ended at once.' });
    expect(judgeRelease(one, { ...self, failed: [] })).toMatchObject({ code: 'not-newer' });
    expect(judgeRelease(one, { ...self, version: 'dev' })).toMatchObject({ code: 'unknown-version' });
  });
});
