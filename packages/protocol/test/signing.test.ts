import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { enrolBytes, jobBytes, naclSignatures, proveBytes, signatureFits } from '../src/signing';

const seed = new Uint8Array(32).fill(11);
const publicKey = nacl.sign.keyPair.fromSeed(seed).publicKey;
const nodePrivate = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});
const nodePublic = createPublicKey({
  key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]),
  format: 'der',
  type: 'spki',
});

const session = { sessionId: 'S', nonce: 'N', sessionKey: 'K' };

describe('signatures', () => {
  it('of tweetnacl are those of node:crypto, and each verifies the other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (payload) => {
        const bytes = jobBytes(payload);
        const ours = naclSignatures.sign(bytes, seed);
        const nodes = sign(null, bytes, nodePrivate);
        expect(Buffer.from(ours)).toEqual(nodes);
        expect(verify(null, bytes, nodePublic, ours)).toBe(true);
        expect(signatureFits(naclSignatures, { bytes, signature: nodes, publicKey })).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('fit no altered bytes, signature or key, and never throw', () => {
    const bytes = jobBytes(new Uint8Array([1, 2, 3]));
    const signature = naclSignatures.sign(bytes, seed);
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Uint8Array.from(bytes);
      altered[at] = altered[at]! ^ 1;
      expect(signatureFits(naclSignatures, { bytes: altered, signature, publicKey })).toBe(false);
    }
    for (let at = 0; at < 64; at += 1) {
      const altered = Uint8Array.from(signature);
      altered[at] = altered[at]! ^ 1;
      expect(signatureFits(naclSignatures, { bytes, signature: altered, publicKey })).toBe(false);
    }
    for (const length of [0, 1, 63, 65]) {
      const odd = new Uint8Array(length);
      expect(signatureFits(naclSignatures, { bytes, signature: odd, publicKey })).toBe(false);
      expect(signatureFits(naclSignatures, { bytes, signature, publicKey: odd })).toBe(false);
    }
  });

  it('cover bytes that begin with what they are for', () => {
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
    expect(text(enrolBytes(session, { tokenId: 'T', agentKey: 'A' }))).toBe(
      'teredo-fleet/enrol/v1\nS\nN\nK\nT\nA',
    );
    expect(text(proveBytes(session, { machineId: 'M' }))).toBe('teredo-fleet/session/v1\nS\nN\nK\nM');
    expect(text(jobBytes(new Uint8Array([123, 125])))).toBe('teredo-fleet/job/v1\n{}');
    expect(() => proveBytes(session, { machineId: 'ü' })).toThrow(RangeError);
  });
});
