import { csvRecord } from '@teredo-fleet/evidence';
import { describe, expect, it } from 'vitest';
import { FontChoice } from '../src/pdf/font-choice';
import { shownText } from '../src/pdf/shown-text';
import { visualOrder } from '../src/pdf/visual-order';
import { sheetCell } from '../src/xlsx/sheet-cell';

const fonts = new FontChoice();
const runs = (text: string) => shownText(text, fonts);
const shown = (text: string) =>
  runs(text)
    .map(({ text: part }) => part)
    .join('');

describe('a name in the PDF', () => {
  it('is set in a font that has its signs', () => {
    const fontsOf = (text: string) => runs(text).map(({ font }) => font);
    expect(fontsOf('Zürich Ωmega Жук')).toEqual(['NotoSans']);
    expect(fontsOf('測試')).toEqual(['NotoSansHans']);
    expect(fontsOf('서버')).toEqual(['NotoSansKR']);
    expect(fontsOf('خادم')).toEqual(['NotoNaskhArabic']);
    expect(fontsOf('🚀')).toEqual([expect.stringMatching(/^noto-emoji-/)]);
  });

  it('shows words from right to left in that order, with the spaces between them', () => {
    expect(visualOrder('שרת ראשי')).toBe('ראשי שרת');
    expect(visualOrder('Teredo off, אתר חיפה phase 1')).toBe('Teredo off, חיפה אתר phase 1');
    expect(runs('a שרת b').map(({ text }) => text)).toEqual(['a ', 'שרת', ' b']);
  });

  it('names what nobody can see and what no font has', () => {
    expect(shown('left\u202Eexe.txt')).toBe('left[U+202E]exe.txt');
    expect(shown('a\u0007b\u200B')).toBe('a[U+0007]b[U+200B]');
    expect(shown('\u0B95')).toBe('[U+0B95]');
  });

  it('may break within a word as long as a line', () => {
    expect(
      shown('x'.repeat(60))
        .split('\u200B')
        .map(({ length }) => length),
    ).toEqual([24, 24, 12]);
  });
});

describe('a cell', () => {
  it('of the CSV begins no formula, and holds no end of a record', () => {
    expect(csvRecord(['=1+1', '-2', '+3', '@x', 'a"b', 'two\nlines', 'c\r\nd'])).toBe(
      `'=1+1,'-2,'+3,'@x,"a""b","two\nlines","c\uFFFD\nd"`,
    );
  });

  it('of the workbook says only what XML can say, and that it was cut', () => {
    expect(sheetCell('a\u0000b\uFFFE')).toBe('a\uFFFDb\uFFFD');
    const cut = sheetCell('🚀'.repeat(20_000));
    expect(cut.length).toBeLessThanOrEqual(32_767);
    expect(cut).toMatch(/🚀… \(cut here: the CSV has all of it\)$/u);
  });
});
