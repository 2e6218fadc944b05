import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import type { MachineFilter } from '../inputs/machine-inputs';
import { machineConditions } from '../machine/machine-conditions';
import { contactExpression, MACHINE_SOURCE, staleBefore } from '../machine/machine-source';
import type { PlannedPlan } from './planned-plan';

/** A machine that a target matches. */
export interface TargetedMachine {
  id: string;
  hostname: string;
  connected: boolean;
  lastSeenAt: Date | null;
  /** By exclusion of the plan: whether it matches. */
  excluded: boolean[];
  /** By wave of the plan: whether its filter matches; false where it has none. */
  fits: boolean[];
}

/** What a query for targeted machines is limited to. */
export interface TargetLimits {
  scopeId: string;
  now: Date;
  observeSeconds: number;
  /** Further conditions. */
  where: Sql[];
}

/** Ids of columns may be null in a condition: what isn't known doesn't match. */
function booleans(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return sql`array[]::boolean[]`;
  return sql`array[${joinSql([...conditions], ', ')}]::boolean[]`;
}

/** The same of these very machines, for a plan that names whom it is for. */
export function targetQueryOf(
  plan: Pick<PlannedPlan, 'waves' | 'exclusions'>,
  { machineIds, ...limits }: Omit<TargetLimits, 'where'> & { machineIds: readonly string[] },
): Sql {
  const named = sql`m.id = any(${[...machineIds]}::uuid[])`;
  return targetQuery({ ...plan, target: { filter: {}, mode: 'frozen' } }, { ...limits, where: [named] });
}

/**
 * The active machines of the rollout's scope that its target matches, by the very conditions that the list of machines
 * filters by, and which exclusions and waves they fit.
 */
export function targetQuery(
  plan: Pick<PlannedPlan, 'waves' | 'exclusions' | 'target'>,
  limits: TargetLimits,
): Sql {
  const { scopeId, now, observeSeconds, where } = limits;
  const contact = contactExpression(staleBefore(now, observeSeconds));
  const matches = (filter: MachineFilter): Sql => {
    const conditions = machineConditions(filter, { contact, at: now });
    if (conditions.length === 0) return sql`true`;
    return sql`coalesce((${joinSql(conditions, ' and ')}), false)`;
  };
  const fits = plan.waves.map(({ selection }) =>
    selection.kind === 'filter' ? matches(selection.filter) : sql`false`,
  );
  const excluded = plan.exclusions.map(({ filter }) => matches(filter));
  const conditions = [
    sql`m.scope_id = ${scopeId}::uuid`,
    sql`m.status = 'active'`,
    matches(plan.target.filter),
    ...where,
  ];
  return sql`
    select m.id, m.hostname, coalesce(c.connected, false) as connected, c.last_seen_at as "lastSeenAt",
      ${booleans(excluded)} as excluded, ${booleans(fits)} as fits
    from ${MACHINE_SOURCE}
    where ${joinSql(conditions, ' and ')} order by m.id`;
}
