import { describe, expect, it } from 'vitest';
import { tickedRows, toggleAll, toggleRow } from '../src/app/(console)/machines/queue-selection';
import {
  acceptedWords,
  namesInShort,
  refusedWords,
  refuseTitle,
  refuseWords,
} from '../src/app/(console)/machines/queue-words';

const row = (id: string, status = 'pending') => ({ id, status });
const shown = (ids: string[], place = 'page 1') => ({ place, rows: ids.map((id) => row(id)) });
const nothing = { place: 'page 1', ids: new Set<string>() };
const idsOf = (...of: Parameters<typeof tickedRows>) => tickedRows(...of).map(({ id }) => id);

describe('what is ticked in the queue', () => {
  it('is what was ticked and is shown, in the order of the list', () => {
    const list = shown(['a', 'b', 'c']);
    const ticked = toggleRow(toggleRow(nothing, list, 'c'), list, 'a');
    expect(idsOf(ticked, list)).toEqual(['a', 'c']);
    expect(idsOf(toggleRow(ticked, list, 'a'), list)).toEqual(['c']);
  });

  it('is nothing in another filter or on another page, whatever was ticked there', () => {
    const ticked = toggleAll(nothing, shown(['a', 'b']));
    expect(idsOf(ticked, shown(['a', 'b', 'c'], 'page 2'))).toEqual([]);
    expect(idsOf(toggleRow(ticked, shown(['b', 'c'], 'page 2'), 'c'), shown(['b', 'c'], 'page 2'))).toEqual([
      'c',
    ]);
  });

  it('loses a machine that another admin accepted or that does not wait any more', () => {
    const ticked = toggleAll(nothing, shown(['a', 'b', 'c']));
    expect(idsOf(ticked, shown(['b', 'c']))).toEqual(['b', 'c']);
    expect(idsOf(ticked, { place: 'page 1', rows: [row('a', 'active'), row('b')] })).toEqual(['b']);
  });

  it('has none of the machines that came after all were ticked', () => {
    const ticked = toggleAll(nothing, shown(['a', 'b']));
    expect(idsOf(ticked, shown(['a', 'b', 'new']))).toEqual(['a', 'b']);
    expect(idsOf(toggleAll(ticked, shown(['a', 'b', 'new'])), shown(['a', 'b', 'new']))).toEqual([
      'a',
      'b',
      'new',
    ]);
  });

  it('is nothing again when the box of all is pressed a second time', () => {
    const list = shown(['a', 'b']);
    expect(idsOf(toggleAll(toggleAll(nothing, list), list), list)).toEqual([]);
  });
});

describe('what is said in the queue', () => {
  it('never tells of no machine at all', () => {
    expect([acceptedWords(1), acceptedWords(2), refusedWords(1), refusedWords(2)]).toEqual([
      'One machine accepted.',
      '2 machines accepted.',
      'One machine refused.',
      '2 machines refused.',
    ]);
    expect(acceptedWords(0)).toBe('Accepted already: there was nothing left to do.');
    expect(refusedWords(0)).toBe('Refused already: there was nothing left to do.');
  });

  it('names ten machines before it refuses them, then how many more', () => {
    const names = Array.from({ length: 12 }, (_, index) => `PC-${index}`);
    expect(namesInShort(names.slice(0, 2))).toBe('PC-0, PC-1');
    expect(namesInShort(names.slice(0, 10))).toMatch(/PC-9$/);
    expect(namesInShort(names)).toMatch(/PC-9 and 2 more$/);
    expect([refuseTitle(['PC-1']), refuseTitle(names)]).toEqual(['Refuse PC-1', 'Refuse 12 machines']);
  });

  it('says that a refused machine waits again, also by a token that lets machines in', () => {
    expect(refuseWords(true).at(-1)).toMatch(/waits here again, whatever its token says/);
  });
});
