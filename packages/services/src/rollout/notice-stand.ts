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
export const NOTICE_SENT = sql`exists (select from job n where n.id = s.job_id and n.offered_at is not null)`;

/** The job of a member's attempt that counts has ended. */
export const NOTICE_ENDED = sql`exists (select from job n where n.id = s.job_id and n.finished_at is not null)`;

const ANY_RECEIPT = sql`exists (select from receipt r where r.job_id = s.job_id)`;

/** Its agent has it: it reported, or sent a receipt. */
export const NOTICE_ON_MACHINE = sql`(exists (select from job n where n.id = s.job_id and n.status_version > 0) or ${ANY_RECEIPT})`;

export const NOTICE_SHOWN = sql`exists (select from receipt r where r.job_id = s.job_id and r.displayed_at is not null)`;

/** The answer that counts, in the receipt's word, or `overridden` where none counts any more; null: there is no receipt. */
export const NOTICE_ANSWER = sql`(
    select case when exists (select from receipt p where p.job_id = s.job_id and p.overridden_by <> '{}') then 'overridden'
      else r.answer end from receipt r where r.job_id = s.job_id
    order by r.deferrals desc, array_position(${WORDS}::text[], r.answer), r.session limit 1)`;

const answered = (words: readonly string[]): Sql => sql`${NOTICE_ANSWER} = any(${words}::text[])`;

/** The condition of one stand, on the source of members. */
export function noticeCondition(stand: Stand): Sql {
  switch (stand) {
    case 'sent':
      return NOTICE_SENT;
    case 'on-machine':
      return NOTICE_ON_MACHINE;
    case 'shown':
      return NOTICE_SHOWN;
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
