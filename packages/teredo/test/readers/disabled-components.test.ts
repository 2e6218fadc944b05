import { describe, expect, it } from 'vitest';
import { readDisabledComponents } from '../../src/index';

const numberOf = (value: number | string | null) => readDisabledComponents(value).value;

describe('the number of DisabledComponents', () => {
  it.each<[number | string, number]>([
    [-0x80000000, 0x80000000],
    [-0x7fffffff, 0x80000001],
    ['-2147483648', 0x80000000],
    ['4294967295', 0xffffffff],
    ['0xFF', 0xff],
    ['0Xff', 0xff],
    ['0xffffffff', 0xffffffff],
    ['0x9', 9],
    ['  0x8  ', 8],
    [' 8 ', 8],
    ['08', 8],
  ])('%j is %i', (value, number) => expect(numberOf(value)).toBe(number));

  it.each<number | string>([
    -0x80000001,
    0x100000000,
    0.5,
    '-2147483649',
    '4294967296',
    '12345678901',
    '0x',
    '0x100000000',
    '0xfg',
    'x0x8',
    '0x8 x',
    '8 x',
    'x 8',
    '8.0',
    '--8',
    '',
    ' ',
  ])('%j is none', (value) => expect(numberOf(value)).toBe('unknown'));

  it('that is none takes nothing away', () => {
    expect(readDisabledComponents('all')).toEqual({
      value: 'unknown',
      tunnels: false,
      sixToFour: false,
      isatap: false,
      teredo: false,
      native: false,
      preferIPv4: false,
      cp: false,
      ipTls: false,
      undocumentedBits: 0,
      keepsTeredoOff: 'unknown',
      delaysStart: false,
    });
  });
});
