import type { FirewallFacts, Unknown } from '../observation';
import type { FirewallReading } from '../readers/firewall-reading';
import { hasInstallableStack, windowsGenerationOf } from '../windows-generation';
import { isOfXp, lastPart, type MachineReadings, newest } from './machine-readings';

type Exception = Pick<FirewallFacts, 'teredoException' | 'exceptionPort'>;

function edgeOf({ teredoRules }: FirewallReading): boolean | Unknown {
  for (const { direction, edge } of teredoRules) {
    if (direction === 'out') continue;
    if (edge === 'yes') return true;
    if (edge === 'no') return false;
  }
  return 'unknown';
}

function portOf({ teredoRules }: FirewallReading): number | null {
  for (const { localPorts } of teredoRules)
    for (const port of localPorts ?? []) if (/^[0-9]{1,5}$/.test(port)) return parseInt(port, 10);
  return null;
}

function exceptionByRules(rules: FirewallReading): Exception {
  const told = rules.inbound !== 'unknown' && rules.inbound !== 'limited';
  return { teredoException: told ? rules.inbound === 'allowed' : 'unknown', exceptionPort: portOf(rules) };
}

/** Of Windows XP and 2003, which know ports only: none open is none for Teredo, which may use any where none is pinned. */
function exceptionByPorts(openPorts: number[], clientPort: number | null): Exception {
  if (clientPort === null)
    return { teredoException: openPorts.length === 0 ? false : 'unknown', exceptionPort: null };
  const isOpen = openPorts.indexOf(clientPort) !== -1;
  return { teredoException: isOpen, exceptionPort: isOpen ? clientPort : null };
}

/** Whether the outputs are of a Windows whose firewall opens ports and knows no rules. */
function opensPorts(readings: MachineReadings): boolean {
  return isOfXp(readings) || hasInstallableStack(windowsGenerationOf(newest(readings.versions) ?? ''));
}

/** What rules and registry keys among the outputs say of the firewall. */
export function joinFirewall(
  readings: MachineReadings,
  clientPort: number | null,
): Omit<FirewallFacts, 'at'> {
  const rules = newest(readings.firewalls);
  const registry = lastPart(readings.registries, ({ firewall }) => firewall);
  const openPorts = opensPorts(readings) ? (registry?.openUdpPorts ?? null) : null;
  const none: Exception = { teredoException: 'unknown', exceptionPort: null };
  const byPorts = openPorts === null ? none : exceptionByPorts(openPorts, clientPort);
  return {
    on: registry?.on ?? 'unknown',
    ...(rules === null ? byPorts : exceptionByRules(rules)),
    edgeTraversal: rules === null ? 'unknown' : edgeOf(rules),
    setBy: registry?.byPolicy ? 'group-policy' : 'unknown',
  };
}
