import { describe, expect, it } from 'vitest';
import { findJsonValues, isJsonObject, jsonObjectsOf, propertyOf } from '../../src/text/json-values';

describe('JSON in a text', () => {
  it.each<[string, unknown[]]>([
    ['PS C:\\> x\n{"a": 1}\nPS C:\\> y\n[1, {"b": [2]}] end', [{ a: 1 }, [1, { b: [2] }]]],
    ['{"a": "}]\\"{["}', [{ a: '}]"{[' }]],
    ['{"a": "\\\\"} {"b": 2}', [{ a: '\\' }, { b: 2 }]],
    ['{x} {"a": 1}', [{ a: 1 }]],
    ['[SC] {"a": 1}', [{ a: 1 }]],
    ['{"a": {"b": 1}', [{ b: 1 }]],
    ['{ { { {"a": 1}', [{ a: 1 }]],
    ['{ { { { {"a": 1}', []],
    ['no brackets', []],
    ['} ] {"a": 1}', [{ a: 1 }]],
    ['', []],
  ])('%j holds %j', (text, values) => {
    expect(findJsonValues(text)).toEqual(values);
  });

  it('is looked at once: what stands in a value that is none is not found', () => {
    expect(findJsonValues('{x {"a": 1}}')).toEqual([]);
  });
});

describe('the objects of JSON', () => {
  it('are those of lists in lists and those alone', () => {
    expect(jsonObjectsOf([{ a: 1 }, [{ b: 2 }, [{ c: 3 }]], 4, 'x', null])).toEqual([
      { a: 1 },
      { b: 2 },
      { c: 3 },
    ]);
  });

  it('are those that PowerShell wraps with their count', () => {
    expect(jsonObjectsOf([{ value: [{ a: 1 }, { b: 2 }], Count: 2 }])).toEqual([{ a: 1 }, { b: 2 }]);
    expect(jsonObjectsOf([{ value: [{ a: 1 }] }])).toEqual([{ value: [{ a: 1 }] }]);
    expect(jsonObjectsOf([{ value: 'x', Count: 1 }])).toEqual([{ value: 'x', Count: 1 }]);
  });

  it('are not followed deeper than eight lists', () => {
    const within = (depth: number): unknown => (depth === 0 ? { a: 1 } : [within(depth - 1)]);
    expect(jsonObjectsOf([within(7)])).toEqual([{ a: 1 }]);
    expect(jsonObjectsOf([within(8)])).toEqual([]);
  });

  it('have properties by their names in any case', () => {
    expect(propertyOf({ PolicyStore: 'x' }, 'policystore')).toBe('x');
    expect(propertyOf({ policystore: 'x' }, 'PolicyStore')).toBe('x');
    expect(propertyOf({ other: 'x' }, 'PolicyStore')).toBeUndefined();
  });

  it('are neither null nor lists nor single values', () => {
    expect([{}, null, [], 'x', 1, undefined].map(isJsonObject)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
