import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRows } from '../src/verify/compare-rows';
import { DigestList } from '../src/verify/digest-list';
import { longestRising } from '../src/verify/rising-run';

function digests(rows: readonly string[]): DigestList {
  const list = new DigestList();
  for (const row of rows) list.push(createHash('sha256').update(row).digest());
  return list;
}

const told = (recorded: string, found: string): string[] =>
  compareRows(digests([...recorded]), digests([...found])).map((change) => {
    const numbers = ['row' in change ? change.row : null, 'at' in change ? change.at : null].filter(
      (number) => number !== null,
    );
    return [change.kind, ...numbers].join(' ');
  });

describe('rows that were recorded and those that are found', () => {
  it.each([
    ['abc', 'abc', []],
    ['', '', []],
    ['abc', 'aXc', ['changed 2 2']],
    ['abc', 'ac', ['missing 2']],
    ['abc', 'ab', ['missing 3']],
    ['abc', '', ['missing 1', 'missing 2', 'missing 3']],
    ['', 'ab', ['added 1', 'added 2']],
    ['abc', 'aXbc', ['added 2']],
    ['abc', 'abcX', ['added 4']],
    ['abcd', 'abdc', ['moved 4 3']],
    ['abcdef', 'bcdefa', ['moved 1 6']],
    ['abcdef', 'fabcde', ['moved 6 1']],
    ['abcdef', 'aXdef', ['changed 2 2', 'missing 3']],
    ['abcdef', 'aXYZdef', ['changed 2 2', 'changed 3 3', 'added 4']],
    ['aab', 'ab', ['missing 2']],
    ['ab', 'aab', ['added 2']],
    ['baa', 'ba', ['missing 3']],
    ['abcdefgh', 'aXcegfh', ['changed 2 2', 'missing 4', 'moved 7 5']],
  ])('%j and %j', (recorded, found, changes) => {
    expect(told(recorded, found)).toEqual(changes);
  });

  const rows = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), maxLength: 12 });

  it('differ by nothing if and only if they are the same', () => {
    fc.assert(
      fc.property(rows, rows, (recorded, found) => {
        expect(told(recorded, found).length === 0).toBe(recorded === found);
      }),
    );
  });

  it('make one of the other: taking out what is missing, changed and moved leaves the same rows in the same order', () => {
    fc.assert(
      fc.property(rows, rows, (recorded, found) => {
        const changes = compareRows(digests([...recorded]), digests([...found]));
        const gone = new Set(changes.flatMap((change) => ('row' in change ? [change.row] : [])));
        const come = new Set(changes.flatMap((change) => ('at' in change ? [change.at] : [])));
        const left = [...recorded].filter((_, at) => !gone.has(at + 1)).join('');
        const kept = [...found].filter((_, at) => !come.has(at + 1)).join('');
        expect(left).toBe(kept);
        for (const change of changes) {
          if (change.kind === 'moved') expect(recorded[change.row - 1]).toBe(found[change.at - 1]);
        }
      }),
    );
  });
});

describe('the longest rising run', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 9 });

  /** By trying every choice of places. */
  function longest(all: readonly number[]): number {
    let best = 0;
    for (let choice = 0; choice < 2 ** all.length; choice += 1) {
      const chosen = all.filter((_, at) => (choice >> at) & 1);
      const rises = chosen.every((number, at) => at === 0 || chosen[at - 1]! < number);
      if (rises && chosen.length > best) best = chosen.length;
    }
    return best;
  }

  it('rises, and none is longer', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const run = longestRising(all).map((at) => all[at]!);
        expect(run.every((number, at) => at === 0 || run[at - 1]! < number)).toBe(true);
        expect(run.length).toBe(longest(all));
      }),
    );
  });
});
