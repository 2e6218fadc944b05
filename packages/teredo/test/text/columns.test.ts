import { describe, expect, it } from 'vitest';
import { cutAtColumns, ruledColumns, spacedCells } from '../../src/text/columns';

describe('cells', () => {
  it('are parted by tabs or at least two spaces; empty ones are left out', () => {
    expect(spacedCells('  Idx     Met   MTU\tState \t\t a b ')).toEqual([
      'Idx',
      'Met',
      'MTU',
      'State',
      'a b',
    ]);
    expect(spacedCells('   ')).toEqual([]);
    expect(spacedCells('one two')).toEqual(['one two']);
  });

  it('begin where a rule does', () => {
    expect(ruledColumns('---  ----------  ---')).toEqual([0, 5, 17]);
    expect(ruledColumns('  -- -')).toEqual([2, 5]);
  });

  it.each(['', '   ', '--', '--- x', 'a---', '-'.repeat(401)])('%j is no rule', (line) => {
    expect(ruledColumns(line)).toEqual([]);
  });

  it.each(['---', `${'-'.repeat(399)} `])('a rule is from three to four hundred long', (line) => {
    expect(ruledColumns(line)).toEqual([0]);
  });

  it('of a row are cut at the columns, and as many as there are columns', () => {
    expect(cutAtColumns('abc  defg        hi', [0, 5, 17])).toEqual(['abc', 'defg', 'hi']);
    expect(cutAtColumns('abc', [0, 5, 17])).toEqual(['abc', '', '']);
    expect(cutAtColumns('', [0, 5])).toEqual(['', '']);
    expect(cutAtColumns('abc def', [])).toEqual(['abc def']);
    expect(cutAtColumns('abcdefgh', [0, 5])).toEqual(['abcde', 'fgh']);
  });

  it.each([
    ['Hangul', '\u1100', '\u115f'],
    ['CJK', '\u2e80', '\ua4cf'],
    ['syllables', '\uac00', '\ud7a3'],
    ['compatibility', '\uf900', '\ufaff'],
    ['forms', '\ufe30', '\ufe6f'],
    ['full width', '\uff00', '\uff60'],
  ])('are counted as the console draws %s: two cells a character', (_name, first, last) => {
    expect(cutAtColumns(`${first}${last}ab`, [0, 4])).toEqual([`${first}${last}`, 'ab']);
  });

  it.each([
    '\u10ff',
    '\u1160',
    '\u2e7f',
    '\ua4d0',
    '\uabff',
    '\ud7a4',
    '\uf8ff',
    '\ufb00',
    '\ufe2f',
    '\ufe70',
    '\uff61',
  ])('count one cell for %j', (narrow) => {
    expect(cutAtColumns(`${narrow}xab`, [0, 2])).toEqual([`${narrow}x`, 'ab']);
  });
});
