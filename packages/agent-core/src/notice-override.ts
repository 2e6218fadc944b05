import type { JobDraft } from './job-draft';
import { record } from './job-draft';
import type { JobState, SessionNotice } from './job-state';
import type { RoundVerdict } from './notice-table';
import type { JobOrder, NoticeRules } from './order';

/** How long a session may take to show what it only has to show, seconds. */
const SHOW_WITHIN_SECONDS = 60;

/** Who decided that a change need not wait for people's answers, and why. */
export interface OverridingPerson {
  /** Of the account. */
  id: string;
  name: string;
  reason: string;
}

/** The decision of two people for one attempt of one job; the protocol's OverridePayload is assignable to it. */
export interface NoticeOverride {
  jobId: string;
  attempt: number;
  machineId: string;
  enrolmentId: string;
  rolloutId: string;
  planHash: string;
  /** From then on it is not taken any more, milliseconds since the Unix epoch by the server's clock. */
  notAfter: number;
  people: OverridingPerson[];
}

/** Whether it is for this very job and still counts. */
function isFor(order: JobOrder, override: NoticeOverride, nowMs: number): boolean {
  return (
    override.jobId === order.jobId &&
    override.attempt === order.attempt &&
    override.machineId === order.machineId &&
    override.enrolmentId === order.enrolmentId &&
    override.rolloutId === order.rolloutId &&
    override.planHash === order.planHash &&
    nowMs < override.notAfter
  );
}

/** Whether these are two different people with a reason each. */
function isByTwo(people: OverridingPerson[]): boolean {
  if (people.length !== 2) return false;
  const [first, second] = people as [OverridingPerson, OverridingPerson];
  return first.id !== second.id && first.reason !== '' && second.reason !== '';
}

/** Takes an override in whose signature was found to be good. False: it changes nothing (N23). */
export function takeOverride(draft: JobDraft, override: NoticeOverride): boolean {
  const { notice, order } = draft.state;
  // A change begins only once its round was satisfied.
  if (notice.override !== null || notice.satisfied) return false;
  if (order.notice.policy.kind === 'none') return false;
  if (!isFor(order, override, draft.nowMs) || !isByTwo(override.people)) return false;
  record(draft, { kind: 'overridden', at: draft.nowMs, people: override.people });
  return true;
}

/** The rules that hold for people on this machine now: as the plan says, or only to be shown what happens. */
export function rulesOf({ order, notice }: JobState): NoticeRules {
  const { policy } = order.notice;
  if (notice.override === null) return policy;
  return {
    ...policy,
    kind: 'inform',
    mayRefuse: false,
    maxDeferrals: 0,
    answerTimeoutSeconds: Math.min(policy.answerTimeoutSeconds, SHOW_WITHIN_SECONDS),
    whenNobodyLoggedOn: 'start',
  };
}

/** Of an overridden notice: everybody has been shown it, or it is known that they could not be. */
export function judgeOverridden(sessions: SessionNotice[]): RoundVerdict {
  for (let index = 0; index < sessions.length; index += 1)
    if ((sessions[index] as SessionNotice).receipt === null) return 'wait';
  return 'start';
}
