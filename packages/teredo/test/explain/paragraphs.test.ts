import { describe, expect, it } from 'vitest';
import { cutIntoParagraphs } from '../../src/explain/paragraphs';

/** Paragraphs as their place, whether they are JSON, and their lines. */
const cut = (...lines: string[]) =>
  cutIntoParagraphs(lines).map(({ at, isJson, lines: own }) => [at, isJson ? 'json' : 'lines', ...own]);

describe('lines', () => {
  it('between empty ones are a paragraph', () => {
    expect(cut('', 'a', 'b', '', ' \t', 'c', '')).toEqual([
      [1, 'lines', 'a', 'b'],
      [5, 'lines', 'c'],
    ]);
    expect(cut()).toEqual([]);
    expect(cut('', '  ')).toEqual([]);
  });

  it('that hold brackets within words are no JSON', () => {
    for (const line of ['a {', '[a', '[-HKEY', '  [SC] x', 'x[1]', '(', '[ words', '"{"'])
      expect(cut(line)).toEqual([[0, 'lines', line]]);
  });
});

describe('a value of JSON', () => {
  it.each([
    ['an object', ['{', '  "a": 1', '}']],
    ['an object in one line', ['{"a":1}']],
    ['a list', ['[', '  1,', '  2', ']']],
    ['a list of objects', ['[{"a":1},', '{"b":2}]']],
    ['a list in a list', ['[[1],', '[2]]']],
    ['a list of texts', ['["a",', '"b"]']],
    ['a list of numbers', ['[1,', '-2]']],
    ['a negative number', ['[-1]']],
    ['an empty list', ['[]']],
    ['an indented one', ['    {', '    }']],
    ['one with empty lines in it', ['{', '', '  "a": 1', ' ', '}']],
    ['one that opens deeper', ['{ "a": { "b": [', '1 ] }', '}']],
    ['one with brackets within texts', ['{ "a": "]}",', '"b": "{["', '}']],
    ['one with a quotation mark within a text', ['{ "a": "\\"}",', '"b": 1 }']],
    ['one with a backslash at the end of a text', ['{ "a": "\\\\",', '"b": "}" }']],
    ['one with a backslash before a letter', ['{ "a": "\\n}"', '}']],
  ])('that is %s is a paragraph of its own', (_name, lines) => {
    expect(cut(...lines)).toEqual([[0, 'json', ...lines]]);
    expect(cut('before', ...lines, 'behind')).toEqual([
      [0, 'lines', 'before'],
      [1, 'json', ...lines],
      [1 + lines.length, 'lines', 'behind'],
    ]);
  });

  it('follows another without an empty line', () => {
    expect(cut('{"a":1}', '{"b":2}')).toEqual([
      [0, 'json', '{"a":1}'],
      [1, 'json', '{"b":2}'],
    ]);
  });

  it('is none where it never ends, and what comes after is lines', () => {
    expect(cut('{', 'a', '', 'b')).toEqual([
      [0, 'lines', '{', 'a'],
      [3, 'lines', 'b'],
    ]);
    expect(cut('{ "a', '}')).toEqual([[0, 'lines', '{ "a', '}']]);
  });

  it('is found behind one that never ends, until four stand open', () => {
    const open = (count: number) => Array.from({ length: count }, () => '{ "');
    expect(cut(...open(1), '', '["a"]').at(-1)).toEqual([2, 'json', '["a"]']);
    expect(cut(...open(3), '', '["a"]').at(-1)).toEqual([4, 'json', '["a"]']);
    expect(cut(...open(4), '', '["a"]').at(-1)).toEqual([5, 'lines', '["a"]']);
    expect(cut(...open(5), '', '["a"]').at(-1)).toEqual([6, 'lines', '["a"]']);
  });
});
