import { isOn } from '../diagnosis-rule';
import type { Observation } from '../observation';
import { windowsGenerationOf } from '../windows-generation';
import { KNOWN_SERVERS } from './known-servers';
import { canonicalServerName } from './server-name';

/**
 * The server a machine has, and how that is known. `written-down`: by policy or on the machine. `windows-default`: the
 * machine names none and its Windows has one known default. `none`: it names none and nothing is assumed. `unknown`: what
 * is written down could not be read.
 */
export interface MachineServer {
  /** As `canonicalServerName` spells it; null for `none` and `unknown`. */
  name: string | null;
  by: 'written-down' | 'windows-default' | 'none' | 'unknown';
  /** Whether Teredo is set to be on, so that the server matters. */
  inUse: boolean;
}

function defaultOf(version: string): string | null {
  const generation = windowsGenerationOf(version);
  const servers = KNOWN_SERVERS.filter((server) => server.defaultOf.indexOf(generation) !== -1);
  return servers.length === 1 && servers[0] !== undefined ? servers[0].name : null;
}

/** Tells which server a machine would ask. It never guesses: several possible defaults are none. */
export function serverOfMachine(observation: Observation): MachineServer {
  const { configured, os, ipv6 } = observation;
  const inUse = isOn(observation);
  const written = configured.serverName;
  if (written === 'unknown') return { name: null, by: 'unknown', inUse };
  if (written !== null && written.toLowerCase() !== 'default') {
    const name = canonicalServerName(written);
    return name === null ? { name: null, by: 'unknown', inUse } : { name, by: 'written-down', inUse };
  }
  const assumed = os.family === 'windows' && ipv6.installed !== false ? defaultOf(os.version) : null;
  return assumed === null
    ? { name: null, by: 'none', inUse }
    : { name: assumed, by: 'windows-default', inUse };
}

/** By what a directory's entry is found. */
export interface NamedServer {
  name: string;
  addresses: string[];
}

/**
 * Finds the entry that a written name or IPv4 address means, in any spelling: by name before by address, because two
 * names may stand at one address. Null when there is none.
 */
export function findServer<T extends NamedServer>(directory: T[], written: string): T | null {
  const name = canonicalServerName(written);
  if (name === null) return null;
  let byAddress: T | null = null;
  for (const entry of directory) {
    if (entry.name === name) return entry;
    if (byAddress === null && entry.addresses.indexOf(name) !== -1) byAddress = entry;
  }
  return byAddress;
}
