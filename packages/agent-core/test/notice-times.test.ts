import { describe, expect, it } from 'vitest';
import type { NoticeRules } from '../src/index';
import { HOUR, makeOrder } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;
const KIM: Person = { id: 'kim', answer: 'silent' };

/** A life in which Kim is being told. */
function tellingLife(policy: Partial<NoticeRules>): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, { answerTimeoutSeconds: 600, ...policy }));
  life.people = () => [KIM];
  life.boot();
  life.drain(({ state }) => state?.notice.sessions[0]?.displayedAt != null);
  return life;
}

function lists(life: SimulatedLife, ids: string[]): void {
  const sessions = ids.map((id) => ({ id, user: null }));
  life.deliver({ kind: 'notice-sessions', round: 0, look: life.state!.notice.looks, sessions, shown: SHOWN });
}

describe('the time of who was asked later than others (N10)', () => {
  it('runs out later, in whatever order they are listed', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    const displayedAt = life.state!.notice.sessions[0]!.displayedAt!;
    life.now = displayedAt + 5 * MINUTE;
    lists(life, ['zoe', 'kim']);
    expect(life.nextTickAt, 'Kim is the first').toBe(displayedAt + 11 * MINUTE);
    const answered = { round: 0, session: 'kim', at: life.now, shown: SHOWN, until: null } as const;
    life.deliver({ kind: 'notice-answered', ...answered, answer: 'acknowledged' });
    expect(life.nextTickAt, 'only Zoe has not answered').toBe(displayedAt + 16 * MINUTE);
  });
});

describe('who was informed and is still there', () => {
  it('is in the round once', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    const informed = { round: 0, session: 'kim', at: life.now, shown: SHOWN, until: null } as const;
    lists(life, ['kim', 'zoe']);
    life.deliver({ kind: 'notice-answered', ...informed, answer: 'informed' });
    lists(life, ['kim', 'zoe']);
    expect(life.state?.notice.sessions.map(({ id }) => id)).toEqual(['kim', 'zoe']);
  });
});

describe('a notice that was not answered (N6)', () => {
  it('comes back after half of the time in which an answer still fits', () => {
    const life = tellingLife({
      kind: 'acknowledge',
      minimumDeferralSeconds: 3600,
      answerTimeoutSeconds: 10_800,
    });
    const { now } = life;
    const late = { round: 0, session: 'kim', at: now, shown: SHOWN, until: null } as const;
    life.deliver({ kind: 'notice-answered', ...late, answer: 'closed' });
    const left = life.order.notAfter - 3 * HOUR - now;
    expect(life.state?.notice.pause?.until).toBe(now + Math.floor(left / 2));
  });
});

describe('a notice of another policy than to defer (N20)', () => {
  it('says nothing of deferrals, whatever their number', () => {
    const life = tellingLife({ kind: 'acknowledge', maxDeferrals: 2 });
    const [request] = life.effects.flatMap(({ effect }) =>
      effect.kind === 'show-notice' ? [effect.request] : [],
    );
    expect(request).toMatchObject({ mayDefer: false, isDeferralOver: false });
  });
});
