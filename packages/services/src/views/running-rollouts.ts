import type { Gate, GateCheck, Hold, RolloutVerb, WaveCounts } from '@teredo-fleet/rollout';
import type { MachineRole } from '@teredo-fleet/teredo';
import type { PlannedPlan } from '../plan/planned-plan';
import type { MachineStatus } from './machines';

/** What keeps a rollout from going on, by the engine's own name. `wave` counts from 0; null: not about one wave. */
export interface HoldView {
  name: Hold['name'];
  wave: number | null;
  text: string;
  /** When it is over by itself; null: nobody can say. */
  until: string | null;
}

/** Whether a verb makes sense now; `text` says why not and what to do, empty where it does. */
export interface VerbView {
  verb: RolloutVerb;
  ok: boolean;
  text: string;
}

/** Something that a wave was or will be looked at for, with its numbers. */
export interface CheckView extends GateCheck {
  text: string;
}

export interface WaveView {
  /** From 0. */
  number: number;
  name: string;
  /** Which machines it takes, in words. */
  selectionText: string;
  gate: Gate;
  patienceSeconds: number;
  /** The earliest that it may open by what is known now; null: that hangs on what machines report. */
  plannedAt: string | null;
  openedAt: string | null;
  /** Since when the gate's checks hold together. */
  gateMetAt: string | null;
  promotedAt: string | null;
  overriddenAt: string | null;
  /** A first person asked to override the gate and a second one has to confirm; null: nobody did. */
  overrideAskedBy: { id: string; name: string } | null;
  counts: WaveCounts;
  /** Of those counted: not heard of since the wave opened, or out of contact since they began. */
  unknown: number;
  checks: CheckView[];
  /** The threshold that new failures have passed; null: none. */
  trip: string | null;
}

export interface EtaView {
  at: string | null;
  /** What the time is reckoned from, or why there is none. */
  basis: string;
}

/** A rollout with waves as the engine sees it. Counts are made of what machines reported and of nothing else. */
export interface RunningView {
  scopeId: string;
  waves: WaveView[];
  latePool: WaveCounts;
  /** Waves and late pool together, each machine once. */
  totals: WaveCounts;
  /** Machines of which nothing is known now. */
  unknown: number;
  holds: HoldView[];
  startsAt: string | null;
  endsAt: string | null;
  brake: boolean;
  frozenUntil: string | null;
  eta: EtaView;
  may: VerbView[];
  overrideNeedsTwo: boolean;
}

/** Where a machine of a rollout stands, for filters and segments. */
export type MemberGroup = 'waiting' | 'begun' | 'good' | 'bad' | 'skipped' | 'excluded' | 'unknown';

export interface MemberRow {
  machine: {
    id: string;
    hostname: string;
    simulated: boolean;
    status: MachineStatus;
    /** What Teredo is on it now; null: nothing was observed yet. */
    role: MachineRole | null;
  };
  /** From 0; null: it joined late and belongs to the late pool alone. */
  wave: number | null;
  late: boolean;
  /** Why it is in its wave. */
  reason: string;
  /** Why it is left alone; null: it is not. */
  excluded: string | null;
  group: MemberGroup;
  /** The attempt that counts; null: no job was made yet. */
  attempt: number | null;
  jobId: string | null;
  /** State of that attempt's job; `waiting-wave` before there is one, `excluded` when it is left alone. */
  state: string;
  acknowledged: boolean;
  /** Why this machine is not done, or what became of it, in one sentence. */
  why: string;
  /** What happens next by itself; null: nothing does. */
  next: string | null;
  nextAt: string | null;
}

/** A time in which nothing starts anywhere but what gives earlier values back. */
export interface FreezeView {
  id: string;
  name: string;
  from: string;
  to: string;
  reason: string;
  addedBy: string;
  addedAt: string;
  /** It holds now. */
  active: boolean;
}

/** `plan`: as its author wrote it; null for a rollback of many machines, which nobody wrote. */
export interface PlannedView extends RunningView {
  plan: PlannedPlan | null;
}
