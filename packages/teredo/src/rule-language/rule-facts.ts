import type { RuleFact } from './rule-fact';
import type { RuleSubject } from './rule-value';
import { FIREWALL_FACTS, SERVER_FACTS, SYSTEM_FACTS } from './system-facts';
import { CONFIGURED_FACTS, EFFECTIVE_FACTS, MEASURED_FACTS } from './teredo-facts';

export type { RuleFact } from './rule-fact';

/** Every fact that a rule of an organisation may name, in the order in which a form shows them. */
export const RULE_FACTS: RuleFact[] = SYSTEM_FACTS.concat(
  CONFIGURED_FACTS,
  EFFECTIVE_FACTS,
  MEASURED_FACTS,
  FIREWALL_FACTS,
  SERVER_FACTS,
);

/** By names after a dot, as no object has such a word by itself. */
const BY_NAME: Record<string, RuleFact> = {};
for (const fact of RULE_FACTS) BY_NAME[`.${fact.name.toLowerCase()}`] = fact;

/** Facts that change while an observation counts as the same: counts, times and ages. */
export const VOLATILE_FACTS = [
  'reachable.ping.sent',
  'reachable.ping.received',
  'reachable.probe.roundTrip',
  'machine.lookAge',
];

/** The fact of a name, in whatever case it is written. Null: there is none. */
export function findRuleFact(name: string): RuleFact | null {
  return BY_NAME[`.${name.toLowerCase()}`] || null;
}

/** When a fact was read, by the machine's clock; null: it is the server's own. */
export function readAt({ part }: RuleFact, { observation }: RuleSubject): number | null {
  return part === 'server' ? null : observation[part].at;
}
