import type { MemberCount } from '@teredo-fleet/db';
import { assertCounts, COUNTED_JOB_STATES, emptyCounts, UnknownJobStateError } from '@teredo-fleet/rollout';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldMembers } from '../src/rollout/fold-members';

const row = (part: Partial<MemberCount>): MemberCount => ({
  wave: 0,
  excluded: false,
  late: false,
  state: null,
  begun: false,
  acknowledged: false,
  provisional: false,
  unreached: false,
  machines: 1,
  ...part,
});

it('puts each machine where its job, its exclusion and its lateness say', () => {
  const { waves, latePool } = foldMembers(
    [
      row({ machines: 2 }),
      row({ unreached: true, machines: 3 }),
      row({ state: 'notifying' }),
      row({ state: 'running', begun: true }),
      row({ state: 'verified', machines: 5 }),
      row({ state: 'failed', acknowledged: true }),
      row({ state: 'lost-contact', begun: true, provisional: true }),
      row({ state: 'not-applicable' }),
      row({ state: 'refused', machines: 2 }),
      row({ excluded: true, state: 'cancelled' }),
      row({ late: true, state: 'offered', unreached: true, machines: 4 }),
      row({ wave: 1, state: 'already-compliant', machines: 7 }),
      row({ wave: null, state: 'verified' }),
    ],
    2,
  );
  expect(waves).toEqual([
    {
      ...emptyCounts(),
      planned: 22,
      excluded: 1,
      notApplicable: 1,
      refused: 2,
      late: 4,
      good: 5,
      bad: 2,
      acknowledged: 1,
      provisional: 1,
      waiting: 6,
      unreached: 3,
      begun: 1,
    },
    { ...emptyCounts(), planned: 7, alreadyCompliant: 7 },
  ]);
  expect(latePool).toEqual({ ...emptyCounts(), planned: 5, good: 1, waiting: 4, unreached: 4 });
});

it('makes counts that fit, whatever is counted, and counts everybody once', () => {
  const anyRow = fc.record({
    wave: fc.constantFrom(0, 1, 2, null),
    excluded: fc.boolean(),
    late: fc.boolean(),
    state: fc.constantFrom(null, ...COUNTED_JOB_STATES),
    begun: fc.boolean(),
    acknowledged: fc.boolean(),
    provisional: fc.boolean(),
    unreached: fc.boolean(),
    machines: fc.integer({ min: 1, max: 50_000 }),
  });
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 40 }), (rows) => {
      const { waves, latePool } = foldMembers(rows, 3);
      for (const counts of [...waves, latePool]) assertCounts(counts);
      const all = rows.reduce((sum, { machines }) => sum + machines, 0);
      const late = waves.reduce((sum, counts) => sum + counts.late, 0);
      expect(waves.reduce((sum, { planned }) => sum + planned, latePool.planned) - late).toBe(all);
    }),
  );
});

it('counts nothing when a state is one that no rule speaks of', () => {
  expect(() => foldMembers([row({ state: 'dancing' })], 1)).toThrow(UnknownJobStateError);
});
