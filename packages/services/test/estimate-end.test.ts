import { emptyCounts, type RolloutStanding } from '@teredo-fleet/rollout';
import { expect, it } from 'vitest';
import { estimateEnd } from '../src/rollout/estimate-end';
import { GATE } from './support/planned';

const NOW = 1_000 * 3_600_000;
const HOUR = 3_600_000;

function standing(rest: Partial<RolloutStanding> = {}): RolloutStanding {
  const wave = {
    gate: GATE,
    patienceSeconds: 60,
    openedAt: NOW - HOUR,
    gateMetAt: null,
    promoted: false,
    overridden: false,
    counts: { ...emptyCounts(), planned: 30, good: 10, waiting: 15, begun: 5 },
  };
  return {
    state: 'running',
    startAt: null,
    endAt: NOW + 100 * HOUR,
    brake: false,
    frozenUntil: null,
    givesUp: false,
    waves: [wave],
    latePool: emptyCounts(),
    ...rest,
  };
}
const pace = { ended: 10, spanMs: HOUR };

it('reckons with what is left and the pace of the last hour, and says so', () => {
  const eta = estimateEnd(standing(), pace, NOW);
  expect(eta.at).toBe(new Date(NOW + 2 * HOUR).toISOString());
  expect(eta.basis).toBe('20 machines left, at the pace of the last 60 minutes (10 ended).');
});

it('says a minute where it is one', () => {
  const { basis } = estimateEnd(standing(), { ended: 10, spanMs: 20_000 }, NOW);
  expect(basis).toBe('20 machines left, at the pace of the last minute (10 ended).');
});

it('adds the soaks that are still to pass, and no more than is left of one', () => {
  const [open] = standing().waves;
  const gate = { ...GATE, soakSeconds: 3600 };
  const shut = { ...open!, gate, openedAt: null, counts: emptyCounts() };
  const waves = [{ ...open!, gate, gateMetAt: NOW - HOUR / 2 }, shut, shut];
  const eta = estimateEnd(standing({ waves }), pace, NOW);
  expect(eta.at).toBe(new Date(NOW + 3.5 * HOUR).toISOString());
  expect(eta.basis).toMatch(/90 minutes of soak/);
});

it('never goes beyond the end of the plan', () => {
  const eta = estimateEnd(standing({ endAt: NOW + HOUR }), pace, NOW);
  expect(eta).toMatchObject({
    at: new Date(NOW + HOUR).toISOString(),
    basis: expect.stringMatching(/ends before/),
  });
});

it.each([
  [{ state: 'paused' }, pace, /paused/],
  [{ state: 'approved' }, pace, /not started/],
  [{ state: 'done' }, pace, /over/],
  [{ brake: true }, pace, /brake/],
  [{ frozenUntil: NOW + 1 }, pace, /freeze/],
  [{}, { ended: 0, spanMs: HOUR }, /no pace/],
] as const)('says why there is none: %j', (rest, seen, basis) => {
  const eta = estimateEnd(standing(rest as Partial<RolloutStanding>), seen, NOW);
  expect(eta.at).toBeNull();
  expect(eta.basis).toMatch(basis);
});

it('reckons with nothing while somebody has to let a wave pass', () => {
  const [open] = standing().waves;
  const shut = { ...open!, openedAt: null, counts: emptyCounts() };
  const byHand = { ...GATE, promotion: 'by-hand' as const };
  const waves = [{ ...open!, gate: byHand, gateMetAt: NOW - HOUR }, shut];
  const eta = estimateEnd(standing({ waves }), pace, NOW);
  expect(eta).toEqual({
    at: null,
    basis: 'Wave 1 has to be promoted by somebody before the next one opens.',
  });
  const promoted = [{ ...waves[0]!, promoted: true }, shut];
  expect(estimateEnd(standing({ waves: promoted }), pace, NOW).at).not.toBeNull();
  const overridden = [{ ...waves[0]!, overridden: true }, shut];
  expect(estimateEnd(standing({ waves: overridden }), pace, NOW).at).not.toBeNull();
  const laterByHand = [open!, { ...shut, gate: byHand }, shut];
  expect(estimateEnd(standing({ waves: laterByHand }), pace, NOW).basis).toMatch(
    /^Wave 2 has to be promoted/,
  );
});

it('reckons with nothing when a wave is over and its gate does not hold', () => {
  const [open] = standing().waves;
  const counts = { ...emptyCounts(), planned: 4, late: 3, good: 1 };
  const over = { ...open!, gate: { ...GATE, maxLatePercent: 50 }, counts };
  const shut = { ...open!, openedAt: null };
  expect(estimateEnd(standing({ waves: [over, shut] }), pace, NOW)).toEqual({
    at: null,
    basis: 'Wave 1 is over and its gate does not hold, so the next one does not open by itself.',
  });
});
