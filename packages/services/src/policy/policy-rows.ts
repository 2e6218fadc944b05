import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { scopeNames } from '../scope/names';
import type { PolicyRow } from '../views';
import { policyCounts } from './policy-counts';
import { approvedNow, contentOf, policyState, type StoredPolicy, stoppedRepairs } from './stored-policy';

async function repairsUnderWay(
  { tx }: Call,
  ids: readonly string[],
): Promise<Map<string, PolicyRow['repair']>> {
  const rows = await tx.rollout.findMany({
    where: { policyId: { in: [...ids] }, kind: 'repair', finishedAt: null },
    select: { id: true, name: true, state: true, pauseReason: true, policyId: true },
  });
  return new Map(rows.map(({ policyId, ...repair }) => [policyId ?? '', repair]));
}

/** Policies as lists show them. */
export async function policyRows(call: Call, policies: readonly StoredPolicy[]): Promise<PolicyRow[]> {
  const ids = policies.map(({ id }) => id);
  const counts = await policyCounts(call, ids);
  const repairs = await repairsUnderWay(call, ids);
  const scopes = await scopeNames(call.tx);
  const known = { approved: await approvedNow(call, ids), stopped: await stoppedRepairs(call, ids) };
  return policies.map((policy) => ({
    id: policy.id,
    name: policy.name,
    scope: { id: policy.scopeId, name: scopes.get(policy.scopeId) ?? policy.scopeId },
    label: policy.label,
    mode: policy.mode as PolicyRow['mode'],
    state: policyState(policy, known),
    version: policy.version,
    desired: contentOf(policy).desired,
    counts: counts.get(policy.id)!,
    repair: repairs.get(policy.id) ?? null,
    changedAt: iso(policy.changedAt),
  }));
}
