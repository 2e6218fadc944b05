import { describe, expect, it } from 'vitest';
import { type NoticeRequest, type NoticeRules, resumeJob } from '../src/index';
import { HOUR, makeOrder, START } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;

function lifeOf(policy: Partial<NoticeRules>, people: Person[] = []): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, policy));
  life.people = () => people;
  return life;
}

const requestsOf = ({ effects }: SimulatedLife): NoticeRequest[] =>
  effects.flatMap(({ effect }) => (effect.kind === 'show-notice' ? [effect.request] : []));

/** What is asked of the channel in the first round. */
function firstRequest(policy: Partial<NoticeRules>): NoticeRequest {
  const life = lifeOf(policy);
  life.boot();
  life.drain((one) => one.state?.phase === 'notifying');
  return requestsOf(life)[0]!;
}

describe('what a channel is asked to show', () => {
  it('is the texts, to everybody, with what may be answered and for how long', () => {
    const policy = { kind: 'defer', mayRefuse: true, maxDeferrals: 3, minimumDeferralSeconds: 60 } as const;
    expect(firstRequest(policy)).toEqual({
      round: 0,
      look: 1,
      texts: [{ language: 'en', title: 'Title', body: 'Body' }],
      skip: [],
      wantsAnswer: true,
      mayDefer: true,
      mayRefuse: true,
      deferralsLeft: 3,
      deferrableUntil: START + 4 * HOUR - 5 * MINUTE,
      quietUntil: expect.any(Number),
      isDeferralOver: false,
      answerTimeoutSeconds: 300,
    });
  });

  it.each([
    ['inform', false, false],
    ['inform', true, true],
    ['acknowledge', false, true],
    ['acknowledge', true, true],
    ['defer', false, true],
  ] as const)('%s, may refuse %s: wants an answer %s (N11)', (kind, mayRefuse, wantsAnswer) => {
    const request = firstRequest({ kind, mayRefuse, maxDeferrals: 0 });
    expect(request).toMatchObject({ wantsAnswer, mayRefuse, mayDefer: false, deferralsLeft: 0 });
    expect(request).toMatchObject({ deferrableUntil: null, isDeferralOver: false });
  });

  it('has one deferral less in each round, and at last none (N7)', () => {
    const policy = { kind: 'defer', maxDeferrals: 2, minimumDeferralSeconds: 60 } as const;
    const life = lifeOf(policy, [{ id: 'ann', answer: 'deferred' }]);
    life.boot();
    life.drain(() => requestsOf(life).length === 3);
    const offered = requestsOf(life).map(({ round, mayDefer, deferralsLeft, skip }) => [
      round,
      mayDefer,
      deferralsLeft,
      skip.length,
    ]);
    expect(offered).toEqual([
      [0, true, 2, 0],
      [1, true, 1, 0],
      [2, false, 0, 0],
    ]);
    expect(firstRequest({ kind: 'acknowledge', maxDeferrals: 3 })).toMatchObject({ mayDefer: false });
  });

  it('offers no deferral that would end when the answer has to be there (N7)', () => {
    const policy = { kind: 'defer', maxDeferrals: 1, minimumDeferralSeconds: 60 } as const;
    const offers = (lastsMs: number) => {
      const life = new SimulatedLife(makeOrder({ notAfter: START + lastsMs }, policy));
      life.boot();
      life.drain((one) => one.state?.phase === 'notifying');
      return requestsOf(life)[0]!.mayDefer;
    };
    expect([offers(6 * MINUTE), offers(6 * MINUTE + 1)]).toEqual([false, true]);
  });

  it('leaves out who answered in this round before a restart, and who agreed in an earlier one (N5, R9)', () => {
    const life = lifeOf({ kind: 'acknowledge' }, [
      { id: 'ann', answer: 'acknowledged' },
      { id: 'bob', answer: 'silent' },
      { id: 'cid', answer: 'closed' },
    ]);
    life.boot();
    life.drain((one) => one.receipts.length === 2);
    const again = new SimulatedLife(life.order);
    const { state } = resumeJob(life.disk, life.now);
    again.state = state;
    again.people = () => [];
    again.deliver({ kind: 'observed', purpose: 'check', observation: life.machine.observe(life.now) });
    const [shown] = requestsOf(again);
    expect([shown?.round, new Set(shown?.skip)]).toEqual([0, new Set(['ann', 'cid'])]);
    life.now += 10 * MINUTE;
    life.drain(() => requestsOf(life).length === 2);
    expect(requestsOf(life)[1]).toMatchObject({ round: 1, skip: ['ann'] });
  });

  it('is waited for no longer than the job may wait (L5)', () => {
    const life = new SimulatedLife(makeOrder({ notAfter: START + MINUTE }, { kind: 'acknowledge' }));
    life.boot();
    life.drain((one) => one.state?.phase === 'notifying');
    expect(life.effects.at(-1)?.effect).toEqual({ kind: 'wait-until', at: START + MINUTE });
  });

  it('is asked for once more when it cannot even be said who is logged on (N13)', () => {
    const life = lifeOf({ kind: 'acknowledge' });
    life.boot();
    life.drain((one) => one.state?.phase === 'notifying');
    const early = life.effects.length;
    life.deliver({ kind: 'tick' });
    expect(life.effects.slice(early).map(({ effect }) => effect)).toEqual([
      { kind: 'wait-until', at: START + 6 * MINUTE },
    ]);
    const blind = lifeOf({ kind: 'acknowledge' });
    blind.state = JSON.parse(JSON.stringify({ ...life.state }));
    blind.now = START + 6 * MINUTE;
    blind.deliver({ kind: 'notice-sessions-unknown', round: 0, text: 'Access denied.' });
    expect(blind.newest().detail).toBe(
      'Who is logged on cannot be found out, so nobody can be told and the change waits. Access denied.',
    );
    blind.deliver({ kind: 'tick' });
    expect(requestsOf(blind)).toMatchObject([{ round: 0 }]);
  });
});

describe('who is logged on', () => {
  const given = { kind: 'notice-answered', round: 0, at: START, shown: SHOWN, until: null } as const;
  const list = (round: number, ...ids: string[]) => {
    const sessions = ids.map((id) => ({ id, user: null }));
    return { kind: 'notice-sessions', round, look: 1, sessions, shown: SHOWN } as const;
  };
  function told(kind: 'acknowledge' | 'inform' = 'acknowledge', ...ids: string[]): SimulatedLife {
    const life = lifeOf({ kind });
    life.boot();
    life.drain((one) => one.state?.phase === 'notifying');
    life.deliver(list(0, ...ids));
    return life;
  }

  it('may be said again: who answered has answered (N2, N9)', () => {
    const life = told('acknowledge', 'ann');
    life.deliver(list(0, 'ann', 'bob'));
    life.deliver({ ...given, session: 'ann', answer: 'closed' });
    life.deliver(list(0, 'ann', 'bob'));
    life.deliver({ ...given, session: 'bob', answer: 'acknowledged' });
    expect(life.state).toMatchObject({ phase: 'notice-pause', notice: { pause: { kind: 'again' } } });
  });

  it('are timed out where they gave no answer, and nobody else is (N2, N10)', () => {
    const life = told('acknowledge', 'ann', 'bob');
    life.deliver({ ...given, session: 'ann', answer: 'suppressed' });
    life.now += 6 * MINUTE;
    life.deliver({ kind: 'tick' });
    expect(life.receipts.map(({ session, answer, answeredAt }) => [session, answer, answeredAt])).toEqual([
      ['ann', 'suppressed', null],
      ['bob', 'timed-out', null],
    ]);
  });

  it('is nobody any more: that starts where all who stayed had agreed, and is told where none had (N5, N6)', () => {
    const life = told('acknowledge', 'ann', 'bob');
    life.deliver({ ...given, session: 'ann', answer: 'acknowledged' });
    life.deliver({ ...given, session: 'bob', answer: 'closed' });
    life.now += 15 * MINUTE;
    life.deliver({ kind: 'tick' });
    life.deliver({ ...list(1), look: life.state!.notice.looks });
    expect(life.state?.phase).toBe('asking');
    const gone = told('acknowledge', 'ann');
    gone.deliver({ ...given, session: 'ann', answer: 'closed' });
    gone.now += 15 * MINUTE;
    gone.deliver({ kind: 'tick' });
    gone.deliver(list(1));
    expect(gone.receipts.map(({ answer }) => answer)).toEqual(['closed', 'nobody-logged-on']);
  });
});

describe('answers of several people', () => {
  it('put the change off until the latest of their times (N7)', () => {
    const policy = { kind: 'defer', maxDeferrals: 1, minimumDeferralSeconds: 60 } as const;
    const life = lifeOf(
      policy,
      ['ann', 'bob', 'cid'].map((id): Person => ({ id, answer: 'silent' })),
    );
    life.boot();
    life.drain((one) => one.state?.notice.sessions[2]?.displayedAt != null);
    const given = { kind: 'notice-answered', round: 0, at: life.now, shown: SHOWN } as const;
    const put = (session: string, minutes: number) =>
      life.deliver({ ...given, session, answer: 'deferred', until: START + minutes * MINUTE });
    put('ann', 20);
    put('bob', 50);
    life.deliver({ ...given, session: 'cid', answer: 'acknowledged', until: START + 90 * MINUTE });
    expect(life.newest()).toMatchObject({ state: 'deferred', until: START + 50 * MINUTE });
    expect(life.receipts.map(({ deferredUntil }) => deferredUntil)).toEqual([
      START + 20 * MINUTE,
      START + 50 * MINUTE,
      null,
    ]);
  });

  it('make a receipt each, of what was shown and when (N2, N8)', () => {
    const life = lifeOf({ kind: 'inform' }, [{ id: 'ann', answer: 'informed' }]);
    life.boot();
    life.drain((one) => one.state?.phase === 'asking');
    expect(life.receipts).toEqual([
      {
        jobId: 'job-1',
        attempt: 1,
        session: 'ann',
        user: 'user of ann',
        ...SHOWN,
        onAgentAt: START,
        displayedAt: START + 1000,
        answeredAt: null,
        answer: 'informed',
        deferredUntil: null,
        deferrals: 0,
      },
    ]);
  });

  it('are displayed once: a second display changes nothing, and the earliest is the first (N2, N8)', () => {
    const life = lifeOf({ kind: 'acknowledge', minimumNoticeSeconds: 60 }, [
      { id: 'ann', answer: 'silent', displayed: false },
      { id: 'bob', answer: 'silent', displayed: false },
    ]);
    life.boot();
    life.drain((one) => one.state?.notice.sessions.length === 2);
    const show = (session: string, at: number) =>
      life.deliver({ kind: 'notice-displayed', round: 0, session, at, shown: SHOWN });
    show('ann', START + 3000);
    show('ann', START + 4000);
    show('bob', START + 2000);
    show('eve', START + 1000);
    expect(life.state?.notice.sessions.map(({ displayedAt }) => displayedAt)).toEqual([
      START + 3000,
      START + 2000,
    ]);
    expect(life.state?.notice.firstDisplayedAt).toBe(START + 2000);
    expect(life.log.filter((line) => line === 'journal displayed')).toHaveLength(2);
  });
});

describe('a question to the server', () => {
  function asking(): SimulatedLife {
    const life = lifeOf({ kind: 'none' });
    life.onAsk = () => undefined;
    life.boot();
    life.drain((one) => one.state?.ask?.askedAt != null);
    return life;
  }
  const effectsSince = (life: SimulatedLife, from: number) =>
    life.effects.slice(from).map(({ effect }) => effect);

  it('is journalled once an id, and asked anew when its time is over, no sooner (S3, R7)', () => {
    const life = asking();
    let from = life.effects.length;
    life.now = START + 29_999;
    life.deliver({ kind: 'tick' });
    expect(effectsSince(life, from)).toEqual([{ kind: 'wait-until', at: START + 30_000 }]);
    from = life.effects.length;
    life.now = START + 30_000;
    life.deliver({ kind: 'tick' });
    expect(effectsSince(life, from)).toEqual([
      { kind: 'ask', askId: null },
      { kind: 'wait-until', at: START + 60_000 },
    ]);
    from = life.effects.length;
    life.deliver({ kind: 'asked', askId: 'ask-2' });
    expect(effectsSince(life, from).map(({ kind }) => kind)).toEqual(['journal']);
    from = life.effects.length;
    life.deliver({ kind: 'asked', askId: 'ask-2' });
    expect(effectsSince(life, from)).toEqual([]);
    expect(life.state?.ask).toEqual({ askId: 'ask-2', askedAt: START + 30_000 });
  });

  it('says why it is held, also when it is asked again (S4)', () => {
    const life = asking();
    life.deliver({ kind: 'hold', reason: 'paused', text: 'The rollout is paused.', retryAfterSeconds: 60 });
    expect(life.newest()).toMatchObject({ state: 'queued', detail: 'The rollout is paused.' });
    const { version } = life.newest();
    const from = life.effects.length;
    life.deliver({ kind: 'connected' });
    expect(effectsSince(life, from)).toEqual([]);
    life.now += 60_000;
    life.deliver({ kind: 'tick' });
    expect(effectsSince(life, from)).toEqual([
      { kind: 'ask', askId: null },
      { kind: 'wait-until', at: START + 90_000 },
    ]);
    expect(life.newest().version).toBe(version);
  });

  it('after a go that was lost ends with the time (R7, L5)', () => {
    const life = lifeOf({ kind: 'none' });
    life.boot();
    life.drain((one) => one.state?.phase === 'planning');
    const late = life.order.notAfter - 20_000;
    const { state, effects } = resumeJob(life.disk, late);
    expect(effects.at(-1)).toEqual({ kind: 'wait-until', at: late + 20_000 });
    life.state = state;
    life.now = late + 20_000;
    life.deliver({ kind: 'tick' });
    expect(life.newest()).toMatchObject({ state: 'expired' });
    expect(life.newest().detail).toContain('Nothing was changed');
  });
});
