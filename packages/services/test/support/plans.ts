import type { Gate } from '@teredo-fleet/rollout';
import type { PlannedPlan } from '../../src';
import { ON, POLICY } from './changes';

export const GATE: Gate = {
  minSample: 1,
  maxFailures: 1,
  maxFailPercent: 0,
  successPercent: 100,
  coveragePercent: 50,
  maxLatePercent: 50,
  maxBlockedPercent: 50,
  soakSeconds: 0,
  promotion: 'automatic',
};

/** A whole plan of two waves, a canary of one and the rest, from now on for a day by the clock of this machine. */
export function plannedPlan(changes: Partial<PlannedPlan> = {}): PlannedPlan {
  const patienceSeconds = 3600;
  return {
    v: 1,
    kind: 'planned',
    target: { filter: {}, mode: 'frozen' },
    exclusions: [],
    work: { kind: 'apply', desired: ON },
    waves: [
      { name: 'Canary', selection: { kind: 'count', count: 1 }, gate: GATE, patienceSeconds },
      { name: 'Everybody', selection: { kind: 'rest' }, gate: GATE, patienceSeconds },
    ],
    limits: { atOnce: null, perMinute: null },
    notice: { policy: POLICY, texts: [{ language: 'en', title: 'Teredo', body: 'It is turned on.' }] },
    windows: [],
    zoneIfUnknown: 'UTC',
    witnesses: [],
    contactWindowSeconds: 300,
    verify: { attempts: 3, intervalSeconds: 5 },
    startAt: null,
    endAt: Date.now() + 86_400_000,
    ...changes,
  };
}

/** A rehearsal in which everybody is there and all goes well. */
export const ASSUMPTIONS = {
  seed: 1,
  offlinePercent: 0,
  longestOfflineSeconds: 3600,
  deferPercent: 0,
  deferSeconds: 3600,
  refusePercent: 0,
  failPercent: 0,
  changeSeconds: 60,
  promoteAfterSeconds: 60,
};
