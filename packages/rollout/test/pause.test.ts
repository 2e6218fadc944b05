import { describe, expect, it } from 'vitest';
import { advance } from '../src';
import {
  countsOf,
  eventful,
  holdsOf,
  kindsOf,
  met,
  NOON,
  OPEN_GATE,
  opened,
  rolloutOf,
  waiting,
  waveOf,
} from './standings';

describe('a pause by itself', () => {
  it('A3 comes before anything else that could be decided', () => {
    const trip = { rule: 'max-failures', newBad: 1, maxFailures: 1 };
    expect(advance(rolloutOf(eventful), NOON)).toEqual({
      decisions: [{ kind: 'pause', reason: { kind: 'trip', wave: 0, trip } }],
      holds: [],
      wakeAt: NOON,
    });
  });

  it('A3 comes from an earlier wave too, and from none that isn’t open', () => {
    const bad = { counts: countsOf({ bad: 1 }), gate: { ...OPEN_GATE, maxFailures: 1 } };
    const earlier = rolloutOf([{ ...waveOf({}, met), ...bad }, waveOf({ good: 1 }, met)]);
    expect(advance(earlier, NOON).decisions).toMatchObject([{ kind: 'pause', reason: { wave: 0 } }]);
    const shut = rolloutOf([waveOf({ begun: 1 }, opened), { ...waveOf({}), ...bad }]);
    expect(kindsOf(shut)).toEqual([]);
  });

  it('A3 counts the late pool and all open waves together, by the newest open wave', () => {
    const waves = [
      waveOf({ good: 4, bad: 1, late: 2 }, { ...met, gate: { maxFailures: 9 } }),
      waveOf({ good: 4, begun: 1 }, { ...opened, gate: { maxFailures: 2 } }),
      waveOf({ waiting: 5 }, { gate: { maxFailures: 1 } }),
    ];
    const decisions = advance(rolloutOf(waves, { latePool: countsOf({ bad: 1, good: 1 }) }), NOON).decisions;
    expect(decisions).toEqual([
      {
        kind: 'pause',
        reason: { kind: 'trip', wave: null, trip: { rule: 'max-failures', newBad: 2, maxFailures: 2 } },
      },
    ]);
    expect(kindsOf(rolloutOf(waves, { latePool: countsOf({ good: 2 }) }))).not.toContain('pause');
    const acknowledged = countsOf({ good: 1, bad: 1, acknowledged: 1 });
    expect(kindsOf(rolloutOf(waves, { latePool: acknowledged }))).not.toContain('pause');
  });

  it('A3 judges no wave by the thresholds of another one while nothing new failed in the late pool', () => {
    const waves = [
      waveOf({ good: 4, bad: 2, late: 2 }, { ...met, gate: { maxFailures: 9 } }),
      waveOf({ good: 4, begun: 1 }, { ...opened, gate: { maxFailures: 2 } }),
    ];
    expect(kindsOf(rolloutOf(waves, { latePool: countsOf({ good: 2 }) }))).not.toContain('pause');
  });

  it('A3 has no thresholds for the late pool before a wave is open', () => {
    const before = rolloutOf([waveOf({ waiting: 1 })], { latePool: countsOf({ bad: 1 }) });
    expect(kindsOf(before)).toEqual(['open-wave']);
  });

  it('A3 by a percent of the late pool and the waves waits for the sample', () => {
    const gate = { maxFailPercent: 20, minSample: 5 };
    const waves = [waveOf({ good: 3, waiting: 9 }, { ...met, gate })];
    expect(kindsOf(rolloutOf(waves, { latePool: countsOf({ bad: 1 }) }))).not.toContain('pause');
    expect(kindsOf(rolloutOf(waves, { latePool: countsOf({ bad: 2 }) }))).toEqual(['pause']);
  });

  it('G5 comes when a wave is finished below its success percent', () => {
    const gate = { successPercent: 60 };
    const finished = rolloutOf([waveOf({ good: 1, bad: 1 }, { ...opened, gate }), waiting]);
    expect(advance(finished, NOON).decisions).toMatchObject([
      {
        kind: 'pause',
        reason: { kind: 'below-success', wave: 0, check: { name: 'success', part: 1, whole: 2 } },
      },
    ]);
    for (const rest of [{ begun: 1 }, { waiting: 1 }]) {
      expect(
        kindsOf(rolloutOf([waveOf({ good: 1, bad: 1, ...rest }, { ...opened, gate }), waiting])),
      ).toEqual([]);
    }
    expect(kindsOf(rolloutOf([waveOf({ good: 3, bad: 2 }, { ...met, gate }), waiting]))).toEqual([
      'open-wave',
    ]);
    const acknowledged = waveOf({ bad: 2, acknowledged: 2 }, { ...opened, gate });
    expect(holdsOf(rolloutOf([acknowledged, waiting]))).toEqual(['sample']);
    const last = rolloutOf([waveOf({ good: 1, bad: 1 }, { ...opened, gate })]);
    expect(kindsOf(last)).toEqual(['pause']);
  });

  it('A3, A6 does not keep a rollout from its end', () => {
    expect(kindsOf(rolloutOf(eventful, { endAt: NOON }))).toEqual(['close']);
  });
});
