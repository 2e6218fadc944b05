import { csvRecord } from '@teredo-fleet/evidence';
import { describe, expect, it } from 'vitest';
import { FontChoice } from '../src/pdf/font-choice';
import { shownText } from '../src/pdf/shown-text';
import { sheetCell } from '../src/xlsx/sheet-cell';

const fonts = new FontChoice();
/** Every sign is one point wide. */
const room = (width: number) => ({ width, widthOf: ({ text }: { text: string }) => [...text].length });
const linesOf = (text: string, width = 1000) =>
  shownText(text, fonts, room(width)).flatMap(({ lines }) =>
    lines.map((line) => line.map(({ text: part }) => part).join('|')),
  );
const shown = (text: string) => linesOf(text).join('\n').replaceAll('|', '');

describe('a name in the PDF', () => {
  it('is set in a font that has its signs', () => {
    const fontsOf = (text: string) =>
      shownText(text, fonts, room(1000)).flatMap(({ lines }) => lines.flat().map(({ font }) => font));
    expect(fontsOf('Zürich Ωmega Жук')).toEqual(['NotoSans']);
    expect(fontsOf('測試')).toEqual(['NotoSansHans']);
    expect(fontsOf('서버')).toEqual(['NotoSansKR']);
    expect(fontsOf('خادم')).toEqual(['NotoNaskhArabic']);
    expect(fontsOf('ไทย')).toEqual(['noto-sans-thai']);
    expect(fontsOf('தமிழ்')).toEqual(['noto-sans-tamil']);
    expect(fontsOf('🚀')).toEqual([expect.stringMatching(/^noto-emoji-/)]);
  });

  it('has a font of every script that the page of evidence names, and codes for no sign of it', () => {
    const names = [
      'Ελληνικά Кириллица Հայերեն ქართული',
      'שרת خادم می\u200Cخواهم کمپیوٹر ދިވެހި',
      'क्षत्रिय বাংলা ગુજરાતી தமிழ் ಶ್ರೀ മലയാളം ශ්\u200Dරී',
      'เครื่อง ລາວ ខ្មែរ ភ្នំពេញ',
      '東京サーバー 东京 測試機器 서버',
    ];
    for (const name of names) expect(shown(name)).not.toMatch(/U\+/);
  });

  it('shows words from right to left in that order, with the spaces between them', () => {
    expect(linesOf('שרת ראשי')).toEqual(['ראשי| |שרת']);
    expect(linesOf('Teredo off, אתר חיפה phase 1')).toEqual(['Teredo| |off,| |חיפה| |אתר| |phase| |1']);
    expect(linesOf('a שרת b')).toEqual(['a| |שרת| |b']);
  });

  it('shows numbers and brackets beside such words as people write them', () => {
    expect(linesOf('PC-שרת-01')).toEqual(['PC-|01|-|שרת']);
    expect(linesOf('שרת (א)')).toEqual(['(|א|)| |שרת']);
    // The font turns what it is given: the digits are given to it from the last one.
    expect(linesOf('خادم ١٢٣')).toEqual(['٣٢١| |خادم']);
  });

  it('has the first words of a long text from right to left on its first line', () => {
    expect(linesOf('אחת שתים שלוש ארבע', 10)).toEqual(['שתים| |אחת', 'ארבע| |שלוש']);
    expect(linesOf('אחת PC-שרת-01 ארבע', 13)).toEqual(['01|-|שרת|-|PC| |אחת', 'ארבע']);
    expect(linesOf('אחת\n\ntwo')).toEqual(['אחת', '', 'two']);
  });

  it('keeps the letters of one script together, whatever stands before them', () => {
    expect(linesOf('PC-सर्वर')).toEqual(['PC-|सर्वर']);
    expect(shown('น้ำ')).toBe('น\u0E4D\u0E49\u0E32');
    // Tables of marks of this font have gaps, at which its library throws.
    const [paragraph] = shownText('ភ្នំពេញ', fonts, room(1000));
    expect(paragraph!.lines[0]).toEqual([
      { text: 'ភ្នំពេញ', font: 'noto-sans-khmer', features: expect.objectContaining({ mark: false }) },
    ]);
  });

  it('names what nobody can see and what no font has', () => {
    expect(shown('left\u202Eexe.txt')).toBe('left[U+202E]exe.txt');
    expect(shown('a\u0007b\u200B')).toBe('a[U+0007]b[U+200B]');
    expect(shown('\u1000')).toBe('[U+1000]');
    expect(shown('a\u200Db')).toBe('ab');
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
