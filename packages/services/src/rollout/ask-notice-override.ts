import { type Call, defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { countOverride, noticeOverrideRows, passedOver } from './notice-override-rows';
import { askLapsesAt } from './notice-override-times';
import { lockBeforeEnd, steered } from './steer-rollout';

const NOBODY =
  'Nobody would be passed over: no machine of these waits for an answer. Who has agreed is changed as the plan says.';
const OPEN =
  'An override of this rollout is asked for already. A second person grants or refuses it, or you take it back; then another one can be asked for.';

/** One that nobody granted in time makes room for another. */
async function closeLapsed({ tx, now }: Call, rolloutId: string): Promise<void> {
  const open = await tx.noticeOverride.findFirst({ where: { rolloutId, grantedAt: null, closedAt: null } });
  if (open === null) return;
  const lapsesAt = askLapsesAt(open.askedAt);
  if (now < lapsesAt) throw new ConflictError(OPEN);
  await tx.noticeOverride.update({
    where: { id: open.id },
    data: { closedAt: lapsesAt },
    select: { id: true },
  });
}

/**
 * Asks that machines of a rollout are changed without waiting for anybody's answer. Nothing happens before a second person has
 * granted it, and then on these very machines and attempts alone.
 */
export const askNoticeOverride = defineChange(
  'rollout.askNoticeOverride',
  async (call, { id, filter, machineIds, reason }) => {
    const { tx, now } = call;
    const person = requireUser(call.actor);
    const rollout = await lockBeforeEnd(call, 'override-notice', id);
    await closeLapsed(call, id);
    const rows = await noticeOverrideRows(call, id, { filter, machineIds });
    const hit = passedOver(rows);
    if (hit.length === 0) throw new ConflictError(NOBODY);
    const { planHash } = await tx.rollout.findUniqueOrThrow({ where: { id }, select: { planHash: true } });
    const { scopeId } = rollout;
    const asked = { askedById: person.id, askedAt: now, askReason: reason };
    const override = await tx.noticeOverride.create({
      data: { rolloutId: id, scopeId, planHash, machines: hit.length, ...asked },
      select: { id: true },
    });
    const jobIds = hit.flatMap(({ jobId }) => (jobId === null ? [] : [jobId]));
    await tx.noticeOverrideJob.createMany({
      data: jobIds.map((jobId) => ({ overrideId: override.id, jobId, scopeId })),
    });
    return steered(call, rollout, {
      result: { id: override.id, machines: hit.length },
      entry: {
        after: {
          overrideId: override.id,
          planHash: Buffer.from(planHash).toString('hex'),
          filter: filter ?? null,
          machines: hit.length,
          counts: countOverride(rows),
          machineIds: hit.map(({ machineId }) => machineId),
          jobIds,
        },
        reason,
      },
      wake: [],
    });
  },
);
