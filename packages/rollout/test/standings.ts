import {
  advance,
  emptyCounts,
  type Gate,
  type RolloutStanding,
  type WaveCounts,
  type WaveStanding,
} from '../src';

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
    givesUp: false,
    latePool: emptyCounts(),
    ...rest,
    waves,
  };
}

/** What is decided of a rollout, by its kinds. */
export const kindsOf = (rollout: RolloutStanding, nowMs = NOON) =>
  advance(rollout, nowMs).decisions.map(({ kind }) => kind);
/** What holds it, by names. */
export const holdsOf = (rollout: RolloutStanding, nowMs = NOON) =>
  advance(rollout, nowMs).holds.map(({ name }) => name);
/** Of a wave that opened ten minutes ago, and of one whose gate is met besides. */
export const opened = { openedAt: NOON - 10 * MINUTE };
export const met = { ...opened, gateMetAt: NOON - MINUTE };
export const waiting = waveOf({ waiting: 10 });
/** Everything that could be decided, wished for at once. */
export const eventful = [waveOf({ good: 1, bad: 1 }, { ...met, gate: { maxFailures: 1 } }), waiting];
