import { emptyCounts, type RolloutStanding, type WaveStanding } from '@teredo-fleet/rollout';
import { describe, expect, it } from 'vitest';
import { plannedAt } from '../src/rollout/running-view';
import { GATE } from './support/planned';

const NOW = 1_000 * 3_600_000;
const HOUR = 3_600_000;

const wave = (rest: Partial<WaveStanding> = {}): WaveStanding => ({
  gate: { ...GATE, soakSeconds: 3600 },
  patienceSeconds: 60,
  openedAt: NOW - HOUR,
  gateMetAt: NOW - HOUR / 2,
  promoted: false,
  overridden: false,
  counts: emptyCounts(),
  ...rest,
});
const shut = wave({ openedAt: null, gateMetAt: null });

function planned(rest: Partial<RolloutStanding> & { before?: WaveStanding }, number = 1): number | null {
  const { before = wave(), ...changes } = rest;
  const standing = {
    state: 'running' as const,
    startAt: null,
    endAt: null,
    brake: false,
    frozenUntil: null,
    givesUp: false,
    waves: [before, shut],
    latePool: emptyCounts(),
    ...changes,
  };
  return plannedAt(standing, number, NOW);
}

describe('when a wave is expected to open', () => {
  it('is the end of the soak before it', () => {
    expect(planned({})).toBe(NOW + HOUR / 2);
    expect(planned({ before: wave({ gateMetAt: null }) })).toBeNull();
    expect(planned({ before: shut })).toBeNull();
  });

  it('is nothing that is over: it is about to open, or something else is waited for', () => {
    expect(planned({ before: wave({ gateMetAt: NOW - HOUR }) })).toBeNull();
    expect(planned({ before: wave({ gateMetAt: NOW - HOUR + 1 }) })).toBe(NOW + 1);
  });

  it('is not told while somebody has to promote, resume or let the brake go', () => {
    const gate = { ...GATE, soakSeconds: 3600, promotion: 'by-hand' as const };
    expect(planned({ before: wave({ gate }) })).toBeNull();
    expect(planned({ before: wave({ gate, promoted: true }) })).toBe(NOW + HOUR / 2);
    expect(planned({ state: 'paused' })).toBeNull();
    expect(planned({ brake: true })).toBeNull();
  });

  it('is never in a freeze', () => {
    expect(planned({ frozenUntil: NOW + HOUR })).toBe(NOW + HOUR);
    expect(planned({ frozenUntil: NOW + HOUR / 4 })).toBe(NOW + HOUR / 2);
  });

  it('is the start of the plan for the first one, as long as that lies ahead', () => {
    expect(planned({ state: 'approved', startAt: NOW + 1 }, 0)).toBe(NOW + 1);
    expect(planned({ state: 'awaiting-approval', startAt: NOW }, 0)).toBeNull();
    expect(planned({ state: 'approved' }, 0)).toBeNull();
  });
});
