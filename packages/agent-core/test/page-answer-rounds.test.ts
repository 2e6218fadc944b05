import { describe, expect, it } from 'vitest';
import type { JobEvent, NoticeRules } from '../src/index';
import { makeOrder } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const POLICY = { kind: 'defer', maxDeferrals: 3, minimumDeferralSeconds: 3600 } as const;
const silent = (id: string): Person => ({ id, answer: 'silent' });
const later = (id: string): Person => ({ id, answer: 'deferred' });

/** A life whose people of round 0, 1 ... are these; those of the last one stay. */
function lifeOf(rounds: Person[][], policy: Partial<NoticeRules> = {}): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, { ...POLICY, ...policy }));
  life.people = (round) => rounds[Math.min(round, rounds.length - 1)]!;
  life.boot();
  return life;
}

/** Until everybody of the round is listed. */
function listed(life: SimulatedLife, round: number, people: Person[]): SimulatedLife {
  life.drain(({ state }) => state?.notice.round === round && state.notice.sessions.length === people.length);
  return life;
}

const isPaused = (round: number) => (life: SimulatedLife) =>
  life.state?.phase === 'notice-pause' && life.state.notice.round === round;

let ids = 0;
function say(
  life: SimulatedLife,
  session: string,
  answer: 'acknowledged' | 'deferred' | 'refused',
  at = life.now,
) {
  ids += 1;
  const event: JobEvent = {
    kind: 'page-answered',
    id: `answer-${ids}`,
    session,
    at,
    shown: { ...SHOWN, channel: 'page' },
    answer,
    until: null,
  };
  life.deliver(event);
  return life.effects.flatMap(({ effect }) =>
    effect.kind === 'settle-page-answer' && effect.id === event.id ? [effect.outcome] : [],
  )[0];
}

const said = ({ receipts }: SimulatedLife) => receipts.map(({ session, answer }) => `${session} ${answer}`);

describe('an answer of the page is that of one session (N14, N16)', () => {
  const both = [silent('ann'), silent('bob')];

  it('also where two people answer alike in the same moment', () => {
    const life = listed(lifeOf([both]), 0, both);
    expect(say(life, 'ann', 'acknowledged')).toBe('taken');
    expect(say(life, 'bob', 'acknowledged')).toBe('taken');
    expect(said(life)).toEqual(['ann acknowledged', 'bob acknowledged']);
  });

  it('and is not taken for that of the dialog, given in the same moment', () => {
    const life = listed(lifeOf([both]), 0, both);
    const given = { round: 0, session: 'ann', at: life.now, shown: SHOWN, answer: 'acknowledged' } as const;
    life.deliver({ kind: 'notice-answered', ...given, until: null });
    expect(say(life, 'ann', 'acknowledged', life.receipts[0]!.answeredAt!)).toBe('answered-before');
  });

  it('and another answer of the same moment is another answer', () => {
    const life = listed(lifeOf([both], { mayRefuse: true }), 0, both);
    const at = life.now;
    expect(say(life, 'ann', 'acknowledged', at)).toBe('taken');
    expect(say(life, 'ann', 'refused', at)).toBe('answered-before');
    expect(life.state?.phase).toBe('notifying');
  });

  it('says when the dialog was displayed, and of no deferral that was not asked for', () => {
    const life = listed(lifeOf([both]), 0, both);
    life.drain(({ state }) => state!.notice.sessions.every(({ displayedAt }) => displayedAt !== null));
    const { displayedAt } = life.state!.notice.sessions[0]!;
    life.now += 60_000;
    say(life, 'ann', 'acknowledged');
    expect(life.receipts[0]).toMatchObject({ displayedAt, answeredAt: life.now, deferredUntil: null });
    expect(life.disk.filter(({ kind }) => kind === 'displayed')).toHaveLength(2);
  });

  it('counts where it can be put off no more', () => {
    const life = listed(lifeOf([both], { maxDeferrals: 0 }), 0, both);
    expect(say(life, 'ann', 'acknowledged')).toBe('taken');
  });

  it('was given before by who acknowledged in an earlier round and is asked no more', () => {
    const bob: Person = { id: 'bob', answer: 'timed-out' };
    const life = lifeOf([[{ id: 'ann', answer: 'acknowledged' }, bob], both]);
    listed(life, 1, [silent('bob')]);
    expect(say(life, 'ann', 'acknowledged')).toBe('answered-before');
  });
});

describe('an answer of the page of who was asked in an earlier round', () => {
  it('is too late once others have answered and the change waits to start', () => {
    const life = lifeOf([[later('ann'), later('bob')], [{ id: 'ann', answer: 'acknowledged' }]], {
      mayRefuse: true,
    });
    life.onAsk = () => undefined;
    life.drain(({ state }) => state?.phase === 'asking');
    expect(say(life, 'bob', 'refused')).toBe('too-late');
    expect(life.state?.phase).toBe('asking');
  });

  it('is not settled while the notice waits for anybody to log on, and taken once its session is back (N16)', () => {
    const life = lifeOf([[later('bob')], []], { whenNobodyLoggedOn: 'wait' });
    life.drain(({ state }) => state?.notice.pause?.kind === 'nobody');
    expect(say(life, 'bob', 'acknowledged')).toBeUndefined();
    expect(said(life)).toEqual(['bob deferred', 'none nobody-logged-on']);
    life.people = () => [{ id: 'bob', answer: 'silent', displayed: true }];
    life.drain(({ state }) => state?.notice.sessions.length === 1);
    expect(say(life, 'bob', 'acknowledged')).toBe('taken');
  });

  it('says that it was refused and that nothing was changed (N15)', () => {
    const life = lifeOf([[later('ann')]], { mayRefuse: true });
    life.drain(isPaused(1));
    say(life, 'ann', 'refused');
    expect(life.newest().detail).toBe('The change was refused in the notice. Nothing was changed.');
  });

  it('ends the waiting for everybody of the round before, and who left in an earlier one is not waited for (N15)', () => {
    const life = lifeOf([[later('ann'), later('bob')], [later('ann')], []]);
    life.drain(isPaused(2));
    expect(say(life, 'ann', 'acknowledged')).toBe('taken');
    expect(life.state?.phase).toBe('notifying');
  });
});
