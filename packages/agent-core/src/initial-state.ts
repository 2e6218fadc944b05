import type { Observation } from '@teredo-fleet/teredo';
import type { JobState, SessionNotice, StepProgress } from './job-state';
import type { JobOrder } from './order';

/** The state of a job that was just taken on. */
export function initialState(order: JobOrder, earlier: Observation | null, acceptedAt: number): JobState {
  return {
    phase: 'checking',
    order: order,
    acceptedAt: acceptedAt,
    earlier: earlier,
    notice: {
      round: 0,
      sessions: [],
      shownAt: null,
      looks: 0,
      isLookDue: false,
      defaultText: null,
      firstDisplayedAt: null,
      deferrals: 0,
      acknowledgedBy: [],
      satisfied: false,
      pause: null,
      override: null,
      receipts: [],
    },
    ask: null,
    askAgainAt: null,
    held: false,
    begun: null,
    before: null,
    steps: [],
    revert: { begins: 0, run: null },
    verify: { made: 0, after: null, nextAt: null },
    contact: { silentMs: 0, journalledMs: 0, seen: false },
    verdict: null,
    journalBroken: null,
    lastReport: null,
  };
}

/** A copy that can be changed without the original noticing. What is never changed in place is shared. */
export function copyState(state: JobState): JobState {
  return {
    ...state,
    notice: {
      ...state.notice,
      sessions: copyEach<SessionNotice>(state.notice.sessions, (session) => ({ ...session })),
      acknowledgedBy: state.notice.acknowledgedBy.slice(0),
      receipts: state.notice.receipts.slice(0),
    },
    steps: copyEach<StepProgress>(state.steps, (step) => ({ ...step })),
    revert: { ...state.revert },
    verify: { ...state.verify },
    contact: { ...state.contact },
  };
}

function copyEach<T>(items: T[], copy: (item: T) => T): T[] {
  const copies: T[] = [];
  for (let index = 0; index < items.length; index += 1) copies.push(copy(items[index] as T));
  return copies;
}
