import { describe, expect, it } from 'vitest';
import { latestStart, type NoticeRequest, type NoticeRules } from '../src/index';
import { HOUR, makeOrder, START } from './orders';
import { SHOWN, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;

/** A life whose first round is up, in which nobody was listed yet. */
function tellingLife(policy: Partial<NoticeRules>, windows: [number, number][] = []): SimulatedLife {
  const life = new SimulatedLife(makeOrder({ windows }, { answerTimeoutSeconds: 600, ...policy }));
  life.people = () => [{ id: 'ann', answer: 'silent', displayed: false }];
  life.boot();
  life.drain((one) => one.log.includes('show-notice'));
  return life;
}

const requestOf = ({ effects }: SimulatedLife): NoticeRequest =>
  effects.flatMap(({ effect }) => (effect.kind === 'show-notice' ? [effect.request] : [])).at(-1)!;

function lists(life: SimulatedLife, ids: string[], held: string[]): void {
  const sessions = ids.map((id) => ({ id, user: null }));
  const { looks, round } = life.state!.notice;
  life.deliver({ kind: 'notice-sessions', round, look: looks, sessions, shown: SHOWN, held });
}

describe('who is presenting (N26)', () => {
  it('is not timed out while the notice is held, and has the whole time after that', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    for (let minute = 0; minute < 60; minute += 1) {
      lists(life, ['ann'], ['ann']);
      life.now += MINUTE;
      life.deliver({ kind: 'tick' });
    }
    expect(life.receipts).toEqual([]);
    expect(life.reports.filter(({ detail }) => /is presenting/.test(detail ?? ''))).toHaveLength(1);
    lists(life, ['ann'], []);
    expect(life.newest().detail).toBeNull();
    expect(life.nextTickAt, 'counted from the last look that held it').toBe(life.now - MINUTE + 11 * MINUTE);
  });

  it('holds back nobody else', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    lists(life, ['bob', 'ann'], ['ann']);
    const since = life.now;
    for (let minute = 0; minute < 11; minute += 1) {
      life.now += MINUTE;
      lists(life, ['bob', 'ann'], ['ann']);
      life.deliver({ kind: 'tick' });
    }
    expect(life.now - since).toBe(11 * MINUTE);
    expect(life.receipts.map(({ session, answer }) => [session, answer])).toEqual([['bob', 'timed-out']]);
  });

  it('starts nothing: it goes on as a notice that nobody answered', () => {
    const life = tellingLife({ kind: 'inform' });
    lists(life, ['ann'], ['ann']);
    expect(life.state).toMatchObject({ phase: 'notifying', notice: { satisfied: false } });
  });

  it.each([
    [{ minimumNoticeSeconds: 0 }, 600],
    [{ minimumNoticeSeconds: 3600 }, 3600],
    [{ minimumNoticeSeconds: 60 }, 600],
  ])('is shown it in time for what %j needs, by the windows', (policy, seconds) => {
    for (const windows of [[], [[START, START + HOUR * 2] as [number, number]]]) {
      const life = tellingLife({ kind: 'acknowledge', ...policy }, windows);
      expect(requestOf(life).quietUntil).toBe(latestStart(life.order) - seconds * 1000 - 5 * MINUTE);
    }
  });

  it('is shown it for the minimum notice no more where somebody has seen it', () => {
    const life = tellingLife({ kind: 'acknowledge', minimumNoticeSeconds: 7200 });
    lists(life, ['ann'], []);
    const about = { round: 0, session: 'ann', at: life.now, shown: SHOWN } as const;
    life.deliver({ kind: 'notice-displayed', ...about });
    life.deliver({ kind: 'notice-answered', ...about, answer: 'closed', until: null });
    life.drain((one) => one.effects.filter(({ effect }) => effect.kind === 'show-notice').length === 2);
    expect(requestOf(life).quietUntil).toBe(life.order.notAfter - 15 * MINUTE);
  });
});
