import type { Unknown } from '../observation';
import type { FirewallProfile, FirewallRule } from './firewall-reading';

/** A word or number that stands for something, in any case. */
interface Word<Meaning> {
  words: string[];
  meaning: Meaning;
}

function meaningOf<Meaning>(table: Word<Meaning>[], value: unknown): Meaning | Unknown {
  const text = String(value).trim().toLowerCase();
  for (const { words, meaning } of table) if (words.indexOf(text) !== -1) return meaning;
  return 'unknown';
}

/** Words of registry strings, PowerShell and English netsh. Numbers differ between CIM and COM. */
const ENABLED: Word<boolean>[] = [
  { words: ['true', 'yes', '-1'], meaning: true },
  { words: ['false', 'no', '0'], meaning: false },
];
const DIRECTIONS: Word<'in' | 'out'>[] = [
  { words: ['in', 'inbound', '1'], meaning: 'in' },
  { words: ['out', 'outbound', '2'], meaning: 'out' },
];
const ACTIONS: Word<'allow' | 'block'>[] = [
  { words: ['allow', 'bypass', 'allowbypass'], meaning: 'allow' },
  { words: ['block'], meaning: 'block' },
];
const EDGES: Word<'no' | 'yes' | 'defer-to-app' | 'defer-to-user'>[] = [
  { words: ['block', 'no', 'false', '0'], meaning: 'no' },
  { words: ['allow', 'yes', 'true', '1', '-1'], meaning: 'yes' },
  { words: ['defertoapp', 'deferapp', 'defer to application'], meaning: 'defer-to-app' },
  { words: ['defertouser', 'deferuser', 'defer to user'], meaning: 'defer-to-user' },
];
const PROTOCOLS: Word<number | 'any'>[] = [
  { words: ['udp'], meaning: 17 },
  { words: ['tcp'], meaning: 6 },
  { words: ['icmpv4'], meaning: 1 },
  { words: ['icmpv6'], meaning: 58 },
  { words: ['any'], meaning: 'any' },
];

export const enabledOf = (value: unknown): FirewallRule['enabled'] => meaningOf(ENABLED, value);
export const directionOf = (value: unknown): FirewallRule['direction'] => meaningOf(DIRECTIONS, value);
export const actionOf = (value: unknown): FirewallRule['action'] => meaningOf(ACTIONS, value);
export const edgeOf = (value: unknown): FirewallRule['edge'] => meaningOf(EDGES, value);

/** MSFT_NetFirewallRule: 1 is on and 2 is off. */
export function enabledOfCim(value: unknown): FirewallRule['enabled'] {
  return value === 1 ? true : value === 2 ? false : enabledOf(value);
}

/** MSFT_NetFirewallRule: allow 2, bypass 3, block 4; INetFwRule: block 0, allow 1. */
export function actionOfNumber(value: unknown): FirewallRule['action'] {
  if (value === 2 || value === 3 || value === 1) return 'allow';
  return value === 4 || value === 0 ? 'block' : actionOf(value);
}

/** A name or an IANA number. */
export function protocolOf(value: unknown): FirewallRule['protocol'] {
  const text = String(value).trim();
  return /^[0-9]{1,3}$/.test(text) ? parseInt(text, 10) : meaningOf(PROTOCOLS, text);
}

const PROFILES: FirewallProfile[] = ['domain', 'private', 'public'];

function profilesOfBits(bits: number): FirewallProfile[] | null {
  const named = PROFILES.filter((_profile, at) => ((bits >> at) & 1) === 1);
  return named.length === 0 || named.length === PROFILES.length ? null : named;
}

/**
 * `Domain, Private`, or bits 1, 2 and 4 as PowerShell and COM have them (0 and 0x7fffffff: any). Null: all, or words
 * that aren't known.
 */
export function profilesOf(value: unknown): FirewallProfile[] | null {
  const words = String(value).trim().toLowerCase();
  if (/^[0-9]{1,10}$/.test(words)) return profilesOfBits(parseInt(words, 10));
  const named = words.replace(/\s/g, '').split(',');
  if (named.some((word) => PROFILES.indexOf(word as FirewallProfile) === -1)) return null;
  return named.length === PROFILES.length ? null : (named as FirewallProfile[]);
}

/** `Teredo`, `3544`, `80,443`, or a list. */
export function portsOf(value: unknown): string[] | null {
  const items: unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  const ports: string[] = [];
  for (const item of items) {
    if (typeof item !== 'string' && typeof item !== 'number') continue;
    for (const part of String(item).split(',')) if (part.trim() !== '') ports.push(part.trim());
  }
  return ports.length === 0 ? null : ports;
}

const isKeyword = (port: string): boolean => port.toLowerCase() === 'teredo';

/** Whether a rule is for Teredo: by its id, which is the same in every language, or by the keyword among its ports. */
export function isTeredoRule(id: string | null, ports: string[] | null): boolean {
  if (id !== null && /^CoreNet-Teredo-(?:In|Out)\b/i.test(id)) return true;
  return ports?.some(isKeyword) ?? false;
}

/** Makes a rule of what is known of it. */
export function makeRule(known: Partial<FirewallRule> & Pick<FirewallRule, 'source' | 'raw'>): FirewallRule {
  const id = known.id ?? null;
  const localPorts = known.localPorts ?? null;
  return {
    displayName: null,
    enabled: null,
    action: null,
    direction: null,
    protocol: null,
    remoteAddresses: null,
    profiles: null,
    program: null,
    service: null,
    edge: null,
    ...known,
    id,
    localPorts,
    isTeredo: isTeredoRule(id, localPorts),
  };
}
