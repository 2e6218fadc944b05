import { addressKindOf, isXpTeredoLinkLocal } from '../address-kind';
import { parseIPv6 } from '../ipv6';
import { findIpTokens, type IpToken } from '../text/ip-tokens';
import { uniqueTexts } from '../text/unique';
import { markOf, preferredWordOf } from './ipconfig-marks';
import type { IpconfigAdapter, IpconfigAddress, IpconfigReading } from './ipconfig-reading';
import { type IpconfigParagraph, type IpconfigRow, ipconfigParagraphs } from './ipconfig-rows';

/** An address in a row, with the row's label: labels tell nothing by themselves, but equal ones belong together. */
interface LabelledToken extends IpToken {
  label: string;
}

function tokensOf(rows: IpconfigRow[]): LabelledToken[] {
  const found: LabelledToken[] = [];
  for (const { label, value } of rows)
    for (const token of findIpTokens(value)) found.push({ ...token, label });
  return found;
}

const isMask = (token: IpToken): boolean =>
  token.family === 4 && /^(?:255\.|0\.0\.0\.0$)/.test(token.address);
const isLinkLocal = (token: IpToken): boolean => addressKindOf(token.address) === 'link-local';

/**
 * The adapter's own addresses among those of its rows. `/all` marks them from Vista on. Without marks they come before
 * the gateway: rows of the first label (XP has one for all), of other labels until a mask, and one link-local address.
 */
function ownTokens(tokens: LabelledToken[]): LabelledToken[] {
  const marked = tokens.filter(({ mark }) => mark !== null);
  if (marked.length > 0) return marked;
  const own: LabelledToken[] = [];
  let over = false;
  let hasLinkLocal = false;
  for (const token of tokens) {
    const sameLabel = own[0]?.label === token.label;
    const another = isLinkLocal(token) && hasLinkLocal;
    const behindLinkLocal = hasLinkLocal && token.family === 6;
    over = over || isMask(token) || ((another || behindLinkLocal) && !sameLabel);
    if (isMask(token) || (over && !sameLabel)) continue;
    own.push(token);
    hasLinkLocal = hasLinkLocal || isLinkLocal(token);
  }
  return own;
}

/** Gateways of 6to4 (RFC 3068) and addresses that nobody has. */
function isNobodys({ family, address }: IpToken): boolean {
  if (family === 4) return address === '0.0.0.0';
  return address === '::' || address === '::1' || /^2002:c058:6301:/.test(address);
}

function addressOf(token: IpToken, preferredWord: string | null): IpconfigAddress {
  return {
    address: token.address,
    zone: token.zone,
    kind: token.family === 4 ? 'ipv4' : (addressKindOf(token.address) ?? 'other'),
    mark: token.mark === null ? null : markOf(token.mark, preferredWord),
    markText: token.mark,
  };
}

function physicalAddressOf(rows: IpconfigRow[]): string | null {
  for (const { value } of rows)
    if (/^(?:[0-9a-f]{2}-){5,19}[0-9a-f]{2}$/i.test(value)) return value.toUpperCase();
  return null;
}

/** A suffix is one ASCII word; what says that the medium is disconnected is a sentence, or not ASCII. */
function mediaOf(rows: IpconfigRow[], hasAddress: boolean): IpconfigAdapter['media'] {
  if (hasAddress) return 'connected';
  return /[^!-~]/.test(rows[0]?.value ?? '') ? 'disconnected' : 'unknown';
}

function saysTeredo({ title, rows }: IpconfigParagraph): boolean {
  return /teredo/i.test(title ?? '') || rows.some(({ value }) => /\bteredo\b/i.test(value));
}

function adapterOf(paragraph: IpconfigParagraph, preferredWord: string | null): IpconfigAdapter {
  const own = ownTokens(tokensOf(paragraph.rows)).filter((token) => !isNobodys(token));
  const addresses = own.map((token) => addressOf(token, preferredWord));
  const isTeredo = addresses.some(({ kind, address }) => kind === 'teredo' || isXpTeredoLinkLocal(address));
  return {
    title: paragraph.title ?? '',
    addresses,
    physicalAddress: physicalAddressOf(paragraph.rows),
    media: mediaOf(paragraph.rows, addresses.length > 0),
    isTeredo: isTeredo || saysTeredo(paragraph),
  };
}

function addressesOfKind(tokens: IpToken[], kind: IpconfigAddress['kind']): string[] {
  return uniqueTexts(
    tokens.map(({ address }) => address).filter((address) => addressKindOf(address) === kind),
  );
}

function low64AsPhysical(address: string): string {
  const groups = parseIPv6(address)?.groups.slice(4) ?? [];
  const bytes: string[] = [];
  for (const group of groups) bytes.push(hexByte(group >> 8), hexByte(group & 255));
  return bytes.join('-');
}

function hexByte(byte: number): string {
  return (byte < 16 ? '0' : '') + byte.toString(16).toUpperCase();
}

/** XP's sign on one adapter; null when it isn't there. */
function signOf(adapter: IpconfigAdapter): boolean | null {
  const physical = adapter.physicalAddress;
  if (!adapter.isTeredo || physical === null) return null;
  if (physical === 'FF-FF-FF-FF-FF-FF-FF-FF') return false;
  const teredo = adapter.addresses.filter(({ kind }) => kind === 'teredo');
  return teredo.some(({ address }) => low64AsPhysical(address) === physical) ? true : null;
}

function qualifiedSignOf(adapters: IpconfigAdapter[]): boolean | null {
  for (const adapter of adapters) {
    const sign = signOf(adapter);
    if (sign !== null) return sign;
  }
  return null;
}

/** Addresses of adapters; in a text without adapters, every address there is. */
function ownAddresses(adapters: IpconfigAdapter[], all: IpToken[]): IpToken[] {
  const own: IpToken[] = [];
  for (const { addresses } of adapters)
    for (const { address, zone } of addresses)
      own.push({
        family: address.indexOf(':') === -1 ? 4 : 6,
        address,
        zone,
        prefixLength: null,
        mark: null,
      });
  return adapters.length > 0 ? own : all;
}

/**
 * Reads `ipconfig` or `ipconfig /all` by prefixes, places and the shape of values: labels are translated, wrapped, hold
 * colons, and are the same for IPv4 and IPv6 on XP. Never throws.
 */
export function readIpconfig(text: string): IpconfigReading {
  const paragraphs = ipconfigParagraphs(text);
  const all: LabelledToken[] = [];
  for (const { rows } of paragraphs) for (const token of tokensOf(rows)) all.push(token);
  const preferredWord = preferredWordOf(all);
  const adapters = paragraphs
    .filter(({ title, rows }) => title !== null && rows.length > 0)
    .map((paragraph) => adapterOf(paragraph, preferredWord));
  const own = ownAddresses(adapters, all).filter((token) => !isNobodys(token));
  return {
    readable: adapters.length > 0 || all.length > 0,
    adapters,
    teredoAddresses: addressesOfKind(own, 'teredo'),
    nativeGlobalAddress: addressesOfKind(own, 'native-global')[0] ?? null,
    sixToFourAddresses: addressesOfKind(own, '6to4'),
    isatapAddresses: addressesOfKind(own, 'isatap'),
    qualifiedSign: qualifiedSignOf(adapters),
  };
}
