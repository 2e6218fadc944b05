import { type Prisma, queryableOf, storeMembers } from '@teredo-fleet/db';
import { planHash } from '../change/change-plan';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { ConflictError, InvalidError } from '../errors';
import { foreseePlan } from './foresee-plan';
import { membersOf, type PlanMembership } from './membership';
import { holdPlanNotice, refuseOtherNotice, useNoticeVersion } from './plan-notice';
import type { PlannedPlan } from './planned-plan';
import { resolveMembers } from './resolve-members';
import {
  draftOf,
  hexOf,
  lockPlan,
  type PlanRow,
  readStored,
  refuseInState,
  refuseOtherPlan,
} from './stored-plan';

async function wholePlan(call: Call, row: PlanRow): Promise<PlannedPlan> {
  const reading = await readStored(call, row);
  if (reading.ok) return reading.plan;
  const { faults } = reading;
  const told = faults.slice(0, 3).map(({ text }) => text);
  throw new InvalidError(
    `The plan can't be submitted yet. ${told.join(' ')}`,
    Object.fromEntries(faults.map(({ field, text }) => [field || 'plan', text])),
  );
}

function refuseNobody({ members, targeted, waves }: PlanMembership): void {
  if (members.length === 0) {
    throw new InvalidError(
      'The target matches no active machine of this scope. Look at the same filter in the list of machines and choose again.',
      { target: 'matches no machine' },
    );
  }
  if (targeted === 0) {
    throw new InvalidError(
      'Every machine that the target matches is excluded. Take an exclusion away or choose another target.',
      { exclusions: 'leave nobody' },
    );
  }
  if (waves.length === 0) {
    throw new InvalidError(
      'No wave takes any machine of the target. Change what the waves take, or add one that takes the rest.',
      { waves: 'take nobody' },
    );
  }
}

/** A draft has neither members nor waves: one that has was written by somebody else than this server. */
async function refuseStrangers({ tx }: Call, { id }: PlanRow): Promise<void> {
  const members = await tx.rolloutMember.count({ where: { rolloutId: id } });
  const waves = await tx.rolloutWave.count({ where: { rolloutId: id } });
  if (members + waves === 0) return;
  throw new ConflictError(
    `Machines (${members}) or waves (${waves}) were put into this draft that its plan did not choose. Clone it, submit the clone, and look at who can write to the database.`,
  );
}

/** Asks for approval: who is changed, in which wave and why, is written down now and stays as the plan does. */
export const submitRollout = defineChange('rollout.submit', async (call, { id, reason, ...seen }) => {
  const { tx } = call;
  const row = await lockPlan(call, id);
  refuseInState('submit', row);
  refuseOtherPlan(row, seen.planHash);
  await refuseStrangers(call, row);
  await holdPlanNotice(call, row, draftOf(row).notice?.document);
  const written = await wholePlan(call, row);
  refuseOtherNotice(written.noticeVersion, seen.noticeSha256);
  await useNoticeVersion(call, written.noticeVersion);
  const membership = await resolveMembers(call, row, written);
  refuseNobody(membership);
  const plan: PlannedPlan = { ...written, members: membersOf(membership) };
  const preview = await foreseePlan(call, row);
  const hash = new Uint8Array(planHash(plan));
  await tx.rollout.update({
    where: { id },
    data: { plan: plan as unknown as Prisma.InputJsonObject, planHash: hash, reason },
    select: { id: true },
  });
  await storeMembers(queryableOf(tx), {
    rolloutId: id,
    scopeId: row.scopeId,
    waves: membership.waves,
    members: membership.members.map(({ machine, ...member }) => ({ machineId: machine.id, ...member })),
  });
  await tx.rollout.update({ where: { id }, data: { state: 'awaiting-approval' }, select: { id: true } });
  const { members, targeted, leftOut } = membership;
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'rollout', id, name: row.name }, row.scopeId, {
        before: { state: row.state },
        after: {
          state: 'awaiting-approval',
          planHash: hexOf(hash),
          machines: targeted,
          excluded: members.filter(({ excluded }) => excluded?.kind === 'by-plan').length,
          inNoWave: members.filter(({ excluded }) => excluded?.kind === 'no-wave').length,
          wavesLeftOut: leftOut,
          notice: plan.notice.policy.kind,
          ...(plan.noticeVersion === undefined ? {} : { noticeVersion: plan.noticeVersion }),
          // What approvers could see, kept for whoever asks later what was known.
          preview,
        },
        reason,
      }),
    ],
    wake: [],
    changed: [`rollout:${id}`],
  };
});
