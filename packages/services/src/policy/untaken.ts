import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { targetQuery } from '../plan/target';
import { readSettings } from '../settings/settings-store';
import type { PolicyContent } from './policy-content';

type Placed = Pick<PolicyContent, 'scopeId' | 'label' | 'waves'>;

/** Counts, shares and the rest take whoever is left; where filters alone take machines, others are left for good. */
export const takesByFiltersAlone = ({ waves }: Pick<PolicyContent, 'waves'>): boolean =>
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

/** What a verb judges them by. */
export async function judgedBy({ tx, now }: Call): Promise<JudgedBy> {
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
    with untaken as (${untakenQuery(policy, await judgedBy(call))})
    select count(*)::int as machines, (count(*) filter (where m.id in (select id from untaken)))::int as untaken
    from machine m where ${joinSql(conditions, ' and ')}`);
  return counts;
}

/** Whether no wave of the policy ever takes this machine. */
export async function isUntaken(call: Call, policy: Placed, machineId: string): Promise<boolean> {
  if (!takesByFiltersAlone(policy)) return false;
  const query = untakenQuery(policy, await judgedBy(call), machineId);
  return (await call.tx.$queryRaw<unknown[]>(query)).length > 0;
}
