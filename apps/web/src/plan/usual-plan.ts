import type { MachineFilter } from '@/trpc/shapes';
import { usualDesired } from '../change/desired';
import { usualPolicy } from '../change/notice';
import type { DraftGate, DraftWave, FormPlan, WindowRule } from './shapes';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/**
 * One machine in two may be late, and two in five blocked, before a wave waits: in a wave of three the usual third would
 * be nobody. Neither says that the change does harm, only the results do, of which coverage asks for enough.
 */
const PATIENT = { maxLatePercent: 50, maxBlockedPercent: 40 };

/** A few machines: any failure stops, and they are looked at for a while. */
const CANARY_GATE: DraftGate = {
  minSample: 3,
  maxFailures: 1,
  maxFailPercent: 0,
  successPercent: 100,
  coveragePercent: 80,
  ...PATIENT,
  soakSeconds: 30 * MINUTE_S,
  promotion: 'automatic',
};

/** Enough machines for shares to mean something. */
export const USUAL_GATE: DraftGate = {
  minSample: 10,
  maxFailures: 5,
  maxFailPercent: 5,
  successPercent: 95,
  coveragePercent: 80,
  ...PATIENT,
  soakSeconds: HOUR_S,
  promotion: 'automatic',
};

/** The most of the fleet: nothing opens after it, so nothing is waited for. */
const REST_GATE: DraftGate = { ...USUAL_GATE, minSample: 20, maxFailures: 25, soakSeconds: 0 };

export function usualWaves(): DraftWave[] {
  return [
    {
      name: 'Canary',
      selection: { kind: 'count', count: 5 },
      gate: CANARY_GATE,
      patienceSeconds: 4 * HOUR_S,
    },
    {
      name: 'First tenth',
      selection: { kind: 'percent', percent: 10 },
      gate: USUAL_GATE,
      patienceSeconds: DAY_S,
    },
    { name: 'All the rest', selection: { kind: 'rest' }, gate: REST_GATE, patienceSeconds: 3 * DAY_S },
  ];
}

/** A wave that somebody adds, before the one that takes the rest. */
export function usualWave(number: number): DraftWave {
  return {
    name: `Wave ${number}`,
    selection: { kind: 'percent', percent: 25 },
    gate: USUAL_GATE,
    patienceSeconds: DAY_S,
  };
}

export const USUAL_WINDOW: WindowRule = { days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' };

export const USUAL_LIFETIME_MS = 14 * DAY_S * 1000;

/** A whole plan of what most people want, for them to change. `zone`: IANA name of the author's. */
export function usualPlan(filter: MachineFilter, zone: string, nowMs: number): FormPlan {
  return {
    target: { filter, mode: 'frozen' },
    exclusions: [],
    work: { kind: 'apply', desired: usualDesired('off', null) },
    waves: usualWaves(),
    limits: { atOnce: 200, perMinute: 100 },
    notice: { policy: usualPolicy('inform') },
    windows: [],
    zoneIfUnknown: zone,
    startAt: null,
    endAt: Math.floor(nowMs / 60_000) * 60_000 + USUAL_LIFETIME_MS,
  };
}

/** What a draft that another program wrote leaves open is filled with what most people want. */
export function completePlan(draft: PartialPlan, usual: FormPlan): FormPlan {
  const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
  const plan = { ...usual, ...given } as FormPlan;
  return { ...plan, waves: plan.waves.map((wave) => ({ ...wave, gate: { ...USUAL_GATE, ...wave.gate } })) };
}

type PartialPlan = { [K in keyof FormPlan]?: unknown };
