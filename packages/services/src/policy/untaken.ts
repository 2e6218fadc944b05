import {
  joinSql,
  type Queryable,
  REPAIR_GIVEN_UP,
  REPAIR_JOINS,
  rawSql,
  type Sql,
  sql,
} from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { targetQuery } from '../plan/target';
import { readSettings } from '../settings/settings-store';
import type { PolicyContent } from './policy-content';

type Placed = Pick<PolicyContent, 'scopeId' | 'label' | 'waves'>;

/** Counts, shares and the rest take whoever is left; where filters alone take machines, others are left for good. */
const takesByFiltersAlone = ({ waves }: Pick<PolicyContent, 'waves'>): boolean =>
  waves.every(({ selection }) => selection.kind === 'filter');

/** What filters of waves are judged by. */
export interface JudgedBy {
  now: Date;
  observeSeconds: number;
}

/** Ids of machines in use with the label that no wave ever takes; of one machine alone, if it is named. */
export function untakenQuery(policy: Placed, by: JudgedBy, machineId: string | null = null): Sql {
  if (!takesByFiltersAlone(policy)) return sql`select null::uuid as id where false`;
  const plan = {
    waves: policy.waves,
    exclusions: [],
    target: { filter: { label: [policy.label] }, mode: 'frozen' as const },
  };
  const where = machineId === null ? [] : [sql`m.id = ${machineId}::uuid`];
  const limits = { scopeId: policy.scopeId, ...by, where };
  return sql`select t.id from (${targetQuery(plan, limits)}) as t where not (true = any (t.fits))`;
}

/**
 * How many that drifted from a policy no wave ever takes, but for those with a change open, which may be a repair from before,
 * and those about which something changed since they were judged. Without all else that a repair may wait for, since it is
 * asked every few seconds; `given-up`: of them, those that it gave up before.
 */
export async function countUntakenDrift(
  db: Queryable,
  { id, content }: { id: string; content: Placed },
  by: JudgedBy,
  which: 'all' | 'given-up' = 'all',
): Promise<number> {
  if (!takesByFiltersAlone(content)) return 0;
  const isAll = which === 'all';
  const joins = rawSql(isAll ? '' : `join machine m on m.id = v.machine_id ${REPAIR_JOINS}`);
  const { text, values } = sql`
    select count(*)::int as machines
    from machine_policy v join policy p on p.id = v.policy_id join (${untakenQuery(content, by)}) as u on u.id = v.machine_id ${joins}
    where v.policy_id = ${id}::uuid and v.version = p.version and v.verdict = 'drifted' and v.standing in ('alone', 'wins')
      and not exists (select from job o where o.machine_id = v.machine_id and o.finished_at is null)
      and not exists (select from policy_due d where d.machine_id = v.machine_id)
      and ${rawSql(isAll ? 'true' : REPAIR_GIVEN_UP)}`;
  const { rows } = await db.query<{ machines: number }>(text, values as unknown[]);
  return rows[0]!.machines;
}

/** What a verb judges them by. */
export async function readJudgedBy({ tx, now }: Call): Promise<JudgedBy> {
  return { now, observeSeconds: (await readSettings(tx)).intervals.observeSeconds };
}

/** How many machines no wave ever takes, of all in use with the label. */
export async function countUntaken(
  call: Call,
  policy: Placed,
): Promise<{ untaken: number; machines: number }> {
  const conditions = [
    sql`m.scope_id = ${policy.scopeId}::uuid`,
    sql`m.status = 'active'`,
    sql`m.labels @> array[${policy.label}::text]`,
  ];
  const [counts] = await call.tx.$queryRaw<[{ untaken: number; machines: number }]>(sql`
    with untaken as (${untakenQuery(policy, await readJudgedBy(call))})
    select count(*)::int as machines, (count(*) filter (where m.id in (select id from untaken)))::int as untaken
    from machine m where ${joinSql(conditions, ' and ')}`);
  return counts;
}

/** Whether no wave of the policy ever takes this machine. */
export async function isUntaken(call: Call, policy: Placed, machineId: string): Promise<boolean> {
  if (!takesByFiltersAlone(policy)) return false;
  const query = untakenQuery(policy, await readJudgedBy(call), machineId);
  return (await call.tx.$queryRaw<unknown[]>(query)).length > 0;
}
