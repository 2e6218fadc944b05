import { type Call, defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError, ForbiddenError } from '../errors';
import { stillMay } from '../user/still-may';
import { findOpenOverride } from './find-notice-override';
import { lockBeforeEnd, steered } from './steer-rollout';

const BY_TWO =
  'You asked for this override, so somebody else has to grant it. Ask an approver or another admin.';
const ASKER_GONE =
  'Whoever asked for it may not ask for an override here any more. Ask for it yourself, and let a second person grant it.';

/** The jobs that it was asked for and that are there still. */
async function jobsOf({ tx }: Call, overrideId: string): Promise<string[]> {
  const jobs = await tx.noticeOverrideJob.findMany({
    where: { overrideId },
    select: { jobId: true },
    orderBy: { jobId: 'asc' },
  });
  return jobs.map(({ jobId }) => jobId);
}

/**
 * A second person's yes to what was asked for, no machine more: the signer signs it for each machine, and people there are
 * shown what happens and asked no more.
 */
export const grantNoticeOverride = defineChange(
  'rollout.grantNoticeOverride',
  async (call, { id, overrideId, reason }) => {
    const { tx, now } = call;
    const person = requireUser(call.actor);
    const rollout = await lockBeforeEnd(call, 'override-notice', id);
    const override = await findOpenOverride(call, id, overrideId);
    const { askedById, planHash, machines } = override;
    if (askedById === person.id) throw new ForbiddenError(BY_TWO);
    const asker = { verb: 'rollout.askNoticeOverride', scopeId: rollout.scopeId } as const;
    if (!(await stillMay(tx, [askedById], asker)).has(askedById)) throw new ConflictError(ASKER_GONE);
    await tx.noticeOverride.update({
      where: { id: overrideId },
      data: { grantedById: person.id, grantedAt: now, grantReason: reason },
      select: { id: true },
    });
    const after = {
      overrideId,
      planHash: Buffer.from(planHash).toString('hex'),
      machines,
      askedBy: askedById,
    };
    return steered(call, rollout, {
      result: { ok: true },
      entry: { after: { ...after, jobIds: await jobsOf(call, overrideId) }, reason },
      wake: ['signer'],
    });
  },
);
