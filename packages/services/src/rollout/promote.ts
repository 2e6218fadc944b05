import { readGate } from '@teredo-fleet/rollout';
import { defineChange, unchanged } from '../core/define-verb';
import { ConflictError } from '../errors';
import { findOpenWave, lockBeforeEnd, steered } from './steer-rollout';

/** Says that the next wave may open once the checks and the soak of this one let it. */
export const promoteWave = defineChange('rollout.promote', async (call, { id, wave: number, reason }) => {
  const rollout = await lockBeforeEnd(call, 'promote', id);
  const wave = await findOpenWave(call, rollout, number);
  const reading = readGate(wave.gate);
  if (reading.ok && reading.gate.promotion !== 'by-hand') {
    throw new ConflictError(
      `The wave "${wave.name}" goes on by itself when its gate is met; there is nothing to promote.`,
    );
  }
  if (wave.promotedAt !== null) return unchanged({ ok: true });
  await call.tx.rolloutWave.update({
    where: { rolloutId_number: { rolloutId: id, number } },
    data: { promotedAt: call.now },
    select: { number: true },
  });
  return steered(call, rollout, {
    result: { ok: true },
    entry: { before: { state: rollout.state }, after: { wave: number, promoted: true }, reason },
  });
});
