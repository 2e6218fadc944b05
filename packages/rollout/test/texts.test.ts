import { describe, expect, it } from 'vitest';
import { advance, type Hold, holdText, type PauseReason, pauseText } from '../src';
import { MINUTE, NOON, rolloutOf, waveOf } from './standings';

const textOf = (hold: Hold) => holdText(hold, (at) => new Date(at).toISOString().slice(11, 16));

describe('a hold in words', () => {
  it.each([
    [{ name: 'brake' }, 'The brake is on: no change starts anywhere.'],
    [{ name: 'paused' }, 'The rollout is paused.'],
    [{ name: 'frozen', until: NOON }, 'The freeze calendar holds changes until 12:00.'],
    [{ name: 'scheduled', at: NOON }, 'The rollout starts at 12:00.'],
    [{ name: 'soak', wave: 0, until: NOON }, 'Wave 1 is watched until 12:00.'],
    [{ name: 'promotion', wave: 1 }, 'Wave 2 waits for somebody to promote it.'],
    [{ name: 'under-way', machines: 1 }, '1 machine not done yet.'],
    [{ name: 'late-pool', machines: 2 }, '2 machines in the late pool not done yet.'],
    [{ name: 'out-of-contact', machines: 0 }, '0 machines out of contact may still say how it went.'],
  ] as [Hold, string][])('A8 says of %j', (hold, text) => {
    expect(textOf(hold)).toBe(text);
  });

  it('A8 gives the numbers of every check that failed', () => {
    const gate = {
      minSample: 5,
      coveragePercent: 80,
      maxLatePercent: 10,
      maxBlockedPercent: 5,
      successPercent: 90,
    };
    const opened = { openedAt: NOON - MINUTE };
    const wave = waveOf({ good: 2, bad: 1, waiting: 4, late: 3, blocked: 2 }, { ...opened, gate });
    const rollout = rolloutOf([wave, waveOf({ waiting: 1 })]);
    expect(advance(rollout, NOON).holds.map(textOf)).toEqual([
      'Wave 1 has too few good results: 2 of 5.',
      'Wave 1 has too few good results among those reported: 2 of 3, 90 % wanted.',
      'Wave 1 waits for more machines to report: 3 of 7, 80 % wanted.',
      'Wave 1 has too many machines in the late pool: 3 of 10, 10 % allowed.',
      'Wave 1 has too many blocked machines: 2 of 12, 5 % allowed.',
    ]);
    const empty = rolloutOf([waveOf({}, opened), waveOf({ waiting: 1 })]);
    expect(advance(empty, NOON).holds.map(textOf)).toEqual([
      'Wave 1 has no machine to judge by. Look why, then override its gate or abort.',
    ]);
  });
});

describe('a pause in words', () => {
  const check = {
    name: 'success',
    passes: false,
    part: 1,
    whole: 2,
    comparison: 'at-least',
    percent: 90,
  } as const;

  it.each([
    [
      { kind: 'below-success', wave: 0, check },
      'Wave 1 finished with too few good results: 1 of 2, 90 % wanted.',
    ],
    [
      { kind: 'trip', wave: 1, trip: { rule: 'max-failures', newBad: 3, maxFailures: 2 } },
      'Wave 2 has new failures: 3, and 2 pause the rollout.',
    ],
    [
      {
        kind: 'trip',
        wave: null,
        trip: { rule: 'max-fail-percent', newBad: 1, reported: 4, maxFailPercent: 20 },
      },
      'The late pool has new failures: 1 of 4 reported, 20 % allowed.',
    ],
  ] as [PauseReason, string][])('A8 says why: %j', (reason, text) => {
    expect(pauseText(reason)).toBe(text);
  });
});
