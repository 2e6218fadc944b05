import { describe, expect, it } from 'vitest';
import { advance, type Decision, type RolloutState, WaveCountsError } from '../src';
import {
  countsOf,
  eventful,
  holdsOf,
  kindsOf,
  MINUTE,
  met,
  NOON,
  OPEN_GATE,
  opened,
  rolloutOf,
  waiting,
  waveOf,
} from './standings';

describe('the start', () => {
  const approved = rolloutOf([waiting], { state: 'approved' });

  it('A1 comes at once without a time, and asks again at once', () => {
    expect(advance(approved, NOON)).toEqual({ decisions: [{ kind: 'start' }], holds: [], wakeAt: NOON });
  });

  it('A1 comes at its very time and not a millisecond earlier', () => {
    const scheduled = { ...approved, startAt: NOON };
    expect(advance(scheduled, NOON - 1)).toEqual({
      decisions: [],
      holds: [{ name: 'scheduled', at: NOON }],
      wakeAt: NOON,
    });
    expect(kindsOf(scheduled)).toEqual(['start']);
  });

  it('A1 waits for the brake and for the end of a freeze', () => {
    expect(holdsOf({ ...approved, brake: true })).toEqual(['brake']);
    expect(advance({ ...approved, frozenUntil: NOON + 1 }, NOON)).toEqual({
      decisions: [],
      holds: [{ name: 'frozen', until: NOON + 1 }],
      wakeAt: NOON + 1,
    });
    expect(kindsOf({ ...approved, frozenUntil: NOON })).toEqual(['start']);
  });

  it('A1 never comes once the end has: the rollout is closed and finished', () => {
    const ended = { ...approved, endAt: NOON, startAt: NOON + MINUTE };
    expect(kindsOf(ended)).toEqual(['close']);
    expect(kindsOf({ ...ended, waves: [waveOf({ expired: 10 })] })).toEqual(['finish']);
    expect(kindsOf({ ...ended, endAt: NOON + 1 })).toEqual([]);
  });
});

describe('waves', () => {
  it('A2 begin with the first', () => {
    const decision: Decision = { kind: 'open-wave', wave: 0 };
    expect(advance(rolloutOf([waiting, waiting]), NOON)).toEqual({
      decisions: [decision],
      holds: [],
      wakeAt: NOON,
    });
  });

  it('A2 go on with the next one when the gate passes', () => {
    const rollout = rolloutOf([waveOf({ good: 1 }, met), waiting, waiting]);
    expect(advance(rollout, NOON).decisions).toEqual([{ kind: 'open-wave', wave: 1 }]);
  });

  it('A2 are judged by the newest', () => {
    const rollout = rolloutOf([waveOf({ good: 1 }, met), waveOf({ begun: 1 }, opened), waiting]);
    expect(advance(rollout, NOON)).toEqual({
      decisions: [],
      holds: [
        { name: 'sample', wave: 1, check: expect.objectContaining({ name: 'sample', part: 0, whole: 1 }) },
      ],
      wakeAt: null,
    });
  });

  it('A2 wait for the promotion where the gate asks for it', () => {
    const gate = { promotion: 'by-hand' } as const;
    const asked = rolloutOf([waveOf({ good: 1 }, { ...met, gate }), waiting]);
    expect(advance(asked, NOON).holds).toEqual([{ name: 'promotion', wave: 0 }]);
    expect(kindsOf(asked)).toEqual([]);
    expect(kindsOf(rolloutOf([waveOf({ good: 1 }, { ...met, gate, promoted: true }), waiting]))).toEqual([
      'open-wave',
    ]);
  });

  it('A2 don’t open by a promotion alone', () => {
    const gate = { promotion: 'by-hand' } as const;
    const begun = waveOf({ begun: 1 }, { ...opened, gate, promoted: true });
    expect(holdsOf(rolloutOf([begun, waiting]))).toEqual(['sample']);
  });
});

describe('soak', () => {
  const gate = { soakSeconds: 60 };

  it('G6 begins when the checks first hold', () => {
    const rollout = rolloutOf([waveOf({ good: 1 }, { ...opened, gate }), waiting]);
    expect(advance(rollout, NOON)).toEqual({
      decisions: [{ kind: 'note-gate-met', wave: 0 }],
      holds: [{ name: 'soak', wave: 0, until: NOON + MINUTE }],
      wakeAt: NOON,
    });
  });

  it('G6 ends at its very time', () => {
    const rollout = rolloutOf([waveOf({ good: 1 }, { ...met, gate }), waiting]);
    expect(advance(rollout, NOON - 1)).toEqual({
      decisions: [],
      holds: [{ name: 'soak', wave: 0, until: NOON }],
      wakeAt: NOON,
    });
    expect(kindsOf(rollout)).toEqual(['open-wave']);
  });

  it('G6 begins anew when a check failed meanwhile', () => {
    const failing = waveOf({ good: 1, bad: 1 }, { ...met, gate: { ...gate, successPercent: 60 } });
    const rollout = rolloutOf([{ ...failing, counts: countsOf({ good: 1, bad: 1, begun: 1 }) }, waiting]);
    expect(advance(rollout, NOON).decisions).toEqual([{ kind: 'note-gate-unmet', wave: 0 }]);
    expect(holdsOf(rollout)).toEqual(['success']);
    expect(kindsOf(rolloutOf([{ ...rollout.waves[0]!, gateMetAt: null }, waiting]))).toEqual([]);
  });

  it('G6 is noted also where there is none, and opens in the next answer', () => {
    const rollout = rolloutOf([waveOf({ good: 1 }, opened), waiting]);
    expect(kindsOf(rollout)).toEqual(['note-gate-met']);
    expect(kindsOf(rolloutOf([waveOf({ good: 1 }, { ...opened, gateMetAt: NOON }), waiting]))).toEqual([
      'open-wave',
    ]);
  });
});

describe('an overridden gate', () => {
  it('G7 passes whatever checks, soak and promotion say', () => {
    const gate = { soakSeconds: 600, promotion: 'by-hand', coveragePercent: 100 } as const;
    for (const counts of [{ waiting: 5 }, {}, { bad: 1, acknowledged: 1 }]) {
      const rollout = rolloutOf([waveOf(counts, { ...opened, gate, overridden: true }), waiting]);
      expect(kindsOf(rollout)).toEqual(['open-wave']);
    }
  });

  it('G7 still trips, and G5 does not pause for what was overridden', () => {
    const failed = { good: 1, bad: 1 };
    const strict = { ...opened, overridden: true, gate: { successPercent: 100 } };
    expect(kindsOf(rolloutOf([waveOf(failed, strict), waiting]))).toEqual(['open-wave']);
    const tripping = { ...strict, gate: { maxFailures: 1 } };
    expect(kindsOf(rolloutOf([waveOf(failed, tripping), waiting]))).toEqual(['pause']);
  });
});

describe('a rollout that is held', () => {
  const ready = [waveOf({ good: 1, waiting: 2, unreached: 2 }, { ...met, patienceSeconds: 60 }), waiting];

  it('A4 opens nothing and makes nobody late while it is paused, under the brake or frozen', () => {
    expect(kindsOf(rolloutOf(ready))).toEqual(['move-to-late']);
    expect(advance(rolloutOf(ready, { state: 'paused' }), NOON)).toEqual({
      decisions: [],
      holds: [{ name: 'paused' }],
      wakeAt: null,
    });
    expect(advance(rolloutOf(ready, { brake: true }), NOON)).toEqual({
      decisions: [],
      holds: [{ name: 'brake' }],
      wakeAt: null,
    });
    expect(holdsOf(rolloutOf(ready, { frozenUntil: NOON + 1, brake: true }))).toEqual(['brake', 'frozen']);
    expect(kindsOf(rolloutOf(ready, { frozenUntil: NOON + 1 }))).toEqual([]);
    expect(holdsOf(rolloutOf(ready, { state: 'paused', brake: true }))).toEqual(['brake', 'paused']);
  });

  it('A4 still trips under brake and freeze', () => {
    expect(kindsOf(rolloutOf(eventful, { brake: true }))).toEqual(['pause']);
    expect(kindsOf(rolloutOf(eventful, { frozenUntil: NOON + 1 }))).toEqual(['pause']);
    expect(kindsOf(rolloutOf(eventful, { state: 'paused' }))).toEqual([]);
  });
});

describe('patience', () => {
  const wave = (unreached: number) =>
    waveOf(
      { good: 5, waiting: 3, unreached },
      { openedAt: NOON - MINUTE, patienceSeconds: 60, gate: { coveragePercent: 100 } },
    );

  it('A5 ends at its very time, for every wave that somebody waits in', () => {
    expect(advance(rolloutOf([wave(2), waiting]), NOON).decisions).toEqual([
      { kind: 'move-to-late', wave: 0 },
    ]);
    expect(kindsOf(rolloutOf([wave(2), waiting]), NOON - 1)).toEqual([]);
    const both = [wave(1), { ...wave(3), openedAt: NOON - 2 * MINUTE }];
    expect(advance(rolloutOf(both), NOON).decisions).toEqual([
      { kind: 'move-to-late', wave: 0 },
      { kind: 'move-to-late', wave: 1 },
    ]);
  });

  it('A5 is for those not heard of, and not for a wave that has not opened', () => {
    expect(holdsOf(rolloutOf([wave(0), waiting]))).toEqual(['coverage']);
    expect(
      kindsOf(rolloutOf([wave(0), waveOf({ waiting: 1, unreached: 1 }, { patienceSeconds: 0 })])),
    ).toEqual([]);
  });
});

describe('the end', () => {
  const done = waveOf({ good: 3, expired: 1, late: 1 }, met);

  it('A6 closes what has not begun, in waves and pool, of a paused rollout too', () => {
    for (const state of ['approved', 'running', 'paused'] as const) {
      expect(kindsOf(rolloutOf([done, waiting], { state, endAt: NOON }))).toEqual(['close']);
      expect(kindsOf(rolloutOf([done], { state, endAt: NOON, latePool: countsOf({ waiting: 1 }) }))).toEqual([
        'close',
      ]);
    }
    expect(kindsOf(rolloutOf([done, waiting], { endAt: NOON + 1 }))).toEqual(['open-wave']);
  });

  it('A6 waits for what has begun', () => {
    const begun = waveOf({ begun: 2, expired: 3 }, opened);
    expect(advance(rolloutOf([begun], { endAt: NOON - 1 }), NOON)).toEqual({
      decisions: [],
      holds: [{ name: 'under-way', machines: 2 }],
      wakeAt: null,
    });
  });

  it('A7 comes when every wave is open and nothing is under way', () => {
    expect(advance(rolloutOf([done, done], { latePool: countsOf({ good: 2 }) }), NOON)).toEqual({
      decisions: [{ kind: 'finish' }],
      holds: [],
      wakeAt: NOON,
    });
    expect(kindsOf(rolloutOf([done, waveOf({ expired: 3 })]))).toEqual(['open-wave']);
  });

  it.each([
    ['under-way', [waveOf({ waiting: 1, begun: 2 }, met)], {}, 3],
    ['late-pool', [done], { latePool: countsOf({ waiting: 2, begun: 1 }) }, 3],
    ['out-of-contact', [waveOf({ good: 1, bad: 1, provisional: 1 }, met)], {}, 1],
    ['out-of-contact', [done], { latePool: countsOf({ bad: 2, provisional: 2 }) }, 2],
  ] as const)(
    'A7, A8 does not come while something is %s, and tells how many',
    (name, waves, rest, machines) => {
      const rollout = rolloutOf(waves, rest);
      expect(advance(rollout, NOON)).toEqual({ decisions: [], holds: [{ name, machines }], wakeAt: null });
      expect(kindsOf({ ...rollout, endAt: NOON - 1 })).not.toContain('finish');
    },
  );

  it('A7 past the plan’s end does not wait for waves that never opened', () => {
    expect(kindsOf(rolloutOf([done, waveOf({ expired: 3 })], { endAt: NOON }))).toEqual(['finish']);
  });

  it('A7 comes for a failure whose machine is back', () => {
    expect(kindsOf(rolloutOf([waveOf({ good: 1, bad: 1 }, met)]))).toEqual(['finish']);
  });
});

describe('what holds', () => {
  it('A8 is every failed check at once, by name and number', () => {
    const gate = {
      minSample: 5,
      coveragePercent: 80,
      maxLatePercent: 10,
      maxBlockedPercent: 5,
      successPercent: 90,
    };
    const wave = waveOf({ good: 2, bad: 1, waiting: 4, late: 3, blocked: 2 }, { ...opened, gate });
    const { holds } = advance(rolloutOf([wave, waiting]), NOON);
    expect(holds).toMatchObject([
      { name: 'sample', wave: 0, check: { part: 2, whole: 5, percent: null } },
      { name: 'success', wave: 0, check: { part: 2, whole: 3, percent: 90 } },
      { name: 'coverage', wave: 0, check: { part: 3, whole: 7, percent: 80 } },
      { name: 'late', wave: 0, check: { part: 3, whole: 10, percent: 10 } },
      { name: 'blocked', wave: 0, check: { part: 2, whole: 12, percent: 5 } },
    ]);
  });
});

describe('the next time to ask', () => {
  const held = waveOf(
    { good: 1, waiting: 2, unreached: 1 },
    {
      openedAt: NOON - MINUTE,
      patienceSeconds: 120,
      gate: { coveragePercent: 100 },
    },
  );

  it('A9 is the earliest of those to come', () => {
    expect(advance(rolloutOf([held, waiting]), NOON).wakeAt).toBe(NOON + MINUTE);
    expect(advance(rolloutOf([held, waiting], { endAt: NOON + 1000 }), NOON).wakeAt).toBe(NOON + 1000);
    const patient = { ...held, patienceSeconds: 30, counts: countsOf({ good: 1, waiting: 2 }) };
    expect(advance(rolloutOf([patient, waiting]), NOON).wakeAt).toBeNull();
  });

  it('A9 is the end of the soak where that comes before a patience', () => {
    const gate = { soakSeconds: 90 };
    const soaking = { ...held, gate: { ...OPEN_GATE, ...gate }, gateMetAt: NOON - MINUTE };
    expect(advance(rolloutOf([soaking, waiting]), NOON).wakeAt).toBe(NOON + 30_000);
  });

  it('A9 under the brake is no patience that is over already', () => {
    const over = { ...held, patienceSeconds: 60 };
    expect(advance(rolloutOf([over, waiting], { brake: true }), NOON).wakeAt).toBeNull();
  });
});

describe('a rollout in any other state', () => {
  it.each(['draft', 'awaiting-approval', 'done', 'aborted'] as RolloutState[])(
    'A10 is left alone as %s',
    (state) => {
      const rollout = rolloutOf(eventful, { state, endAt: NOON - 1, brake: true });
      expect(advance(rollout, NOON)).toEqual({ decisions: [], holds: [], wakeAt: null });
    },
  );
});

describe('counts that can’t be true', () => {
  it('C1 stop everything rather than be judged', () => {
    const wrong = { ...waveOf({ good: 1 }, met), counts: { ...countsOf({ good: 1 }), bad: -1 } };
    expect(() => advance(rolloutOf([wrong, waiting]), NOON)).toThrow(WaveCountsError);
  });
});
