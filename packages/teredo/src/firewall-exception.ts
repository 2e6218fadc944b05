import type { FirewallFacts, Unknown } from './observation';
import type { FirewallReading, FirewallRule } from './readers/firewall-reading';

/** Whether Teredo may come in, and by which port where one is named. */
export type FirewallException = Pick<FirewallFacts, 'teredoException' | 'exceptionPort'>;

/** Whether the rules for Teredo let calls in that pass a NAT by it. */
export function edgeOfRules({ teredoRules }: FirewallReading): boolean | Unknown {
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

function isUnsure({ enabled, action }: FirewallRule): boolean {
  return enabled === 'unknown' || action === 'unknown';
}

function exceptionOf(rules: FirewallReading, complete: boolean): boolean | Unknown {
  if (rules.inbound === 'allowed') return true;
  if (rules.inbound === 'blocked') return false;
  const nothingLetsIn = rules.inbound === 'unknown' && complete && !rules.teredoRules.some(isUnsure);
  return nothingLetsIn ? false : 'unknown';
}

/** By rules, from Vista on. `complete`: every rule for Teredo is among them, so that none is none. */
export function exceptionByRules(rules: FirewallReading, complete: boolean): FirewallException {
  return { teredoException: exceptionOf(rules, complete), exceptionPort: portOf(rules) };
}

/** Of Windows XP and 2003, which know ports only: none open is none for Teredo, which may use any where none is pinned. */
export function exceptionByPorts(openPorts: number[], clientPort: number | null): FirewallException {
  if (clientPort === null)
    return { teredoException: openPorts.length === 0 ? false : 'unknown', exceptionPort: null };
  const isOpen = openPorts.indexOf(clientPort) !== -1;
  return { teredoException: isOpen, exceptionPort: isOpen ? clientPort : null };
}
