import { Prisma } from '@teredo-fleet/db';
import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import type { UserActor } from '../core/context';
import type { Call } from '../core/define-verb';
import { ConflictError } from '../errors';
import { refuseInactive, type StoredMachine } from '../machine/find-machine';
import { refuseNoticeWithoutRoom } from '../notice/notice-room';
import { CHANGE_DEFAULTS } from './change-defaults';
import type { ToldChange } from './change-notice';
import { planHash, type SinglePlan, type Work } from './change-plan';
import { jobsOf } from './job-parts';

export interface ChangeOrder {
  rolloutId: string;
  kind: 'single' | 'rollback';
  name: string;
  machine: StoredMachine;
  author: UserActor;
  work: Work;
  told: ToldChange;
  reason: string;
  rollbackOfId: string | null;
}

function planOf({ kind, machine, work, told }: ChangeOrder, nowMs: number): SinglePlan {
  const { lifetimeSeconds, contactWindowSeconds, witnesses, verify } = CHANGE_DEFAULTS;
  return {
    v: 1,
    kind,
    machines: [machine.id],
    work,
    ...told,
    windows: [],
    witnesses: [...witnesses],
    contactWindowSeconds,
    verify: { ...verify },
    notBefore: nowMs,
    notAfter: nowMs + lifetimeSeconds * 1000,
  };
}

/** Throws when the machine takes no change now. The caller holds the machine's row. */
async function refuseBusy({ tx }: Call, machine: StoredMachine): Promise<void> {
  if (machine.status !== 'active') throw refuseInactive(machine);
  const open = await tx.job.findFirst({
    where: { machineId: machine.id, state: { notIn: [...TERMINAL_JOB_STATES] } },
    select: { id: true, state: true, rollout: { select: { name: true } } },
  });
  if (open === null) return;
  const remedy =
    open.state === 'lost-contact'
      ? 'The machine was not heard of again; when it is back its agent says how that one ended. If it does not come back, retire it.'
      : 'Wait for its end or cancel it first.';
  throw new ConflictError(
    `Another change is open on ${machine.hostname}: "${open.rollout.name}" (job ${open.id}, ${open.state}). ${remedy}`,
  );
}

/** What is wanted of the machine now, for an undo to go back to. */
async function wishOf({ tx }: Call, machineId: string): Promise<Prisma.InputJsonObject | null> {
  const wish = await tx.machineDesired.findUnique({ where: { machineId } });
  return wish === null ? null : { desired: wish.desired, rolloutId: wish.rolloutId };
}

/** One above everything that the server gave and the agent has seen, so that no agent takes the job for an old one. */
async function nextSequence({ tx }: Call, machine: StoredMachine): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ last_sequence: bigint }[]>`
    update machine set last_sequence = greatest(last_sequence, agent_sequence) + 1
    where id = ${machine.id}::uuid and status = 'active' and enrolment_id = ${machine.enrolmentId}::uuid
    returning last_sequence`;
  if (row === undefined) throw refuseInactive(machine);
  return row.last_sequence;
}

/** Writes rollout, the author's own approval and the job that the signer is to sign. The machine's row is locked. */
export async function startChange(
  call: Call,
  order: ChangeOrder,
): Promise<{ rolloutId: string; jobId: string; hash: string }> {
  const { tx, now } = call;
  const { machine, rolloutId, reason, author } = order;
  refuseNoticeWithoutRoom(order.told.notice.policy, CHANGE_DEFAULTS.lifetimeSeconds);
  await refuseBusy(call, machine);
  const sequence = await nextSequence(call, machine);
  const wantedBefore = await wishOf(call, machine.id);
  const plan = planOf(order, now.getTime());
  const hash = new Uint8Array(planHash(plan));
  const { id: machineId, scopeId, enrolmentId } = machine;
  await tx.rollout.create({
    data: {
      id: rolloutId,
      scopeId,
      name: order.name,
      kind: order.kind,
      state: 'running',
      plan: plan as unknown as Prisma.InputJsonObject,
      planHash: hash,
      authorId: author.id,
      reason,
      rollbackOfId: order.rollbackOfId,
      createdAt: now,
      startedAt: now,
    },
    select: { id: true },
  });
  await tx.approval.create({
    data: {
      rolloutId,
      scopeId,
      planHash: hash,
      approverId: author.id,
      kind: 'single',
      reason,
      approvedAt: now,
    },
    select: { id: true },
  });
  const parts = jobsOf(plan)({ id: machineId, timeZone: null }, plan.notBefore);
  if (parts === null) throw new TypeError('a plan of one machine is for that machine');
  const { work, notice, windows, witnesses, contactWindowSeconds, verify } = parts;
  const { id: jobId } = await tx.job.create({
    data: {
      rolloutId,
      machineId,
      scopeId,
      enrolmentId,
      sequence,
      work: work as unknown as Prisma.InputJsonObject,
      notice: notice as unknown as Prisma.InputJsonObject,
      windows,
      witnesses,
      contactWindowSeconds,
      verify,
      notBefore: new Date(parts.notBefore),
      notAfter: new Date(parts.notAfter),
      state: 'requested',
      wantedBefore: wantedBefore ?? Prisma.DbNull,
      createdAt: now,
    },
    select: { id: true },
  });
  await tx.jobEvent.create({
    data: { jobId, scopeId, version: 0, state: 'requested', source: 'server', at: now },
    select: { id: true },
  });
  return { rolloutId, jobId, hash: Buffer.from(hash).toString('hex') };
}
