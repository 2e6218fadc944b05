import type { NoticeText } from '@teredo-fleet/protocol';
import type { DesiredState, PolicyStandingKind, PolicyVerdict, Step } from '@teredo-fleet/teredo';
import type { PolicyDraft } from '../policy/policy-draft';
import type { PlanFault } from './plans';

export type { PolicyStandingKind, PolicyVerdict };
export type PolicyModeView = 'audit' | 'enforce';

/** Machines in use that a policy is for, by what it finds there. */
export interface PolicyCounts {
  machines: number;
  compliant: number;
  drifted: number;
  blocked: number;
  ineffective: number;
  unknown: number;
  /** Not judged by this version yet. */
  unjudged: number;
  /** Of all of them: where another policy is followed. */
  yields: number;
  /** Of all of them: where it disagrees with another and nobody decided. */
  undecided: number;
}

/**
 * Whether a policy acts. `audit`: it only looks. `awaiting-approval`: nobody approved it as it is. `enforced`: it repairs.
 * `stopped`: somebody aborted a repair or rolled one back, so it opens no other one until it is let go on. `retired`.
 */
export type PolicyState = 'audit' | 'awaiting-approval' | 'enforced' | 'stopped' | 'retired';

export interface PolicyRow {
  id: string;
  name: string;
  scope: { id: string; name: string };
  label: string;
  mode: PolicyModeView;
  state: PolicyState;
  version: number;
  desired: DesiredState;
  counts: PolicyCounts;
  /** The repair that is under way; null: none is. */
  repair: { id: string; name: string; state: string; pauseReason: string | null } | null;
  changedAt: string;
}

/** Another policy of the scope that can't be followed where this one is. */
export interface PolicyConflict {
  policy: { id: string; name: string; label: string; mode: PolicyModeView };
  /** What they disagree about, in the words of the desired state's fields. */
  about: string[];
  /** Machines in use that have both labels. */
  machines: number;
  /** `undecided`: neither acts on those. `by-mode`: nobody decided, and one of them only looks. */
  outcome: 'this' | 'other' | 'undecided';
  decided: { by: string; at: string; reason: string } | null;
}

/** Why machines that drifted are not repaired now. */
export interface RepairWaits {
  /** They drifted so recently that they are left alone yet. */
  grace: number;
  /** Another change is open on them. */
  busy: number;
  /** A repair came to nothing within a day. */
  again: number;
  /** Repaired so often within days that something puts it back each time: a person has to look. */
  often: number;
  /** None of the policy's waves ever takes them. */
  untaken: number;
  /** Repaired with the next repair. */
  next: number;
}

export interface PolicyRepairView {
  id: string;
  name: string;
  state: string;
  machines: number;
  createdAt: string;
  finishedAt: string | null;
}

export interface PolicyView extends PolicyRow {
  author: { id: string; name: string };
  /** Everybody who wrote a part of it since it was last approved: none of them may approve it. */
  editors: { id: string; name: string }[];
  reason: string;
  contentHash: string;
  createdAt: string;
  retiredAt: string | null;
  draft: PolicyDraft;
  approvals: { approver: string; at: string; reason: string | null }[];
  conflicts: PolicyConflict[];
  waits: RepairWaits;
  /** The repair that somebody aborted or rolled back, where that keeps it from repairing. */
  stoppedBy: { id: string; name: string } | null;
  /** What holds the repair under way until a person does something about it, in sentences. */
  repairHolds: string[];
  /** The newest first. */
  repairs: PolicyRepairView[];
}

export interface PolicyList {
  rows: PolicyRow[];
}

/** What a policy would find and meet, were it saved. */
export interface PolicyPreview {
  /** `machines` are all of them; every other number is of those that were looked at. */
  counts: Omit<PolicyCounts, 'unjudged'>;
  /** How many of the machines were looked at; fewer than all only where there are very many. */
  looked: number;
  /** Machines in use with the label that none of its waves takes; 0 while the waves can't be read. */
  untaken: number;
  conflicts: PolicyConflict[];
  /** Some machines that are not as wanted, by name. */
  examples: { id: string; hostname: string; verdict: PolicyVerdict; steps: Step[]; text: string }[];
  /** What users are told of a repair where nobody wrote anything, by language. */
  standardTexts: NoticeText[];
  /** Empty: it can be saved. */
  faults: PlanFault[];
}

/** A policy as one machine knows it. */
export interface MachinePolicyView {
  policy: { id: string; name: string; label: string; mode: PolicyModeView; state: PolicyState };
  desired: DesiredState;
  verdict: PolicyVerdict;
  standing: PolicyStandingKind;
  /** Policies that disagree with it here. */
  rivals: { id: string; name: string }[];
  since: string;
  observedAt: string | null;
  steps: Step[];
  blockers: { code: string; text: string }[];
  unmet: string[];
  /** Of drift that is repaired by none now: why; null: it is repaired by the next one, or by none at all. */
  waits: keyof Omit<RepairWaits, 'next'> | null;
  /** The newest repair of it on this machine. */
  lastRepair: { rolloutId: string; name: string; state: string; at: string } | null;
}
