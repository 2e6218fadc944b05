import type { KeptStep } from '../agent/report-facts';
import type { StoredJob } from '../rollout/job-view';

type StoredReceipt = StoredJob['receipts'][number];

const isBy = (time: Date | null, at: Date): boolean => time !== null && time <= at;
const by = (time: Date | null, at: Date): Date | null => (isBy(time, at) ? time : null);

/** What a receipt had come to; null: nobody had been told by it yet. One without a time of its own counts by the word of it. */
function receiptThen(receipt: StoredReceipt, at: Date): StoredReceipt | null {
  if (isBy(receipt.answeredAt ?? receipt.receivedAt, at)) return receipt;
  if (!isBy(receipt.displayedAt, at)) return null;
  return { ...receipt, answer: 'shown', answeredAt: null, deferredUntil: null, overriddenBy: [] };
}

/**
 * A job as the server knew it at a moment, with what people had been told by then, also where that was heard of later. What the moment
 * left open is open again: how it ended, what was found after it. Of the steps those are told that were over.
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
  const steps = (job.steps as unknown as KeptStep[]).filter(({ finishedAt }) => finishedAt <= at.getTime());
  return {
    ...shown,
    state: newest?.state ?? 'requested',
    detail: newest?.detail ?? null,
    until: null,
    steps: steps as unknown as StoredJob['steps'],
    before: isBy(job.startedAt, at) ? job.before : null,
    after: null,
    unmet: [],
    blockers: [],
    signedAt: by(job.signedAt, at),
    offeredAt: by(job.offeredAt, at),
    goGrantedAt: by(job.goGrantedAt, at),
    startedAt: by(job.startedAt, at),
    finishedAt: null,
  };
}
