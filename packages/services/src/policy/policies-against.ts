import { sql } from '@teredo-fleet/db';
import { type DesiredState, disagreements } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { approvedNow, contentOf } from './stored-policy';

/** A policy that would put back what a change does. */
export interface OpposedPolicy {
  id: string;
  name: string;
  label: string;
}

/**
 * Machines of a scope, or one of them, on which an enforced policy is followed that wants something else than a change would make of them:
 * it would be drift at once, and be repaired.
 */
export async function policiesAgainst(
  call: Call,
  { scopeId, machineId = null }: { scopeId: string; machineId?: string | null },
  desired: DesiredState,
): Promise<Map<string, OpposedPolicy[]>> {
  const { tx } = call;
  const all = await tx.policy.findMany({ where: { scopeId, retiredAt: null, mode: 'enforce' } });
  const approved = await approvedNow(
    call,
    all.map(({ id }) => id),
  );
  const opposed = all.filter(
    (policy) => approved.has(policy.id) && disagreements(desired, contentOf(policy).desired).length > 0,
  );
  const against = new Map<string, OpposedPolicy[]>();
  if (opposed.length === 0) return against;
  const byId = new Map(opposed.map(({ id, name, label }) => [id, { id, name, label }]));
  const rows = await tx.$queryRaw<{ machineId: string; policyId: string }[]>(sql`
    select v.machine_id as "machineId", v.policy_id as "policyId" from machine_policy v
    where v.policy_id = any(${[...byId.keys()]}::uuid[]) and v.standing in ('alone', 'wins')
      and (${machineId}::uuid is null or v.machine_id = ${machineId}::uuid)`);
  for (const row of rows) {
    against.set(row.machineId, [...(against.get(row.machineId) ?? []), byId.get(row.policyId)!]);
  }
  return against;
}
