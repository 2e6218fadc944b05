import { describe, expect, it } from 'vitest';
import { advanceJob, type JobEvent, type NoticeRules, resumeJob } from '../src/index';
import { HOUR, makeOrder } from './orders';
import { type Person, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;
const PAGE = { channel: 'page', language: 'de', textSha256: 'cd'.repeat(32) } as const;
const SILENT: Person = { id: 'ann', answer: 'silent', displayed: true };

type Said = 'acknowledged' | 'deferred' | 'refused';

let ids = 0;
function page(life: SimulatedLife, answer: Said, rest: { session?: string; until?: number | null } = {}) {
  ids += 1;
  const event = {
    kind: 'page-answered',
    id: `answer-${ids}`,
    session: 'ann',
    at: life.now,
    shown: PAGE,
    answer,
    until: null,
    ...rest,
  } as const;
  return event satisfies JobEvent;
}

/** What the answers come to, as the server is told. */
const outcomes = (life: SimulatedLife) =>
  life.effects.flatMap(({ effect }) => (effect.kind === 'settle-page-answer' ? [effect.outcome] : []));

/** A life whose people are being told. */
function tellingLife(policy: Partial<NoticeRules>, people: Person[] = [SILENT]): SimulatedLife {
  const life = new SimulatedLife(
    makeOrder({}, { kind: 'defer', maxDeferrals: 2, minimumDeferralSeconds: 600, ...policy }),
  );
  life.people = () => people;
  life.boot();
  life.drain((one) => (one.state?.notice.sessions.length ?? 0) === people.length);
  return life;
}

function say(life: SimulatedLife, answer: Said, rest: { session?: string; until?: number | null } = {}) {
  life.deliver(page(life, answer, rest));
  return outcomes(life).at(-1);
}

describe('an answer of the page in a round (N14, N16)', () => {
  it('is the session’s answer, with a receipt of the channel page, and takes the dialog away', () => {
    const life = tellingLife({});
    const at = life.now;
    expect(say(life, 'acknowledged')).toBe('taken');
    expect(life.receipts).toMatchObject([
      { session: 'ann', answer: 'acknowledged', answeredAt: at, ...PAGE, deferrals: 0 },
    ]);
    expect(life.effects.map(({ effect }) => effect)).toContainEqual({
      kind: 'withdraw-from',
      session: 'ann',
    });
    life.drain();
    expect(life.newest().state).toBe('verified');
  });

  it('is displayed there where nothing else was, so that minimum notice counts from it', () => {
    const life = tellingLife({ minimumNoticeSeconds: 600 }, [
      { id: 'ann', answer: 'silent', displayed: false },
    ]);
    const at = life.now;
    expect(say(life, 'acknowledged')).toBe('taken');
    expect(life.receipts[0]).toMatchObject({ displayedAt: at });
    life.drain((one) => one.granted !== null);
    expect(life.granted?.at).toBe(at + 600_000);
  });

  it('may put it off until a time within the policy, and no further than it leaves room', () => {
    const life = tellingLife({});
    const until = life.now + HOUR;
    expect(say(life, 'deferred', { until })).toBe('taken');
    expect(life.receipts[0]).toMatchObject({ answer: 'deferred', deferredUntil: until });
    expect(life.newest()).toMatchObject({ state: 'deferred', until });
  });

  it('ends the job where it is an allowed refusal', () => {
    const life = tellingLife({ mayRefuse: true });
    expect(say(life, 'refused')).toBe('taken');
    expect(life.newest().state).toBe('refused');
    expect(life.machine.applied).toEqual([]);
  });

  it.each([
    ['refused', { mayRefuse: false }],
    ['deferred', { maxDeferrals: 0 }],
    ['deferred', { kind: 'acknowledge' }],
  ] as const)('is not offered: %s with %j', (answer, policy) => {
    const life = tellingLife(policy);
    expect(say(life, answer)).toBe('not-offered');
    expect(life.receipts).toEqual([]);
    expect(life.state?.phase).toBe('notifying');
  });

  it('comes after the answer of the dialog, which stays', () => {
    const bob: Person = { id: 'bob', answer: 'silent' };
    const life = tellingLife({ mayRefuse: true }, [{ id: 'ann', answer: 'acknowledged' }, bob]);
    life.drain((one) => one.receipts.length === 1);
    expect(say(life, 'refused')).toBe('answered-before');
    expect(life.receipts).toHaveLength(1);
  });

  it('told again is taken once, also after a restart', () => {
    const life = tellingLife({}, [SILENT, { id: 'bob', answer: 'silent' }]);
    const event = page(life, 'acknowledged');
    life.deliver(event);
    life.deliver(event);
    const { state } = resumeJob(life.disk, life.now);
    const { effects } = advanceJob(state, event, life.now);
    expect(effects).toEqual([{ kind: 'settle-page-answer', id: event.id, outcome: 'taken' }]);
    expect(outcomes(life)).toEqual(['taken', 'taken']);
    expect(life.receipts).toHaveLength(1);
  });

  it('waits until its session is listed', () => {
    const life = tellingLife({});
    const event = page(life, 'acknowledged', { session: 'eve' });
    life.deliver(event);
    expect(outcomes(life)).toEqual([]);
    const sessions = ['ann', 'eve'].map((id) => ({ id, user: id }));
    life.deliver({ kind: 'notice-sessions', round: 0, look: 1, sessions, shown: PAGE });
    life.deliver(event);
    expect(outcomes(life)).toEqual(['taken']);
  });

  it('waits for the first look', () => {
    const life = new SimulatedLife(makeOrder({}, { kind: 'acknowledge' }));
    life.people = () => [SILENT];
    life.boot();
    expect(life.state?.phase).toBe('checking');
    life.deliver(page(life, 'acknowledged'));
    expect(outcomes(life)).toEqual([]);
  });
});

describe('an answer of the page between two rounds (N15)', () => {
  function deferringLife(people: Person[], policy: Partial<NoticeRules> = {}): SimulatedLife {
    const life = tellingLife({ minimumDeferralSeconds: 3600, ...policy }, people);
    life.drain((one) => one.state?.phase === 'notice-pause');
    return life;
  }
  const later = (id: string): Person => ({ id, answer: 'deferred' });

  it('that needs no waiting any more ends it', () => {
    const life = deferringLife([later('ann')]);
    const at = life.now;
    expect(say(life, 'acknowledged')).toBe('taken');
    life.drain((one) => one.granted !== null);
    expect((life.granted?.at ?? 0) - at).toBeLessThan(MINUTE);
    expect(life.receipts.map(({ answer, deferrals }) => [answer, deferrals])).toEqual([
      ['deferred', 0],
      ['acknowledged', 1],
    ]);
  });

  it('leaves the others the time that they were given', () => {
    const life = deferringLife([later('ann'), later('bob')]);
    const { until } = life.state!.notice.pause!;
    expect(say(life, 'acknowledged')).toBe('taken');
    expect(life.state?.phase).toBe('notice-pause');
    life.drain((one) => one.state?.phase === 'notifying');
    expect(life.now).toBe(until);
    const shown = life.effects.flatMap(({ effect }) =>
      effect.kind === 'show-notice' ? [effect.request] : [],
    );
    expect(shown.at(-1)?.skip).toContain('ann');
  });

  it('refuses where that is allowed', () => {
    const life = deferringLife([later('ann')], { mayRefuse: true });
    expect(say(life, 'refused')).toBe('taken');
    expect(life.newest().state).toBe('refused');
  });

  it.each([
    ['deferred', 'ann', 'not-offered'],
    ['refused', 'ann', 'not-offered'],
    ['acknowledged', 'nobody-we-know', 'too-late'],
  ] as const)('is not taken: %s by %s is %s', (answer, session, outcome) => {
    const life = deferringLife([later('ann')]);
    expect(say(life, answer, { session })).toBe(outcome);
    expect(life.receipts).toHaveLength(1);
  });

  it('counts once', () => {
    const life = deferringLife([later('ann'), later('bob')]);
    expect(say(life, 'acknowledged')).toBe('taken');
    life.now += 1;
    expect(say(life, 'acknowledged')).toBe('answered-before');
  });
});

describe('an answer of the page that comes too late', () => {
  it('changes nothing of a job that has ended or begun', () => {
    const life = tellingLife({}, [{ id: 'ann', answer: 'acknowledged' }]);
    life.drain((one) => one.state?.begun !== null);
    expect(say(life, 'refused')).toBe('answered-before');
    life.drain();
    expect(say(life, 'refused', { session: 'bob' })).toBe('too-late');
    expect(life.newest().state).toBe('verified');
    expect(life.receipts).toHaveLength(1);
  });

  it('changes nothing once the time to start is over', () => {
    const life = tellingLife({});
    life.now = life.order.notAfter;
    expect(say(life, 'acknowledged')).toBe('too-late');
    expect(life.newest().state).toBe('expired');
    expect(life.receipts).toEqual([]);
  });
});
