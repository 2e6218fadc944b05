import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALERT_KINDS, type AlertKind, HOLD_OFF_MS } from '../src/alert/alert-kinds';
import {
  type AlertDecision,
  afterDecision,
  BACK_WITHIN_MS,
  type Condition,
  decideAlert,
  NEWS_GAP_MS,
  type StandingAlert,
} from '../src/alert/decide-alert';
import { endsSoon, lostMachines, risenFindings } from '../src/alert/thresholds';

const MINUTE = 60_000;
const condition = (kind: AlertKind, machines: number | null = 5, text: string | null = null): Condition => ({
  kind,
  subject: 's',
  scopeId: null,
  name: 'Subject',
  machines,
  outOf: null,
  before: null,
  text,
});

/** What is decided one round after the other: minutes since the round before, and what is so then. */
function play(rounds: readonly { minutes: number; is: Condition | null }[]) {
  let stored: StandingAlert | null = null;
  let now = Date.parse('2026-11-29T00:00:00Z');
  const told: { decision: AlertDecision; at: number }[] = [];
  for (const { minutes, is } of rounds) {
    now += minutes * MINUTE;
    const decision = decideAlert(stored, is, now);
    stored = afterDecision(stored, is, { decision, now });
    if (['open', 'back', 'news', 'end'].includes(decision)) told.push({ decision, at: now });
  }
  return { told, words: told.map(({ decision }) => decision), stored, now };
}

const there = (minutes: number, machines = 5, text: string | null = null) => ({
  minutes,
  is: condition('agents-lost', machines, text),
});
const gone = (minutes: number) => ({ minutes, is: null });

describe('an alert', () => {
  it('is told once for what stays as it is, and once more at its end', () => {
    const rounds = [there(0), ...Array.from({ length: 500 }, () => there(1)), gone(1), gone(9), gone(2)];
    expect(play(rounds).words).toEqual(['open', 'end']);
  });

  it('tells no end of what is gone for a moment', () => {
    expect(play([there(0), gone(1), gone(8), there(1), there(60)]).words).toEqual(['open']);
  });

  it('of what somebody ends, ends with it', () => {
    expect(play([{ minutes: 0, is: condition('rollout-paused') }, gone(1)]).words).toEqual(['open', 'end']);
  });

  it('has news when its number has doubled, not at each machine', () => {
    const rounds = Array.from({ length: 100 }, (_, n) => there(20, 5 + n));
    expect(play(rounds).words).toEqual(['open', 'news', 'news', 'news', 'news']);
  });

  it('has news when its words are others, a while after what was told before', () => {
    expect(play([there(0, 5, 'a'), there(5, 5, 'b'), there(11, 5, 'b'), there(60, 5, 'b')]).words).toEqual([
      'open',
      'news',
    ]);
  });

  it('that is back soon after its end is the same one, and does not end again so soon', () => {
    const { words, stored } = play([
      there(0),
      gone(1),
      gone(11),
      there(30),
      gone(1),
      gone(30),
      there(1),
      gone(1),
    ]);
    expect(words).toEqual(['open', 'end', 'back']);
    expect(stored?.returns).toBe(1);
  });

  it('that comes back long after its end is a new one', () => {
    expect(play([there(0), gone(1), gone(11), there(90)]).words).toEqual(['open', 'end', 'open']);
  });
});

const round = fc.record({
  minutes: fc.integer({ min: 0, max: 90 }),
  is: fc.option(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('a', 'b', null))),
});
const course = fc
  .tuple(fc.constantFrom(...ALERT_KINDS), fc.array(round, { maxLength: 200 }))
  .map(([kind, rounds]) => rounds.map(({ minutes, is }) => ({ minutes, is: is && condition(kind, ...is) })));

describe('whatever comes and goes', () => {
  it('begins, has news and ends in that order, and nothing ends that was not told of', () => {
    fc.assert(
      fc.property(course, (one) => {
        let open = false;
        for (const word of play(one).words) {
          expect(word === 'open' || word === 'back').toBe(!open);
          open = word !== 'end';
        }
      }),
    );
  });

  it('is decided once: the same round again decides nothing', () => {
    fc.assert(
      fc.property(course, (one) => {
        const { stored, now } = play(one);
        const last = one.at(-1)?.is ?? null;
        expect(decideAlert(stored, last, now)).toBe('quiet');
      }),
    );
  });

  it('has no two news within a quarter of an hour', () => {
    fc.assert(
      fc.property(course, (one) => {
        const { told } = play(one);
        told.forEach(({ decision, at }, n) => {
          if (decision === 'news') expect(at - told[n - 1]!.at).toBeGreaterThanOrEqual(NEWS_GAP_MS);
        });
      }),
    );
  });

  it('that flaps is told of at most four times in an hour and five minutes, if nobody ends it by hand', () => {
    const flapping = ALERT_KINDS.filter((kind) => HOLD_OFF_MS[kind] > 0);
    fc.assert(
      fc.property(
        fc.constantFrom(...flapping),
        fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 10 }), is: fc.boolean() }), {
          maxLength: 300,
        }),
        (kind, rounds) => {
          const { told } = play(
            rounds.map(({ minutes, is }) => ({ minutes, is: is ? condition(kind) : null })),
          );
          for (const { at } of told) {
            const within = told.filter((other) => other.at >= at && other.at < at + BACK_WITHIN_MS);
            expect(within.length).toBeLessThanOrEqual(4);
          }
        },
      ),
    );
  });

  it('ends for good once its condition stays away', () => {
    fc.assert(
      fc.property(course, (one) => {
        const { stored } = play([...one, gone(1), gone(61), gone(1)]);
        expect(stored === null || stored.endedAt !== null).toBe(true);
      }),
    );
  });
});

describe('a number', () => {
  const FIVE = { atLeast: 5, percent: 5 };
  it.each([
    [{ active: 100, lately: 4, since: 0 }, false, null],
    [{ active: 100, lately: 5, since: 0 }, false, 5],
    [{ active: 101, lately: 5, since: 0 }, false, null],
    [{ active: 10, lately: 10, since: 0 }, false, 10],
    [{ active: 100, lately: 0, since: 3 }, true, 3],
    [{ active: 100, lately: 9, since: 2 }, true, null],
    [{ active: 0, lately: 0, since: 0 }, true, null],
  ])('of silent machines %j, open %s: %s', (silence, isOpen, lost) => {
    expect(lostMachines(silence, isOpen, FIVE)).toBe(lost);
  });

  it.each([
    [{ now: 9, yesterday: null, opened: null }, null],
    [{ now: 9, yesterday: 9, opened: null }, null],
    [
      { now: 10, yesterday: 9, opened: null },
      { by: 1, before: 9 },
    ],
    [{ now: 1001, yesterday: 1000, opened: null }, null],
    [
      { now: 1010, yesterday: 1000, opened: null },
      { by: 10, before: 1000 },
    ],
    [
      { now: 1, yesterday: 0, opened: null },
      { by: 1, before: 0 },
    ],
    [
      { now: 1001, yesterday: 1500, opened: 1000 },
      { by: 1, before: 1000 },
    ],
    [{ now: 1000, yesterday: 0, opened: 1000 }, null],
    [{ now: 3, yesterday: 9, opened: null }, null],
  ])('of findings %j: %j', (level, risen) => {
    expect(risenFindings(level, { atLeast: 1, percent: 1 })).toEqual(risen);
  });

  it('of days before an end is told of what lives longer', () => {
    const now = new Date('2026-11-29T12:00:00Z');
    const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const soon = (from: number, to: number) =>
      endsSoon({ createdAt: at(from), expiresAt: at(to) }, { now, days: 14 });
    expect([soon(-100, 14), soon(-100, 14.1), soon(-20, 1), soon(-27, 1), soon(-100, -0.1)]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});
