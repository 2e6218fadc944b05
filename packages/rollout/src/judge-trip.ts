import type { Gate } from './gate';
import { sampleOf, type Tally } from './tally';

/** Which threshold was passed, with the numbers it was judged on. */
export type Trip =
  | { rule: 'max-failures'; newBad: number; maxFailures: number }
  | { rule: 'max-fail-percent'; newBad: number; reported: number; maxFailPercent: number };

/** Whether new failures are too many to go on (SPEC G2). */
export function judgeTrip(gate: Gate, tally: Tally): Trip | null {
  const { newBad, reported } = tally;
  const { maxFailures, maxFailPercent, minSample } = gate;
  if (newBad >= maxFailures) return { rule: 'max-failures', newBad, maxFailures };
  if (reported >= sampleOf(minSample, tally) && 100 * newBad > maxFailPercent * reported) {
    return { rule: 'max-fail-percent', newBad, reported, maxFailPercent };
  }
  return null;
}
