import { sql } from '@teredo-fleet/db';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { scopeCondition } from '../core/scopes';
import { ruleNames } from '../own-rule/rule-names';
import { ownRuleState } from '../own-rule/stored-rule';
import type { FindingDay } from '../views';
import { findAnyRule } from './known-rules';
import { wholeFleetNumbers } from './rule-counts';
import { everyVerdict, rowOf } from './rules';

interface DayCount {
  day: string;
  verdict: string;
  machines: number;
  countedAt: Date;
}

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => iso(at).slice(0, 10);

/** Earlier days by the numbers that were kept of them. */
function keptDays({ tx, scopes, now }: Call, ruleId: string, days: number): Promise<DayCount[]> {
  const first = dayOf(new Date(now.getTime() - (days - 1) * DAY_MS));
  const mine = scopeCondition(scopes, sql`d.scope_id`);
  return tx.$queryRaw<DayCount[]>(sql`
    select to_char(d.day, 'YYYY-MM-DD') as day, d.verdict, sum(d.machines)::int as machines, max(d.counted_at) as "countedAt"
    from finding_day d
    where d.rule_id = ${ruleId} and d.day >= ${first}::date and d.day < ${dayOf(now)}::date and ${mine}
    group by 1, 2 order by 1`);
}

function daysFrom(counted: readonly DayCount[]): FindingDay[] {
  const days = new Map<string, DayCount[]>();
  for (const one of counted) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return [...days].map(([day, counts]) => ({
    day,
    countedAt: iso(new Date(Math.max(...counts.map(({ countedAt }) => countedAt.getTime())))),
    counts: everyVerdict(counts),
  }));
}

/** What a rule says of active machines now, and what it said at the end of each day before. */
export const readFindingHistory = defineQuery('finding.history', async (call, { ruleId, days }) => {
  const { rule, own } = await findAnyRule(call, ruleId);
  const state = own === null ? null : ownRuleState(own, await ruleNames(call.tx, [own]));
  const at = iso(call.now);
  const row = rowOf(rule, state, await wholeFleetNumbers(call));
  const today = { day: dayOf(call.now), countedAt: at, counts: row.counts };
  return { at, rule: row, days: [...daysFrom(await keptDays(call, ruleId, days)), today] };
});
