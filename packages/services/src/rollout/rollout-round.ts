import { inPoolTransaction, isDatabaseAway } from '@teredo-fleet/db';
import type { MachineContext } from '../core/context';
import { RolloutTickError, tickRollout } from './tick-rollout';

const EVERYTHING = { scopes: '*', userId: null } as const;
const RETRY_MS = 60_000;
/** A round ends after so many steps, so that the engine's other work is not kept waiting. */
const MOST_STEPS = 200;

/**
 * Moves on whatever rollouts are due, each step a transaction of its own. One that can't be moved on is told to `onFault`
 * and left alone for a minute; it keeps no other waiting. Rejects when the database is away.
 */
export function rolloutRound(
  pool: MachineContext['pool'],
  onFault: (error: RolloutTickError) => void,
): () => Promise<void> {
  const failedAt = new Map<string, number>();
  const forgive = () => {
    for (const [id, at] of failedAt) if (performance.now() - at >= RETRY_MS) failedAt.delete(id);
  };
  const step = () => inPoolTransaction(pool, EVERYTHING, (db) => tickRollout(db, [...failedAt.keys()]));
  return async () => {
    forgive();
    for (let n = 0; n < MOST_STEPS; n += 1) {
      try {
        if ((await step()) === null) return;
      } catch (error) {
        if (!(error instanceof RolloutTickError) || isDatabaseAway(error)) throw error;
        failedAt.set(error.rolloutId, performance.now());
        onFault(error);
      }
    }
  };
}
