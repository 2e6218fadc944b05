import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src';

describe('canonical JSON', () => {
  it('is what another program makes of the same value, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('orders members by their UTF-16 units and not by their letters', () => {
    expect(canonicalJson({ é: 1, z: 2, '\u{1F600}': 3, '\uFB33': 4, '10': 5, '9': 6, Z: 7 })).toBe(
      '{"10":5,"9":6,"Z":7,"z":2,"é":1,"\u{1F600}":3,"\uFB33":4}',
    );
  });

  it('writes numbers as ECMAScript does', () => {
    expect(canonicalJson([1e21, 1e-7, -0, 333333333.3333333, 5e-324])).toBe(
      '[1e+21,1e-7,0,333333333.3333333,5e-324]',
    );
  });

  it('leaves out what is undefined, and asks what says itself what it stands for', () => {
    expect(canonicalJson({ a: undefined, b: [undefined], c: new Date(0) })).toBe(
      '{"b":[null],"c":"1970-01-01T00:00:00.000Z"}',
    );
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    'half \uD83D of a pair',
    { '\uDC00': 1 },
    undefined,
    1n,
    () => 1,
  ])('is refused to what JSON can’t say: %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson([{ value: [value ?? Number.NaN] }])).toThrow(TypeError);
  });
});
