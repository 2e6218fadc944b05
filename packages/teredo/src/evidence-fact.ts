import type { Observation } from './observation';
import type { EvidenceFact } from './plan-types';
import { isOldWindows } from './wanted-teredo';

const SERVICE_CONTROL = 'the service itself';

/** Where the facts of a part come from on Linux. */
const LINUX: Record<string, string> = {
  configured: 'miredo.conf and the service',
  sources: 'miredo.conf and the service',
  effective: 'the Miredo process and its interface',
  'effective.address': 'ip addr',
  ipv6: 'the kernel',
  'ipv6.nativeGlobalAddress': 'ip addr',
  firewall: 'the firewall of the machine',
  service: SERVICE_CONTROL,
};

const WINDOWS: Record<string, string> = {
  'configured.typeSetBy': 'netsh and the registry',
  'configured.serverNameSetBy': 'netsh and the registry',
  'sources.policy': 'netsh and the registry',
  'sources.local': 'the registry',
  'effective.address': 'ipconfig',
  'ipv6.installed': 'the system',
  'ipv6.disabledComponents': 'the registry value DisabledComponents',
  'ipv6.nativeGlobalAddress': 'ipconfig',
  firewall: 'Windows Firewall',
  service: SERVICE_CONTROL,
};

const ANYWHERE: Record<string, string> = {
  os: 'the system',
  elevated: "the agent's own rights",
  domainJoined: 'the system',
  'reachable.probe': "the agent's own questions to the server",
  'reachable.ping': "the agent's ping through Teredo",
  'reachable.verdict': 'what the agent measured',
};

/** The longest key that the path begins with. */
function lookUp(table: Record<string, string>, path: string): string | undefined {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const source = table[parts.slice(0, length).join('.')];
    if (source !== undefined) return source;
  }
  return undefined;
}

/** Where a fact was read, in words. */
export function sourceOfFact(observation: Observation, path: string): string {
  const { family } = observation.os;
  const own = lookUp(family === 'linux' ? LINUX : WINDOWS, path) ?? lookUp(ANYWHERE, path);
  if (own !== undefined) return own;
  return isOldWindows(observation) ? 'netsh interface ipv6 show teredo' : 'netsh interface teredo show state';
}

function valueAt(observation: Observation, path: string): unknown {
  let value: unknown = observation;
  for (const name of path.split('.')) {
    if (value === null || value === undefined) return value;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** A fact with the value that it has in the observation. */
export function factAt(observation: Observation, path: string): EvidenceFact {
  const value = valueAt(observation, path);
  const text = value === null || value === undefined ? 'none' : String(value);
  return { fact: path, value: text, source: sourceOfFact(observation, path) };
}

/** A fact whose value is said in other words than it has. */
export function factInWords(observation: Observation, path: string, value: string): EvidenceFact {
  return { fact: path, value, source: sourceOfFact(observation, path) };
}
