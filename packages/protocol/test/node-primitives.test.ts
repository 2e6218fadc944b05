import fc from 'fast-check';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { naclPrimitives, naclSignatures, signatureFits } from '../src';
import { createNodePrimitives, nodeSignatures, publicBytesOf } from '../src/node';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const RUNS = { numRuns: 30 };

describe("Node's primitives", () => {
  it('agree on the secrets that tweetnacl agrees on, one secret key after the other', () => {
    const primitives = createNodePrimitives();
    fc.assert(
      fc.property(bytes(32), bytes(32), bytes(32), (own, other, peer) => {
        const peerKey = nacl.box.keyPair.fromSecretKey(peer).publicKey;
        for (const secret of [own, other, own]) {
          expect(primitives.boxBefore(peerKey, secret)).toEqual(naclPrimitives.boxBefore(peerKey, secret));
        }
      }),
      RUNS,
    );
  });

  it('hash and seal as tweetnacl does', () => {
    const primitives = createNodePrimitives();
    fc.assert(
      fc.property(fc.uint8Array(), bytes(24), bytes(32), (message, nonce, key) => {
        expect(primitives.sha512(message)).toEqual(naclPrimitives.sha512(message));
        const box = primitives.secretbox(message, nonce, key);
        expect(naclPrimitives.secretboxOpen(box, nonce, key)).toEqual(message);
      }),
      RUNS,
    );
  });

  it('find the public half that tweetnacl finds', () => {
    fc.assert(
      fc.property(bytes(32), (secret) => {
        expect(publicBytesOf('X25519', secret)).toEqual(nacl.box.keyPair.fromSecretKey(secret).publicKey);
        expect(publicBytesOf('Ed25519', secret)).toEqual(nacl.sign.keyPair.fromSeed(secret).publicKey);
      }),
      RUNS,
    );
  });

  it('share no secret with a public key of low order', () => {
    const primitives = createNodePrimitives();
    const one = new Uint8Array(32).fill(1, 0, 1);
    for (const low of [new Uint8Array(32), one]) {
      expect(() => primitives.boxBefore(low, new Uint8Array(32).fill(7))).toThrow();
    }
  });

  it('sign the same bytes as tweetnacl, and each verifies what the other signed and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), bytes(32), (message, seed) => {
        const { publicKey } = nacl.sign.keyPair.fromSeed(seed);
        const signature = nodeSignatures.sign(message, seed);
        expect(signature).toEqual(naclSignatures.sign(message, seed));
        expect(signatureFits(nodeSignatures, { bytes: message, signature, publicKey })).toBe(true);
        const altered = Uint8Array.from(message);
        altered[0] = altered[0]! ^ 1;
        expect(signatureFits(nodeSignatures, { bytes: altered, signature, publicKey })).toBe(false);
      }),
      RUNS,
    );
  });
});
