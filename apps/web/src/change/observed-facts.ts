import type { DiffLine } from '@teredo-fleet/ui';
import type { Observation } from '@/trpc/shapes';
import {
  configuredLook,
  effectiveLook,
  natWord,
  reachableLook,
  roleRemark,
  roleWord,
  setByWord,
} from '../presentation/facts';
import type { Look } from '../presentation/look';

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

/** The state, and what it is not to be taken for on a machine that relays. */
export function stateLook({ configured, effective }: Observation): Look {
  const look = effectiveLook(effective.state);
  const role = effective.role ?? (effective.type === 'unknown' ? configured.type : effective.type);
  const remark = roleRemark(role);
  if (remark === null || effective.state === 'offline') return look;
  return { ...look, word: `${look.word} as a ${roleWord(role).toLowerCase()}: ${remark}`, tone: 'idle' };
}

export function typeWords(configured: Observation['configured']): string {
  const by = setByWord(configured.typeSetBy);
  return `${configuredLook(configured.type).word}${by ? ` (set ${by})` : ''}`;
}

interface ShownFact {
  words: string;
  /** Whether the value is good or bad by itself; null for one that is neither. */
  tone: DiffLine['tone'];
}

const plain = (words: string): ShownFact => ({ words, tone: null });
const looked = ({ word, tone }: Look): ShownFact => ({ words: word, tone: tone === 'idle' ? null : tone });

/** The facts a reader compares, by name, in words. */
export function observedFacts(observation: Observation): Map<string, ShownFact> {
  const { configured, effective, reachable, firewall, service, ipv6 } = observation;
  const port = configured.clientPort;
  return new Map([
    ['Teredo', plain(typeWords(configured))],
    ['Teredo server', plain(serverWords(configured.serverName))],
    ['Client port', plain(port === null ? 'chosen by the system' : `UDP ${port}`)],
    ['State', looked(stateLook(observation))],
    ['NAT', plain(natWord(effective.nat ?? reachable.probe?.nat ?? null) ?? 'not known')],
    ['Teredo address', plain(effective.address ?? 'none')],
    ['Reachable', looked(reachableLook(reachable.verdict))],
    ['IPv6 stack', plain(yesNo(ipv6.installed, 'installed', 'not installed'))],
    ['Firewall exception', plain(exceptionWords(firewall))],
    [`Service ${service.name ?? ''}`.trim(), plain(service.state)],
  ]);
}

const NOT_READ = plain('not read');

/** What differs between two observations; a fact that only one of them has counts as `not read` in the other. */
export function observedDiff(before: Observation | null, after: Observation | null): DiffLine[] {
  const old = before ? observedFacts(before) : new Map<string, ShownFact>();
  const fresh = after ? observedFacts(after) : new Map<string, ShownFact>();
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((fact) => {
      const { words, tone } = fresh.get(fact) ?? NOT_READ;
      return { fact, before: (old.get(fact) ?? NOT_READ).words, after: words, tone };
    })
    .filter((line) => line.before !== line.after);
}
