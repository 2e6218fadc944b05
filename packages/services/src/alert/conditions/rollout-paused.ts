import { pausedRollouts } from '@teredo-fleet/db';
import { condition, type ReadConditions } from '../condition-source';

/** A rollout that stands still, with the words of what holds it. */
export const readPausedRollouts: ReadConditions = async ({ db }) =>
  (await pausedRollouts(db)).map(({ id, scopeId, name, reason }) =>
    condition('rollout-paused', { subject: id, scopeId, name }, { text: reason }),
  );
