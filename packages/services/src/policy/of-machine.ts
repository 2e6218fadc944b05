import { REPAIR_JOINS, REPAIR_WAITS, rawSql, sql } from '@teredo-fleet/db';
import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { findMachine } from '../machine/find-machine';
import type { MachinePolicyView, PolicyStandingKind, PolicyVerdict } from '../views';
import type { PolicyDetail } from './judge-machines';
import type { PolicyContent } from './policy-content';
import { approvedNow, contentOf, policyState, stoppedRepairs } from './stored-policy';
import { isUntaken } from './untaken';

interface Found {
  policyId: string;
  verdict: PolicyVerdict;
  standing: PolicyStandingKind;
  rivalIds: string[];
  detail: PolicyDetail;
  since: Date;
  observedAt: Date | null;
  waits: MachinePolicyView['waits'];
}

async function foundOn({ tx }: Call, machineId: string): Promise<Found[]> {
  const { busy, often, again, grace } = REPAIR_WAITS;
  return tx.$queryRaw<Found[]>(sql`
    select v.policy_id as "policyId", v.verdict, v.standing, v.rival_ids as "rivalIds", v.detail, v.since,
      v.observed_at as "observedAt",
      case when v.verdict <> 'drifted' then null when ${rawSql(busy)} then 'busy' when ${rawSql(often)} then 'often'
        when ${rawSql(again)} then 'again' when ${rawSql(grace)} then 'grace' end as waits
    from machine_policy v join policy p on p.id = v.policy_id join machine m on m.id = v.machine_id ${rawSql(REPAIR_JOINS)}
    where v.machine_id = ${machineId}::uuid and p.retired_at is null and v.version = p.version
    order by case v.standing when 'wins' then 0 when 'alone' then 1 when 'undecided' then 2 else 3 end, p.name, p.id`);
}

async function lastRepairs(
  { tx }: Call,
  machineId: string,
): Promise<Map<string, NonNullable<MachinePolicyView['lastRepair']>>> {
  const rows = await tx.$queryRaw<
    { policyId: string; rolloutId: string; name: string; state: string; at: Date }[]
  >(sql`
    select distinct on (r.policy_id) r.policy_id as "policyId", r.id as "rolloutId", r.name, j.state,
      coalesce(j.finished_at, j.created_at) as at
    from job j join rollout r on r.id = j.rollout_id
    where j.machine_id = ${machineId}::uuid and r.policy_id is not null
    order by r.policy_id, j.created_at desc`);
  return new Map(rows.map(({ policyId, at, ...repair }) => [policyId, { ...repair, at: iso(at) }]));
}

/** Why it is not repaired now: what passes by itself last. */
async function waitsOf(call: Call, { waits, verdict }: Found, place: { content: PolicyContent; id: string }) {
  if (verdict !== 'drifted' || waits === 'busy') return waits;
  return (await isUntaken(call, place.content, place.id)) ? 'untaken' : waits;
}

/** The policies that are for a machine, what each finds there, and which of them is followed; that one first. */
export const policiesOfMachine = defineQuery('policy.ofMachine', async (call, { machineId }) => {
  const { id } = await findMachine(call, machineId);
  const found = await foundOn(call, id);
  const ids = found.flatMap(({ policyId, rivalIds }) => [policyId, ...rivalIds]);
  const policies = await call.tx.policy.findMany({ where: { id: { in: [...new Set(ids)] } } });
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const known = { approved: await approvedNow(call, ids), stopped: await stoppedRepairs(call, ids) };
  const repairs = await lastRepairs(call, id);
  const rows: MachinePolicyView[] = [];
  for (const one of found) {
    const { policyId, rivalIds, detail, since, observedAt, verdict, standing } = one;
    const policy = byId.get(policyId)!;
    const content = contentOf(policy);
    const { desired, name, label, mode } = content;
    rows.push({
      policy: { id: policyId, name, label, mode, state: policyState(policy, known) },
      desired,
      verdict,
      standing,
      rivals: rivalIds.map((rival) => ({ id: rival, name: byId.get(rival)?.name ?? rival })),
      since: iso(since),
      observedAt: isoOrNull(observedAt),
      ...detail,
      waits: await waitsOf(call, one, { content, id }),
      lastRepair: repairs.get(policyId) ?? null,
    });
  }
  return { rows };
});
