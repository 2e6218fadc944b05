import { FINDING_VERDICTS } from '@teredo-fleet/teredo';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { ruleNames } from '../own-rule/rule-names';
import { asKnownRule, askedRules, ownRuleState } from '../own-rule/stored-rule';
import type { FindingRuleRow, OwnRuleState, ShownVerdict } from '../views';
import { BUILT_IN_RULES, type KnownRule } from './known-rules';
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
export function rowOf(
  rule: KnownRule,
  own: OwnRuleState | null,
  { counts, ends }: RuleNumbers,
): FindingRuleRow {
  const found = ends.find(({ ruleId }) => ruleId === rule.id);
  return {
    ...rule,
    own,
    counts: everyVerdict(counts.filter(({ ruleId }) => ruleId === rule.id)),
    oldestFindingSince: isoOrNull(found?.oldest ?? null),
    newestFindingSince: isoOrNull(found?.newest ?? null),
  };
}

/** Every rule in the order of the documentation, with what it says of the machines that match a filter. */
export const listFindingRules = defineQuery('finding.rules', async (call, { filter }) => {
  const numbers = isWholeFleet(filter) ? await wholeFleetNumbers(call) : await filteredNumbers(call, filter);
  const { machines, unseen } = numbers;
  const own = await askedRules(call);
  const names = await ruleNames(call.tx, own);
  const rows = [
    ...BUILT_IN_RULES.map((rule) => rowOf(rule, null, numbers)),
    ...own.map((rule) => rowOf(asKnownRule(rule), ownRuleState(rule, names), numbers)),
  ];
  return { at: iso(call.now), rows, machines, unseen };
});
