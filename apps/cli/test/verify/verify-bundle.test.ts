import { describe, expect, it } from 'vitest';
import { ask, checksThat, faultsOf } from './ask';
import type { BundleCase } from './bundle-case';
import { BUNDLE_CASES } from './bundle-cases';

/** What nobody can check without a fingerprint or a head. */
function unaskedOf({ outside, faults }: BundleCase): string[] {
  const unsigned = faults.some((fault) => fault.startsWith('signature'));
  return [
    ...(outside.fingerprint === undefined || unsigned ? ['fingerprint'] : []),
    ...(outside.head === undefined ? ['later-head'] : []),
  ];
}

describe('of a bundle with', () => {
  it.each(BUNDLE_CASES)('$name, it says what fails and what is not checked', async (one) => {
    const verdict = await ask(one.bytes, one.outside);
    expect(faultsOf(verdict).sort()).toEqual([...one.faults].sort());
    const notChecked = [...new Set([...(one.notChecked ?? []), ...unaskedOf(one)])].sort();
    expect([...new Set(checksThat(verdict, 'not-checked'))].sort()).toEqual(notChecked);
    const expected = one.faults.length > 0 ? 'fails' : notChecked.length > 0 ? 'partly' : 'holds';
    expect(verdict.outcome).toBe(expected);
  });
});
