import type { Gate, WaveCounts } from '@teredo-fleet/rollout';

/**
 * The arithmetic of gates once more, in fractions and from the words of the specification, so that a mistake in the
 * engine's own is not made here too.
 */

/** `part` of `whole` as hundredths; null: of nobody. */
const share = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);

/** Whether every check of the gate holds on these counts. */
export function doesGateHold(gate: Gate, counts: WaveCounts): boolean {
  const newBad = counts.bad - counts.acknowledged;
  const results = counts.good + newBad;
  const toChange = counts.waiting + counts.begun + counts.good + counts.bad;
  if (toChange === 0) {
    return counts.alreadyCompliant > 0 && counts.planned - counts.excluded === counts.alreadyCompliant;
  }
  const wanted = Math.max(1, Math.min(gate.minSample, toChange - counts.acknowledged));
  const success = share(counts.good, results);
  const coverage = share(results + counts.acknowledged, toChange);
  const late = share(counts.late, toChange + counts.late);
  const blocked = share(counts.blocked, counts.planned);
  return (
    counts.good >= wanted &&
    (success === null || success >= gate.successPercent) &&
    (coverage === null || coverage >= gate.coveragePercent) &&
    (late === null || late <= gate.maxLatePercent) &&
    (blocked === null || blocked <= gate.maxBlockedPercent)
  );
}

/** Whether new failures are too many to go on. */
export function isTripped(gate: Gate, counts: WaveCounts): boolean {
  const newBad = counts.bad - counts.acknowledged;
  const results = counts.good + newBad;
  const toChange = counts.waiting + counts.begun + counts.good + counts.bad;
  if (newBad >= gate.maxFailures) return true;
  const wanted = Math.max(1, Math.min(gate.minSample, toChange - counts.acknowledged));
  const failed = share(newBad, results);
  return results >= wanted && failed !== null && failed > gate.maxFailPercent;
}

/** Whether a wave has come to its end with too few good results. */
export function isFinishedBelow(gate: Gate, counts: WaveCounts): boolean {
  const results = counts.good + counts.bad - counts.acknowledged;
  const success = share(counts.good, results);
  return counts.waiting + counts.begun === 0 && success !== null && success < gate.successPercent;
}

/** Counts of several as if they were one. */
export function sumOf(all: readonly WaveCounts[]): WaveCounts {
  const names = Object.keys(all[0] ?? {}) as (keyof WaveCounts)[];
  return Object.fromEntries(
    names.map((name) => [name, all.reduce((sum, counts) => sum + counts[name], 0)]),
  ) as unknown as WaveCounts;
}
