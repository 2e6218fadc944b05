import type { Gate } from './gate';
import { type GateCheck, judgeGate } from './judge-gate';
import { emptyCounts, type WaveCounts } from './wave-counts';

/** A wave that has not opened, by what is known of its machines now; all but `away` are in contact. */
export interface WaveOutlook {
  willChange: number;
  alreadyCompliant: number;
  /** Set as wished and not working: a failure as long as that is so. */
  notWorking: number;
  blocked: number;
  notApplicable: number;
  excluded: number;
  /** Out of contact, whatever would become of them. */
  away: number;
}

/** The wave at the end of its patience, if those in contact come out well and nobody else is heard of (SPEC F1). */
export function foreseeCounts({ willChange, notWorking, away, ...settled }: WaveOutlook): WaveCounts {
  const parts = { ...settled, good: willChange, bad: notWorking, late: away };
  const planned = Object.values(parts).reduce((sum, count) => sum + count, 0);
  return { ...emptyCounts(), ...parts, planned };
}

/** The checks that would then fail and hold the next wave, with their numbers (SPEC F1). */
export function foreseeFailing(gate: Gate, outlook: WaveOutlook): GateCheck[] {
  return judgeGate(gate, foreseeCounts(outlook)).filter(({ passes }) => !passes);
}

/** How many machines such a check allows; null where it asks for machines instead (SPEC F2). */
export function mostAllowed({ comparison, percent, whole }: GateCheck): number | null {
  return comparison === 'at-least' || percent === null ? null : Math.floor((percent * whole) / 100);
}

/** The lowest percent with which the check would pass; null: no percent would (SPEC F2). */
export function passingPercent({ comparison, percent, part, whole }: GateCheck): number | null {
  if (percent === null || whole === 0) return null;
  return comparison === 'at-most' ? Math.ceil((100 * part) / whole) : Math.floor((100 * part) / whole);
}
