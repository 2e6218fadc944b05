import { describe, expect, it } from 'vitest';
import { hitWords, outcomeWords, sharedWords, toDecide, wantedHere } from '../src/policy/policy-words';
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

  it('says what an approval makes of two of which neither acts yet', () => {
    const games = (mode: 'audit' | 'enforce') =>
      conflict({ policy: { id: 'q', name: 'Games', label: 'games', mode } });
    expect(outcomeWords(games('audit'), own)).toBe(
      'Neither acts now. Once “Kiosks” is approved it is followed, because the other one only looks.',
    );
    expect(outcomeWords(games('enforce'), { ...own, mode: 'audit' })).toBe(
      'Neither acts now. Once “Games” is approved it is followed, because the other one only looks.',
    );
    expect(outcomeWords(games('audit'), { ...own, mode: 'audit' })).toBe('Both only look.');
  });

  it.each([
    [0, false, 'No machine has both labels now.'],
    [1, false, 'has both labels.'],
    [3, true, 'have the label.'],
    [0, true, 'No machine has the label now.'],
  ])('of %i machines, with one label: %s, says “%s”', (count, isOneLabel, words) => {
    expect(sharedWords(count, isOneLabel)).toBe(words);
  });

  it('is to be decided where there are machines that both are for', () => {
    const all = [conflict({}), conflict({ machines: 0 }), conflict({ outcome: 'this', decided })];
    expect(toDecide(all, own.mode)).toEqual([all[0]]);
  });

  it('is not to be decided while one of them only looks', () => {
    const other = conflict({ policy: { id: 'q', name: 'Games', label: 'games', mode: 'audit' } });
    expect(toDecide([other], 'enforce')).toEqual([]);
    expect(toDecide([conflict({})], 'audit')).toEqual([]);
  });
});

it('a filter says what it asks of a policy', () => {
  expect(policyFoundWords('p:drifted')).toBe('drifted');
  expect(policyFoundWords('p:undecided')).toBe('undecided');
  expect(policyFoundWords('p')).toBe('is for it');
});

describe('whom a policy would hit', () => {
  const counts = {
    machines: 50_000,
    compliant: 19_990,
    drifted: 10,
    blocked: 0,
    ineffective: 0,
    unknown: 0,
    yields: 0,
    undecided: 0,
  };

  it('is said of all machines where all were looked at', () => {
    expect(hitWords({ counts, looked: 50_000 }, 'enforce')).toBe(
      'Would repair 10 machines of 50,000 once it is approved, in its waves and with its notice.',
    );
    expect(hitWords({ counts: { ...counts, drifted: 0 }, looked: 50_000 }, 'enforce')).toBe(
      'None of 50,000 machines has drifted: nothing would be changed now.',
    );
  });

  it('is said of those that were looked at where there are more, and promises nothing of the others', () => {
    const others = 'The other 30,000 were not looked at.';
    expect(hitWords({ counts, looked: 20_000 }, 'audit')).toBe(
      `Would show 10 machines of the first 20,000 machines as drifted. Nothing is changed. ${others}`,
    );
    expect(hitWords({ counts: { ...counts, undecided: 2 }, looked: 20_000 }, 'enforce')).toBe(
      `Would repair 10 machines of the first 20,000 machines once it is approved, in its waves and with its notice. On 2 machines it would wait until somebody decides who wins. ${others}`,
    );
    expect(hitWords({ counts: { ...counts, drifted: 0 }, looked: 20_000 }, 'enforce')).toBe(
      `None of the first 20,000 machines has drifted. ${others}`,
    );
  });
});

describe('what policies want of a machine', () => {
  it('is what those say that are followed there; without one, whether somebody has to decide', () => {
    const row = (standing: 'alone' | 'wins' | 'yields' | 'undecided') => ({ standing });
    expect(wantedHere([row('wins'), row('yields'), row('alone')])).toEqual({
      followed: [row('wins'), row('alone')],
      isOpen: false,
    });
    expect(wantedHere([row('undecided'), row('undecided')])).toEqual({ followed: [], isOpen: true });
    expect(wantedHere([])).toEqual({ followed: [], isOpen: false });
  });
});
