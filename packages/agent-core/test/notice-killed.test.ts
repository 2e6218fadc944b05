import { describe, expect, it } from 'vitest';
import { makeOrder, START } from './orders';
import { SimulatedLife } from './simulated-life';

const MINUTE = 60_000;
/** The dialog comes up a second after it was asked for. */
const UP_AT = START + 1000;

/** Ann sees the dialog, and answers it only once the agent has been killed and is back. */
function lifeKilledAt(points: number[]): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, { kind: 'acknowledge', minimumNoticeSeconds: 1800 }));
  life.crashAt = points;
  life.people = () => [{ id: 'ann', answer: life.crashes === 0 ? 'silent' : 'acknowledged' }];
  return life;
}

/** How many points an agent passes until the dialog is up, and from then until nothing happens but waiting. */
function pointsOfTheDialog(): { shown: number; up: number } {
  const life = lifeKilledAt([]);
  life.boot();
  life.drain(({ log }) => log.includes('show-notice'));
  const shown = life.points;
  life.drain(({ state }) => (state?.notice.firstDisplayedAt ?? null) !== null);
  return { shown, up: life.points };
}

const { shown, up } = pointsOfTheDialog();
const points = Array.from({ length: up - shown + 1 }, (_, index) => shown + index);

describe('an agent killed while the dialog is up (N8, R9)', () => {
  it('is killed at more than one point between asking for the dialog and knowing that it is up', () => {
    expect(points.length).toBeGreaterThan(1);
  });

  it.each(points.flatMap((point) => [1000, 45 * MINUTE].map((downMs) => ({ point, downMs }))))(
    'asks again, and starts nothing before the answer and the whole minimum: %o',
    ({ point, downMs }) => {
      const life = lifeKilledAt([point]);
      expect(life.run(downMs).state).toBe('verified');
      expect(life.crashes).toBe(1);
      const [receipt] = life.receipts.filter(({ answer }) => answer === 'acknowledged');
      expect(receipt?.displayedAt).toBeGreaterThanOrEqual(UP_AT);
      const kinds = life.effects.map(({ effect }) => effect.kind);
      expect(kinds.indexOf('send-receipt')).toBeLessThan(kinds.indexOf('apply-step'));
      const started = life.effects[kinds.indexOf('apply-step')];
      expect(started?.at).toBeGreaterThanOrEqual(UP_AT + 30 * MINUTE);
      expect(life.log.indexOf('crash')).toBeLessThan(life.log.lastIndexOf('show-notice'));
    },
  );
});
