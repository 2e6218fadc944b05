import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/index';

const of = (...codes: number[]) => String.fromCharCode(...codes);

describe('clean text', () => {
  it.each([
    ['CR LF', 'a\r\nb'],
    ['CR', 'a\rb'],
    ['CR CR LF', 'a\r\r\nb'],
    ['a vertical tab', 'a\x0bb'],
    ['a form feed', 'a\x0cb'],
    ['NEL', 'a\x85b'],
    ['the line separator', 'a\u2028b'],
    ['the paragraph separator', 'a\u2029b'],
  ])('has one line end for %s', (_name, text) => {
    expect(cleanText(text)).toBe('a\nb');
  });

  it('keeps empty lines, tabs and all of printed ASCII', () => {
    const printed = Array.from({ length: 95 }, (_, index) => of(0x20 + index)).join('');
    expect(cleanText('a\n\n\tb')).toBe('a\n\n\tb');
    expect(cleanText(printed)).toBe(printed);
  });

  it.each([
    0x00, 0x08, 0x0e, 0x1f, 0x7f, 0x80, 0x9f, 0xad, 0x61c, 0x180e, 0x200b, 0x200f, 0x202a, 0x202e, 0x2060,
    0x206f, 0xfeff,
  ])('leaves out character %i, which is not drawn', (code) => {
    expect(cleanText(`a${of(code)}b`)).toBe('ab');
  });

  it.each([0xa0, 0x1680, 0x2000, 0x200a, 0x202f, 0x205f, 0x3000])('has a space for character %i', (code) => {
    expect(cleanText(`a${of(code)}b`)).toBe('a b');
  });

  it.each([
    [0x2236, ':'],
    [0xfe13, ':'],
    [0xfe55, ':'],
    [0xa789, ':'],
    [0xff1a, ':'],
    [0x2010, '-'],
    [0x2015, '-'],
    [0x2212, '-'],
    [0x2018, "'"],
    [0x2019, "'"],
    [0x201c, '"'],
    [0x201d, '"'],
    [0x3002, '.'],
    [0xff61, '.'],
    [0xfe59, '('],
    [0xfe5a, ')'],
    [0xff01, '!'],
    [0xff21, 'A'],
    [0xff5e, '~'],
  ])('reads character %i as %s', (code, ascii) => {
    expect(cleanText(`a${of(code)}b`)).toBe(`a${ascii}b`);
  });

  it.each([
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
    0x1040, 0x17e0, 0x1810,
  ])('reads the ten digits that begin at character %i', (zero) => {
    const digits = Array.from({ length: 10 }, (_, digit) => of(zero + digit)).join('');
    expect(cleanText(digits)).toBe('0123456789');
    expect(cleanText(of(zero - 1))).not.toBe('9');
    expect(cleanText(of(zero + 10))).not.toBe('0');
  });

  it.each([0xa1, 0xe4, 0x65f, 0x1fff, 0x2016, 0x2211, 0x3001, 0x72b6, 0xff00, 0xff5f])(
    'lets character %i stay',
    (code) => {
      expect(cleanText(`状${of(code)}b`)).toBe(`状${of(code)}b`);
    },
  );

  it('has no colours of a terminal', () => {
    expect(cleanText('\x1b[1;32mType\x1b[0m : \x1b[?25lclient\x1b[K')).toBe('Type : client');
  });

  it('leaves a lone escape out and the rest of it in', () => {
    expect(cleanText('a\x1bb')).toBe('ab');
  });
});
