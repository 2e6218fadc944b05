import { sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import type { PolicyCounts } from '../views';

/** What is found where nobody was looked at. */
export const NOTHING_FOUND: Omit<PolicyCounts, 'unjudged'> = {
  machines: 0,
  compliant: 0,
  drifted: 0,
  blocked: 0,
  ineffective: 0,
  unknown: 0,
  yields: 0,
  undecided: 0,
};

type Found = Omit<PolicyCounts, 'machines' | 'unjudged'> & { judged: number };

/** By what was found, without the machines: engines keep rows of machines in use with the label alone. */
async function foundBy({ tx }: Call, ids: readonly string[]): Promise<Map<string, Found>> {
  const rows = await tx.$queryRaw<(Found & { id: string })[]>(sql`
    select p.id, count(*)::int as judged,
      (count(*) filter (where v.verdict = 'compliant'))::int as compliant,
      (count(*) filter (where v.verdict = 'drifted'))::int as drifted,
      (count(*) filter (where v.verdict = 'blocked'))::int as blocked,
      (count(*) filter (where v.verdict = 'ineffective'))::int as ineffective,
      (count(*) filter (where v.verdict = 'unknown'))::int as unknown,
      (count(*) filter (where v.standing = 'yields'))::int as yields,
      (count(*) filter (where v.standing = 'undecided'))::int as undecided
    from policy p join machine_policy v on v.policy_id = p.id and v.version = p.version
    where p.id = any(${[...ids]}::uuid[]) and p.retired_at is null group by p.id`);
  return new Map(rows.map(({ id, ...found }) => [id, found]));
}

/** Machines in use with each policy's label, all labels in one look at the machines. */
async function machinesOf({ tx }: Call, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; machines: number }[]>(sql`
    select p.id, l.machines from policy p join (
      select m.scope_id, u.label, count(*)::int as machines
      from machine m cross join lateral (select distinct label from unnest(m.labels) as u (label)) as u
      where m.status = 'active' group by m.scope_id, u.label
    ) l on l.scope_id = p.scope_id and l.label = p.label
    where p.id = any(${[...ids]}::uuid[]) and p.retired_at is null`);
  return new Map(rows.map(({ id, machines }) => [id, machines]));
}

/**
 * What policies find on the machines in use that they are for. At 50,000 machines under eleven policies a third of what joining
 * each machine with each of its rows takes.
 */
export async function policyCounts(call: Call, ids: readonly string[]): Promise<Map<string, PolicyCounts>> {
  const found = await foundBy(call, ids);
  const machines = await machinesOf(call, ids);
  return new Map(
    ids.map((id) => {
      const { judged = 0, ...counts } = found.get(id) ?? {};
      // A machine that left is judged within seconds; until then its row is there and it is not.
      const total = Math.max(machines.get(id) ?? 0, judged);
      return [id, { ...NOTHING_FOUND, ...counts, machines: total, unjudged: total - judged }];
    }),
  );
}
