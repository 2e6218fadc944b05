import type { Prisma } from '@teredo-fleet/db';
import { type Call, defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { readSettings } from '../settings/settings-store';
import { stillMay } from '../user/still-may';
import { findOpenWave, lockBeforeEnd, type SteeredRollout, steered } from './steer-rollout';

function update(
  { tx }: Call,
  wave: { rolloutId: string; number: number },
  data: Prisma.RolloutWaveUpdateInput,
) {
  return tx.rolloutWave.update({
    where: { rolloutId_number: wave },
    data,
    select: { number: true },
  });
}

/** Who asked first, as long as they may still override gates here. */
async function standingAsk({ tx }: Call, { scopeId }: SteeredRollout, askedBy: string | null) {
  if (askedBy === null) return null;
  const may = await stillMay(tx, [askedBy], { verb: 'rollout.overrideGate', scopeId });
  return may.has(askedBy) ? askedBy : null;
}

/**
 * Lets a wave's gate pass, whatever its checks say; it still trips. Where the organisation wants two people the first
 * call is put on record as asked, and a second person's carries it out.
 */
export const overrideGate = defineChange(
  'rollout.overrideGate',
  async (call, { id, wave: number, reason }) => {
    const person = requireUser(call.actor);
    const rollout = await lockBeforeEnd(call, 'override-gate', id);
    const wave = await findOpenWave(call, rollout, number);
    if (wave.overriddenAt !== null) return unchanged({ ok: true, overridden: true });
    const { approval } = await readSettings(call.tx);
    const askedBy = await standingAsk(call, rollout, wave.overrideAskedById);
    if (approval.overrideNeedsTwo && askedBy === person.id) {
      throw new ConflictError(
        `You asked for the gate of "${wave.name}" to be overridden already. A second person has to confirm it.`,
      );
    }
    const overridden = !approval.overrideNeedsTwo || askedBy !== null;
    await update(
      call,
      { rolloutId: id, number },
      overridden ? { overriddenAt: call.now } : { overrideAskedById: person.id, overrideAskedAt: call.now },
    );
    return steered(call, rollout, {
      result: { ok: true, overridden },
      entry: {
        before: { state: rollout.state, wave: number, askedBy },
        after: { wave: number, overridden },
        reason,
      },
    });
  },
);
