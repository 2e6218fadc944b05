import type { Prisma } from '@teredo-fleet/db';
import type { Gate } from '@teredo-fleet/rollout';
import { CHANGE_DEFAULTS, ROLLBACK_NOTICE_POLICY } from '../change/change-defaults';
import { chooseNotice, type NoticeWish, type ToldChange } from '../change/change-notice';
import { planHash } from '../change/change-plan';
import type { UserActor } from '../core/context';
import type { Call } from '../core/define-verb';
import { refuseNoticeWithoutRoom } from '../notice/notice-room';
import type { RollbackPlan } from '../plan/rollback-plan';
import type { SteeredRollout } from './steer-rollout';

const DAY_MS = 86_400_000;
/** Machines that are away come back within that time, or keep what they have. */
const LIFETIME_MS = 30 * DAY_MS;
const PATIENCE_SECONDS = 86_400;

/**
 * Each machine gets its own earlier values: that one could not take them back is no reason to leave the others with a
 * change that somebody wants undone. So failures are counted and pause nothing.
 */
function gateFor(machines: number): Gate {
  return {
    minSample: 1,
    maxFailures: machines + 1,
    maxFailPercent: 100,
    successPercent: 0,
    coveragePercent: 0,
    maxLatePercent: 100,
    maxBlockedPercent: 100,
    soakSeconds: 0,
    promotion: 'automatic',
  };
}

export interface RollbackOrder {
  rolloutId: string;
  of: SteeredRollout;
  name: string;
  author: UserActor;
  /** By machine, each once. */
  members: { machineId: string; savedByJob: string }[];
  reason: string;
  /** How users are told; undefined: as rolling back does unless somebody chose otherwise. */
  notice: NoticeWish | undefined;
}

function planOf({ of, members }: RollbackOrder, told: ToldChange, nowMs: number): RollbackPlan {
  const { contactWindowSeconds, witnesses, verify } = CHANGE_DEFAULTS;
  return {
    v: 1,
    kind: 'rollback',
    rollbackOfId: of.id,
    members: [...members].sort((a, b) => (a.machineId < b.machineId ? -1 : 1)),
    waves: [
      {
        name: 'Everything',
        selection: { kind: 'rest' },
        gate: gateFor(members.length),
        patienceSeconds: PATIENCE_SECONDS,
      },
    ],
    limits: { atOnce: null, perMinute: null },
    ...told,
    windows: [],
    zoneIfUnknown: 'UTC',
    witnesses: [...witnesses],
    contactWindowSeconds,
    verify: { ...verify },
    startAt: null,
    endAt: nowMs + LIFETIME_MS,
  };
}

async function addWave({ tx }: Call, { rolloutId, of, members }: RollbackOrder, plan: RollbackPlan) {
  const [wave] = plan.waves;
  const { name, selection, gate, patienceSeconds } = wave!;
  await tx.rolloutWave.create({
    data: {
      rolloutId,
      number: 0,
      scopeId: of.scopeId,
      name,
      selection: selection as Prisma.InputJsonObject,
      gate: gate as unknown as Prisma.InputJsonObject,
      patienceSeconds,
    },
    select: { number: true },
  });
  await tx.$executeRaw`
    insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason)
    select ${rolloutId}::uuid, m.id, m.scope_id, 0, '{"kind": "rest"}'
    from machine m where m.id = any(${members.map(({ machineId }) => machineId)}::uuid[])`;
}

/**
 * Makes the rollout that gives many machines their own earlier values back, approved: the approval of the rollout that
 * it takes back covers it. The engine starts it.
 */
export async function startRollback(
  call: Call,
  order: RollbackOrder,
): Promise<{ hash: string; told: ToldChange }> {
  const { tx, now } = call;
  const { rolloutId, of, name, author, reason } = order;
  if (order.notice !== undefined) refuseNoticeWithoutRoom(order.notice.policy, LIFETIME_MS / 1000);
  const occasion = { scopeId: of.scopeId, name, author, topic: 'restore' as const };
  const told = await chooseNotice(call, occasion, order.notice ?? { policy: ROLLBACK_NOTICE_POLICY });
  const plan = planOf(order, told, now.getTime());
  const hash = planHash(plan);
  await tx.rollout.create({
    data: {
      id: rolloutId,
      scopeId: of.scopeId,
      name,
      kind: 'rollback',
      // Members are put into drafts only.
      state: 'draft',
      plan: plan as unknown as Prisma.InputJsonObject,
      planHash: new Uint8Array(hash),
      authorId: author.id,
      reason,
      rollbackOfId: of.id,
      createdAt: now,
    },
    select: { id: true },
  });
  await addWave(call, order, plan);
  await tx.rollout.update({ where: { id: rolloutId }, data: { state: 'approved' }, select: { id: true } });
  return { hash: hash.toString('hex'), told };
}
