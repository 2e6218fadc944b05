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
  const own = { name: 'Kiosks', mode: 'enforce' as const };
  const decided = { by: 'Ada', at: '2026-11-29T12:00:00.000Z', reason: 'safety' };

  it('says who is followed, and why where nobody decided it', () => {
    expect(outcomeWords(conflict({}), own)).toMatch(/neither acts/);
    expect(outcomeWords(conflict({ outcome: 'this' }), own)).toBe(
      '“Kiosks” is followed until “Games” is approved; then neither acts before somebody decides.',
    );
    expect(outcomeWords(conflict({ outcome: 'other' }), { ...own, mode: 'audit' })).toBe(
      '“Games” is followed, because the other one only looks.',
    );
    expect(outcomeWords(conflict({ outcome: 'other', decided }), own)).toBe('“Games” is followed.');
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
