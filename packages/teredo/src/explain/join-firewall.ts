import type { FirewallException } from '../firewall-exception';
import { edgeOfRules, exceptionByPorts, exceptionByRules } from '../firewall-exception';
import type { FirewallFacts } from '../observation';
import { hasInstallableStack, windowsGenerationOf } from '../windows-generation';
import { isOfXp, lastPart, type MachineReadings, newest } from './machine-readings';

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
  const none: FirewallException = { teredoException: 'unknown', exceptionPort: null };
  const byPorts = openPorts === null ? none : exceptionByPorts(openPorts, clientPort);
  return {
    on: registry?.on ?? 'unknown',
    ...(rules === null ? byPorts : exceptionByRules(rules, false)),
    edgeTraversal: rules === null ? 'unknown' : edgeOfRules(rules),
    setBy: registry?.byPolicy ? 'group-policy' : 'unknown',
  };
}
