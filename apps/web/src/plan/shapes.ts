import type { DesiredState, MachineFilter, NoticeChoice } from '@/trpc/shapes';

export type NoticePolicy = NoticeChoice['policy'];
export type NoticeText = NonNullable<NoticeChoice['texts']>[number];

/** A number as somebody typed it; null: nothing readable yet. */
type Typed = number | null;

export interface DraftGate {
  minSample: Typed;
  maxFailures: Typed;
  maxFailPercent: Typed;
  successPercent: Typed;
  coveragePercent: Typed;
  maxLatePercent: Typed;
  maxBlockedPercent: Typed;
  soakSeconds: Typed;
  promotion: 'automatic' | 'by-hand';
}

export type DraftSelection =
  | { kind: 'count'; count: Typed }
  | { kind: 'percent'; percent: Typed }
  | { kind: 'filter'; filter: MachineFilter }
  | { kind: 'rest' };

export interface DraftWave {
  name: string;
  selection: DraftSelection;
  gate: DraftGate;
  patienceSeconds: Typed;
}

/** Days from 1, Monday. */
export interface WindowRule {
  days: number[];
  from: string;
  to: string;
}

/** A plan as the form holds it: every part is there, right or not. Times are milliseconds since 1970. */
export interface FormPlan {
  target: { filter: MachineFilter; mode: 'frozen' | 'live' };
  exclusions: { filter: MachineFilter; reason: string }[];
  work: { kind: 'apply'; desired: DesiredState };
  waves: DraftWave[];
  limits: { atOnce: Typed; perMinute: Typed };
  /** Texts of its own, or a notice by its id; neither: the standard texts. */
  notice: { policy: NoticePolicy; texts?: NoticeText[] | undefined; document?: string | undefined };
  windows: WindowRule[];
  zoneIfUnknown: string;
  startAt: Typed;
  endAt: Typed;
}

export interface PlanFault {
  /** Path of the field, such as `waves.0.gate.minSample`. */
  field: string;
  text: string;
}
