import { createHash } from 'node:crypto';
import { startJob, type UsersNamedBy } from '@teredo-fleet/agent-core';
import {
  type NoticeAnswerMessage,
  naclPrimitives,
  noticeCode,
  noticeLink,
  userPseudonym,
} from '@teredo-fleet/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeOrder, START } from '../../../packages/agent-core/test/orders';
import { SimulatedMachine } from '../../../packages/agent-core/test/simulated-machine';
import type { ScriptClock } from '../src/host/clock';
import type { JobParts } from '../src/jobs/job-parts';
import { createJobRun, type JobRun } from '../src/jobs/job-run';
import type { NoticePerson, NoticeToShow } from '../src/notice/notice-channel';
import type { OutgoingMessage } from '../src/outbox';

const NOTICE_URL = 'http://notice.example.com';
const SECRET = new Uint8Array(32).fill(7);
const ANN = 'S-1-5-21-1-1001';
const BOB = 'S-1-5-21-1-1002';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let now = START;
let sent: OutgoingMessage[] = [];
let shown: { session: string; notice: NoticeToShow; withdrawn: boolean; linksTold: number }[] = [];
let asks = 0;
let people: NoticePerson[] = [];
beforeEach(() => {
  now = START;
  sent = [];
  shown = [];
  asks = 0;
  people = [{ id: ANN, place: '', userId: null, user: 'ann', language: 'de' }];
});

const ofType = (type: string) => sent.filter((message) => message.type === type);
const codeOf = (run: JobRun, session: string) =>
  noticeCode(naclPrimitives, SECRET, { jobId: run.jobId, attempt: run.attempt, session });

function tellingRun(noticeUrl: string | null = NOTICE_URL, usersNamedBy?: UsersNamedBy): JobRun {
  const machine = new SimulatedMachine();
  const clock: ScriptClock = {
    now: () => now,
    localNow: () => now,
    follow: () => undefined,
    look: () => ({ awakeMs: 0, jumped: false }),
    lookAfterWork: () => ({ awakeMs: 0, jumped: false }),
  };
  const parts: JobParts = {
    clock,
    machine: {
      observe: () => machine.observe(now),
      keep: () => undefined,
      apply: (step) => ({ outcome: machine.apply(step), exitCode: 0, output: '' }),
      answers: () => false,
    },
    noticeSecret: SECRET,
    outbox: {
      add: (message) => void sent.push(message),
      acknowledge: () => undefined,
      connected: () => undefined,
      take: () => [],
      hasNews: () => false,
    },
    notices: {
      people: () => people,
      isPresenting: () => null,
      show(person, notice) {
        const one = {
          session: person.id,
          notice,
          withdrawn: false,
          linksTold: ofType('notice-link').length,
        };
        shown.push(one);
        return {
          look: () => ({ displayed: true, said: null }),
          withdraw: () => {
            one.withdrawn = true;
          },
        };
      },
    },
    journal: { append: () => undefined, remove: () => undefined } as unknown as JobParts['journal'],
    serverAnswers: () => true,
    keepEarlier: () => undefined,
    ask: () => {
      asks += 1;
    },
    onEnded: () => undefined,
  };
  const order = makeOrder(
    { noticeUrl: noticeUrl ?? undefined, usersNamedBy },
    { kind: 'acknowledge', answerTimeoutSeconds: 600 },
  );
  const run = createJobRun(parts, startJob(order, null, now));
  turn(run);
  return run;
}

function turn(run: JobRun, times = 3): void {
  for (let left = times; left > 0; left -= 1) {
    if (!run.ended()) run.work(1000);
    now += 1000;
  }
}

const answerOf = (run: JobRun, rest: Partial<NoticeAnswerMessage> = {}): NoticeAnswerMessage => ({
  type: 'notice-answer',
  id: 'a0000000-0000-4000-8000-000000000001',
  jobId: run.jobId,
  attempt: run.attempt,
  session: ANN,
  code: codeOf(run, ANN),
  answer: 'acknowledged',
  until: null,
  language: 'de',
  textSha256: 'ab'.repeat(32),
  at: now,
  ...rest,
});
const outcomes = () => ofType('notice-answer-outcome').map(({ outcome }) => outcome);

describe('the notice’s page and the script agent', () => {
  it('is told of a session’s link before the session is shown it', () => {
    const run = tellingRun();
    const code = codeOf(run, ANN);
    expect(ofType('notice-link')).toEqual([
      {
        type: 'notice-link',
        jobId: run.jobId,
        attempt: run.attempt,
        session: ANN,
        codeSha256: sha256(code),
        deferralsLeft: expect.any(Number),
      },
    ]);
    expect(shown).toMatchObject([{ session: ANN, linksTold: 1 }]);
    expect(shown[0]?.notice.body.split('\n').at(-1)).toContain(noticeLink(NOTICE_URL, code));
  });

  it('is named by no notice whose job names no address, and for no session that a message can not name', () => {
    tellingRun(null);
    people = [{ id: 'S'.repeat(101), place: '', userId: null, user: null, language: null }];
    tellingRun();
    expect(shown).toHaveLength(2);
    for (const { notice } of shown) expect(notice.body).not.toContain('/n/');
    expect(ofType('notice-link')).toEqual([]);
  });

  it('names the user by a pseudonym, the same in each session, where the job says so (N27)', () => {
    const whose = { user: 'LAB\\ann', userId: ANN, language: null };
    people = [
      { id: ANN, place: '', ...whose },
      { id: 'session 4 ann', place: 'session 4', ...whose },
    ];
    const run = tellingRun(NOTICE_URL, 'pseudonym');
    const pseudonym = userPseudonym(naclPrimitives, SECRET, ANN);
    const names = [pseudonym, `session 4 ${pseudonym}`];
    expect(ofType('notice-link').map(({ session }) => session)).toEqual(names);
    run.pageAnswered(answerOf(run, { session: pseudonym, code: codeOf(run, pseudonym) }));
    expect(ofType('receipt')).toMatchObject([
      { session: pseudonym, user: pseudonym, answer: 'acknowledged' },
    ]);
    expect(shown.map(({ session, withdrawn }) => [session, withdrawn])).toEqual([
      [ANN, true],
      ['session 4 ann', false],
    ]);
    expect(JSON.stringify(sent)).not.toMatch(/\bann\b|S-1-5-/);
  });

  it('gives the session’s answer: with its receipt, its dialog gone, and the change asks to start', () => {
    const run = tellingRun();
    const at = now;
    run.pageAnswered(answerOf(run));
    expect(ofType('receipt')).toMatchObject([
      { session: ANN, channel: 'page', answer: 'acknowledged', answeredAt: at, textSha256: 'ab'.repeat(32) },
    ]);
    expect(shown[0]?.withdrawn).toBe(true);
    expect(outcomes()).toEqual(['taken']);
    turn(run);
    expect(asks).toBe(1);
  });

  it('takes an answer that is told again once, and says again that it was taken', () => {
    const run = tellingRun();
    const answer = answerOf(run);
    run.pageAnswered(answer);
    run.pageAnswered(answer);
    expect(ofType('receipt')).toHaveLength(1);
    expect(outcomes()).toEqual(['taken', 'taken']);
    run.pageAnswered(
      answerOf(run, { id: 'a0000000-0000-4000-8000-000000000002', answer: 'refused', at: now + 1 }),
    );
    expect(outcomes().at(-1)).not.toBe('taken');
    expect(ofType('receipt')).toHaveLength(1);
  });

  it('takes no answer with another session’s code, one of another attempt or a made-up one', () => {
    people.push({ id: BOB, place: '', userId: null, user: 'bob', language: null });
    const run = tellingRun();
    const { jobId } = run;
    for (const code of [
      codeOf(run, BOB),
      noticeCode(naclPrimitives, SECRET, { jobId, attempt: run.attempt + 1, session: ANN }),
      '00000000000000000000',
    ])
      run.pageAnswered(answerOf(run, { code }));
    turn(run);
    expect(outcomes()).toEqual(['too-late', 'too-late', 'too-late']);
    expect(ofType('receipt')).toEqual([]);
    expect(asks).toBe(0);
  });

  it('takes one person’s answer for that person alone: the other’s dialog stays, and the change waits', () => {
    people.push({ id: BOB, place: '', userId: null, user: 'bob', language: null });
    const run = tellingRun();
    run.pageAnswered(answerOf(run));
    turn(run);
    expect(shown.map(({ session, withdrawn }) => [session, withdrawn])).toEqual([
      [ANN, true],
      [BOB, false],
    ]);
    expect(asks).toBe(0);
    run.pageAnswered(
      answerOf(run, { id: 'a0000000-0000-4000-8000-000000000003', session: BOB, code: codeOf(run, BOB) }),
    );
    turn(run);
    expect(outcomes()).toEqual(['taken', 'taken']);
    expect(asks).toBe(1);
  });

  it('keeps an answer that comes before its session is listed, and says that it is too late once the job is over', () => {
    people = [{ id: BOB, place: '', userId: null, user: 'bob', language: null }];
    const run = tellingRun();
    run.pageAnswered(answerOf(run));
    expect(outcomes()).toEqual([]);
    run.deliver({ kind: 'cancel', reason: 'called off' });
    expect(run.ended()).toBe(true);
    expect(outcomes()).toEqual(['too-late']);
  });

  it('is judged as soon as the session is listed', () => {
    people = [{ id: BOB, place: '', userId: null, user: 'bob', language: null }];
    const run = tellingRun();
    run.pageAnswered(answerOf(run));
    expect(outcomes()).toEqual([]);
    people = [...people, { id: ANN, place: '', userId: null, user: 'ann', language: 'de' }];
    turn(run, 25);
    expect(outcomes()).toEqual(['taken']);
    expect(ofType('receipt')).toMatchObject([{ session: ANN, channel: 'page' }]);
  });
});
