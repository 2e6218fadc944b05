import { queryableOf } from '@teredo-fleet/db';
import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { personHolds } from '../rollout/person-holds';
import { namesOf } from '../user/names';
import type { PolicyRepairView, PolicyView } from '../views';
import { conflictsOf } from './conflicts';
import { policyRows } from './policy-rows';
import { draftOfContent } from './read-policy';
import { repairWaits } from './repair-waits';
import { approvedNow, contentOf, findPolicy, hex, type StoredPolicy, stoppedRepairs } from './stored-policy';
import { readJudgedBy } from './untaken';

const MOST_REPAIRS_SHOWN = 20;
const MOST_APPROVALS = 20;

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
    waits: await repairWaits(queryableOf(call.tx), { id, content }, await readJudgedBy(call)),
    stoppedBy: (await stoppedRepairs(call, [id])).get(id) ?? null,
    repairHolds: await repairHolds(call, row!.repair),
    repairs: await repairsOf(call, id),
  };
});
