import type { JobState, NoticePolicy, NoticeText } from '@teredo-fleet/protocol';
import type { Blocker, DesiredState, Observation, Step, UnmetFact } from '@teredo-fleet/teredo';
import type { NoticeOverrideView } from './notice-override';
import type { MemberGroup, PlannedView } from './running-rollouts';

/** What a change would do, from the same `plan()` that the agent runs. It writes nothing. */
export interface ChangePreview {
  machineId: string;
  desired: DesiredState;
  steps: Step[];
  blockers: Blocker[];
  diff: { fact: string; now: string; then: string }[];
  /** No steps, no blockers, and it works as wanted. */
  alreadyCompliant: boolean;
  /** Where nothing is to be set and it does not work as wanted: what is not so. */
  unmet: UnmetFact[];
  basedOnObservedAt: string | null;
  warnings: string[];
  /** Names this very preview: pass it to `machine.toggle`, which refuses when the change would now be another one. */
  basis: string;
  /** What is proposed to tell the users of this machine. */
  notice: { policy: NoticePolicy; texts: NoticeText[] };
}

export interface JobView {
  id: string;
  rolloutId: string;
  scopeId: string;
  machine: { id: string; hostname: string; simulated: boolean };
  attempt: number;
  state: JobState;
  terminal: boolean;
  detail: string | null;
  until: string | null;
  work: { kind: 'apply'; desired: DesiredState } | { kind: 'restore'; savedByJob: string };
  steps: {
    step: Step;
    outcome: 'done' | 'failed' | 'unknown' | 'skipped';
    exitCode: number | null;
    output: string;
    startedAt: string;
    finishedAt: string;
  }[];
  unmet: UnmetFact[];
  blockers: Blocker[];
  before: Observation | null;
  after: Observation | null;
  createdAt: string;
  signedAt: string | null;
  offeredAt: string | null;
  goGrantedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  receipts: ReceiptView[];
  events: {
    at: string;
    state: string;
    detail: string | null;
    source: 'agent' | 'server';
    accepted: boolean;
  }[];
  /** Whether `job.undo` would be taken now, and why not. */
  undo: { possible: boolean; why: string | null };
}

export interface ReceiptView {
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

/** A notice that a rollout uses, and what became of it since. */
export interface RolloutNotice {
  id: string;
  name: string;
  /** What was submitted; null: a draft, which takes the newest version when it is submitted. */
  used: { number: number; sha256: string } | null;
  newest: { number: number; sha256: string };
}

export interface RolloutView {
  id: string;
  name: string;
  kind: 'single' | 'planned' | 'rollback' | 'repair';
  state: string;
  pauseReason: string | null;
  author: { id: string; name: string };
  reason: string | null;
  planHash: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  approvals: { approver: string; kind: string; at: string; reason: string | null }[];
  noticePolicy: NoticePolicy;
  noticeTexts: NoticeText[];
  /** The document that the texts are of; null: they are the plan's own, or standard ones. */
  noticeDocument: RolloutNotice | null;
  /** Emergencies in which people were not to be waited for, the newest first, refused ones among them. */
  noticeOverrides: NoticeOverrideView[];
  /** The rollout whose changes this one takes back; null: it takes back none. */
  rollbackOf: { id: string; name: string } | null;
  /** Of a repair: the policy whose machines had drifted. */
  policy: { id: string; name: string } | null;
  /** Those that take back changes of this one, the newest first, ten at most. */
  rollbacks: { id: string; name: string; state: string }[];
  /** Of one with waves empty: its machines are asked for page by page. */
  jobs: JobView[];
  /** Null: it has no waves. */
  planned: PlannedView | null;
}

export interface RolloutRow {
  id: string;
  name: string;
  kind: string;
  state: string;
  author: string;
  createdAt: string;
  pauseReason: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Jobs by state where it has no members, else empty. */
  jobStates: Record<string, number>;
  /** Null: it has no waves. */
  planned: { waves: number; openWaves: number } | null;
  /** Its machines by where they stand; null: it has no members. */
  counts: Record<MemberGroup, number> | null;
}
