import { sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { scopeNames } from '../scope/names';
import type { PolicyCounts, PolicyRow } from '../views';
import { approvedNow, contentOf, policyState, type StoredPolicy, stoppedRepairs } from './stored-policy';

const NOTHING: PolicyCounts = {
  machines: 0,
  compliant: 0,
  drifted: 0,
  blocked: 0,
  ineffective: 0,
  unknown: 0,
  unjudged: 0,
  yields: 0,
  undecided: 0,
};

/** What policies find on the machines in use that they are for. */
async function countsOf({ tx }: Call, ids: readonly string[]): Promise<Map<string, PolicyCounts>> {
  const rows = await tx.$queryRaw<(PolicyCounts & { id: string })[]>(sql`
    select p.id, count(m.id)::int as machines,
      (count(*) filter (where v.verdict = 'compliant'))::int as compliant,
      (count(*) filter (where v.verdict = 'drifted'))::int as drifted,
      (count(*) filter (where v.verdict = 'blocked'))::int as blocked,
      (count(*) filter (where v.verdict = 'ineffective'))::int as ineffective,
      (count(*) filter (where v.verdict = 'unknown'))::int as unknown,
      (count(*) filter (where m.id is not null and v.machine_id is null))::int as unjudged,
      (count(*) filter (where v.standing = 'yields'))::int as yields,
      (count(*) filter (where v.standing = 'undecided'))::int as undecided
    from policy p
    left join machine m on m.scope_id = p.scope_id and m.status = 'active' and m.labels @> array[p.label] and p.retired_at is null
    left join machine_policy v on v.machine_id = m.id and v.policy_id = p.id and v.version = p.version
    where p.id = any(${[...ids]}::uuid[]) group by p.id`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

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
  const counts = await countsOf(call, ids);
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
    counts: counts.get(policy.id) ?? NOTHING,
    repair: repairs.get(policy.id) ?? null,
    changedAt: iso(policy.changedAt),
  }));
}
