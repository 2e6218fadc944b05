import { randomUUID } from 'node:crypto';
import {
  approveRepair,
  claimPolicyToRepair,
  draftRepair,
  type EnforcedPolicy,
  inPoolTransaction,
  notify,
  type Queryable,
  readDrifted,
  readJudgedPolicy,
  storeMembers,
  writeAudit,
} from '@teredo-fleet/db';
import { planHash } from '../change/change-plan';
import type { MachineContext } from '../core/context';
import { membersOf, type PlanMembership, planMembership } from '../plan/membership';
import { type TargetedMachine, targetQueryOf } from '../plan/target';
import { querySettings } from '../settings/settings-store';
import { approvedContent } from '../signer/approvals';
import { type PolicyContent, repairPlanOf } from './policy-content';

const EVERYTHING = { scopes: '*', userId: null } as const;

async function memberships(
  db: Queryable,
  repair: { id: string; content: PolicyContent; now: Date },
  machineIds: readonly string[],
): Promise<PlanMembership> {
  const { id, content, now } = repair;
  const plan = { waves: content.waves, exclusions: [] };
  const { observeSeconds } = (await querySettings(db)).intervals;
  const query = targetQueryOf(plan, { scopeId: content.scopeId, now, observeSeconds, machineIds });
  const { rows } = await db.query<TargetedMachine>(query.text, query.values as unknown[]);
  return planMembership(plan, id, rows);
}

function reasonOf(machines: number, { name, version }: PolicyContent): string {
  const drifted = machines === 1 ? '1 machine drifted' : `${machines} machines drifted`;
  return `${drifted} from the policy "${name}" (version ${version}).`;
}

/** Everything that a repair is, in the transaction that holds its policy. Gives its id; null: no wave takes anybody. */
async function open(
  db: Queryable,
  { id: policyId, authorId }: EnforcedPolicy,
  content: PolicyContent,
  machineIds: readonly string[],
): Promise<string | null> {
  const { rows } = await db.query<{ now: Date }>(`select date_trunc('milliseconds', now()) as now`);
  const { now } = rows[0]!;
  const id = randomUUID();
  const membership = await memberships(db, { id, content, now }, machineIds);
  if (membership.waves.length === 0) return null;
  const plan = repairPlanOf(content, membersOf(membership), now.getTime());
  const hash = planHash(plan);
  const { scopeId } = content;
  const reason = reasonOf(membership.members.length, content);
  const name = `Repair: ${content.name}`;
  await draftRepair(db, { id, scopeId, name, policyId, authorId, reason, plan, planHash: hash });
  await storeMembers(db, {
    rolloutId: id,
    scopeId,
    waves: membership.waves,
    members: membership.members.map(({ machine, ...member }) => ({ machineId: machine.id, ...member })),
  });
  await approveRepair(db, id);
  await writeAudit(db, [
    {
      scopeId,
      actorKind: 'system',
      actorId: null,
      actorName: 'engine',
      action: 'policy.repair',
      objectKind: 'rollout',
      objectId: id,
      objectName: name,
      outcome: 'done',
      before: null,
      after: {
        state: 'approved',
        planHash: hash.toString('hex'),
        policyId,
        policyVersion: content.version,
        machines: membership.members.length,
        notice: content.notice.policy.kind,
      },
      reason,
      requestId: null,
      address: null,
    },
  ]);
  return id;
}

/**
 * Opens the repair of the next policy after `after` whose machines drifted. Gives that policy, to go on from; null: there is
 * no further one. A policy that does not stand as it was approved repairs nothing.
 */
export async function openRepair(db: Queryable, after: string | null): Promise<string | null> {
  const policy = await claimPolicyToRepair(db, after);
  if (policy === null) return null;
  const content = approvedContent(await readJudgedPolicy(db, policy.id));
  if (content === null || content.mode !== 'enforce') return policy.id;
  const drifted = await readDrifted(db, policy.id);
  if (drifted.length === 0) return policy.id;
  const id = await open(db, policy, content, drifted);
  if (id !== null) await notify(db, 'teredo_changed', [`rollout:${id}`, 'policy', 'audit']);
  return policy.id;
}

/** Looks at every policy that is enforced, each in a transaction of its own. Rejects when the database is away. */
export function repairRound(pool: MachineContext['pool']): () => Promise<void> {
  return async () => {
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await inPoolTransaction(pool, EVERYTHING, (db) => openRepair(db, from));
    } while (after !== null);
  };
}
