import type { DiffLine } from '@teredo-fleet/ui';
import type { Observation } from '@/trpc/shapes';
import { configuredLook, effectiveLook, natWord, reachableLook, setByWord } from '../presentation/facts';

/** `unknown` stays unknown: it is never shown as off. */
export function yesNo(value: boolean | null | 'unknown', yes: string, no: string): string {
  if (value === null) return 'does not apply';
  return value === 'unknown' ? 'unknown' : value ? yes : no;
}

export function serverWords(value: string | null): string {
  return value ?? 'none written down';
}

export function exceptionWords(firewall: Observation['firewall']): string {
  const open = firewall.exceptionPort === null ? 'open for Teredo' : `open for UDP ${firewall.exceptionPort}`;
  return yesNo(firewall.teredoException, open, 'closed');
}

export function typeWords(configured: Observation['configured']): string {
  const by = setByWord(configured.typeSetBy);
  return `${configuredLook(configured.type).word}${by ? ` (set ${by})` : ''}`;
}

/** The facts a reader compares, by name, in words. */
export function observedFacts(observation: Observation): Map<string, string> {
  const { configured, effective, reachable, firewall, service, ipv6 } = observation;
  return new Map([
    ['Teredo', typeWords(configured)],
    ['Teredo server', serverWords(configured.serverName)],
    ['Client port', configured.clientPort === null ? 'chosen by the system' : `UDP ${configured.clientPort}`],
    ['State', effectiveLook(effective.state).word],
    ['NAT', natWord(effective.nat ?? reachable.probe?.nat ?? null) ?? 'not known'],
    ['Teredo address', effective.address ?? 'none'],
    ['Reachable', reachableLook(reachable.verdict).word],
    ['IPv6 stack', yesNo(ipv6.installed, 'installed', 'not installed')],
    ['Firewall exception', exceptionWords(firewall)],
    [`Service ${service.name ?? ''}`.trim(), service.state],
  ]);
}

/** What differs between two observations; a fact that only one of them has counts as `not read` in the other. */
export function observedDiff(before: Observation | null, after: Observation | null): DiffLine[] {
  const old = before ? observedFacts(before) : new Map<string, string>();
  const fresh = after ? observedFacts(after) : new Map<string, string>();
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((fact) => ({ fact, before: old.get(fact) ?? 'not read', after: fresh.get(fact) ?? 'not read' }))
    .filter((line) => line.before !== line.after);
}
