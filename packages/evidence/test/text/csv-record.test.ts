import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHeading, csvRecord } from '../../src';

const CELL = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\n', '\r', '\t', '\0', 'x', ' ', '＝') }),
);

/** What is shown in place of a control character. */
const shown = (cell: string) =>
  [...cell].map((one) => (/(?![\n\t])\p{Cc}/u.test(one) ? '\uFFFD' : one)).join('');

describe('a record of a CSV file', () => {
  it('is what another program writes of the same cells, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(CELL, { minLength: 2, maxLength: 6 }), (cells) => {
        const another = stringify([cells.map(shown)], {
          escape_formulas: true,
          quoted_match: /[\r\n]/,
          record_delimiter: '\r\n',
          eof: false,
        });
        expect(csvRecord(cells)).toBe(another);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read back by another program as it was, but for what guards a formula', () => {
    fc.assert(
      fc.property(fc.array(CELL, { minLength: 2, maxLength: 6 }), (cells) => {
        const [read] = parse(`${csvRecord(cells)}\r\n`) as [string[]];
        const unguarded = read.map((cell, at) => (cell === `'${shown(cells[at]!)}` ? cell.slice(1) : cell));
        expect(unguarded).toEqual(cells.map(shown));
      }),
    );
  });

  it('begins no cell with what a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(CELL, (cell) => {
        expect(csvRecord([cell])).not.toMatch(/^"?[=+\-@\t\r＝＋－＠]/u);
      }),
    );
  });

  it('stands behind a heading with a byte order mark', () => {
    expect(csvHeading(['a', '=b'])).toBe("\uFEFFa,'=b\r\n");
  });
});
