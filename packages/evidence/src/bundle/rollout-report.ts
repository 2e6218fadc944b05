import type { BundleCounts, BundleFreshness, BundleOrigin } from './manifest';

/**
 * What a bundle's report says of one rollout: everything, as values. Times are ISO 8601 UTC with milliseconds. This package
 * imports nothing, so what others define is described by what is read of it.
 */
export interface RolloutReport extends BundleOrigin {
  format: 'teredo-fleet/rollout-report/v1';
  counts: BundleCounts;
  freshness: BundleFreshness;
  rollout: ReportedRolloutHead;
  plan: ReportedPlan;
  approvals: ReportedApproval[];
  /** Emergencies in which answers of users were not to be waited for, the oldest first, refused ones among them. */
  noticeOverrides: ReportedOverride[];
  /** What submitting it foresaw, as it stood then; null: it was never submitted, or no preview was kept. */
  preview: { at: string; by: string; content: unknown } | null;
  waves: ReportedWave[];
  /** null: the rollout has no waves. */
  latePool: Record<string, number> | null;
  /** What people and the engine did with the rollout, the oldest first. */
  timeline: ReportedEvent[];
  keys: { evidence: string; jobs: string[] };
}

/** `report.json`: the report with its machines, which are written one by one. */
export interface WholeReport extends RolloutReport {
  machines: ReportedMachine[];
}

export interface ReportedPerson {
  id: string;
  name: string;
}

export interface ReportedRolloutHead {
  id: string;
  name: string;
  kind: string;
  state: string;
  pauseReason: string | null;
  reason: string | null;
  author: ReportedPerson;
  /** Everybody else who wrote a part of the plan. */
  editors: ReportedPerson[];
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  rollbackOfId: string | null;
  /** Rollouts that give back what this one changed. */
  rollbacks: { id: string; name: string; state: string; createdAt: string }[];
}

export interface ReportedPlan {
  /** SHA-256 of the canonical JSON of `content`: what approvals are bound to. */
  sha256: string;
  content: unknown;
  notice: { policy: unknown; texts: unknown };
}

export interface ReportedApproval {
  approver: ReportedPerson;
  /** `single`: the author's own authority over one machine; `policy`: given to the policy that a repair follows from. */
  kind: string;
  at: string;
  reason: string | null;
  planSha256: string;
  /** Its plan was edited afterwards: it does not count. */
  voidedAt: string | null;
}

/** Somebody asked that machines are changed without waiting for their users' answers, and somebody else granted or refused it. */
export interface ReportedOverride {
  id: string;
  planSha256: string;
  /** Machines that it was asked for. */
  machines: number;
  /** Machines that followed it: a receipt says so, or they were let start by nothing else. Each counts once. */
  applied: number;
  asked: ReportedDecision;
  /** null: nobody did. */
  granted: ReportedDecision | null;
  /** Refused or taken back; null: it was not. */
  closed: ReportedDecision | null;
}

export interface ReportedDecision {
  /** null: it lapsed. */
  by: ReportedPerson | null;
  at: string;
  reason: string | null;
}

/** One comparison of a gate: `part` of `whole`, and what was asked. */
export interface ReportedCheck {
  name: string;
  /** Whether at least or at most so much is asked. */
  comparison: string;
  part: number;
  whole: number;
  percent: number | null;
  passes: boolean;
  text: string;
}

export interface ReportedWave {
  /** From 1. */
  number: number;
  name: string;
  selection: string;
  gate: unknown;
  patienceSeconds: number;
  openedAt: string | null;
  gateMetAt: string | null;
  promotedAt: string | null;
  overriddenAt: string | null;
  counts: Record<string, number>;
  /** Its gate by these counts. */
  checks: ReportedCheck[];
  /** Its gate as it stood when the next wave opened or the rollout ended; null: neither happened, or it was not kept. */
  judged: { at: string; checks: ReportedCheck[] } | null;
}

export interface ReportedEvent {
  seq: string;
  at: string;
  actor: { kind: string; name: string };
  action: string;
  outcome: string;
  reason: string | null;
  after: unknown;
}

/** A machine of the rollout: one row of `report.json`. */
export interface ReportedMachine {
  id: string;
  hostname: string;
  simulated: boolean;
  platform: string;
  status: string;
  agentVersion: string;
  /** SHA-256 of its public key, 64 hex digits. */
  agentKeyId: string;
  timeZone: string | null;
  /** From 1; null: the late pool alone, or the rollout has no waves. */
  wave: number | null;
  lateAt: string | null;
  /** Why it is in its wave; null: the rollout has no waves. */
  reason: string | null;
  /** Why it is left alone; null: it is not. */
  excluded: string | null;
  /** Of the attempt that counts; `waiting-wave` before there is one, `excluded` when it is left alone. */
  state: string;
  /** Somebody acknowledged the failure of that attempt. */
  acknowledged: boolean;
  attempts: ReportedAttempt[];
}

export interface ReportedAttempt {
  jobId: string;
  attempt: number;
  /** The one by which the machine is counted. */
  counts: boolean;
  state: string;
  detail: string | null;
  work: unknown;
  /** What the machine should have been before. */
  wantedBefore: unknown;
  requestedAt: string;
  signedAt: string | null;
  /** SHA-256 of the bytes that were signed, and the key that signed them; null: it was never signed. */
  payloadSha256: string | null;
  keyId: string | null;
  offeredAt: string | null;
  goGrantedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Whole observations; null: the agent told none. */
  before: unknown;
  after: unknown;
  steps: readonly unknown[];
  unmet: readonly unknown[];
  blockers: readonly unknown[];
  events: { at: string; state: string; detail: string | null; source: string; accepted: boolean }[];
  receipts: BundledReceipt[];
}

export interface BundledReceipt {
  id: string;
  session: string;
  user: string | null;
  channel: string;
  language: string;
  textSha256: string;
  queuedAt: string;
  onAgentAt: string;
  displayedAt: string | null;
  answeredAt: string | null;
  answer: string;
  deferredUntil: string | null;
  deferrals: number;
  /** Names of the two people who decided that no answer is waited for; empty: it was. */
  overriddenBy: string[];
}
