import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { RequestOrigin } from '../http/client-address';
import { pathOf } from './request-context';

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

function hostOf(request: IncomingMessage): URL | null {
  try {
    return new URL(`http://${request.headers.host ?? ''}`);
  } catch {
    return null;
  }
}

/** A name that no foreign DNS answer can point at this server: an address, or this machine's own name. */
function isAddressOrLocal(host: URL): boolean {
  const bare = host.hostname.replace(/^\[|\]$/g, '');
  return LOCAL_NAMES.has(host.hostname) || isIP(bare) !== 0;
}

/** Whether an origin's host is an address or `localhost`. */
export function isAddressOrLocalOrigin(origin: string): boolean {
  return URL.canParse(origin) && isAddressOrLocal(new URL(origin));
}

/** The wizard says what the public address is, so it can't be asked for it; its one-time link is what protects it. */
const isSetup = (request: IncomingMessage): boolean => pathOf(request) === '/api/trpc/setup.complete';

/**
 * Origins whose pages may ask this server to change something: the public address, and the address the request came
 * to when that is an IP address or `localhost`.
 */
export function ownOrigins(
  request: IncomingMessage,
  origin: RequestOrigin,
  publicUrls: readonly string[],
): string[] {
  const known = publicUrls.map((url) => new URL(url).origin);
  const host = hostOf(request);
  if (host === null || !(isAddressOrLocal(host) || isSetup(request))) return known;
  return [...known, `${origin.secure ? 'https' : 'http'}://${host.host}`];
}

/** Whether the request comes from one of our own pages, by what only a browser can say of it. */
export function isSameOrigin(request: IncomingMessage, own: readonly string[]): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (typeof site === 'string' && site !== 'same-origin') return false;
  if (typeof origin === 'string') return own.includes(origin);
  return site === 'same-origin';
}
