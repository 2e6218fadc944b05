import type { NoticePageRow } from '@teredo-fleet/db';
import { type JobPayload, type JobState, jobPayloadSchema } from '@teredo-fleet/protocol';
import type { Observation } from '@teredo-fleet/teredo';
import * as z from 'zod';

const { work, notice, windows } = jobPayloadSchema.shape;
const organisation = z.object({ name: z.string().min(1) });

export interface PageReceipt {
  answer: string;
  channel: string;
  at: number | null;
  deferredUntil: number | null;
}

/** One of the two people who decided that no answer is waited for. */
export interface PageDecision {
  /** Null: the account is gone. */
  name: string | null;
  at: number;
  reason: string;
}

export interface PageAnswer {
  answer: 'acknowledged' | 'deferred' | 'refused';
  until: number | null;
  at: number;
  outcome: string | null;
}

/** What the database says of a link, with times in milliseconds. */
export interface PageFacts {
  now: number;
  hostname: string;
  timeZone: string | null;
  superseded: boolean;
  state: JobState;
  until: number | null;
  work: JobPayload['work'];
  notice: JobPayload['notice'];
  windows: [number, number][];
  notBefore: number;
  notAfter: number;
  finishedAt: number | null;
  cancelRequested: boolean;
  before: Observation | null;
  after: Observation | null;
  rollout: NoticePageRow['rollout'];
  organisation: string | null;
  /** Empty: answers are waited for. */
  overriddenBy: PageDecision[];
  firstDisplayedAt: number | null;
  /** What the session's notice says of how often it can be put off still; null: its agent does not tell. */
  deferralsLeft: number | null;
  receipts: PageReceipt[];
  answers: PageAnswer[];
}

const ms = (time: string): number => Date.parse(time);
const msOrNull = (time: string | null): number | null => (time === null ? null : Date.parse(time));

/** A change that was agreed to before needs no override, and nobody was passed over. */
const NEEDS_ANSWERS = ['requested', 'queued', 'offered', 'notifying', 'deferred'];

function decisionsOf({ override, job }: NoticePageRow): PageDecision[] {
  if (override === null || !(override.applied || NEEDS_ANSWERS.includes(job.state))) return [];
  const { askedBy, askedAt, askReason, grantedBy, grantedAt, grantReason } = override;
  return [
    { name: askedBy, at: ms(askedAt), reason: askReason },
    { name: grantedBy, at: ms(grantedAt), reason: grantReason },
  ];
}

/** Reads the row. Throws for what no version of the product wrote. */
export function readNoticePage(row: NoticePageRow): PageFacts {
  const { job } = row;
  return {
    now: ms(row.now),
    hostname: row.hostname,
    timeZone: row.timeZone,
    superseded: row.superseded,
    state: job.state as JobState,
    until: msOrNull(job.until),
    work: work.parse(job.work),
    notice: notice.parse(job.notice),
    windows: windows.parse(job.windows),
    notBefore: ms(job.notBefore),
    notAfter: ms(job.notAfter),
    finishedAt: msOrNull(job.finishedAt),
    cancelRequested: job.cancelRequestedAt !== null,
    before: job.before as Observation | null,
    after: job.after as Observation | null,
    rollout: row.rollout,
    organisation: organisation.safeParse(row.organisation).data?.name ?? null,
    overriddenBy: decisionsOf(row),
    firstDisplayedAt: msOrNull(row.firstDisplayedAt),
    deferralsLeft: row.deferralsLeft,
    receipts: row.receipts.map(({ answer, channel, answeredAt, displayedAt, deferredUntil }) => ({
      answer,
      channel,
      at: msOrNull(answeredAt ?? displayedAt),
      deferredUntil: msOrNull(deferredUntil),
    })),
    answers: row.answers.map(({ answer, until, at, outcome }) => ({
      answer: answer as PageAnswer['answer'],
      until: msOrNull(until),
      at: ms(at),
      outcome,
    })),
  };
}
