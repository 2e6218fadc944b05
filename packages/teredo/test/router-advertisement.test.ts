import { describe, expect, it } from 'vitest';
import { decodeRouterAdvertisement } from '../src/index';

const LINK_LOCAL = (last: number): number[] => [0xfe, 0x80, ...new Array<number>(13).fill(0), last];
const PREFIX_DATA = [64, 0x40, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0];
const prefixOption = (server: number[], units = 4): number[] => {
  const bytes = [3, units, ...PREFIX_DATA, 0x20, 1, 0, 0, ...server, ...new Array<number>(8).fill(0)];
  return [...bytes, ...new Array<number>(Math.max(0, units * 8 - bytes.length)).fill(0)];
};
const mtuOption = (mtu: number, units = 1): number[] => [
  5,
  units,
  0,
  0,
  (mtu >>> 24) & 255,
  (mtu >>> 16) & 255,
  (mtu >>> 8) & 255,
  mtu & 255,
  ...new Array<number>((units - 1) * 8).fill(0),
];

/** RFC 1071 over the pseudo-header of RFC 8200 section 8.1 and the message. */
function checksumOf(addresses: number[], message: number[]): number {
  const bytes = [...addresses, 0, 0, 0, message.length, 0, 0, 0, 58, ...message];
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) sum += bytes[index]! * 256 + (bytes[index + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return 0xffff - sum;
}

interface Change {
  type?: number;
  code?: number;
  hopLimit?: number;
  version?: number;
  nextHeader?: number;
}

/** A router advertisement with a right checksum and the options given, RFC 4861 section 4.2. */
function advertisement(options: number[], change: Change = {}): number[] {
  const { type = 134, code = 0, hopLimit = 255, version = 6, nextHeader = 58 } = change;
  const addresses = [...LINK_LOCAL(1), ...LINK_LOCAL(2)];
  const message = [type, code, 0, 0, 64, 0, 0, 0, ...new Array<number>(8).fill(0), ...options];
  const checksum = checksumOf(addresses, message);
  message[2] = checksum >> 8;
  message[3] = checksum & 255;
  return [
    version << 4,
    0,
    0,
    0,
    message.length >> 8,
    message.length & 255,
    nextHeader,
    hopLimit,
    ...addresses,
    ...message,
  ];
}

const read = (options: number[], change: Change = {}) =>
  decodeRouterAdvertisement(advertisement(options, change));
const prefix = prefixOption([192, 0, 2, 1]);

describe('a router advertisement', () => {
  it('says the prefix and the server in it, and no MTU where there is none', () => {
    expect(read(prefix)).toMatchObject({ prefix: '2001:0:c000:201::', server: '192.0.2.1', mtu: null });
  });

  it('says an MTU of 32 bits', () => {
    expect(read([...prefix, ...mtuOption(1280)])?.mtu).toBe(1280);
    expect(read([...mtuOption(0x12345678), ...prefix])?.mtu).toBe(0x12345678);
  });

  it('is read past options that are not known, whatever is in them', () => {
    const linkLayer = [1, 1, 3, 3, 3, 3, 3, 3];
    const long = [200, 4, ...new Array<number>(30).fill(5)];
    expect(read([...linkLayer, ...long, ...prefix, ...linkLayer])).toMatchObject({
      server: '192.0.2.1',
      mtu: null,
    });
  });

  it('counts the first of several prefixes', () => {
    expect(read([...prefix, ...prefixOption([198, 51, 100, 1])])?.server).toBe('192.0.2.1');
  });

  it('takes a prefix and an MTU of their own length only', () => {
    expect(read(prefixOption([192, 0, 2, 1], 5))).toBeNull();
    expect(read([...prefix, ...mtuOption(1280, 2)])?.mtu).toBeNull();
  });

  it.each<[string, number[]]>([
    ['without a prefix', mtuOption(1280)],
    ['without options', []],
    ['with an option of no length', [...prefix, 1, 0, 0, 0, 0, 0, 0, 0]],
    ['with an option that is longer than the packet', [...prefix, 1, 2, 0, 0, 0, 0, 0, 0]],
    ['with a prefix that is longer than the packet', prefix.slice(0, 24)],
  ])('is refused %s', (_name, options) => {
    expect(read(options)).toBeNull();
  });

  it.each<[string, Change]>([
    ['of another type', { type: 133 }],
    ['with a code', { code: 1 }],
    ['that came through a router', { hopLimit: 254 }],
    ['of another version', { version: 4 }],
    ['in another protocol', { nextHeader: 17 }],
  ])('is refused as a packet %s, RFC 4861 section 6.1.2', (_name, change) => {
    expect(read(prefix, change)).toBeNull();
  });

  it('is refused with bytes behind it', () => {
    expect(decodeRouterAdvertisement([...advertisement(prefix), 0])).toBeNull();
    const optionThatKeepsTheChecksum = [1, 1, 0, 0, 0, 0, 0xfe, 0xfe];
    expect(decodeRouterAdvertisement([...advertisement(prefix), ...optionThatKeepsTheChecksum])).toBeNull();
  });

  it('tells a server that wants new keys by the confirmation byte', () => {
    const outer = [0, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1];
    expect(decodeRouterAdvertisement([...outer, ...advertisement(prefix)])).toMatchObject({
      nonce: [1, 2, 3, 4, 5, 6, 7, 8],
      confirmation: 1,
      origin: null,
    });
  });
});
