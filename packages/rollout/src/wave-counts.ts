/** Machines of a wave or of the late pool by what became of them, whole numbers (SPEC C1). */
export interface WaveCounts {
  planned: number;
  excluded: number;
  notApplicable: number;
  blocked: number;
  alreadyCompliant: number;
  refused: number;
  expired: number;
  cancelled: number;
  quarantined: number;
  /** Moved to the late pool, whatever became of them there. */
  late: number;
  good: number;
  bad: number;
  /** Of the bad: those whose failure in this very attempt somebody acknowledged. */
  acknowledged: number;
  /** Of the bad: out of contact, and the agent's journal may still say how it went. */
  provisional: number;
  /** Not begun yet, for whatever reason. */
  waiting: number;
  /** Of the waiting: not heard of since their wave opened. */
  unreached: number;
  /** Being changed or read back. */
  begun: number;
}

const PARTS = [
  'excluded',
  'notApplicable',
  'blocked',
  'alreadyCompliant',
  'refused',
  'expired',
  'cancelled',
  'quarantined',
  'late',
  'good',
  'bad',
  'waiting',
  'begun',
] as const satisfies readonly (keyof WaveCounts)[];

const SHARES = [
  ['acknowledged', 'bad'],
  ['provisional', 'bad'],
  ['unreached', 'waiting'],
] as const satisfies readonly (readonly [keyof WaveCounts, keyof WaveCounts])[];

/** Counts that can't be true: nothing may be judged on them. */
export class WaveCountsError extends Error {
  readonly code = 'impossible-counts';
  override readonly name = 'WaveCountsError';
}

/** Counts of a wave without machines. */
export function emptyCounts(): WaveCounts {
  const counts = { planned: 0, acknowledged: 0, provisional: 0, unreached: 0 } as WaveCounts;
  for (const part of PARTS) counts[part] = 0;
  return counts;
}

/** Throws WaveCountsError unless every count is whole, from 0, and they fit each other (SPEC C1). */
export function assertCounts(counts: WaveCounts): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new WaveCountsError(`"${name}" counts ${count} machines, which is no count.`);
    }
  }
  for (const [share, whole] of SHARES) {
    if (counts[share] > counts[whole]) {
      throw new WaveCountsError(`${counts[share]} are "${share}" of ${counts[whole]} "${whole}".`);
    }
  }
  const sum = PARTS.reduce((total, part) => total + counts[part], 0);
  if (sum !== counts.planned) {
    throw new WaveCountsError(`${counts.planned} machines are planned and ${sum} are counted.`);
  }
}

/** Counts of several waves as if they were one. */
export function addCounts(all: readonly WaveCounts[]): WaveCounts {
  const sum = emptyCounts();
  for (const counts of all) {
    for (const name of Object.keys(sum) as (keyof WaveCounts)[]) sum[name] += counts[name];
  }
  return sum;
}
