import { assertCounts, type WaveCounts } from './wave-counts';

/** What a gate judges (SPEC C2). */
export interface Tally {
  planned: number;
  /** Machines that were to be changed and still may count on either side. */
  toChange: number;
  good: number;
  /** Bad ones that nobody acknowledged. */
  newBad: number;
  acknowledged: number;
  /** Machines with a result that counts: good or newly bad. */
  reported: number;
  late: number;
  blocked: number;
  /** Nothing waits or has begun. */
  finished: boolean;
}

/** Throws WaveCountsError. */
export function tallyOf(counts: WaveCounts): Tally {
  assertCounts(counts);
  const { planned, good, bad, acknowledged, waiting, begun, late, blocked } = counts;
  const newBad = bad - acknowledged;
  return {
    planned,
    toChange: good + bad + waiting + begun,
    good,
    newBad,
    acknowledged,
    reported: good + newBad,
    late,
    blocked,
    finished: waiting + begun === 0,
  };
}

/** How many results are enough to judge by, at least one (SPEC C3). */
export function sampleOf(minSample: number, { toChange, acknowledged }: Tally): number {
  return Math.max(1, Math.min(minSample, toChange - acknowledged));
}
