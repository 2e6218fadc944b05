import { advance } from './advance';
import type { Hold } from './decisions';
import type { RolloutStanding } from './rollout-state';

/** Nothing in the wave can change any more by itself. */
function isSettled({ waves }: RolloutStanding, wave: number): boolean {
  const { waiting, begun, provisional } = waves[wave]!.counts;
  return waiting + begun + provisional === 0;
}

/**
 * Since when a hold that somebody planned waits for a person, milliseconds since 1970: a promotion is due from the end of its
 * soak (SPEC A13). Null: nobody planned it.
 */
export function dueSince({ waves }: RolloutStanding, hold: Hold): number | null {
  if (hold.name !== 'promotion') return null;
  const { gate, gateMetAt } = waves[hold.wave]!;
  return gateMetAt === null ? null : gateMetAt + gate.soakSeconds * 1000;
}

/** What holds a running rollout until a person does something about it (SPEC A13). Throws WaveCountsError. */
export function holdsForPerson(rollout: RolloutStanding, nowMs: number): Hold[] {
  const { decisions, holds } = advance(rollout, nowMs);
  if (rollout.state !== 'running' || decisions.length > 0) return [];
  if (holds.every(({ name }) => name === 'promotion')) return holds;
  return holds.filter((hold) => 'check' in hold && isSettled(rollout, hold.wave));
}
