import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import nacl from 'tweetnacl';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';

/** What an engine of ECMAScript 3 has not; the polyfills bring what the script needs of it. */
const FORGET = `
  (function () {
    var late = ['Uint8Array', 'Uint16Array', 'Uint32Array', 'Int32Array', 'Float64Array', 'JSON', 'Map', 'Set', 'Promise'];
    for (var i = 0; i < late.length; i += 1) delete this[late[i]];
    var es5 = ['forEach', 'map', 'filter', 'every', 'some', 'indexOf', 'reduce'];
    for (var j = 0; j < es5.length; j += 1) delete Array.prototype[es5[j]];
    delete String.prototype.trim; delete Object.keys; delete Array.isArray; delete Date.now;
  }).call(this);
`;

interface ScriptCrypto {
  call(name: string, ...args: string[]): string;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
/** Around the lengths at which blocks of SHA-512, Salsa20 and Poly1305 end. */
const message = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .constantFrom(0, 15, 16, 17, 63, 64, 65, 111, 112, 113, 127, 128, 129, 255, 256, 1000)
    .chain((length) => fc.uint8Array({ minLength: length, maxLength: length })),
);

describe('tweetnacl on arrays of ECMAScript 3', () => {
  let script: ScriptCrypto = { call: () => '' };
  beforeAll(async () => {
    const sink: { crypto?: ScriptCrypto } = {};
    runInNewContext(FORGET + (await buildScript('./test/probes/crypto-in-node')), { sink });
    script = sink.crypto ?? script;
  }, 60_000);

  // Each run takes a good part of a second: such arrays are slow.
  const check = (property: fc.IProperty<unknown>) => fc.assert(property, { numRuns: 6 });

  it('runs without typed arrays at all', () => {
    expect(script.call('typed')).toBe('false');
  });

  it('signs as tweetnacl does, and tells good signatures from altered ones', () => {
    check(
      fc.property(bytes32, message, fc.nat(), (seed, text, bit) => {
        const { publicKey, secretKey } = nacl.sign.keyPair.fromSeed(seed);
        const signature = nacl.sign.detached(text, secretKey);
        expect(script.call('sign', hex(text), hex(seed))).toBe(hex(signature));
        expect(script.call('verify', hex(text), hex(signature), hex(publicKey))).toBe('true');
        const at = bit % 512;
        signature[at >> 3] = signature[at >> 3]! ^ (1 << (at & 7));
        expect(script.call('verify', hex(text), hex(signature), hex(publicKey))).toBe('false');
      }),
    );
  });

  it('agrees the same keys', () => {
    check(
      fc.property(bytes32, bytes32, (secret, other) => {
        const peer = nacl.box.keyPair.fromSecretKey(other).publicKey;
        expect(script.call('before', hex(peer), hex(secret))).toBe(hex(nacl.box.before(peer, secret)));
      }),
    );
  });

  it('hashes, seals and opens alike', () => {
    check(
      fc.property(bytes32, message, fc.nat(), (key, text, bit) => {
        const nonce = new Uint8Array(24).fill(7);
        const box = nacl.secretbox(text, nonce, key);
        expect(script.call('sha512', hex(text))).toBe(hex(nacl.hash(text)));
        expect(script.call('seal', hex(text), hex(nonce), hex(key))).toBe(hex(box));
        expect(script.call('open', hex(box), hex(nonce), hex(key))).toBe(hex(text));
        const at = bit % (box.length * 8);
        box[at >> 3] = box[at >> 3]! ^ (1 << (at & 7));
        expect(script.call('open', hex(box), hex(nonce), hex(key))).toBe('null');
      }),
    );
  });
});
