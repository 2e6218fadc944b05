import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** Who sent a request, as far as that can be believed. */
export interface RequestOrigin {
  /** Address of the sender; behind a trusted proxy the one that the proxy names. */
  address: string;
  /** TLS all the way to this server or to the trusted proxy. */
  secure: boolean;
  /** A plain connection from this very machine that no proxy passed on. */
  loopback: boolean;
}

export type ReadOrigin = (request: IncomingMessage) => RequestOrigin;

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

const kindOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Addresses and networks (CIDR) as one list to ask. */
function blockListOf(networks: readonly string[]): BlockList {
  const listed = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) listed.addAddress(address, kindOf(address));
    else listed.addSubnet(address, Number(bits), kindOf(address));
  }
  return listed;
}

const loopbacks = blockListOf(['127.0.0.0/8', '::1']);

const header = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name];
  return value === undefined ? null : Array.isArray(value) ? value.join(',') : value;
};

const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'];

/**
 * Makes the reader of a request's origin. Forwarding headers count only on connections from a trusted proxy; from
 * anybody else they merely show that the connection isn't a direct one.
 */
export function originReader(trustedProxies: readonly string[]): ReadOrigin {
  const trusted = blockListOf(trustedProxies);
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, kindOf(address));
  return (request) => {
    const peer = plain(request.socket.remoteAddress ?? '');
    const encrypted = (request.socket as TLSSocket).encrypted === true;
    const proxied = PROXY_HEADERS.some((name) => request.headers[name] !== undefined);
    if (!isTrusted(peer)) {
      const loopback = isIP(peer) !== 0 && loopbacks.check(peer, kindOf(peer)) && !proxied;
      return { address: peer, secure: encrypted, loopback };
    }
    const hops = (header(request, 'x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()));
    const client = hops.reverse().find((hop) => isIP(hop) !== 0 && !isTrusted(hop));
    const scheme = (header(request, 'x-forwarded-proto') ?? '').split(',').pop()?.trim();
    return { address: client ?? peer, secure: scheme === 'https', loopback: false };
  };
}
