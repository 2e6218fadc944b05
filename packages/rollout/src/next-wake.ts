import type { Hold } from './decisions';
import type { RolloutStanding, WaveStanding } from './rollout-state';

/** When the patience of an open wave ends, with somebody waiting in it that was not heard of; null otherwise. */
export function patienceEndsAt({ openedAt, counts, patienceSeconds }: WaveStanding): number | null {
  return openedAt === null || counts.unreached === 0 ? null : openedAt + patienceSeconds * 1000;
}

function timeOf(hold: Hold): number | null {
  if (hold.name === 'frozen' || hold.name === 'soak') return hold.until;
  return hold.name === 'scheduled' ? hold.at : null;
}

/** The earliest time to come at which the answer may change by itself (SPEC A9); null without one. */
export function nextWake(rollout: RolloutStanding, holds: readonly Hold[], nowMs: number): number | null {
  const times = [rollout.endAt, ...rollout.waves.map(patienceEndsAt), ...holds.map(timeOf)];
  const toCome = times.filter((time) => time !== null && time > nowMs) as number[];
  return toCome.length === 0 ? null : Math.min(...toCome);
}
