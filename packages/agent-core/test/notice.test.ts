import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobReport, NoticeAnswer, NoticeRules } from '../src/index';
import { HOUR, makeOrder, START } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;

function lifeOf(
  policy: Partial<NoticeRules>,
  people: Person[] | ((round: number) => Person[]),
): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, policy));
  life.people = typeof people === 'function' ? people : () => people;
  return life;
}

/** What became of the first round: where the job stands once it is over. */
function outcome(life: SimulatedLife): string {
  life.boot();
  life.drain((one) => one.state?.phase === 'notice-pause' || one.state?.phase === 'asking');
  const state = life.state!;
  if (state.phase === 'asking') return 'start';
  if (state.phase === 'ended') return life.newest().state === 'refused' ? 'never' : life.newest().state;
  return state.notice.pause?.kind === 'nobody' ? 'wait' : state.notice.pause!.kind;
}

const KINDS = ['inform', 'acknowledge', 'defer'] as const;

describe('the truth table (N4)', () => {
  type Row = [
    answer: NoticeAnswer,
    given: { displayed: boolean; mayRefuse: boolean; left: number },
    verdicts: string[],
  ];
  const seen = { displayed: true, mayRefuse: false, left: 2 };
  const rows: Row[] = [
    ['informed', seen, ['start', 'again', 'again']],
    ['acknowledged', seen, ['start', 'start', 'start']],
    ['acknowledged', { ...seen, displayed: false }, ['again', 'start', 'start']],
    ['refused', { ...seen, mayRefuse: true }, ['never', 'never', 'never']],
    ['refused', { ...seen, mayRefuse: true, displayed: false }, ['never', 'never', 'never']],
    ['refused', seen, ['start', 'again', 'again']],
    ['deferred', seen, ['start', 'again', 'deferred']],
    ['deferred', { ...seen, left: 0 }, ['start', 'again', 'again']],
    ['timed-out', seen, ['start', 'again', 'again']],
    ['closed', seen, ['start', 'again', 'again']],
    ['suppressed', { ...seen, displayed: false }, ['again', 'again', 'again']],
    ['timed-out', { ...seen, displayed: false }, ['again', 'again', 'again']],
    ['closed', { ...seen, displayed: false }, ['again', 'again', 'again']],
  ];

  it.each(
    rows.flatMap(([answer, given, verdicts]) =>
      KINDS.map((kind, index) => ({ answer, kind, verdict: verdicts[index]!, ...given })),
    ),
  )('$kind, $answer, displayed $displayed, may refuse $mayRefuse, $left left: $verdict', (row) => {
    const policy = {
      kind: row.kind,
      mayRefuse: row.mayRefuse,
      maxDeferrals: row.left,
      minimumDeferralSeconds: 60,
    };
    expect(outcome(lifeOf(policy, [{ id: 'ann', answer: row.answer, displayed: row.displayed }]))).toBe(
      row.verdict,
    );
  });

  it.each(KINDS.flatMap((kind) => (['start', 'wait'] as const).map((when) => ({ kind, when }))))(
    '$kind, nobody logged on, $when',
    ({ kind, when }) => {
      const life = lifeOf({ kind, whenNobodyLoggedOn: when, minimumNoticeSeconds: 600 }, []);
      expect(outcome(life)).toBe(when);
      expect(life.receipts).toMatchObject([
        { answer: 'nobody-logged-on', session: 'none', displayedAt: null },
      ]);
      if (when === 'start') expect(life.now, 'nobody to give a minimum notice to (N8)').toBe(START);
    },
  );

  it('nobody logged on is never what could not be found out: that is told, and nothing starts (N13)', () => {
    const life = lifeOf({ kind: 'inform', whenNobodyLoggedOn: 'start' }, []);
    life.boot();
    life.drain((one) => one.state?.phase === 'notifying');
    life.deliver({ kind: 'notice-sessions-unknown', round: 0, text: 'who: not found.' });
    life.deliver({ kind: 'notice-sessions-unknown', round: 0, text: 'who: not found.' });
    expect(life.state?.phase).toBe('notifying');
    expect(life.receipts).toEqual([]);
    expect(life.reports.map(({ detail }) => detail).filter((detail) => detail !== null)).toEqual([
      'Who is logged on cannot be found out, so nobody can be told and the change waits. who: not found.',
    ]);
    life.deliver({ kind: 'notice-sessions', round: 0, look: 1, sessions: [], shown: SHOWN });
    expect(life.state?.notice.satisfied).toBe(true);
  });

  it('none tells nobody (N1)', () => {
    const life = lifeOf({ kind: 'none' }, [{ id: 'ann', answer: 'refused' }]);
    expect(life.run().state).toBe('verified');
    expect(life.log).not.toContain('show-notice');
    expect(life.receipts).toEqual([]);
  });
});

describe('several sessions (N3, N5)', () => {
  const policy = { kind: 'defer', mayRefuse: true, maxDeferrals: 3, minimumDeferralSeconds: 60 } as const;
  const outranking: NoticeAnswer[] = ['refused', 'closed', 'deferred', 'acknowledged'];
  const verdicts = ['never', 'again', 'deferred', 'start'];

  it('take the answer that outranks the others, whoever answers first', () => {
    const some = fc.array(fc.constantFrom(...outranking), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(some, (answers) => {
        const people = answers.map((answer, index) => ({ id: `session-${index}`, answer }));
        const strongest = Math.min(...answers.map((answer) => outranking.indexOf(answer)));
        expect(outcome(lifeOf(policy, people))).toBe(verdicts[strongest]);
      }),
      { numRuns: 200 },
    );
  });

  it('are waited for, unless one refuses', () => {
    const silent: Person = { id: 'bob', answer: 'silent' };
    const waiting = lifeOf(policy, [{ id: 'ann', answer: 'acknowledged' }, silent]);
    waiting.boot();
    waiting.drain((one) => one.receipts.length === 1);
    expect(waiting.state?.phase).toBe('notifying');
    const refusing = lifeOf(policy, [silent, { id: 'ann', answer: 'refused' }]);
    expect(refusing.run()).toMatchObject({ state: 'refused' });
    expect(refusing.log, 'the other dialog is taken away (N12)').toContain('withdraw-notice');
    expect(refusing.machine.applied).toEqual([]);
    expect(refusing.now - START, 'nobody waits for the dialog that nobody answers').toBeLessThan(MINUTE);
  });

  it('that acknowledged count when they have logged off before the others are asked again', () => {
    const life = lifeOf({ ...policy, whenNobodyLoggedOn: 'wait' }, (round) =>
      round === 0
        ? [
            { id: 'ann', answer: 'acknowledged' },
            { id: 'bob', answer: 'deferred' },
          ]
        : [],
    );
    expect(life.run().state).toBe('verified');
    expect(life.receipts.map(({ answer }) => answer)).toEqual(['acknowledged', 'deferred']);
  });

  it('are not asked again once they acknowledged', () => {
    const life = lifeOf(policy, (round) => [
      { id: 'ann', answer: 'acknowledged' },
      { id: 'bob', answer: round === 0 ? 'deferred' : 'acknowledged' },
    ]);
    expect(life.run().state).toBe('verified');
    expect(life.receipts.map(({ session, answer, deferrals }) => [session, answer, deferrals])).toEqual([
      ['ann', 'acknowledged', 0],
      ['bob', 'deferred', 0],
      ['bob', 'acknowledged', 1],
    ]);
  });

  it('that log off without an answer are waited for no longer, and new ones are asked (N9)', () => {
    const life = lifeOf(policy, [
      { id: 'ann', answer: 'acknowledged' },
      { id: 'bob', answer: 'silent' },
    ]);
    life.boot();
    life.drain((one) => one.receipts.length === 1);
    const both = [
      { id: 'ann', user: 'ann' },
      { id: 'eve', user: 'eve' },
    ];
    life.deliver({ kind: 'notice-sessions', round: 0, look: 1, sessions: both, shown: SHOWN });
    expect(life.state?.phase).toBe('notifying');
    life.deliver({ kind: 'notice-sessions', round: 0, look: 2, sessions: both.slice(0, 1), shown: SHOWN });
    expect(life.state?.notice.satisfied).toBe(true);
  });

  it('answer once a round: a later answer changes nothing (N2)', () => {
    const life = lifeOf(policy, [
      { id: 'ann', answer: 'acknowledged' },
      { id: 'bob', answer: 'silent' },
    ]);
    life.boot();
    life.drain((one) => one.receipts.length === 1);
    const late = {
      kind: 'notice-answered',
      session: 'ann',
      at: life.now,
      shown: SHOWN,
      until: null,
    } as const;
    life.deliver({ ...late, round: 0, answer: 'refused' });
    life.deliver({ ...late, round: 1, answer: 'refused' });
    life.deliver({ ...late, round: 0, session: 'nobody-we-know', answer: 'refused' });
    expect(life.receipts).toHaveLength(1);
    expect(life.state?.phase).toBe('notifying');
  });
});

describe('rounds and deferrals', () => {
  const policy = {
    kind: 'defer',
    maxDeferrals: 2,
    minimumDeferralSeconds: 600,
    answerTimeoutSeconds: 300,
  } as const;

  function shownAt(life: SimulatedLife): { end: JobReport; times: number[] } {
    const times: number[] = [];
    const people = life.people;
    life.people = (round) => {
      times.push(life.now - START);
      return people(round);
    };
    return { end: life.run(), times };
  }

  it('are bounded: after the last deferral none is offered, and then only an answer will do (N7)', () => {
    const life = lifeOf(policy, [{ id: 'ann', answer: 'deferred' }]);
    const { end } = shownAt(life);
    expect(life.state?.notice.deferrals).toBe(2);
    expect(life.receipts.slice(0, 3).map((receipt) => receipt.deferredUntil !== null)).toEqual([
      true,
      true,
      false,
    ]);
    expect(end.state).toBe('expired');
    expect(life.machine.applied).toEqual([]);
  });

  it('last the minimum at least and leave time for an answer before the end (N7)', () => {
    const life = lifeOf(policy, [{ id: 'ann', answer: 'silent' }]);
    const answer = (until: number | null) => {
      const one = lifeOf(policy, [{ id: 'ann', answer: 'silent' }]);
      one.boot();
      one.drain((other) => other.state?.notice.sessions[0]?.displayedAt != null);
      const given = { kind: 'notice-answered', round: 0, session: 'ann', at: one.now, shown: SHOWN } as const;
      one.deliver({ ...given, answer: 'deferred', until });
      return one.newest().until! - START;
    };
    expect(answer(null)).toBe(10 * MINUTE);
    expect(answer(START + MINUTE)).toBe(10 * MINUTE);
    expect(answer(START + HOUR)).toBe(HOUR);
    expect(answer(START + 9 * HOUR)).toBe(4 * HOUR - 5 * MINUTE);
    expect(life.order.notAfter - START).toBe(4 * HOUR);
  });

  it('are not offered when no time is left for them (N7)', () => {
    const life = new SimulatedLife(makeOrder({ notAfter: START + 14 * MINUTE }, policy));
    life.people = () => [{ id: 'ann', answer: 'deferred' }];
    expect(life.run().state).toBe('expired');
    expect(life.receipts[0]).toMatchObject({ answer: 'deferred', deferredUntil: null });
  });

  it('report deferred and until when, then come back (N7)', () => {
    const life = lifeOf(policy, (round) => [
      { id: 'ann', answer: round === 0 ? 'deferred' : 'acknowledged' },
    ]);
    const { end, times } = shownAt(life);
    expect(end.state).toBe('verified');
    expect(times).toEqual([0, 10 * MINUTE]);
    const deferred = life.reports.find((report) => report.state === 'deferred');
    expect(deferred?.until).toBe(START + 10 * MINUTE);
  });

  it('without an answer come back after a quarter of an hour and take no deferral (N6)', () => {
    const life = lifeOf({ kind: 'acknowledge' }, (round) => [
      { id: 'ann', answer: round === 0 ? 'timed-out' : round === 1 ? 'closed' : 'acknowledged' },
    ]);
    const { end, times } = shownAt(life);
    expect(end.state).toBe('verified');
    expect(times).toEqual([0, 15 * MINUTE, 30 * MINUTE]);
    expect(life.state?.notice.deferrals).toBe(0);
    expect(life.receipts.map((receipt) => [receipt.answer, receipt.answeredAt !== null])).toEqual([
      ['timed-out', false],
      ['closed', true],
      ['acknowledged', true],
    ]);
  });

  it('wait for somebody to log on, looking every minute, told and journalled once (N6)', () => {
    const life = lifeOf({ kind: 'acknowledge', whenNobodyLoggedOn: 'wait' }, []);
    life.people = () => (life.now < START + 30 * MINUTE ? [] : [{ id: 'ann', answer: 'acknowledged' }]);
    expect(life.run().state).toBe('verified');
    expect(life.now).toBeGreaterThanOrEqual(START + 30 * MINUTE);
    expect(life.receipts.map((receipt) => receipt.answer)).toEqual(['nobody-logged-on', 'acknowledged']);
    expect(life.reports.filter((report) => report.state === 'notifying').length).toBeLessThanOrEqual(3);
    expect(life.disk.length).toBeLessThan(40);
  });

  it('end for a session that a forgetful channel never times out (N10)', () => {
    const life = lifeOf({ kind: 'acknowledge', answerTimeoutSeconds: 300 }, (round) => [
      { id: 'ann', answer: round === 0 ? 'silent' : 'acknowledged' },
    ]);
    const { end, times } = shownAt(life);
    expect(end.state).toBe('verified');
    expect(life.receipts[0]).toMatchObject({ answer: 'timed-out', displayedAt: START + 1000 });
    expect(times[1], 'from when it was displayed').toBe(6 * MINUTE + 1000 + 15 * MINUTE);
  });

  it('of inform ask nothing, unless the user may refuse (N11)', () => {
    const wants = (mayRefuse: boolean) => {
      const life = lifeOf({ kind: 'inform', mayRefuse }, [{ id: 'ann', answer: 'informed' }]);
      life.boot();
      life.drain((one) => one.state?.phase === 'notifying');
      return life;
    };
    for (const mayRefuse of [true, false]) expect(wants(mayRefuse).run().state).toBe('verified');
  });
});

describe('minimum notice (N8)', () => {
  it('counts from the first display on the machine, over rounds', () => {
    const policy = { kind: 'acknowledge', minimumNoticeSeconds: 1800 } as const;
    const life = lifeOf(policy, (round) => [{ id: 'ann', answer: round === 0 ? 'closed' : 'acknowledged' }]);
    life.boot();
    life.drain((one) => one.state?.phase === 'asking');
    expect(life.now).toBe(START + 1000 + 30 * MINUTE);
    const waiting = life.reports.find((report) => report.state === 'waiting-window');
    expect(waiting?.until).toBe(START + 1000 + 30 * MINUTE);
  });

  it('does not start in time: expired, not started early', () => {
    const order = makeOrder({ notAfter: START + HOUR }, { kind: 'inform', minimumNoticeSeconds: 7200 });
    const life = new SimulatedLife(order);
    life.people = () => [{ id: 'ann', answer: 'informed' }];
    expect(life.run().state).toBe('expired');
    expect(life.machine.applied).toEqual([]);
  });
});
