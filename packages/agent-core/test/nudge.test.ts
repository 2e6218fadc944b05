import { describe, expect, it } from 'vitest';
import type { NoticeRules } from '../src/index';
import { HOUR, makeOrder } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const POLICY: Partial<NoticeRules> = {
  kind: 'defer',
  maxDeferrals: 3,
  minimumDeferralSeconds: 3600,
  answerTimeoutSeconds: 600,
};
const silent = (id: string): Person => ({ id, answer: 'timed-out', displayed: true });
const later = (id: string): Person => ({ id, answer: 'deferred', displayed: true });

/** A life whose first round is over, an hour before the next. */
function paused(people: Person[], policy: Partial<NoticeRules> = {}): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, { ...POLICY, ...policy }));
  life.people = () => people;
  life.boot();
  life.drain(({ state }) => state?.phase === 'notice-pause');
  return life;
}

const shown = (life: SimulatedLife) =>
  life.effects.filter(({ effect }) => effect.kind === 'show-notice').length;
function nudge(life: SimulatedLife, at = life.now): void {
  life.deliver({ kind: 'nudged', at });
}

describe('a nudge (N19)', () => {
  it('shows a notice that was not answered at once, and the answer counts', () => {
    const life = paused([silent('ann')]);
    const until = life.state!.notice.pause!.until;
    life.now += 60_000;
    life.people = () => [{ id: 'ann', answer: 'acknowledged', displayed: true }];
    nudge(life);
    expect(life.state?.phase).toBe('notifying');
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(life.now).toBeLessThan(until);
    expect(life.receipts.map(({ answer, deferrals }) => [answer, deferrals])).toEqual([
      ['timed-out', 0],
      ['acknowledged', 1],
    ]);
  });

  it('takes no deferral', () => {
    const life = paused([silent('ann')]);
    life.now += 1;
    nudge(life);
    expect(life.effects.filter(({ effect }) => effect.kind === 'show-notice').at(-1)?.effect).toMatchObject({
      request: { mayDefer: true, deferralsLeft: 3 },
    });
  });

  it('leaves who put the change off alone, also beside somebody who did not answer', () => {
    for (const people of [[later('ann')], [later('ann'), silent('bob')]]) {
      const life = paused(people);
      life.now += 60_000;
      const before = life.state;
      nudge(life);
      expect(life.state).toEqual(before);
      expect(shown(life)).toBe(1);
    }
  });

  it('asks both where the time of who put it off is over', () => {
    const life = paused([later('ann'), silent('bob')], { minimumDeferralSeconds: 60 });
    life.now += 61_000;
    nudge(life);
    expect(shown(life)).toBe(2);
  });

  it('asks at the very moment in which the time of who put it off is over', () => {
    const life = paused([later('ann'), silent('bob')], { minimumDeferralSeconds: 60 });
    life.now = life.receipts.find(({ session }) => session === 'ann')!.deferredUntil!;
    nudge(life);
    expect(shown(life)).toBe(2);
  });

  it('counts only who put it off in the round before: not who has said since that it need not wait', () => {
    const life = paused([later('ann')]);
    const until = life.receipts[0]!.deferredUntil!;
    const said = { session: 'ann', at: life.now, shown: SHOWN, answer: 'acknowledged', until: null } as const;
    life.people = () => [{ id: 'ann', answer: 'silent' }, silent('bob')];
    life.deliver({ kind: 'page-answered', id: 'answer-1', ...said });
    life.drain(({ state }) => state?.phase === 'notice-pause');
    life.now += 60_000;
    expect(life.now).toBeLessThan(until);
    nudge(life);
    expect(shown(life)).toBe(3);
  });

  it('changes nothing while the notice is up, where nobody is there, and once it is answered', () => {
    const up = new SimulatedLife(makeOrder({}, POLICY));
    up.people = () => [silent('ann')];
    up.boot();
    up.drain(({ state }) => state?.phase === 'notifying');
    const alone = paused([], { whenNobodyLoggedOn: 'wait' });
    for (const life of [up, alone]) {
      const [before, count] = [life.state, shown(life)];
      life.now += 1;
      nudge(life);
      expect(life.state).toEqual(before);
      expect(shown(life)).toBe(count);
    }
  });

  it('that is told again, or was asked for before the round ended, changes nothing', () => {
    const life = paused([silent('ann')]);
    nudge(life);
    expect(shown(life), 'at the moment of the end').toBe(1);
    life.now += 60_000;
    const at = life.now;
    nudge(life, at);
    life.drain(({ state }) => state?.phase === 'notice-pause');
    expect(shown(life)).toBe(2);
    life.now += 1;
    nudge(life, at);
    expect(shown(life)).toBe(2);
  });

  it('counts again after a restart, which takes the waiting up where it was', () => {
    const life = paused([silent('ann')]);
    life.now += 60_000;
    const at = life.now;
    nudge(life, at);
    life.now += 1000;
    life.boot();
    life.drain(({ state }) => state?.phase === 'notice-pause');
    expect(life.state?.phase).toBe('notice-pause');
    const before = shown(life);
    nudge(life, at);
    expect(shown(life)).toBe(before + 1);
  });

  it('is followed by a round whose beginning an older journal did not keep', () => {
    const life = paused([silent('ann')]);
    for (const record of life.disk) if (record.kind === 'round-ended') delete record.at;
    life.boot();
    life.drain(({ state }) => state?.phase === 'notice-pause');
    nudge(life, life.now - HOUR);
    expect(shown(life)).toBe(2);
  });
});
