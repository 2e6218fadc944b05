import type { NoticeText } from '@teredo-fleet/protocol';
import type { GateCheck, WaveCounts } from '@teredo-fleet/rollout';
import type { DraftPlan } from '../plan/draft-plan';

/** What is missing or wrong in a plan. `field`: its path, such as `waves.0.selection.percent`. */
export interface PlanFault {
  field: string;
  text: string;
}

export interface DraftView {
  id: string;
  name: string;
  state: string;
  planHash: string;
  scope: { id: string; name: string };
  draft: DraftPlan;
  /** What users are told where `notice.texts` is left out, by what is to be changed; English first. */
  standardTexts: NoticeText[];
  /** Of the notice that it uses, the version that its users are told, now if it is a draft; null: it uses none, or can't. */
  noticeVersion: { number: number; sha256: string } | null;
  /** Empty: it can be submitted. */
  faults: PlanFault[];
  author: { id: string; name: string };
  /** Everybody who wrote a part of it, the author included: none of them may approve it. */
  editors: { id: string; name: string }[];
}

/** What would become of a machine, by its newest observation. */
export type ProspectCount =
  | 'willChange'
  | 'alreadyCompliant'
  /** Set as wished, and it does not work: a failure as long as that is so. */
  | 'notWorking'
  | 'blocked'
  | 'notApplicable'
  | 'excluded'
  /** Never observed: its agent decides. */
  | 'unknown';

/** A check of a gate that holds the next wave, or would, and what can be done about it. */
export interface GateHold extends Omit<GateCheck, 'passes'> {
  /** At most so many machines pass; null: it asks for machines instead. */
  allowed: number | null;
  text: string;
  remedy: string;
}

export interface PreviewWave {
  name: string;
  /** It takes nobody and would not be made. */
  leftOut: boolean;
  counts: Record<ProspectCount, number>;
  /** Machines out of contact now, whatever would become of them. */
  outOfContact: number;
  /** What would hold the next wave if machines in contact come out well and no other is heard of while it is waited for. */
  foreseen: GateHold[];
}

export interface PreviewGroup {
  kind:
    | 'will-change'
    | 'already-compliant'
    | 'not-working'
    | 'blocked'
    | 'not-applicable'
    | 'excluded'
    | 'unassigned'
    | 'never-seen'
    /** An enforced policy is followed there and would put the change back. */
    | 'policy-against'
    | 'offline'
    | 'uses-teredo'
    | 'relay'
    | 'needs-reboot'
    /** Would be told of it in another language than the machine shows. */
    | 'other-language';
  /** Blocker's code, use, role, span of absence, display language. */
  key: string;
  text: string;
  machines: number;
  /** At most ten. */
  examples: { id: string; hostname: string }[];
}

export interface RolloutPreview {
  planHash: string;
  /** Machines that the target matches and no exclusion takes out. */
  targeted: number;
  waves: PreviewWave[];
  /** Machines that no wave takes. */
  unassigned: number;
  groups: PreviewGroup[];
  /** With any, the rest is empty. */
  faults: PlanFault[];
}

export interface RehearsalEventView {
  at: string;
  kind: 'started' | 'wave-opened' | 'gate-met' | 'promoted' | 'became-late' | 'paused' | 'closed' | 'done';
  wave: { number: number; name: string } | null;
  machines: number | null;
  text: string;
}

/** A gate that kept the next wave shut for a while. */
export interface RehearsalWait extends GateHold {
  wave: { number: number; name: string };
  from: string;
  until: string;
  /** It held until the plan ended, or until nothing more would ever happen. */
  lasting: boolean;
}

export interface RehearsalView {
  planHash: string;
  ending: 'done' | 'paused' | 'stuck';
  endedAt: string;
  startedAt: string;
  /** Why it ended there, in one sentence. */
  text: string;
  events: RehearsalEventView[];
  waves: { number: number; name: string; counts: WaveCounts }[];
  latePool: WaveCounts;
  waits: RehearsalWait[];
  /** Names of what held at the end. */
  holds: string[];
  /** Machines whose prospects nobody knows; they are rehearsed as ones that would change. */
  unknown: number;
  /** With any, nothing was rehearsed. */
  faults: PlanFault[];
}

export interface RolloutDifference {
  path: string;
  label: string;
  a: string;
  b: string;
}

/** How a rollout went. */
export interface RolloutOutcome {
  id: string;
  name: string;
  kind: string;
  state: string;
  startedAt: string | null;
  finishedAt: string | null;
  machines: number;
  jobStates: Record<string, number>;
}

export interface RolloutComparison {
  differences: RolloutDifference[];
  outcomes: [RolloutOutcome, RolloutOutcome];
}
