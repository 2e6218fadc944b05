import type { Hold } from './decisions';
import type { RolloutStanding } from './rollout-state';
import { addCounts } from './wave-counts';

/** Whether the plan's end has come. */
export function isPastEnd({ endAt }: RolloutStanding, nowMs: number): boolean {
  return endAt !== null && nowMs >= endAt;
}

/** Machines that have not begun, in waves and pool. */
export function waitingMachines({ waves, latePool }: RolloutStanding): number {
  return addCounts([...waves.map(({ counts }) => counts), latePool]).waiting;
}

/** What a rollout without any more waves to open still waits for; nothing: it is done (SPEC A7). */
export function endHolds({ waves, latePool }: RolloutStanding): Hold[] {
  const inWaves = addCounts(waves.map(({ counts }) => counts));
  const holds: Hold[] = [];
  const underWay = inWaves.waiting + inWaves.begun;
  if (underWay > 0) holds.push({ name: 'under-way', machines: underWay });
  const late = latePool.waiting + latePool.begun;
  if (late > 0) holds.push({ name: 'late-pool', machines: late });
  const silent = inWaves.provisional + latePool.provisional;
  if (silent > 0) holds.push({ name: 'out-of-contact', machines: silent });
  return holds;
}
