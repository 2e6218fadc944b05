import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceJob, type JobOrder, latestStart, type NoticeRequest, type NoticeRules } from '../src/index';
import { HOUR, makeOrder, START } from './orders';
import { SHOWN, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;

const requestsOf = ({ effects }: SimulatedLife): NoticeRequest[] =>
  effects.flatMap(({ effect }) => (effect.kind === 'show-notice' ? [effect.request] : []));

/** A life up to its first round, in which somebody sees the notice and says nothing. */
function askingLife(order: JobOrder): SimulatedLife {
  const life = new SimulatedLife(order);
  life.people = () => [{ id: 'ann', answer: 'silent' }];
  life.boot();
  life.drain((one) => one.state?.phase === 'ended' || one.state?.notice.sessions[0]?.displayedAt != null);
  return life;
}

function putOff(life: SimulatedLife, until: number | null): void {
  const { round } = life.state!.notice;
  const given = { round, session: 'ann', at: life.now, shown: SHOWN, answer: 'deferred' } as const;
  life.deliver({ kind: 'notice-answered', ...given, until });
}

/** Until the next round is shown, or it is over. */
function nextRound(life: SimulatedLife): NoticeRequest | null {
  const before = requestsOf(life).length;
  life.drain((one) => one.state?.phase === 'ended' || requestsOf(one).length > before);
  if (requestsOf(life).length === before) return null;
  life.drain((one) => one.state?.phase === 'ended' || one.state?.notice.sessions[0]?.displayedAt != null);
  return requestsOf(life).at(-1)!;
}

const rules = fc.record({
  maxDeferrals: fc.integer({ min: 0, max: 6 }),
  minimumDeferralSeconds: fc.integer({ min: 0, max: 7200 }),
  answerTimeoutSeconds: fc.integer({ min: 30, max: 3600 }),
});
const minutes = fc.integer({ min: 1, max: 600 });
const windows = fc.array(fc.tuple(minutes, minutes), { maxLength: 3 });

function orderOf(policy: Partial<NoticeRules>, lastsMinutes: number, spans: [number, number][]): JobOrder {
  const notAfter = START + lastsMinutes * MINUTE;
  const intervals = spans.map(([from, long]): [number, number] => [
    START + from * MINUTE,
    START + (from + long) * MINUTE,
  ]);
  return makeOrder({ notAfter, windows: intervals }, { kind: 'defer', ...policy });
}

/** What a request says of deferrals, held against itself and against the order. */
function checkOffer(request: NoticeRequest, order: JobOrder, shownAt: number): void {
  const { mayDefer, deferralsLeft, deferrableUntil, isDeferralOver } = request;
  expect([deferralsLeft > 0, deferrableUntil !== null]).toEqual([mayDefer, mayDefer]);
  expect(isDeferralOver, 'what never could be put off is not said to be over').toBe(
    !mayDefer && order.notice.policy.maxDeferrals > 0,
  );
  if (deferrableUntil === null) return;
  const { answerTimeoutSeconds, minimumDeferralSeconds } = order.notice.policy;
  expect(deferrableUntil + answerTimeoutSeconds * 1000).toBe(latestStart(order));
  expect(latestStart(order)).toBeLessThanOrEqual(order.notAfter);
  expect(deferrableUntil).toBeGreaterThan(shownAt + minimumDeferralSeconds * 1000);
}

describe('what is shown of deferrals (N20)', () => {
  it('never contradicts itself, whatever the policy, the windows and what is answered (N7)', () => {
    fc.assert(
      fc.property(rules, minutes, windows, fc.boolean(), (policy, lasts, spans, isLatest) => {
        const order = orderOf(policy, lasts, spans);
        const life = askingLife(order);
        let request = requestsOf(life)[0] ?? null;
        let left: number | null = null;
        while (request !== null && life.state?.phase === 'notifying') {
          const shownAt = life.state.notice.shownAt!;
          checkOffer(request, order, shownAt);
          if (left !== null) expect(request.deferralsLeft).toBeLessThan(left);
          if (!request.mayDefer) break;
          left = request.deferralsLeft;
          putOff(life, isLatest ? order.notAfter : null);
          const { pause } = life.state!.notice;
          if (pause?.kind !== 'deferred') break;
          expect(pause.until).toBeLessThanOrEqual(request.deferrableUntil!);
          if (isLatest) expect(pause.until).toBe(request.deferrableUntil);
          const isLast = left === 1;
          request = nextRound(life);
          if (isLast && request !== null)
            expect(request).toMatchObject({ mayDefer: false, isDeferralOver: true });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are as many as there is time for, though the policy lets more', () => {
    const policy = { maxDeferrals: 5, minimumDeferralSeconds: 3600, answerTimeoutSeconds: 600 };
    const left = (hours: number) => requestsOf(askingLife(orderOf(policy, hours * 60, [])))[0]?.deferralsLeft;
    expect([1, 2, 3, 12].map(left)).toEqual([0, 1, 2, 5]);
  });

  it('is bounded by the last window too: after it nothing would start (N7)', () => {
    const policy = { maxDeferrals: 2, minimumDeferralSeconds: 60, answerTimeoutSeconds: 600 };
    const order = orderOf(policy, 600, [
      [0, 30],
      [60, 60],
    ]);
    expect(latestStart(order)).toBe(START + 2 * HOUR);
    const life = askingLife(order);
    putOff(life, START + 5 * HOUR);
    expect(life.newest()).toMatchObject({ state: 'deferred', until: START + 110 * MINUTE });
    expect(latestStart(orderOf(policy, 60, [[90, 30]])), 'a window that comes too late is none').toBe(
      START + HOUR,
    );
    expect(latestStart(orderOf(policy, 60, [[30, 90]]))).toBe(START + HOUR);
    expect(latestStart(orderOf(policy, 60, [[60, 30]]))).toBe(START + HOUR);
  });
});

describe('a notice that nobody answers (N6)', () => {
  it('comes back the sooner the less time is left, and not sooner than five minutes', () => {
    const policy = { kind: 'acknowledge', answerTimeoutSeconds: 60, minimumDeferralSeconds: 1800 } as const;
    const life = new SimulatedLife(makeOrder({ notAfter: START + 2 * HOUR }, policy));
    life.people = () => [{ id: 'ann', answer: 'closed' }];
    const times: number[] = [];
    life.boot();
    life.drain((one) => {
      const shownAt = one.state?.notice.shownAt;
      if (shownAt != null && !times.includes(shownAt)) times.push(shownAt);
      return false;
    });
    const gaps = times.slice(1).map((at, n) => (at - times[n]!) / MINUTE);
    expect(gaps.slice(0, 2)).toEqual([30, 30]);
    expect(gaps.at(-1)).toBe(5);
    for (const [n, gap] of gaps.entries()) expect(gap).toBeLessThanOrEqual(gaps[n - 1] ?? 30);
    expect(gaps.length).toBeGreaterThan(5);
    expect(life.newest().state).toBe('expired');
    expect(life.state?.notice.deferrals).toBe(0);
  });
});

describe('a dialog behind a locked screen (N21)', () => {
  const policy = {
    kind: 'defer',
    maxDeferrals: 1,
    minimumDeferralSeconds: 60,
    answerTimeoutSeconds: 600,
  } as const;

  function lockedLife(): SimulatedLife {
    const life = new SimulatedLife(makeOrder({}, policy));
    life.people = (round) => [
      { id: 'ann', answer: round === 0 ? 'silent' : 'acknowledged', displayed: round > 0 },
    ];
    life.boot();
    life.drain((one) => one.state?.notice.sessions.length === 1);
    return life;
  }

  it('is not displayed and costs no deferral: the notice comes back', () => {
    const life = lockedLife();
    life.drain((one) => one.state?.phase === 'notice-pause');
    expect(life.receipts).toMatchObject([{ answer: 'timed-out', displayedAt: null }]);
    expect(life.state?.notice).toMatchObject({
      deferrals: 0,
      firstDisplayedAt: null,
      pause: { kind: 'again' },
    });
    life.drain();
    expect(life.newest().state).toBe('verified');
  });

  it('gives the whole time from when it is unlocked (N10)', () => {
    const life = lockedLife();
    life.now += 9 * MINUTE;
    const about = { round: 0, session: 'ann', at: life.now, shown: SHOWN } as const;
    life.deliver({ kind: 'notice-displayed', ...about });
    const lookAt = (now: number) => advanceJob(life.state!, { kind: 'tick' }, now).state.notice.receipts;
    expect(lookAt(life.now + 10 * MINUTE)).toEqual([]);
    expect(lookAt(life.now + 11 * MINUTE)).toMatchObject([{ answer: 'timed-out', displayedAt: life.now }]);
  });
});
