import { AGENT_JOB_STATES, SERVER_JOB_STATES, TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTED_JOB_STATES, countJobs, groupOf, isFinal, singleRolloutState } from '../src';

const states = fc.array(fc.constantFrom(...COUNTED_JOB_STATES));

describe('groups of job states', () => {
  it('R1 knows every state of the protocol and no other', () => {
    expect([...COUNTED_JOB_STATES].sort()).toEqual([...AGENT_JOB_STATES, ...SERVER_JOB_STATES].sort());
  });

  it('R1 throws for a state that no rule speaks of', () => {
    expect(() => groupOf('exploded')).toThrow(/exploded/);
    expect(() => groupOf('constructor')).toThrow(/constructor/);
  });

  it.each(['verified', 'rolled-back'])('R2 counts %s as good', (state) => {
    expect(groupOf(state)).toBe('good');
  });

  it.each(['failed', 'verify-failed', 'timed-out', 'lost-contact', 'reverted'])(
    'R3 counts %s as bad',
    (state) => {
      expect(groupOf(state)).toBe('bad');
    },
  );

  it.each([
    'already-compliant',
    'not-applicable',
    'blocked',
    'refused',
    'expired',
    'cancelled',
    'quarantined',
  ])('R4 counts %s on neither side', (state) => {
    expect(groupOf(state)).toBe('skipped');
  });

  it('R5 leaves exactly the states open from which a job can still go on', () => {
    const open = COUNTED_JOB_STATES.filter((state) => groupOf(state) === 'open');
    expect(open.sort()).toEqual(
      [
        'deferred',
        'notifying',
        'offered',
        'queued',
        'requested',
        'running',
        'verifying',
        'waiting-window',
      ].sort(),
    );
  });

  it('R6 calls the same states final as the protocol calls terminal', () => {
    expect(COUNTED_JOB_STATES.filter(isFinal).sort()).toEqual([...TERMINAL_JOB_STATES].sort());
    expect(isFinal('lost-contact')).toBe(false);
  });

  it('R7 counts every job once', () => {
    fc.assert(
      fc.property(states, (list) => {
        const counts = countJobs(list);
        expect(counts.open + counts.good + counts.bad + counts.skipped).toBe(list.length);
        for (const group of ['open', 'good', 'bad', 'skipped'] as const) {
          expect(counts[group]).toBe(list.filter((state) => groupOf(state) === group).length);
        }
      }),
    );
  });
});

describe('a rollout of one', () => {
  const jobs = fc.array(
    fc.record({ state: fc.constantFrom(...COUNTED_JOB_STATES), lostForGood: fc.boolean() }),
  );

  it('R8, R10 is done when every job is final or lost for good, whatever the order', () => {
    fc.assert(
      fc.property(jobs, (list) => {
        const open = list.some(
          ({ state, lostForGood }) => !isFinal(state) && !(state === 'lost-contact' && lostForGood),
        );
        const expected = list.length > 0 && !open ? 'done' : 'running';
        expect(singleRolloutState(list)).toBe(expected);
        expect(singleRolloutState([...list].reverse())).toBe(expected);
      }),
    );
    const lost = { state: 'lost-contact', lostForGood: false };
    expect(singleRolloutState([{ state: 'verified', lostForGood: false }])).toBe('done');
    expect(singleRolloutState([lost])).toBe('running');
    expect(singleRolloutState([{ ...lost, lostForGood: true }])).toBe('done');
    expect(singleRolloutState([{ state: 'running', lostForGood: true }])).toBe('running');
  });

  it('R9 is running while it has no job', () => {
    expect(singleRolloutState([])).toBe('running');
  });
});
