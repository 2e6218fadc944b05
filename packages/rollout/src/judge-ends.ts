import type { Gate } from './gate';
import { checkSuccess } from './judge-gate';
import type { RolloutStanding } from './rollout-state';
import { sampleOf, tallyOf } from './tally';
import { addCounts, type WaveCounts } from './wave-counts';

/** A failure that is judged once the sample is complete, by whichever result completes it. */
function completesSample(gate: Gate, counts: WaveCounts): boolean {
  const tally = tallyOf(counts);
  return tally.newBad > 0 && tally.reported < sampleOf(gate.minSample, tally);
}

/**
 * Whether an end that is no failure may pause the rollout (SPEC A11): then nothing starts after any end before it was
 * judged. A failure always has to be judged first. Throws WaveCountsError.
 */
export function mayAnyEndPause({ waves, latePool }: RolloutStanding): boolean {
  const open = waves.filter(({ openedAt }) => openedAt !== null);
  const newest = open.at(-1);
  if (newest === undefined) return false;
  if (open.some(({ gate, counts }) => completesSample(gate, counts))) return true;
  const all = addCounts([...open.map(({ counts }) => counts), latePool]);
  if (tallyOf(latePool).newBad > 0 && completesSample(newest.gate, all)) return true;
  return open.some(({ gate, counts, overridden }) => {
    const tally = tallyOf(counts);
    const isBelow = !overridden && !tally.finished && tally.reported > 0 && !checkSuccess(gate, tally).passes;
    // Where nobody else waits there is nothing that its end would have to stop.
    return isBelow && all.waiting > counts.waiting;
  });
}
