import { describe, expect, it } from 'vitest';
import { advance, dueSince, holdsForPerson } from '../src';
import { countsOf, kindsOf, MINUTE, met, NOON, opened, rolloutOf, waiting, waveOf } from './standings';

const nobody = waveOf({ refused: 1 }, opened);
const givesUp = { givesUp: true };

describe('a rollout that gives up', () => {
  it('A12 ends where nobody is left to judge by, whatever became of them', () => {
    for (const became of ['excluded', 'refused', 'blocked', 'late', 'expired', 'cancelled'] as const) {
      const rollout = rolloutOf([waveOf({ [became]: 2 }, opened), waiting], givesUp);
      expect(advance(rollout, NOON), became).toEqual({
        decisions: [{ kind: 'give-up', wave: 0 }],
        holds: [],
        wakeAt: NOON,
      });
      expect(kindsOf({ ...rollout, givesUp: false }), became).toEqual([]);
    }
  });

  it('A12 does so in whichever wave, and not while a machine of an earlier one may still say how it went', () => {
    const rollout = (counts: object) => rolloutOf([waveOf(counts, met), nobody, waiting], givesUp);
    expect(kindsOf(rollout({ good: 3 }))).toEqual(['give-up']);
    expect(kindsOf(rollout({ good: 3, begun: 1 }))).toEqual([]);
    expect(kindsOf(rollout({ good: 3, bad: 1, provisional: 1 }))).toEqual([]);
    const pool = countsOf({ begun: 1 });
    expect(kindsOf(rolloutOf([nobody, waiting], { ...givesUp, latePool: pool }))).toEqual([]);
  });

  it('A12 does not while it is held or somebody let the gate pass, nor after its last wave', () => {
    const waves = [nobody, waiting];
    expect(kindsOf(rolloutOf(waves, { ...givesUp, brake: true }))).toEqual([]);
    expect(kindsOf(rolloutOf(waves, { ...givesUp, frozenUntil: NOON + 1 }))).toEqual([]);
    expect(kindsOf(rolloutOf(waves, { ...givesUp, state: 'paused' }))).toEqual([]);
    expect(kindsOf(rolloutOf([{ ...nobody, overridden: true }, waiting], givesUp))).toEqual(['open-wave']);
    expect(kindsOf(rolloutOf([nobody], givesUp))).toEqual(['finish']);
  });
});

describe('a hold that waits for a person', () => {
  const names = (...args: Parameters<typeof rolloutOf>) =>
    holdsForPerson(rolloutOf(...args), NOON).map(({ name }) => name);

  it('A13 is a failed check that nothing under way can mend', () => {
    expect(names([nobody, waiting])).toEqual(['nobody-to-judge']);
    const late = { gate: { maxLatePercent: 10 }, ...opened };
    expect(names([waveOf({ good: 1, late: 9 }, late), waiting])).toEqual(['late']);
    expect(names([waveOf({ good: 1, late: 9, begun: 1 }, late), waiting])).toEqual([]);
    expect(names([waveOf({ good: 1, late: 9, waiting: 1 }, late), waiting])).toEqual([]);
    expect(names([waveOf({ good: 1, late: 9, bad: 1, provisional: 1 }, late), waiting])).toEqual([]);
  });

  it('A13 is a promotion once its soak is over', () => {
    const gate = { promotion: 'by-hand', soakSeconds: 120 } as const;
    const soaked = { ...opened, gate, gateMetAt: NOON - 2 * MINUTE };
    expect(names([waveOf({ good: 1 }, soaked), waiting])).toEqual(['promotion']);
    expect(names([waveOf({ good: 1 }, { ...soaked, gateMetAt: NOON - MINUTE }), waiting])).toEqual([]);
  });

  it('A13 is due since the end of the soak where it is a promotion, and at no time that was planned where it is a check', () => {
    const gate = { promotion: 'by-hand', soakSeconds: 120 } as const;
    const due = (...args: Parameters<typeof rolloutOf>) => {
      const standing = rolloutOf(...args);
      return holdsForPerson(standing, NOON).map((hold) => dueSince(standing, hold));
    };
    const soaked = { ...opened, gate, gateMetAt: NOON - 5 * MINUTE };
    expect(due([waveOf({ good: 1 }, soaked), waiting])).toEqual([NOON - 3 * MINUTE]);
    expect(due([nobody, waiting])).toEqual([null]);
  });

  it('A13 is none of a rollout that is paused, braked, at its end or gives up', () => {
    const waves = [nobody, waiting];
    expect(names(waves, { state: 'paused' })).toEqual([]);
    expect(names(waves, { brake: true })).toEqual([]);
    expect(names([waveOf({ begun: 1 }, opened)])).toEqual([]);
    expect(names(waves, givesUp)).toEqual([]);
  });
});
