import { USUAL_GATE } from '../src/plan/usual-plan';
import type { WaveCounts, WaveView } from '../src/rollout/shapes';

const NONE: WaveCounts = {
  planned: 0,
  excluded: 0,
  notApplicable: 0,
  blocked: 0,
  alreadyCompliant: 0,
  refused: 0,
  expired: 0,
  cancelled: 0,
  quarantined: 0,
  late: 0,
  good: 0,
  bad: 0,
  acknowledged: 0,
  provisional: 0,
  waiting: 0,
  unreached: 0,
  begun: 0,
};

const SHARES: readonly string[] = ['planned', 'acknowledged', 'provisional', 'unreached'];

/** Counts that fit each other, with as many planned as are counted. */
export function someCounts(some: Partial<WaveCounts>): WaveCounts {
  const counts = { ...NONE, ...some };
  const parts = Object.entries(counts).filter(([name]) => !SHARES.includes(name));
  return { ...counts, planned: parts.reduce((sum, [, value]) => sum + value, 0) };
}

/** A wave that has not opened, unless said otherwise. */
export function aWave(part: Partial<WaveView> = {}): WaveView {
  return {
    number: 0,
    name: 'Canary',
    selectionText: '5 machines',
    gate: USUAL_GATE as WaveView['gate'],
    patienceSeconds: 3600,
    plannedAt: null,
    openedAt: null,
    gateMetAt: null,
    promotedAt: null,
    overriddenAt: null,
    overrideAskedBy: null,
    counts: NONE,
    unknown: 0,
    checks: [],
    trip: null,
    ...part,
  };
}
