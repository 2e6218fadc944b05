import type { DraftGate } from '@/plan/shapes';

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
  late: number;
  good: number;
  bad: number;
  acknowledged: number;
  provisional: number;
  waiting: number;
  unreached: number;
  begun: number;
}

export interface HoldView {
  name: string;
  wave: number | null;
  text: string;
}

export interface VerbView {
  verb: RolloutVerb;
  ok: boolean;
  text: string;
}

export type RolloutVerb =
  | 'edit'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'pause'
  | 'resume'
  | 'promote'
  | 'override-gate'
  | 'retry-failed'
  | 'exclude'
  | 'abort'
  | 'roll-back';

export interface CheckView {
  name: string;
  passes: boolean;
  part: number;
  whole: number;
  comparison: 'at-least' | 'at-most';
  percent: number | null;
  text: string;
}

export interface WaveView {
  number: number;
  name: string;
  selectionText: string;
  gate: DraftGate;
  patienceSeconds: number;
  plannedAt: string | null;
  openedAt: string | null;
  gateMetAt: string | null;
  promotedAt: string | null;
  overriddenAt: string | null;
  overrideAskedBy: { id: string; name: string } | null;
  counts: WaveCounts;
  unknown: number;
  checks: CheckView[];
  trip: string | null;
}

export interface RunningView {
  waves: WaveView[];
  latePool: WaveCounts;
  totals: WaveCounts;
  unknown: number;
  holds: HoldView[];
  startsAt: string | null;
  endsAt: string | null;
  brake: boolean;
  frozenUntil: string | null;
  eta: { at: string | null; basis: string };
  may: VerbView[];
  overrideNeedsTwo: boolean;
}

export type MemberGroup = 'waiting' | 'begun' | 'good' | 'bad' | 'skipped' | 'excluded' | 'unknown';

export interface MemberFilter {
  wave?: number | 'late' | undefined;
  group?: MemberGroup | undefined;
  states?: string[] | undefined;
  search?: string | undefined;
}

export interface MemberRow {
  machine: { id: string; hostname: string; simulated: boolean; status: string };
  wave: number | null;
  late: boolean;
  reason: string;
  excluded: string | null;
  group: MemberGroup;
  attempt: number | null;
  jobId: string | null;
  state: string;
  acknowledged: boolean;
  why: string;
  next: string | null;
  nextAt: string | null;
}
