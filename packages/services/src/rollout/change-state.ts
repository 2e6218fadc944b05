import { entry } from '../core/audit-entry';
import type { Call, Change } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';
import type { Done } from '../outputs';

/**
 * Moves a rollout from one state to another by one conditional update. Every grant of a start locks the rollout's
 * row, so a pause holds from its commit on.
 */
export async function changeRolloutState(
  { tx, scopes }: Call,
  move: { id: string; from: 'running' | 'paused'; to: 'running' | 'paused'; reason: string },
): Promise<Change<Done>> {
  const { id, from, to, reason } = move;
  const rollout = await tx.rollout.findFirst({
    where: { id, ...inScopes(scopes) },
    select: { name: true, scopeId: true, state: true },
  });
  if (rollout === null) throw new NotFoundError('rollout');
  const pauseReason = to === 'paused' ? reason : null;
  const { count } = await tx.rollout.updateMany({
    where: { id, state: from },
    data: { state: to, pauseReason },
  });
  if (count === 0) {
    throw new ConflictError(
      `"${rollout.name}" is ${rollout.state}, not ${from}. Look at it again; nothing was changed.`,
    );
  }
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'rollout', id, name: rollout.name }, rollout.scopeId, {
        before: { state: from },
        after: { state: to },
        reason,
      }),
    ],
    wake: ['gateway'],
    changed: [`rollout:${id}`],
  };
}
