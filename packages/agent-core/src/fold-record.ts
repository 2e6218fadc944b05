import type { JobReceipt } from './job-effects';
import type { JobRecord } from './job-records';
import type { JobState, NoticeProgress, SessionNotice, StepProgress } from './job-state';
import { isTerminal } from './terminal-states';

/**
 * Changes a state by one journal record, in place. Everything that has to survive a restart is changed here and nowhere
 * else, so that a running job and one read back from the journal can't differ. `accepted` and `saved` change nothing.
 */
export function foldRecord(state: JobState, record: JobRecord): void {
  switch (record.kind) {
    case 'displayed':
      foldDisplayed(state, record.session, record.at);
      return;
    case 'receipt':
      foldReceipt(state, record.receipt);
      return;
    case 'round-ended':
      foldRoundEnd(state, record);
      return;
    case 'overridden':
      foldOverride(state, record);
      return;
    case 'asked':
      state.ask = { askId: record.askId, askedAt: null };
      return;
    case 'begun':
      state.begun = { askId: record.askId, at: record.at };
      return;
    case 'planned':
      state.before = record.before;
      state.steps = [];
      for (let index = 0; index < record.steps.length; index += 1) {
        const step = record.steps[index] as StepProgress['step'];
        state.steps.push({ step: step, begins: 0, run: null, skipped: false, unclear: null });
      }
      return;
    case 'step-begun':
      if (record.role === 'revert') state.revert = { begins: state.revert.begins + 1, run: null };
      else stepAt(state, record.index).begins += 1;
      return;
    case 'step-ended':
      foldStepEnd(state, record);
      return;
    case 'silence':
      state.contact.silentMs = record.silentMs;
      state.contact.journalledMs = record.silentMs;
      return;
    case 'report':
      state.lastReport = record.report;
      if (isTerminal(record.report.state)) state.phase = 'ended';
      return;
  }
}

function stepAt(state: JobState, index: number): StepProgress {
  const step = state.steps[index];
  if (step === undefined)
    throw new Error(`The journal names step ${index}, which the job's plan does not have.`);
  return step;
}

function foldStepEnd(state: JobState, record: Extract<JobRecord, { kind: 'step-ended' }>): void {
  if (record.role === 'revert') {
    state.revert.run = record.run;
    return;
  }
  const step = stepAt(state, record.index);
  step.run = record.run;
  step.skipped = record.skipped;
}

function foldDisplayed(state: JobState, session: string, at: number): void {
  const notice = state.notice;
  if (notice.firstDisplayedAt === null || at < notice.firstDisplayedAt) notice.firstDisplayedAt = at;
  const found = findSession(notice.sessions, session);
  if (found !== null) found.displayedAt = at;
}

function foldReceipt(state: JobState, receipt: JobReceipt): void {
  const notice = state.notice;
  notice.receipts.push(receipt);
  if (receipt.answer === 'nobody-logged-on') return;
  if (receipt.answer === 'acknowledged') notice.acknowledgedBy.push(receipt.session);
  const found = findSession(notice.sessions, receipt.session);
  if (found !== null) found.receipt = receipt;
  else {
    const displayedAt = receipt.displayedAt;
    notice.sessions.push({
      id: receipt.session,
      user: receipt.user,
      askedAt: receipt.onAgentAt,
      displayedAt: displayedAt,
      receipt: receipt,
    });
  }
}

function foldRoundEnd(state: JobState, record: Extract<JobRecord, { kind: 'round-ended' }>): void {
  const notice = state.notice;
  notice.shownAt = null;
  if (record.result === 'satisfied') {
    notice.satisfied = true;
    return;
  }
  if (record.result === 'deferred') notice.deferrals += 1;
  notice.pause = { until: record.until, kind: record.result, since: record.at || 0 };
  notice.round = record.round + 1;
  notice.sessions = [];
}

/** Who was being asked is shown it anew, in a round of its own. */
function foldOverride(state: JobState, record: Extract<JobRecord, { kind: 'overridden' }>): void {
  const notice = state.notice;
  notice.override = { at: record.at, people: record.people };
  if (!isRoundToCome(notice, record.at)) notice.round += 1;
  notice.pause = null;
  notice.sessions = [];
  notice.shownAt = null;
}

/** Whether the round before is over and nothing was shown in this one yet. */
function isRoundToCome({ pause, receipts, round }: NoticeProgress, at: number): boolean {
  const newest = receipts[receipts.length - 1];
  if (pause === null || pause.kind === 'nobody' || at >= pause.until) return false;
  return newest === undefined || newest.deferrals !== round;
}

/** The session with this id, or null. */
export function findSession(sessions: SessionNotice[], id: string): SessionNotice | null {
  for (let index = 0; index < sessions.length; index += 1) {
    const session = sessions[index] as SessionNotice;
    if (session.id === id) return session;
  }
  return null;
}

export function contains(ids: string[], id: string): boolean {
  for (let index = 0; index < ids.length; index += 1) if (ids[index] === id) return true;
  return false;
}
