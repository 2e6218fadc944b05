import { describe, expect, it } from 'vitest';
import { decodeConsoleBytes } from '../../src/index';

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const decoded = (bytes: number[], codePage: number | null = null) => decodeConsoleBytes(bytes, codePage);
const textOf = (bytes: number[], codePage: number): string => decoded(bytes, codePage).text;

describe('bytes of a console', () => {
  it.each<[string, number[], string, string]>([
    ['ASCII', ascii('Type : client'), 'Type : client', 'ascii'],
    ['nothing', [], '', 'ascii'],
    ['the last ASCII character', [0x41, 0x7f], 'A\x7f', 'ascii'],
    ['UTF-8', [...Buffer.from('Größe 状态 😀')], 'Größe 状态 😀', 'utf-8'],
    ['UTF-8 that begins as its mark does', [...Buffer.from('\ufec0！a')], '\ufec0！a', 'utf-8'],
    ['UTF-8 that ends as its mark does', [...Buffer.from('ỿa')], 'ỿa', 'utf-8'],
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x41], 'A', 'utf-8'],
    ['UTF-8 cut off in a character', [...Buffer.from('aß')].slice(0, 2), 'a', 'utf-8'],
    ['UTF-16 with its mark', [0xff, 0xfe, 0x41, 0, 0xb6, 0x72], 'A状', 'utf-16le'],
    ['UTF-16 the other way round', [0xfe, 0xff, 0, 0x41, 0x72, 0xb6], 'A状', 'utf-16be'],
    ['UTF-16 without a mark', [0x41, 0, 0x42, 0], 'AB', 'utf-16le'],
    ['UTF-16 the other way round without a mark', [0, 0x41, 0, 0x42], 'AB', 'utf-16be'],
    ['UTF-16 with half a character at the end', [0xff, 0xfe, 0x41, 0, 0x42], 'A', 'utf-16le'],
  ])('that are %s are known without a code page', (_name, bytes, text, encoding) => {
    expect(decoded(bytes)).toEqual({ text, encoding, codePage: null, lostCharacters: 0 });
    expect(decoded(bytes, 850)).toEqual({ text, encoding, codePage: null, lostCharacters: 0 });
  });

  it('with a few zeros among them are no UTF-16', () => {
    const text = `${'x'.repeat(17)}\0`;
    expect(decoded(ascii(text))).toMatchObject({ text, encoding: 'ascii' });
    expect(decoded([0, 0, 0x41, 0x42])).toMatchObject({ encoding: 'ascii' });
  });

  it('are taken for the code page that is told', () => {
    expect(decoded([0x84, 0x6e, 0x64], 850)).toEqual({
      text: 'änd',
      encoding: 'code-page',
      codePage: 850,
      lostCharacters: 0,
    });
    expect(textOf([0x84], 1252)).toBe('„');
    expect(textOf([0xff, 0x41, 0x42], 1252)).toBe('ÿAB');
    expect(textOf([0xfe, 0x41, 0x42], 1252)).toBe('þAB');
    expect(textOf([0x80, 0xff], 866)).toBe('А\u00a0');
  });

  it('of a code page without a character there lose it, and it is counted', () => {
    expect(decoded([0x41, 0x81, 0x8d, 0x42], 1252)).toEqual({
      text: 'A\ufffd\ufffdB',
      encoding: 'code-page',
      codePage: 1252,
      lostCharacters: 2,
    });
  });

  it.each([null, 12345])('of a code page that is not known (%s) keep their ASCII', (codePage) => {
    expect(decoded([0x41, 0x84, 0x3a, 0x20, 0xff], codePage)).toEqual({
      text: 'A\ufffd: \ufffd',
      encoding: 'ascii-only',
      codePage: null,
      lostCharacters: 2,
    });
  });

  it('that are known Chinese need no code page', () => {
    const bytes = [0xb7, 0xfe, 0xce, 0xf1, 0x3a];
    expect(decoded(bytes)).toEqual({
      text: '服务:',
      encoding: 'code-page',
      codePage: 936,
      lostCharacters: 0,
    });
    expect(decoded([0xb7, 0xfe, 0xce, 0xf2])).toMatchObject({ encoding: 'ascii-only' });
  });
});

describe('UTF-8', () => {
  it.each<[string, number[]]>([
    ['a lone trail', [0x80]],
    ['an overlong sequence of two', [0xc0, 0xaf]],
    ['an overlong sequence of two, the last', [0xc1, 0xbf]],
    ['an overlong sequence of three', [0xe0, 0x9f, 0xbf]],
    ['an overlong sequence of four', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['half a pair', [0xed, 0xa0, 0x80]],
    ['the other half of a pair', [0xed, 0xbf, 0xbf]],
    ['more than there is', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead beyond', [0xf5, 0x80, 0x80, 0x80]],
    ['a lead without its trail', [0xc3, 0x41]],
    ['a second trail that is none', [0xe2, 0x82, 0x41]],
  ])('with %s is none', (_name, bytes) => {
    expect(decoded(bytes)).toMatchObject({ encoding: 'ascii-only' });
  });

  it.each([0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff])(
    'holds the character %i',
    (code) => {
      const text = String.fromCodePoint(code);
      expect(decoded([...Buffer.from(`x${text}`)]).text).toBe(`x${text}`);
    },
  );
});

describe('a double-byte code page', () => {
  const PAGES = [932, 936, 949, 950];

  it.each([
    [
      932,
      [0x82, 0x50, 0x82, 0x60, 0x82, 0x79, 0x82, 0x81, 0x82, 0x9a, 0x82, 0x4f, 0x82, 0x58],
      '１ＡＺａｚ０９',
    ],
    [932, [0x81, 0x40, 0x81, 0x43, 0x81, 0x44, 0x81, 0x46, 0x81, 0x69, 0x81, 0x6a], '\u3000，．：（）'],
    [
      950,
      [0xa2, 0xaf, 0xa2, 0xb8, 0xa2, 0xcf, 0xa2, 0xe8, 0xa2, 0xe9, 0xa2, 0xfe, 0xa3, 0x40, 0xa3, 0x43],
      '０９ＡＺａｖｗｚ',
    ],
    [950, [0xa1, 0x40, 0xa1, 0x41, 0xa1, 0x44, 0xa1, 0x47, 0xa1, 0x5d, 0xa1, 0x5e], '\u3000，．：（）'],
    [936, [0xa1, 0xa1, 0xa3, 0xa1, 0xa3, 0xba, 0xa3, 0xfe], '\u3000！：～'],
    [949, [0xa1, 0xa1, 0xa3, 0xa1, 0xa3, 0xba, 0xa3, 0xfe], '\u3000！：～'],
  ])('%i tells full-width forms', (codePage, bytes, text) => {
    expect(decoded(bytes as number[], codePage as number)).toMatchObject({ text, lostCharacters: 0 });
  });

  it.each([
    [932, [0x82, 0x4e, 0x82, 0x59, 0x82, 0x5f, 0x82, 0x7a, 0x82, 0x80, 0x82, 0x9b]],
    [950, [0xa2, 0xae, 0xa2, 0xb9, 0xa2, 0xce, 0xa3, 0x44]],
    [936, [0xa3, 0xa0, 0xa1, 0xa2, 0xa2, 0xa1]],
    [949, [0xb0, 0xa1, 0xa1, 0xa2]],
  ])('%i loses one character for each pair that it has no table for', (codePage, bytes) => {
    const { text, lostCharacters } = decoded(bytes as number[], codePage as number);
    expect(text).toBe('\ufffd'.repeat(bytes.length / 2));
    expect(lostCharacters).toBe(bytes.length / 2);
  });

  it.each(PAGES)('%i never takes a digit, a colon, a dot or a space for the end of a pair', (codePage) => {
    for (const sign of '0123456789:. ') {
      expect(textOf([0x95, sign.charCodeAt(0)], codePage)).toBe(`\ufffd${sign}`);
    }
    expect(textOf([0x95, 0x3f], codePage)).toBe('\ufffd?');
    expect(textOf([0x95, 0x40], codePage)).toBe('\ufffd');
    expect(textOf([0x95, 0x7f], codePage)).toBe('\ufffd\x7f');
    expect(textOf([0x95, 0xfe], codePage)).toBe('\ufffd');
    expect(textOf([0x95, 0xff], codePage)).toBe('\ufffd\ufffd');
    expect(textOf([0x41, 0x95], codePage)).toBe('A\ufffd');
  });

  it('932 has half-width letters of one byte between its leads', () => {
    expect(textOf([0xa1, 0xb1, 0xdf], 932)).toBe('｡ｱﾟ');
    expect(textOf([0x81, 0x81, 0x9f, 0x41, 0xe0, 0x41, 0xfc, 0x41], 932)).toBe('\ufffd\ufffd\ufffd\ufffd');
    expect(textOf([0x80, 0x41, 0xa0, 0x41, 0xfd, 0x41], 932)).toBe('\ufffdA\ufffdA\ufffdA');
  });

  it.each([936, 949, 950])('%i has leads from 0x81 to 0xfe', (codePage) => {
    expect(textOf([0x81, 0x41, 0xfe, 0x41], codePage)).toBe('\ufffd\ufffd');
    expect(textOf([0x80, 0x41, 0xff, 0x41], codePage)).toBe('\ufffdA\ufffdA');
  });

  it.each([932, 949, 950])('%i has no Chinese of 936', (codePage) => {
    expect(textOf([0xd7, 0xb4], codePage)).not.toContain('状');
  });
});
