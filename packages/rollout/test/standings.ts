import { emptyCounts, type Gate, type RolloutStanding, type WaveCounts, type WaveStanding } from '../src';

/** Noon of a day; tests count from here. */
export const NOON = Date.UTC(2026, 5, 1, 12);
export const MINUTE = 60_000;

/** A gate whose every threshold is out of the way. */
export const OPEN_GATE: Gate = {
  minSample: 1,
  maxFailures: 1_000_000,
  maxFailPercent: 100,
  successPercent: 0,
  coveragePercent: 0,
  maxLatePercent: 100,
  maxBlockedPercent: 100,
  soakSeconds: 0,
  promotion: 'automatic',
};

const OF_OTHERS: readonly string[] = ['planned', 'acknowledged', 'provisional', 'unreached'];

/** Counts whose sum is right. */
export function countsOf(some: Partial<Omit<WaveCounts, 'planned'>>): WaveCounts {
  const counts = { ...emptyCounts(), ...some };
  const planned = Object.entries(counts)
    .filter(([name]) => !OF_OTHERS.includes(name))
    .reduce((sum, [, count]) => sum + count, 0);
  return { ...counts, planned };
}

/** A wave that has not opened, of machines that wait. */
export function waveOf(
  counts: Partial<Omit<WaveCounts, 'planned'>>,
  rest: Partial<Omit<WaveStanding, 'counts' | 'gate'>> & { gate?: Partial<Gate> } = {},
): WaveStanding {
  return {
    patienceSeconds: 3600,
    openedAt: null,
    gateMetAt: null,
    promoted: false,
    overridden: false,
    ...rest,
    gate: { ...OPEN_GATE, ...rest.gate },
    counts: countsOf(counts),
  };
}

/** A running rollout without an end. */
export function rolloutOf(
  waves: readonly WaveStanding[],
  rest: Partial<RolloutStanding> = {},
): RolloutStanding {
  return {
    state: 'running',
    startAt: null,
    endAt: null,
    brake: false,
    frozenUntil: null,
    latePool: emptyCounts(),
    ...rest,
    waves,
  };
}
