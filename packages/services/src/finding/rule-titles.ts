import type { Call } from '../core/define-verb';
import { visibleRules } from '../own-rule/stored-rule';
import { BUILT_IN_RULES } from './known-rules';

/** Titles of those that the product brings in the order of the documentation, then of own ones that may be seen: retired ones, too. */
async function titlesOf({ tx, scopes }: Pick<Call, 'tx' | 'scopes'>, ids: readonly string[]) {
  const own = await tx.ownRule.findMany({
    where: { AND: [{ id: { in: [...ids] } }, visibleRules(scopes)] },
    select: { id: true, title: true },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });
  return new Map([...BUILT_IN_RULES, ...own].map(({ id, title }) => [id, title]));
}

/** What rules said, each with the title of its rule, in the order in which rules are listed; null: the asker may not see that rule. */
export async function withRuleTitles<T extends { ruleId: string }>(
  call: Pick<Call, 'tx' | 'scopes'>,
  said: readonly T[],
): Promise<(T & { ruleTitle: string | null })[]> {
  const titles = await titlesOf(
    call,
    said.map(({ ruleId }) => ruleId),
  );
  const order = [...titles.keys()];
  const placeOf = ({ ruleId }: T) => (titles.has(ruleId) ? order.indexOf(ruleId) : order.length);
  return said
    .map((one) => ({ ...one, ruleTitle: titles.get(one.ruleId) ?? null }))
    .sort((one, other) => placeOf(one) - placeOf(other));
}
