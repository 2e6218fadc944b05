import { FINDING_VERDICTS } from '@teredo-fleet/teredo';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import type { FindingRuleRow, ShownVerdict } from '../views';
import { KNOWN_RULES, type KnownRule } from './known-rules';
import { filteredNumbers, isWholeFleet, type RuleNumbers, wholeFleetNumbers } from './rule-counts';

const SHOWN: readonly ShownVerdict[] = [...FINDING_VERDICTS, 'waived'];

/** A number for every verdict, also for those that there are none of. */
export function everyVerdict(counts: readonly { verdict: string; machines: number }[]) {
  const numbers = SHOWN.map((verdict) => [
    verdict,
    counts.find((one) => one.verdict === verdict)?.machines ?? 0,
  ]);
  return Object.fromEntries(numbers) as Record<ShownVerdict, number>;
}

/** A rule with its numbers. */
export function rowOf(rule: KnownRule, { counts, ends }: RuleNumbers): FindingRuleRow {
  const found = ends.find(({ ruleId }) => ruleId === rule.id);
  return {
    ...rule,
    counts: everyVerdict(counts.filter(({ ruleId }) => ruleId === rule.id)),
    oldestFindingSince: isoOrNull(found?.oldest ?? null),
    newestFindingSince: isoOrNull(found?.newest ?? null),
  };
}

/** Every rule in the order of the documentation, with what it says of the machines that match a filter. */
export const listFindingRules = defineQuery('finding.rules', async (call, { filter }) => {
  const numbers = isWholeFleet(filter) ? await wholeFleetNumbers(call) : await filteredNumbers(call, filter);
  const { machines, unseen } = numbers;
  return { at: iso(call.now), rows: KNOWN_RULES.map((rule) => rowOf(rule, numbers)), machines, unseen };
});
