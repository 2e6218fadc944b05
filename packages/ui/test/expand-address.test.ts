import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandAddress } from '../src/blocks/expand-address';

describe('expandAddress', () => {
  it.each([
    ['2001:0:c000:201:2cc4:63aa:34ff:8ef6', '2001:0000:c000:0201:2cc4:63aa:34ff:8ef6'],
    ['2001:0:c000:201::34ff:8ef6', '2001:0000:c000:0201:0000:0000:34ff:8ef6'],
    ['2001:DB8::', '2001:0db8:0000:0000:0000:0000:0000:0000'],
    ['::1', '0000:0000:0000:0000:0000:0000:0000:0001'],
  ])('writes out %s', (text, whole) => {
    expect(expandAddress(text).join(':')).toBe(whole);
  });

  it('gives back what a written-out address says', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const text = groups.map((one) => one.toString(16)).join(':');
        expect(expandAddress(text).map((one) => Number.parseInt(one, 16))).toEqual(groups);
      }),
    );
  });
});
