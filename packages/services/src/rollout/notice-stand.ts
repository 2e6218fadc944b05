import { type Sql, sql } from '@teredo-fleet/db';
import type { MemberFilter } from '../inputs/running-inputs';
import type { NoticeAnswerCounts } from '../views';

type Stand = NonNullable<MemberFilter['notice']>;

/** Answers of receipts by what they come to; those that keep a change waiting longest come first. */
const ANSWERS = {
  refused: ['refused'],
  deferred: ['deferred'],
  unanswered: ['timed-out', 'closed'],
  notShown: ['suppressed'],
  nobody: ['nobody-logged-on'],
  overridden: ['overridden'],
  informed: ['informed'],
  acknowledged: ['acknowledged'],
} as const satisfies Record<Exclude<keyof NoticeAnswerCounts, 'noWord' | 'neverTold'>, readonly string[]>;

const WORDS: readonly string[] = Object.values(ANSWERS).flat();

/** What an answer of a receipt comes to; null: there is no receipt. `ended`: the job has, and there will be none. */
export function answerGroup(answer: string | null, ended: boolean): keyof NoticeAnswerCounts {
  if (answer === null) return ended ? 'neverTold' : 'noWord';
  const groups = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];
  return groups.find((group) => (ANSWERS[group] as readonly (string | null)[]).includes(answer)) ?? 'noWord';
}

/** The job of a member's attempt that counts was offered. */
export const NOTICE_SENT = sql`s.offered_at is not null`;

/** The job of a member's attempt that counts has ended. */
export const NOTICE_ENDED = sql`s.finished_at is not null`;

const ANY_RECEIPT = sql`exists (select from receipt r where r.job_id = s.job_id)`;

/** Of the receipts `r` of one job the one whose answer counts comes first. */
const ANSWER_ORDER = sql`r.deferrals desc, array_position(${WORDS}::text[], r.answer), r.session`;

const IS_OVERRIDDEN = sql`r.overridden_by <> '{}'`;

/** The answer that counts, in the receipt's word, or `overridden` where none counts any more; null: there is no receipt. */
const ANSWER = sql`(
    select case when exists (select from receipt r where r.job_id = s.job_id and ${IS_OVERRIDDEN}) then 'overridden' else r.answer end
    from receipt r where r.job_id = s.job_id order by ${ANSWER_ORDER} limit 1)`;

const answered = (words: readonly string[]): Sql => sql`${ANSWER} = any(${words}::text[])`;

/** What the receipts of each member say, read once, as `t`: the answer that counts, null without any, and whether it was shown. */
export const RECEIPTS_OF_MEMBER = sql`lateral (
    select case when bool_or(${IS_OVERRIDDEN}) then 'overridden' else (array_agg(r.answer order by ${ANSWER_ORDER}))[1] end as answer,
      coalesce(bool_or(r.displayed_at is not null), false) as shown
    from receipt r where r.job_id = s.job_id) t`;

/** The condition of one stand, on the source of members. */
export function noticeCondition(stand: Stand): Sql {
  switch (stand) {
    case 'sent':
      return NOTICE_SENT;
    case 'on-machine':
      // Its agent has it: it reported, or sent a receipt.
      return sql`(s.reported or ${ANY_RECEIPT})`;
    case 'shown':
      return sql`exists (select from receipt r where r.job_id = s.job_id and r.displayed_at is not null)`;
    case 'no-word':
      return sql`not ${ANY_RECEIPT} and not ${NOTICE_ENDED}`;
    case 'never-told':
      return sql`not ${ANY_RECEIPT} and ${NOTICE_ENDED}`;
    case 'not-shown':
      return answered(ANSWERS.notShown);
    default:
      return answered(ANSWERS[stand]);
  }
}
