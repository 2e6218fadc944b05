import type { Call } from '../core/define-verb';
import { ConflictError, NotFoundError } from '../errors';
import { askLapsesAt } from './notice-override-times';

const OVER = {
  granted: 'This override was granted already.',
  closed: 'This override was refused or has lapsed. Ask for another one if it is still needed.',
};

/** The override that waits for a second person; anything else is refused. The rollout's row is held by the transaction. */
export async function findOpenOverride({ tx, now }: Call, rolloutId: string, overrideId: string) {
  const override = await tx.noticeOverride.findFirst({ where: { id: overrideId, rolloutId } });
  if (override === null) throw new NotFoundError('override');
  if (override.grantedAt !== null) throw new ConflictError(OVER.granted);
  if (override.closedAt !== null || now >= askLapsesAt(override.askedAt))
    throw new ConflictError(OVER.closed);
  return override;
}
