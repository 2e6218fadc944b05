import { describe, expect, it } from 'vitest';
import { outcomeWords, toDecide } from '../src/policy/policy-words';
import { policyFoundWords } from '../src/presentation/policy-found';
import type { PolicyConflict } from '../src/trpc/shapes';

describe('a conflict in words', () => {
  const conflict = (changes: Partial<PolicyConflict>): PolicyConflict => ({
    policy: { id: 'q', name: 'Games', label: 'games', mode: 'enforce' },
    about: ['teredo.mode'],
    machines: 2,
    outcome: 'undecided',
    decided: null,
    ...changes,
  });
  const decided = { by: 'Ada', at: '2026-11-29T12:00:00.000Z', reason: 'safety' };

  it('says who is followed, and why where nobody decided it', () => {
    expect(outcomeWords(conflict({}), 'Kiosks')).toMatch(/neither acts/);
    expect(outcomeWords(conflict({ outcome: 'this' }), 'Kiosks')).toBe(
      '“Kiosks” is followed, because the other one only looks.',
    );
    expect(outcomeWords(conflict({ outcome: 'other', decided }), 'Kiosks')).toBe('“Games” is followed.');
  });

  it('is to be decided where there are machines that both are for', () => {
    const all = [conflict({}), conflict({ machines: 0 }), conflict({ outcome: 'this', decided })];
    expect(toDecide(all)).toEqual([all[0]]);
  });
});

it('a filter says what it asks of a policy', () => {
  expect(policyFoundWords('p:drifted')).toBe('drifted');
  expect(policyFoundWords('p:undecided')).toBe('undecided');
  expect(policyFoundWords('p')).toBe('is for it');
});
