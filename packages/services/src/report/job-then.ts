import { BEGUN_JOB_STATES } from '@teredo-fleet/db';
import type { KeptStep } from '../agent/report-facts';
import type { StoredJob } from '../rollout/job-view';

const BEGUN: readonly string[] = BEGUN_JOB_STATES;

type StoredReceipt = StoredJob['receipts'][number];

const isBy = (time: Date | null, at: Date): boolean => time !== null && time <= at;
const by = (time: Date | null, at: Date): Date | null => (isBy(time, at) ? time : null);

/**
 * What a receipt had come to; null: nobody had been told by it yet. What the server had heard of counts, however far the machine's clock
 * is ahead, and what was heard of later counts by that clock.
 */
function receiptThen(receipt: StoredReceipt, at: Date): StoredReceipt | null {
  if (isBy(receipt.receivedAt, at) || isBy(receipt.answeredAt, at)) return receipt;
  if (!isBy(receipt.displayedAt, at)) return null;
  return { ...receipt, answer: 'shown', answeredAt: null, deferredUntil: null, overriddenBy: [] };
}

/**
 * A job as the server knew it at a moment, with what people had been told by then, also where that was heard of later. What the moment
 * left open is open again: how it ended, what was found after it. Of the steps those are told that were over by the machine's clock, once
 * the server knew that it had begun. What a state said of itself (until when, which blockers, what was unmet) is kept of the last alone.
 */
export function jobThen(job: StoredJob, at: Date): StoredJob {
  const events = job.events.filter(({ receivedAt }) => receivedAt <= at);
  const newest = events.findLast(({ accepted }) => accepted);
  const movedOn =
    [job.finishedAt, job.goGrantedAt].some((time) => time !== null && time > at) ||
    job.events.some(({ accepted, receivedAt }) => accepted && receivedAt > at);
  const shown = {
    ...job,
    events,
    receipts: job.receipts.flatMap((one) => receiptThen(one, at) ?? []),
  };
  if (!movedOn) return shown;
  const hadBegun = events.some(({ accepted, state }) => accepted && BEGUN.includes(state));
  const steps = (job.steps as unknown as KeptStep[]).filter(
    ({ finishedAt }) => hadBegun && finishedAt <= at.getTime(),
  );
  return {
    ...shown,
    state: newest?.state ?? 'requested',
    detail: newest?.detail ?? null,
    until: null,
    steps: steps as unknown as StoredJob['steps'],
    before: hadBegun ? job.before : null,
    after: null,
    unmet: [],
    blockers: [],
    signedAt: by(job.signedAt, at),
    offeredAt: by(job.offeredAt, at),
    goGrantedAt: by(job.goGrantedAt, at),
    startedAt: hadBegun ? job.startedAt : null,
    finishedAt: null,
  };
}
