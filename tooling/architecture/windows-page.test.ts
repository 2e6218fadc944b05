import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = readFileSync(pathOf('docs/windows-xp.md'), 'utf8');

/** What each letter of the tables stands for. */
const listed = [...page.matchAll(/^- (\w{1,3}) `([^`]+)`: (.+)$/gm)].map(
  ([, letter = '', file = '', title = '']) => ({
    letter,
    file,
    title,
  }),
);
const letters = new Set(listed.map(({ letter }) => letter));

/** Rows of the table that begins with this heading, first cells apart. */
function rowsOf(heading: string): { name: string; cells: string[] }[] {
  return page
    .split(`\n| ${heading} |`)
    .slice(1)
    .flatMap((table) => {
      const lines = table.split('\n').slice(2);
      const end = lines.findIndex((line) => !line.startsWith('|'));
      return lines.slice(0, end).map((line) => {
        const [name = '', ...cells] = line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim());
        return { name, cells };
      });
    });
}

const abilities = rowsOf('generation');
const faults = rowsOf('fault');

/** What needs no test: there is nothing to do, or nothing that could do it. */
const WORDS = /^(part of the system|does not run there|not tried there|blocked: .+)$/;
const GENERATIONS = [
  ...[
    'XP SP1',
    'XP SP2',
    'XP SP3',
    'Server 2003 SP1, SP2',
    'Vista',
    'Server 2008',
    '7',
    '2008 R2',
    '8',
    '2012',
    '8.1',
  ],
  ...['2012 R2', '10', '2016', '2019', '11', '2022', '2025'],
];

describe('the page of Windows', () => {
  it.each(['script agent', 'executable'])(
    'has a row for every generation of Windows, for the %s',
    (agent) => {
      const half = page.split(`### The ${agent}`)[1]?.split('\n###')[0] ?? '';
      const names = half
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .map((line) => line.split('|')[1] ?? '')
        .join(',');
      for (const generation of GENERATIONS)
        expect(names).toMatch(new RegExp(`(^|[ ,])${generation}([ ,]|$)`));
    },
  );

  it.each([...abilities, ...faults])(
    'names in each cell of $name a test, or why none is needed',
    ({ cells }) => {
      for (const cell of cells) {
        const isWords = WORDS.test(cell);
        expect(isWords || cell.split(', ').every((letter) => letters.has(letter))).toBe(true);
      }
    },
  );

  it('uses every test that it lists, and none under two letters', () => {
    const used = new Set(
      [...abilities, ...faults].flatMap(({ cells }) => cells.flatMap((cell) => cell.split(', '))),
    );
    expect(listed.filter(({ letter }) => !used.has(letter))).toEqual([]);
    expect(letters.size).toBe(listed.length);
  });

  it.each(listed)('$letter: $file has a test "$title"', ({ file, title }) => {
    expect(existsSync(pathOf(file))).toBe(true);
    const text = readFileSync(pathOf(file), 'utf8');
    expect([`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted))).toBe(true);
  });
});
