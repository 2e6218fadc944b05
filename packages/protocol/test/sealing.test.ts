import fc from 'fast-check';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import {
  base64FromUrl,
  base64ToUrl,
  checkProof,
  counterNonce,
  decodeBase64,
  decodeUtf8,
  deriveSessionKey,
  encodeBase64,
  encodeUtf8,
  MAX_COUNTER,
  MAX_FRAME_BYTES,
  MAX_FRAME_PLAINTEXT_BYTES,
  makeProof,
  naclPrimitives,
  openFrame,
  openGoTicket,
  readCounter,
  SEAL_PURPOSE,
  sealFrame,
  sealGoTicket,
  writeCounter,
} from '../src/sealing/index';

const p = naclPrimitives;
const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const key32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

function flipBit(source: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(source);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = copy[at]! ^ (1 << (bit % 8));
  return copy;
}

describe('the session key', () => {
  const agent = nacl.box.keyPair.fromSecretKey(bytes(32, 1));
  const server = nacl.box.keyPair.fromSecretKey(bytes(32, 2));
  const inputs = {
    agentPublicKey: agent.publicKey,
    channelPublicKey: server.publicKey,
    challengeNonce: bytes(32, 3),
  };
  const agentSide = deriveSessionKey(p, inputs, { side: 'agent', secretKey: agent.secretKey });

  it('is the same on both sides', () => {
    expect(deriveSessionKey(p, inputs, { side: 'server', secretKey: server.secretKey })).toEqual(agentSide);
  });

  it('differs when the server draws another challenge for the same hello', () => {
    const again = { ...inputs, challengeNonce: bytes(32, 4) };
    expect(deriveSessionKey(p, again, { side: 'server', secretKey: server.secretKey })).not.toEqual(
      agentSide,
    );
  });

  it('lets only the holder of the channel key make the proof', () => {
    const nonce = inputs.challengeNonce;
    const proof = makeProof(p, agentSide, nonce);
    expect(checkProof(p, agentSide, { nonce, proof })).toBe(true);
    const impostor = nacl.box.keyPair.fromSecretKey(bytes(32, 9));
    const wrong = deriveSessionKey(p, inputs, { side: 'server', secretKey: impostor.secretKey });
    expect(checkProof(p, agentSide, { nonce, proof: makeProof(p, wrong, nonce) })).toBe(false);
    expect(checkProof(p, agentSide, { nonce: bytes(32, 5), proof })).toBe(false);
    expect(checkProof(p, agentSide, { nonce, proof: proof.subarray(0, 47) })).toBe(false);
  });

  it('refuses a proof with any bit flipped', () => {
    const nonce = inputs.challengeNonce;
    const proof = makeProof(p, agentSide, nonce);
    for (let bit = 0; bit < proof.length * 8; bit += 1) {
      expect(checkProof(p, agentSide, { nonce, proof: flipBit(proof, bit) })).toBe(false);
    }
  });
});

describe('a sealed frame', () => {
  const direction = SEAL_PURPOSE.agentToServer;
  const key = bytes(32, 7);
  const sealed = (counter: number, text = '[]') =>
    sealFrame(p, { key, direction, counter }, encodeUtf8(text));
  const code = (
    lastCounter: number,
    frame: Uint8Array,
    other: Partial<{ key: Uint8Array; direction: 1 | 2 }> = {},
  ) => {
    const opened = openFrame(p, { key, direction, lastCounter, ...other }, frame);
    return opened.ok ? 'ok' : opened.code;
  };

  it('opens to what was sealed, for any text and counter', () => {
    fc.assert(
      fc.property(
        key32,
        fc.integer({ min: 1, max: MAX_COUNTER }),
        fc.uint8Array({ maxLength: 300 }),
        (k, n, text) => {
          const frame = sealFrame(p, { key: k, direction, counter: n }, text);
          const opened = openFrame(p, { key: k, direction, lastCounter: n - 1 }, frame);
          expect(opened).toEqual({ ok: true, counter: n, plaintext: text });
        },
      ),
    );
  });

  it('does not open with any one bit flipped, header included', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.nat(),
        fc.integer({ min: 1, max: 1000 }),
        (text, bit, n) => {
          const frame = sealFrame(p, { key, direction, counter: n }, text);
          expect(code(n - 1, flipBit(frame, bit))).toBe('bad-seal');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not open when cut short or prolonged', () => {
    const frame = sealed(1, '[{"type":"heartbeat"}]');
    for (let length = 0; length < frame.length; length += 1) {
      expect(code(0, frame.subarray(0, length))).toBe('bad-seal');
    }
    expect(code(0, Uint8Array.from([...frame, 0]))).toBe('bad-seal');
  });

  it('tells replayed from out of order, and a stranger neither', () => {
    expect(code(0, sealed(1))).toBe('ok');
    expect(code(1, sealed(1))).toBe('replayed');
    expect(code(5, sealed(2))).toBe('replayed');
    expect(code(0, sealed(2))).toBe('out-of-order');
    expect(code(5, flipBit(sealed(2), 90))).toBe('bad-seal');
  });

  it('belongs to one session and one direction', () => {
    expect(code(0, sealed(1), { key: bytes(32, 8) })).toBe('bad-seal');
    expect(code(0, sealed(1), { direction: SEAL_PURPOSE.serverToAgent })).toBe('bad-seal');
  });

  it('holds exactly the largest batch', () => {
    const largest = sealFrame(p, { key, direction, counter: 1 }, new Uint8Array(MAX_FRAME_PLAINTEXT_BYTES));
    expect(largest.length).toBe(MAX_FRAME_BYTES);
    expect(code(0, largest)).toBe('ok');
    expect(code(0, new Uint8Array(MAX_FRAME_BYTES + 1))).toBe('too-large');
    expect(() =>
      sealFrame(p, { key, direction, counter: 1 }, new Uint8Array(MAX_FRAME_PLAINTEXT_BYTES + 1)),
    ).toThrow(RangeError);
  });

  it('never uses a nonce twice: purpose and counter are all of it', () => {
    const seen = new Set<string>();
    for (const purpose of Object.values(SEAL_PURPOSE)) {
      for (let counter = 0; counter < 300; counter += 1) seen.add(counterNonce(purpose, counter).join());
    }
    expect(seen.size).toBe(4 * 300);
  });

  it('counts in 8 bytes, big-endian', () => {
    expect([...counterNonce(1, 258)]).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 2, ...new Array(15).fill(0)]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_COUNTER }), (n) => {
        const target = new Uint8Array(8);
        writeCounter(target, 0, n);
        expect(new DataView(target.buffer).getBigUint64(0)).toBe(BigInt(n));
        expect(readCounter(target, 0)).toBe(n);
      }),
    );
    expect(readCounter(bytes(8, 255), 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a go ticket', () => {
  const key = bytes(32, 7);
  const ticket = { jobId: 'j', attempt: 1, askId: 'a', machineId: 'm', epoch: 3 };
  const sealed = sealGoTicket(p, { key, random23: bytes(23, 5) }, ticket);

  it('opens to what was granted, in its session only', () => {
    expect(openGoTicket(p, key, sealed)).toEqual(ticket);
    expect(openGoTicket(p, bytes(32, 8), sealed)).toBeNull();
  });

  it('does not open with any one bit flipped', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1)
      expect(openGoTicket(p, key, flipBit(sealed, bit))).toBeNull();
  });

  it('is not confused with another box of the session', () => {
    const frame = sealFrame(p, { key, direction: 2, counter: 1 }, encodeUtf8(JSON.stringify(ticket)));
    expect(openGoTicket(p, key, frame)).toBeNull();
  });

  it('must hold every field', () => {
    for (const field of Object.keys(ticket)) {
      const partial = { ...ticket, [field]: undefined } as unknown as typeof ticket;
      expect(openGoTicket(p, key, sealGoTicket(p, { key, random23: bytes(23, 5) }, partial))).toBeNull();
    }
    expect(() => sealGoTicket(p, { key, random23: bytes(24, 5) }, ticket)).toThrow(RangeError);
  });
});

describe('base64 and UTF-8', () => {
  it('agree with the platform for any bytes and any text', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (raw, text) => {
        const coded = Buffer.from(raw).toString('base64');
        expect(encodeBase64(raw)).toBe(coded);
        expect(decodeBase64(coded)).toEqual(raw);
        expect(base64ToUrl(coded)).toBe(Buffer.from(raw).toString('base64url'));
        expect(base64FromUrl(base64ToUrl(coded))).toBe(coded);
        expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)]);
        expect(decodeUtf8(new TextEncoder().encode(text))).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it('refuse what the strict decoder of the platform refuses', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (raw) => {
        const strict = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
        let expected: string | null;
        try {
          expected = strict();
        } catch {
          expected = null;
        }
        expect(decodeUtf8(raw)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA=A', 'AA-_', ' AAAA', 'AAAA\n']) {
      expect(decodeBase64(text)).toBeNull();
    }
  });
});
