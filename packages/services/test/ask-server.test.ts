import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AskServerPorts, UdpQuestion } from '../src';
import { askServer } from '../src/teredo-server/ask-server';

interface Captured {
  exchanges: { nonce: string; cone: boolean; advertisement: string; solicitation: string }[];
}
const path = new URL('../../../fixtures/packets/router-discovery.json', import.meta.url);
const captured = (JSON.parse(readFileSync(path, 'utf8')) as Captured).exchanges.find(({ cone }) => !cone)!;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

interface Sent {
  address: string;
  port: number;
  packet: string;
}

/** A network in which the addresses given answer as the real server once did, and the names given resolve. */
function network(answering: readonly string[], names: Record<string, string[]> = {}) {
  const sent: Sent[] = [];
  let open = 0;
  const ports: AskServerPorts = {
    randomBytes: () => bytes(captured.nonce),
    udp: {
      resolve: async (name) => names[name] ?? [],
      async open() {
        open += 1;
        return {
          async ask<T>({ address, port, packet, read }: UdpQuestion<T>) {
            sent.push({ address, port, packet: Buffer.from(packet).toString('hex') });
            if (read(bytes('00'.repeat(60))) !== null) throw new Error('noise is no answer');
            if (!answering.includes(address)) return null;
            const answer = read(bytes(captured.advertisement));
            return answer === null ? null : { answer, roundTripMs: 7 };
          },
          close() {
            open -= 1;
          },
        };
      },
    },
  };
  return { ports, sent, open: () => open };
}

const target = (name: string, secondary: string | null = null) => ({ name, secondary });

describe('asking a server', () => {
  it('sends the solicitation of RFC 4380 to UDP 3544 of both addresses, from one socket that is closed', async () => {
    const { ports, sent, open } = network(['192.0.2.1', '192.0.2.2']);
    expect(await askServer(ports, target('192.0.2.1'))).toEqual({
      outcome: 'both',
      fault: null,
      addresses: ['192.0.2.1', '192.0.2.2'],
      roundTripMs: 7,
    });
    expect(sent).toEqual(
      ['192.0.2.1', '192.0.2.2'].map((address) => ({ address, port: 3544, packet: captured.solicitation })),
    );
    expect(open()).toBe(0);
  });

  it('asks three times at most at each address before it calls it silent', async () => {
    const { ports, sent } = network([]);
    expect(await askServer(ports, target('192.0.2.1'))).toMatchObject({
      outcome: 'silent',
      roundTripMs: null,
    });
    expect(sent.map(({ address }) => address)).toEqual([
      ...Array<string>(3).fill('192.0.2.1'),
      ...Array<string>(3).fill('192.0.2.2'),
    ]);
  });

  it('tells which of two addresses answers', async () => {
    expect((await askServer(network(['192.0.2.1']).ports, target('192.0.2.1'))).outcome).toBe('primary-only');
    const second = await askServer(network(['192.0.2.2']).ports, target('192.0.2.1'));
    expect(second).toMatchObject({ outcome: 'secondary-only', roundTripMs: 7 });
  });

  it('takes no answer to another nonce', async () => {
    const { ports } = network(['192.0.2.1', '192.0.2.2']);
    const other = { ...ports, randomBytes: () => bytes('aabbccddeeff0011') };
    expect((await askServer(other, target('192.0.2.1'))).outcome).toBe('silent');
  });

  it('asks the first address of a name, and the second address that is written down', async () => {
    const { ports, sent } = network(['192.0.2.7'], {
      'a.example': ['192.0.2.7', '192.0.2.8'],
      b: ['203.0.113.1'],
    });
    expect((await askServer(ports, target('a.example', 'b'))).addresses).toEqual([
      '192.0.2.7',
      '203.0.113.1',
    ]);
    expect(new Set(sent.map(({ address }) => address))).toEqual(new Set(['192.0.2.7', '203.0.113.1']));
  });

  it('sends nothing for a name that does not resolve', async () => {
    const { ports, sent, open } = network([]);
    expect(await askServer(ports, target('a.example'))).toEqual({
      outcome: 'unresolved',
      fault: null,
      addresses: [],
      roundTripMs: null,
    });
    expect([sent, open()]).toEqual([[], 0]);
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['169.254.169.254', 'link-local'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'reserved'],
  ])('sends nothing to %s, written down or by name', async (address, fault) => {
    const { ports, sent } = network([], { 'a.example': [address] });
    for (const name of [address, 'a.example'])
      expect(await askServer(ports, target(name))).toMatchObject({ outcome: 'unresolved', fault });
    expect(sent).toEqual([]);
  });

  it.each([
    ['223.255.255.255', null],
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1', '127.0.0.1'],
    ['192.0.2.1', 'no.example'],
  ])('asks only the first of %s and %s', async (name, secondary) => {
    const { ports, sent } = network([name]);
    expect(await askServer(ports, target(name, secondary))).toMatchObject({
      outcome: 'answered',
      addresses: [name],
    });
    expect(sent).toHaveLength(1);
  });

  it('closes its socket when the network fails', async () => {
    const { ports, open } = network([]);
    const failing = {
      ...ports,
      udp: {
        ...ports.udp,
        async open() {
          const socket = await ports.udp.open();
          return { ...socket, ask: () => Promise.reject(new Error('no network')) };
        },
      },
    };
    await expect(askServer(failing, target('192.0.2.1'))).rejects.toThrow('no network');
    expect(open()).toBe(0);
  });
});
