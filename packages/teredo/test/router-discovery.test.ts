import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import captured from '../../../fixtures/packets/router-discovery.json';
import { decodeRouterAdvertisement, encodeRouterSolicitation } from '../src/index';

const bytes = (hex: string) => [...Buffer.from(hex, 'hex')];
const first = captured.exchanges[0]!;

describe('a router solicitation', () => {
  it.each(captured.exchanges)(
    'is byte for byte what miredo-server answered at $askedAt (cone: $cone)',
    (exchange) => {
      expect(encodeRouterSolicitation(bytes(exchange.nonce), exchange.cone)).toEqual(
        bytes(exchange.solicitation),
      );
    },
  );
});

describe('a router advertisement', () => {
  it.each(captured.exchanges)('of miredo-server by $answeredBy is read (cone: $cone)', (exchange) => {
    expect(decodeRouterAdvertisement(bytes(exchange.advertisement))).toEqual({
      nonce: bytes(exchange.nonce),
      confirmation: 0,
      origin: { address: captured.client, port: exchange.clientPort },
      source: 'fe80::8000:f227:3fff:fdfe',
      destination: exchange.cone ? 'fe80::8000:ffff:ffff:fffd' : 'fe80::ffff:ffff:fffd',
      cone: exchange.cone,
      prefix: '2001:0:c000:201::',
      server: '192.0.2.1',
      mtu: 1280,
    });
  });

  it('is read without authentication and without origin', () => {
    const whole = bytes(first.advertisement);
    expect(decodeRouterAdvertisement(whole.slice(13))).toMatchObject({
      nonce: null,
      origin: { address: captured.client },
    });
    expect(decodeRouterAdvertisement(whole.slice(21))).toMatchObject({
      nonce: null,
      origin: null,
      server: '192.0.2.1',
    });
  });

  it('is read with a client id and an authentication value of any length', () => {
    const whole = bytes(first.advertisement);
    const longer = [0, 1, 2, 3, 9, 9, 8, 8, 8, ...whole.slice(4)];
    expect(decodeRouterAdvertisement(longer)).toMatchObject({
      nonce: bytes(first.nonce),
      server: '192.0.2.1',
    });
  });

  it('is refused when cut short anywhere', () => {
    const whole = bytes(first.advertisement);
    for (let length = 0; length < whole.length; length += 1) {
      expect(decodeRouterAdvertisement(whole.slice(0, length))).toBeNull();
    }
  });

  it('is refused with any one bit of the message flipped', () => {
    const whole = bytes(first.advertisement);
    const messageBits = fc.integer({ min: (21 + 8) * 8, max: whole.length * 8 - 1 });
    fc.assert(
      fc.property(messageBits, (bit) => {
        const damaged = [...whole];
        damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7));
        expect(decodeRouterAdvertisement(damaged)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is never seen in a solicitation or in noise, and nothing throws', () => {
    expect(decodeRouterAdvertisement(bytes(first.solicitation))).toBeNull();
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 200 }), (noise) => {
        expect(decodeRouterAdvertisement(noise)).toBeNull();
        expect(decodeRouterAdvertisement([0, 1, ...noise])).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});
