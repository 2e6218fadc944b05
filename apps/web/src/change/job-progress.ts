import type { JobView } from '@/trpc/shapes';
import { stepWords } from '../presentation/steps';
import type { NoticePolicy } from './notice';
import { receiptWords } from './receipt-words';

export type StageState = 'done' | 'current' | 'next' | 'failed' | 'unknown' | 'skipped' | 'attention';

/** One line of a job's way. Only what was reported moves it on; what isn't known is `unknown`. */
export interface Stage {
  key: string;
  title: string;
  detail: string | null;
  state: StageState;
  at: string | null;
  /** Until when it waits, where the agent said so. */
  until: string | null;
}

const ORDER = ['requested', 'signed', 'offered', 'told', 'start', 'run', 'read-back'] as const;
type StageKey = (typeof ORDER)[number];

function currentStage(job: JobView): StageKey {
  switch (job.state) {
    case 'requested':
      return 'signed';
    case 'queued':
      return job.offeredAt === null ? 'offered' : 'start';
    case 'offered':
      return 'told';
    case 'notifying':
    case 'deferred':
      return 'told';
    case 'waiting-window':
      return 'start';
    case 'verifying':
      return 'read-back';
    default:
      return 'run';
  }
}

/** What shows that a stage was passed. */
function isProven(key: StageKey, job: JobView): boolean {
  switch (key) {
    case 'requested':
      return true;
    case 'signed':
      return job.signedAt !== null;
    case 'offered':
      return job.offeredAt !== null;
    case 'told':
      return job.receipts.length > 0;
    case 'start':
      return job.goGrantedAt !== null || job.startedAt !== null;
    case 'run':
      return job.steps.length > 0 || job.after !== null;
    case 'read-back':
      return job.after !== null;
  }
}

const STOPPED_AT: Partial<Record<JobView['state'], [StageKey, StageState]>> = {
  failed: ['run', 'failed'],
  'timed-out': ['run', 'unknown'],
  'verify-failed': ['read-back', 'failed'],
  reverted: ['read-back', 'failed'],
  refused: ['told', 'failed'],
  blocked: ['run', 'attention'],
};

function stateOf(key: StageKey, job: JobView, noNotice: boolean): StageState {
  const stopped = STOPPED_AT[job.state];
  if (job.terminal && stopped?.[0] === key) return stopped[1];
  const proven = isProven(key, job);
  if (key === 'told' && noNotice && !proven) return 'skipped';
  if (job.terminal) return proven ? 'done' : 'skipped';
  if (job.state === 'lost-contact') return proven ? 'done' : 'unknown';
  const now = ORDER.indexOf(currentStage(job));
  const own = ORDER.indexOf(key);
  if (own > now) return 'next';
  if (own < now) return proven ? 'done' : 'unknown';
  return job.state === 'deferred' ? 'attention' : 'current';
}

/** Whether the job is at this stage now; where it got to before contact was lost is not known. */
const isAt = (key: StageKey, job: JobView): boolean =>
  !job.terminal && job.state !== 'lost-contact' && key === currentStage(job);

function detailOf(key: StageKey, job: JobView, policy: NoticePolicy['kind']): string | null {
  if (job.detail !== null && isAt(key, job)) return job.detail;
  if (key === 'told') {
    if (job.receipts.length > 0) return job.receipts.map(receiptWords).join(' · ');
    return policy === 'none' ? 'No notice was asked for.' : null;
  }
  if (key === 'offered' && job.state === 'queued' && job.offeredAt === null) {
    return 'The machine gets it as soon as it is connected.';
  }
  return null;
}

const TITLES: Record<StageKey, string> = {
  requested: 'Requested',
  signed: 'Signed by the signer',
  offered: 'Offered to the machine',
  told: 'User told',
  start: 'Allowed to start',
  run: 'Run',
  'read-back': 'Read back',
};

const TIMES: Record<StageKey, (job: JobView) => string | null> = {
  requested: (job) => job.createdAt,
  signed: (job) => job.signedAt,
  offered: (job) => job.offeredAt,
  told: (job) => job.receipts.at(-1)?.answeredAt ?? job.receipts.at(-1)?.onAgentAt ?? null,
  start: (job) => job.goGrantedAt,
  run: (job) => job.startedAt,
  'read-back': (job) => (job.after === null ? null : job.finishedAt),
};

function stepStages(job: JobView): Stage[] {
  return job.steps.map((result, index) => ({
    key: `step-${index}`,
    title: stepWords(result.step),
    detail:
      result.outcome === 'failed'
        ? [result.exitCode === null ? null : `exit code ${result.exitCode}`, result.output.trim() || null]
            .filter(Boolean)
            .join(': ')
        : null,
    state: result.outcome,
    at: result.finishedAt,
    until: null,
  }));
}

/** A job's way from request to reading back, one line a stage and one a step. The verdict is told apart from it. */
export function jobProgress(job: JobView, policy: NoticePolicy['kind']): Stage[] {
  return ORDER.flatMap((key) => {
    const stage: Stage = {
      key,
      title: TITLES[key],
      detail: detailOf(key, job, policy),
      state: stateOf(key, job, policy === 'none'),
      at: TIMES[key](job),
      until: isAt(key, job) ? job.until : null,
    };
    if (key !== 'run' || job.steps.length === 0) return [stage];
    return stage.state === 'done' ? stepStages(job) : [...stepStages(job), { ...stage, title: 'Running' }];
  });
}
