import { createHash } from 'node:crypto';
import type { JobEvent } from '@teredo-fleet/agent-core';
import {
  type AgentMessage,
  type NoticeAnswerMessage,
  naclPrimitives,
  noticeCode,
} from '@teredo-fleet/protocol';
import { beforeEach, expect, it } from 'vitest';
import { NoticePage } from '../src/jobs/notice-page';
import { Outbox } from '../src/jobs/outbox';

const SECRET = new Uint8Array(32).fill(7);
const ORDER = { jobId: 'job-1', attempt: 1, noticeUrl: 'http://notice.example.com' };
const CODE = noticeCode(naclPrimitives, SECRET, { jobId: 'job-1', attempt: 1, session: 'pts/3' });

let sent: AgentMessage[] = [];
let delivered: JobEvent[] = [];
beforeEach(() => {
  sent = [];
  delivered = [];
});

function pageOf(
  order: { jobId: string; attempt: number; noticeUrl: string | undefined } = ORDER,
): NoticePage {
  const outbox = new Outbox();
  outbox.connect((message) => sent.push(message));
  const clock = { now: () => 99, monotonicMs: () => 0, follow: () => undefined };
  return new NoticePage({ clock, outbox, noticeSecret: SECRET }, order, (event) => delivered.push(event));
}

const ANSWER: NoticeAnswerMessage = {
  type: 'notice-answer',
  id: 'a0000000-0000-4000-8000-000000000001',
  jobId: 'job-1',
  attempt: 1,
  session: 'pts/3',
  code: CODE,
  answer: 'deferred',
  until: 5_000,
  language: 'de',
  textSha256: 'ab'.repeat(32),
  at: 7,
};

it('tells the hash of a session’s code with the link that holds it, the one that the script agent makes, too', () => {
  const codeSha256 = createHash('sha256').update(CODE).digest('hex');
  expect(pageOf().linkFor('pts/3', 2)?.replaceAll('-', '')).toBe(`http://notice.example.com/n/${CODE}`);
  expect(sent).toEqual([
    { type: 'notice-link', n: 1, jobId: 'job-1', attempt: 1, session: 'pts/3', codeSha256, deferralsLeft: 2 },
  ]);
});

it('has no link where the job names no address, or a message can not name the session', () => {
  expect(pageOf({ ...ORDER, noticeUrl: undefined }).linkFor('pts/3', 2)).toBeNull();
  expect(pageOf().linkFor('', 2)).toBeNull();
  expect(pageOf().linkFor('s'.repeat(101), 2)).toBeNull();
  expect(sent).toEqual([]);
});

it('delivers an answer until it is settled, and tells once what became of it', () => {
  const page = pageOf();
  page.take(ANSWER);
  page.judge();
  const { id, session, at, answer, until } = ANSWER;
  const shown = { channel: 'page', language: 'de', textSha256: ANSWER.textSha256 };
  const event = { kind: 'page-answered', id, session, at, shown, answer, until };
  expect(delivered).toEqual([event, event]);
  page.settle(id, 'taken');
  page.settle(id, 'answered-before');
  page.judge();
  expect(delivered).toHaveLength(2);
  expect(sent).toEqual([{ type: 'notice-answer-outcome', n: 1, id, outcome: 'taken', at: 99 }]);
});

it('delivers no answer whose code is another session’s, another attempt’s or made up', () => {
  const page = pageOf();
  const wrong = [
    noticeCode(naclPrimitives, SECRET, { jobId: 'job-1', attempt: 1, session: 'pts/4' }),
    noticeCode(naclPrimitives, SECRET, { jobId: 'job-1', attempt: 2, session: 'pts/3' }),
    noticeCode(naclPrimitives, new Uint8Array(32), { jobId: 'job-1', attempt: 1, session: 'pts/3' }),
    '0'.repeat(20),
  ];
  for (const code of wrong) page.take({ ...ANSWER, code });
  expect(delivered).toEqual([]);
  expect(sent.map((message) => 'outcome' in message && message.outcome)).toEqual(wrong.map(() => 'too-late'));
});
