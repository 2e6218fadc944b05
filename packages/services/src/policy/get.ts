import { queryableOf, REPAIR_JOINS, REPAIR_WAITS, rawSql, sql } from '@teredo-fleet/db';
import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { personHolds } from '../rollout/person-holds';
import { namesOf } from '../user/names';
import type { PolicyRepairView, PolicyView, RepairWaits } from '../views';
import { conflictsOf } from './conflicts';
import type { PolicyContent } from './policy-content';
import { policyRows } from './policy-rows';
import { draftOfContent } from './read-policy';
import { approvedNow, contentOf, findPolicy, hex, type StoredPolicy, stoppedRepairs } from './stored-policy';
import { untakenIds } from './untaken';

const MOST_REPAIRS_SHOWN = 20;
const MOST_APPROVALS = 20;

/** Of the machines that drifted and are this policy's to repair, what each waits for. */
async function waitsOf(call: Call, id: string, content: PolicyContent): Promise<RepairWaits> {
  const untaken = await untakenIds(call, content);
  const [waits] = await call.tx.$queryRaw<[RepairWaits]>(sql`
    with untaken as (${untaken}), waiting as (
      select v.machine_id in (select id from untaken) as untaken, ${rawSql(REPAIR_WAITS.busy)} as busy, ${rawSql(REPAIR_WAITS.often)} as often, ${rawSql(REPAIR_WAITS.again)} as again,
        ${rawSql(REPAIR_WAITS.grace)} as grace
      from machine_policy v join policy p on p.id = v.policy_id join machine m on m.id = v.machine_id ${rawSql(REPAIR_JOINS)}
      where v.policy_id = ${id}::uuid and v.version = p.version and v.verdict = 'drifted' and v.standing in ('alone', 'wins')
        and m.status = 'active'
    )
    select (count(*) filter (where busy))::int as busy,
      (count(*) filter (where untaken and not busy))::int as untaken,
      (count(*) filter (where often and not (busy or untaken)))::int as often,
      (count(*) filter (where again and not (busy or untaken or often)))::int as again,
      (count(*) filter (where grace and not (busy or untaken or often or again)))::int as grace,
      (count(*) filter (where not (busy or untaken or often or again or grace)))::int as next
    from waiting`);
  return waits;
}

/** What holds the repair under way until a person does something about it, each in its sentence. */
async function repairHolds({ tx }: Call, repair: { id: string } | null): Promise<string[]> {
  if (repair === null) return [];
  return (await personHolds(queryableOf(tx), repair.id)).map(({ text }) => text);
}

async function repairsOf({ tx }: Call, policyId: string): Promise<PolicyRepairView[]> {
  const rows = await tx.rollout.findMany({
    where: { policyId, kind: 'repair' },
    select: {
      id: true,
      name: true,
      state: true,
      createdAt: true,
      finishedAt: true,
      _count: { select: { members: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_REPAIRS_SHOWN,
  });
  return rows.map(({ id, name, state, createdAt, finishedAt, _count }) => ({
    id,
    name,
    state,
    machines: _count.members,
    createdAt: iso(createdAt),
    finishedAt: isoOrNull(finishedAt),
  }));
}

/** Of this very content, the newest first. */
async function approvalsOf(
  { tx }: Call,
  { id, contentHash }: StoredPolicy,
): Promise<PolicyView['approvals']> {
  const rows = await tx.policyApproval.findMany({
    where: { policyId: id, contentHash },
    orderBy: { approvedAt: 'desc' },
    take: MOST_APPROVALS,
  });
  const names = await namesOf(
    tx,
    rows.map(({ approverId }) => approverId),
  );
  return rows.map(({ approverId, approvedAt, reason }) => ({
    approver: names.get(approverId) ?? approverId,
    at: iso(approvedAt),
    reason,
  }));
}

/** A policy with all that there is to say of it. */
export const getPolicy = defineQuery('policy.get', async (call, { id }) => {
  const policy = await findPolicy(call, id);
  const [row] = await policyRows(call, [policy]);
  const content = contentOf(policy);
  const { authorId, editorIds, desiredHash, contentHash } = policy;
  const names = await namesOf(call.tx, [authorId, ...editorIds]);
  const person = (userId: string) => ({ id: userId, name: names.get(userId) ?? userId });
  const author = await call.tx.user.findUnique({
    where: { id: authorId },
    select: { name: true, email: true },
  });
  const { scopeId, label, desired, mode } = content;
  const conflicts = await conflictsOf(call, {
    id,
    scopeId,
    label,
    acts: mode === 'enforce' && (await approvedNow(call, [id])).has(id),
    desired,
    desiredHash: hex(desiredHash),
  });
  return {
    ...row!,
    author: person(authorId),
    editors: editorIds.map(person),
    reason: policy.reason,
    contentHash: hex(contentHash),
    createdAt: iso(policy.createdAt),
    retiredAt: isoOrNull(policy.retiredAt),
    draft: draftOfContent(content, author ?? { name: '', email: '' }),
    approvals: await approvalsOf(call, policy),
    conflicts: policy.retiredAt === null ? conflicts : [],
    waits: await waitsOf(call, id, content),
    stoppedBy: (await stoppedRepairs(call, [id])).get(id) ?? null,
    repairHolds: await repairHolds(call, row!.repair),
    repairs: await repairsOf(call, id),
  };
});
