import { describe, expect, it } from 'vitest';
import { isPrintedText } from '../../src/index';

const printed = (code: number, among: number) =>
  isPrintedText(String.fromCharCode(code) + 'x'.repeat(among - 1));

describe('what a program printed', () => {
  it('may be nothing', () => {
    expect(isPrintedText('')).toBe(true);
  });

  it('holds at most one control character among a hundred', () => {
    expect(printed(0, 100)).toBe(true);
    expect(printed(0, 99)).toBe(false);
    expect(isPrintedText(`\0${'x'.repeat(198)}\0`)).toBe(true);
    expect(isPrintedText(`\0${'x'.repeat(197)}\0`)).toBe(false);
  });

  it.each([0x00, 0x01, 0x06, 0x0e, 0x19, 0x1c, 0x1f, 0x7f])('is not made of character %i', (code) => {
    expect(printed(code, 10)).toBe(false);
  });

  it.each([
    ['bell', 0x07],
    ['backspace', 0x08],
    ['tab', 0x09],
    ['line feed', 0x0a],
    ['carriage return', 0x0d],
    ['end of file', 0x1a],
    ['escape', 0x1b],
    ['space', 0x20],
    ['tilde', 0x7e],
    ['a character beyond ASCII', 0x80],
  ])('may hold a %s', (_name, code) => {
    expect(isPrintedText(String.fromCharCode(code).repeat(10))).toBe(true);
  });
});
