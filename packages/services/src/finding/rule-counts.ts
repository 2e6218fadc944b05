import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { scopeCondition } from '../core/scopes';
import type { MachineFilter } from '../inputs/machine-inputs';
import { machineConditions } from '../machine/machine-conditions';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from '../machine/machine-source';
import { readSettings } from '../settings/settings-store';
import type { ShownVerdict } from '../views';
import { isWaived } from '../waiver/waiver-sql';

/** How many machines a rule says something of. */
export interface RuleCount {
  ruleId: string;
  verdict: ShownVerdict;
  machines: number;
}

/** Since when the findings of a rule stand: the oldest and the newest that nothing waives. */
export interface RuleEnds {
  ruleId: string;
  oldest: Date | null;
  newest: Date | null;
}

/** What rules say of some machines. */
export interface RuleNumbers {
  counts: readonly RuleCount[];
  ends: readonly RuleEnds[];
  machines: number;
  unseen: number;
}

/** Whether somebody asks for the machines that are looked after and nothing else: their numbers are kept. */
export function isWholeFleet(filter: MachineFilter): boolean {
  const { status, ...rest } = filter;
  const others = Object.values(rest).filter((value) => value !== undefined);
  return status?.length === 1 && status[0] === 'active' && others.length === 0;
}

/**
 * The kept numbers of active machines. Measured at 100,000 machines and 9 rules on two shared cores, with what else the page
 * asks: 0.03 s, as against 1.8 s by counting, and 8 s by counting where a waiver covered half of them.
 */
export function keptCounts({ tx, scopes, now }: Call): Promise<RuleCount[]> {
  const mine = scopeCondition(scopes, sql`c.scope_id`);
  return tx.$queryRaw<RuleCount[]>(sql`
    select rule_id as "ruleId", case when waived_until > ${now} then 'waived' else verdict end as verdict,
      sum(machines)::int as machines
    from (
      select scope_id, rule_id, verdict, waived_until, machines from finding_count
      union all select scope_id, rule_id, verdict, waived_until, machines from finding_delta
    ) as c
    where ${mine} group by 1, 2 having sum(machines) <> 0`);
}

/** The ends of an index each, for the rules that find something. */
function endsOf({ tx, scopes, now }: Call, ruleIds: readonly string[]): Promise<RuleEnds[]> {
  const first = (order: Sql) => sql`(
    select v.since from machine_finding v join machine m on m.id = v.machine_id
    where v.rule_id = r.id and v.verdict = 'finding' and v.until is null and not ${isWaived(now)}
      and m.status = 'active' and ${machineScope(scopes)}
    order by v.since ${order} limit 1)`;
  return tx.$queryRaw<RuleEnds[]>(sql`
    select r.id as "ruleId", ${first(sql`asc`)} as oldest, ${first(sql`desc`)} as newest
    from unnest(${[...ruleIds]}::text[]) as r (id)`);
}

/** Every rule says something of each machine that told anything; a rule that is new does so with the machine's next look. */
function judgedMachines(counts: readonly RuleCount[]): number {
  const byRule = new Map<string, number>();
  for (const { ruleId, machines } of counts) byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + machines);
  return Math.max(0, ...byRule.values());
}

/** What rules say of all machines that are looked after, without counting them. */
export async function wholeFleetNumbers(call: Call): Promise<RuleNumbers> {
  const { tx, scopes } = call;
  const counts = await keptCounts(call);
  const found = counts.filter(({ verdict }) => verdict === 'finding').map(({ ruleId }) => ruleId);
  const ends = await endsOf(call, found);
  const [{ machines }] = await tx.$queryRaw<[{ machines: number }]>(sql`
    select count(*)::int as machines from machine m where m.status = 'active' and ${machineScope(scopes)}`);
  return { counts, ends, machines, unseen: Math.max(0, machines - judgedMachines(counts)) };
}

/** What rules say of the machines that match a filter, counted one by one. */
export async function filteredNumbers(call: Call, filter: MachineFilter): Promise<RuleNumbers> {
  const { tx, scopes, now } = call;
  const { intervals } = await readSettings(tx);
  const contact = contactExpression(staleBefore(now, intervals.observeSeconds));
  const conditions = [machineScope(scopes), ...machineConditions(filter, { contact, at: now })];
  const matching = joinSql(conditions, ' and ');
  const counted = await tx.$queryRaw<(RuleCount & { oldest: Date; newest: Date })[]>(sql`
    select v.rule_id as "ruleId", case when ${isWaived(now)} then 'waived' else v.verdict end as verdict,
      count(*)::int as machines, min(v.since) as oldest, max(v.since) as newest
    from ${MACHINE_SOURCE} join machine_finding v on v.machine_id = m.id and v.until is null
    where ${matching}
    group by 1, 2`);
  const [{ machines, unseen }] = await tx.$queryRaw<[{ machines: number; unseen: number }]>(sql`
    select count(*)::int as machines, (count(*) filter (where f.machine_id is null))::int as unseen
    from ${MACHINE_SOURCE} where ${matching}`);
  const ends = counted.filter(({ verdict }) => verdict === 'finding');
  return { counts: counted, ends, machines, unseen };
}
