/** Thresholds between a wave and the next (SPEC G1). Percents are whole, from 0 to 100. */
export interface Gate {
  /** Results needed before a percent is judged, from 1. */
  minSample: number;
  /** So many new failures pause the rollout, from 1. */
  maxFailures: number;
  /** More than this share of the results failed pauses the rollout. */
  maxFailPercent: number;
  /** At least this share of the results must be good. */
  successPercent: number;
  /** At least this share of the machines to change must have a result. */
  coveragePercent: number;
  /** At most this share may have moved to the late pool. */
  maxLatePercent: number;
  /** At most this share of the wave may be blocked. */
  maxBlockedPercent: number;
  /** The checks must have held for so long. */
  soakSeconds: number;
  promotion: 'automatic' | 'by-hand';
}

/** A threshold that can't be used, in words for whoever wrote the plan. */
export interface GateFault {
  field: string;
  text: string;
}

export type GateReading = { ok: true; gate: Gate } | { ok: false; faults: GateFault[] };

const LOWEST: Readonly<Record<Exclude<keyof Gate, 'promotion'>, number>> = {
  minSample: 1,
  maxFailures: 1,
  maxFailPercent: 0,
  successPercent: 0,
  coveragePercent: 0,
  maxLatePercent: 0,
  maxBlockedPercent: 0,
  soakSeconds: 0,
};
const NUMBERS = Object.keys(LOWEST) as (keyof typeof LOWEST)[];
const PROMOTIONS: readonly unknown[] = ['automatic', 'by-hand'];

function numberFault(field: keyof typeof LOWEST, value: unknown): GateFault[] {
  const lowest = LOWEST[field];
  const highest = field.endsWith('Percent') ? 100 : Number.MAX_SAFE_INTEGER;
  if (Number.isSafeInteger(value) && (value as number) >= lowest && (value as number) <= highest) return [];
  const range = highest === 100 ? `from ${lowest} to 100` : `from ${lowest}`;
  return [{ field, text: `"${field}" must be a whole number ${range}.` }];
}

/** Reads thresholds from outside; every one must be there and nothing else. */
export function readGate(value: unknown): GateReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, faults: [{ field: '', text: 'A gate is an object of thresholds.' }] };
  }
  const given = value as Record<string, unknown>;
  const faults = NUMBERS.flatMap((field) => numberFault(field, given[field]));
  if (!PROMOTIONS.includes(given.promotion)) {
    faults.push({ field: 'promotion', text: '"promotion" must be "automatic" or "by-hand".' });
  }
  for (const field of Object.keys(given)) {
    if (field === 'promotion' || Object.hasOwn(LOWEST, field)) continue;
    faults.push({ field, text: `"${field}" is no threshold. Known are ${NUMBERS.join(', ')}, promotion.` });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, gate: { ...given } as unknown as Gate };
}
