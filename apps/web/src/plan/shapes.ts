import type { DesiredState, MachineFilter, NoticeChoice } from '@/trpc/shapes';

export type NoticePolicy = NoticeChoice['policy'];
export type NoticeText = NonNullable<NoticeChoice['texts']>[number];

export interface Gate {
  minSample: number;
  maxFailures: number;
  maxFailPercent: number;
  successPercent: number;
  coveragePercent: number;
  maxLatePercent: number;
  maxBlockedPercent: number;
  soakSeconds: number;
  promotion: 'automatic' | 'by-hand';
}

export type WaveSelection =
  | { kind: 'count'; count: number }
  | { kind: 'percent'; percent: number }
  | { kind: 'filter'; filter: MachineFilter }
  | { kind: 'rest' };

export interface PlannedWave {
  name: string;
  selection: WaveSelection;
  gate: Gate;
  patienceSeconds: number;
}

export interface PlanWindow {
  /** 1: Monday. */
  days: number[];
  from: string;
  to: string;
}

export interface PlannedPlan {
  v: 1;
  kind: 'planned';
  target: { filter: MachineFilter; mode: 'frozen' | 'live' };
  exclusions: { filter: MachineFilter; reason: string }[];
  work: { kind: 'apply'; desired: DesiredState };
  waves: PlannedWave[];
  limits: { atOnce: number | null; perMinute: number | null };
  notice: { policy: NoticePolicy; texts: NoticeText[] };
  windows: PlanWindow[];
  zoneIfUnknown: string;
  witnesses: string[];
  contactWindowSeconds: number;
  verify: { attempts: number; intervalSeconds: number };
  startAt: number | null;
  endAt: number;
}

/** A plan that is being written: any part may still be missing. */
export type DraftPlan = { [K in keyof PlannedPlan]?: PlannedPlan[K] | undefined };

export interface PlanFault {
  field: string;
  text: string;
}
