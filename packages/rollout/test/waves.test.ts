import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  DuplicateMachineError,
  placeLateJoiner,
  planWaves,
  type WaveDefinition,
  type WaveSelection,
} from '../src';

const machine = (id: string, some: Partial<Candidate> = {}): Candidate => ({
  id,
  rank: id,
  inContact: true,
  fits: [],
  ...some,
});
const machines = (count: number) =>
  Array.from({ length: count }, (_, i) => machine(`m${String(i).padStart(3, '0')}`));
const wave = (name: string, selection: WaveSelection): WaveDefinition => ({ name, selection });
const sizes = (definitions: WaveDefinition[], candidates: Candidate[]) => {
  const plan = planWaves(definitions, candidates);
  return plan.waves.map((_, i) => plan.memberships.filter((one) => one.wave === i).length);
};
const idsOf = (definitions: WaveDefinition[], candidates: Candidate[], index = 0) =>
  planWaves(definitions, candidates)
    .memberships.filter((one) => one.wave === index)
    .map(({ id }) => id);

const candidate = fc.record({
  id: fc.uuid(),
  rank: fc.constantFrom('a', 'b', 'c', 'd'),
  inContact: fc.boolean(),
  fits: fc.subarray(['servers', 'laptops']),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 40 });
const selection: fc.Arbitrary<WaveSelection> = fc.oneof(
  fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ kind: fc.constant('filter' as const), filter: fc.constantFrom('servers', 'laptops', 'none') }),
  fc.constant({ kind: 'rest' as const }),
);
const definitions = fc.array(fc.record({ name: fc.string(), selection }), { maxLength: 5 });

describe('waves', () => {
  it('W1, W4 take every machine once, with a reason, or leave it in the list of those that no wave takes', () => {
    fc.assert(
      fc.property(definitions, candidates, (waves, all) => {
        const { memberships, unassigned } = planWaves(waves, all);
        const ids = [...memberships.map(({ id }) => id), ...unassigned];
        expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
        expect(new Set(ids).size).toBe(all.length);
      }),
    );
  });

  it('W1 take in their order: the first that fits has the machine', () => {
    const all = [machine('a', { fits: ['servers'] }), machine('b', { fits: ['servers', 'laptops'] })];
    const two = [
      wave('1', { kind: 'filter', filter: 'laptops' }),
      wave('2', { kind: 'filter', filter: 'servers' }),
    ];
    expect(planWaves(two, all).memberships).toEqual([
      { id: 'b', wave: 0, reason: { kind: 'filter', filter: 'laptops' } },
      { id: 'a', wave: 1, reason: { kind: 'filter', filter: 'servers' } },
    ]);
  });

  it.each([
    [{ kind: 'count', count: 3 }, 10, [3]],
    [{ kind: 'count', count: 30 }, 10, [10]],
    [{ kind: 'percent', percent: 50 }, 10, [5]],
    [{ kind: 'percent', percent: 1 }, 10, [1]],
    [{ kind: 'percent', percent: 1 }, 101, [2]],
    [{ kind: 'percent', percent: 7 }, 100, [7]],
    [{ kind: 'percent', percent: 100 }, 10, [10]],
    [{ kind: 'rest' }, 10, [10]],
  ] as [WaveSelection, number, number[]][])(
    'W2 take somebody by a percent that rounds to no machine, and by count and rest: %j of %d machines takes %j',
    (one, count, expected) => {
      expect(sizes([wave('one', one)], machines(count))).toEqual(expected);
    },
  );

  it('W2 of a percent are a percent of all that are targeted, not of those left', () => {
    const ten = [
      wave('a', { kind: 'count', count: 2 }),
      wave('b', { kind: 'percent', percent: 50 }),
      wave('c', { kind: 'rest' }),
    ];
    expect(sizes(ten, machines(10))).toEqual([2, 5, 3]);
  });

  it('W3 of a count take machines in contact first, then by rank, then by id', () => {
    const all = [
      machine('e', { rank: '0', inContact: false }),
      machine('d', { rank: '2' }),
      machine('c', { rank: '1' }),
      machine('b', { rank: '2' }),
    ];
    expect(idsOf([wave('canary', { kind: 'count', count: 3 })], all)).toEqual(['c', 'b', 'd']);
    expect(idsOf([wave('canary', { kind: 'count', count: 4 })], all)).toEqual(['c', 'b', 'd', 'e']);
  });

  it('W3 don’t depend on the order in which machines are named', () => {
    fc.assert(
      fc.property(definitions, candidates, fc.infiniteStream(fc.nat()), (waves, all, order) => {
        const shuffled = all
          .map((one) => ({ one, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(planWaves(waves, shuffled)).toEqual(planWaves(waves, all));
      }),
    );
  });

  it('W4 say by which place of how many, and whether in contact, a counted machine was taken', () => {
    const all = [machine('a'), machine('b', { inContact: false }), machine('c')];
    expect(planWaves([wave('canary', { kind: 'percent', percent: 66 })], all).memberships).toEqual([
      { id: 'a', wave: 0, reason: { kind: 'counted', position: 1, taken: 2, targeted: 3, inContact: true } },
      { id: 'c', wave: 0, reason: { kind: 'counted', position: 2, taken: 2, targeted: 3, inContact: true } },
    ]);
    const waves = [wave('canary', { kind: 'count', count: 1 }), wave('all', { kind: 'rest' })];
    expect(planWaves(waves, all).memberships[2]).toEqual({ id: 'b', wave: 1, reason: { kind: 'rest' } });
  });

  it('W4 list by id the machines that none takes', () => {
    const all = [machine('c', { rank: '0' }), machine('a'), machine('b', { fits: ['servers'] })];
    expect(planWaves([wave('s', { kind: 'filter', filter: 'servers' })], all).unassigned).toEqual(['a', 'c']);
    expect(planWaves([], all).unassigned).toEqual(['a', 'b', 'c']);
  });

  it('W5 that take nobody are left out and said, as after a canary as large as the fleet', () => {
    const canary = wave('canary', { kind: 'count', count: 3 });
    const rest = wave('everybody else', { kind: 'rest' });
    const plan = planWaves([wave('none', { kind: 'filter', filter: 'x' }), canary, rest], machines(3));
    expect(plan.waves).toEqual([canary]);
    expect(plan.leftOut.map(({ name }) => name)).toEqual(['none', 'everybody else']);
    expect(plan.memberships.every((one) => one.wave === 0)).toBe(true);
  });

  it('W5 of a target that matches nothing are all left out', () => {
    const rest = wave('all', { kind: 'rest' });
    expect(planWaves([rest], [])).toEqual({ waves: [], memberships: [], unassigned: [], leftOut: [rest] });
  });

  it('refuse a machine that is named twice', () => {
    expect(() => planWaves([], [machine('a'), machine('b'), machine('a')])).toThrow(DuplicateMachineError);
  });
});

describe('a machine that joins later', () => {
  const counted = { definition: wave('canary', { kind: 'count', count: 5 }), opened: false };
  const servers = { definition: wave('servers', { kind: 'filter', filter: 'servers' }), opened: false };
  const rest = { definition: wave('rest', { kind: 'rest' }), opened: false };

  it('W6 goes to the first unopened wave that fits it', () => {
    const fits = ['servers'];
    expect(placeLateJoiner({ fits }, [counted, servers, rest])).toEqual({
      wave: 1,
      reason: { kind: 'filter', filter: 'servers' },
    });
    expect(placeLateJoiner({ fits: [] }, [counted, servers, rest])).toEqual({
      wave: 2,
      reason: { kind: 'rest' },
    });
    expect(placeLateJoiner({ fits }, [counted, { ...servers, opened: true }, rest])).toMatchObject({
      wave: 2,
    });
  });

  it('W6 goes to the late pool where no wave to come takes it', () => {
    expect(placeLateJoiner({ fits: ['servers'] }, [counted, { ...servers, opened: true }])).toBe('late-pool');
    expect(placeLateJoiner({ fits: [] }, [servers, { ...rest, opened: true }])).toBe('late-pool');
    expect(placeLateJoiner({ fits: [] }, [])).toBe('late-pool');
  });
});
