import { describe, expect, inject, it } from 'vitest';
import { decodeConsoleBytes } from '../../src/index';
import { countSteps } from '../support/count-steps';
import { READERS } from './every-reader';

/** Pieces that, repeated, make a careless pattern or loop go back over what it has seen. */
const PIECES = [
  ' ',
  '\t',
  'a',
  '0',
  'f:',
  ':',
  '::',
  '.',
  ' . :',
  '. ',
  '(',
  '()',
  '-',
  '- ',
  '--- ---\n',
  '|',
  '| a ',
  '> ',
  '>',
  '<',
  '<a ',
  '&',
  '&#',
  '[',
  '[a](',
  '{"a":',
  '"',
  '\\',
  'x\\\n',
  '\n',
  '\r\n',
  'a: ',
  'a : 30\n',
  'C:\\',
  'netsh ',
  'v2.1|',
  'LPort=1|',
  'REG_SZ ',
  '1.2.3.4:',
  '2001:0:1:2:3:4:5:6 ',
  'inet6 fe80::1\n',
  '9: a    inet6 2001::1/64\n',
  'fe80::1%1(a)\n',
  'upnp:',
  'Type : client\n',
  'a : client\nb : t.example\nc : 30 s\nd : x\n',
  'miredo: ',
  'C:\\>a\n',
  'C:\\>netsh set x\nOk.\n',
  '$ ip a\n',
  '[\n',
  '{"State":1}\n',
  'a:\n\n',
  '[HKEY_LOCAL_MACHINE\\a]\n\nmiredo: x\n\n',
  'PSPath : Registry::HKLM\n\n',
  '\u001b[',
  '\u00e9',
  '\u4e2d',
  '\uff1a',
];
/** What may stand before some of them, so that a reader is within something when they come. */
const OPENINGS = [
  'C:\\',
  '"',
  '[HKEY_LOCAL_MACHINE\\a]\n"a"=',
  `${'Tunnel: . :'.padEnd(90, 'x')}\n`,
  'a : client\nb : t.example\nc : ',
];
const WITHIN = [' ', 'a', '0', ':', '. ', '(', '"', '\\', 'x\\\n', '\n', 'a: ', 'fe80::1%1(a)\n'];
const CASES = [
  ...PIECES.map((piece) => ({ opening: '', piece })),
  ...OPENINGS.flatMap((opening) => WITHIN.map((piece) => ({ opening, piece }))),
].filter((_, index) => index % inject('caseStride') === 0);

const LENGTH = 800;
const filled = (opening: string, piece: string, length: number) =>
  opening + piece.repeat(Math.round(length / piece.length));

describe('the work of', () => {
  it.each(Object.entries(READERS))('%s grows no faster than its text', (_name, read) => {
    const costly: string[] = [];
    for (const { opening, piece } of CASES) {
      const [once, twice] = [LENGTH, 2 * LENGTH].map((length) => {
        const text = filled(opening, piece, length);
        return countSteps(() => read(text));
      });
      if (twice! > 2.5 * once! + 1000)
        costly.push(`${JSON.stringify(opening + piece)}: ${once} then ${twice} steps`);
    }
    expect(costly).toEqual([]);
  });

  it('decoding grows no faster than the bytes', () => {
    for (const bytes of [[0xb5], [0x41, 0], [0xe4, 0xb8, 0xad], [0x81, 0x0a], [0xff, 0xfe]]) {
      const [once, twice] = [LENGTH, 2 * LENGTH].map((length) => {
        const long = Array.from({ length }, (_, index) => bytes[index % bytes.length]!);
        return countSteps(() => decodeConsoleBytes(long, 936));
      });
      expect(twice).toBeLessThan(2.5 * once! + 1000);
    }
  });
});

describe('the count of steps', () => {
  it('finds a pattern that goes back over what it has seen', () => {
    const careless = (text: string) => /\s+$/.test(text);
    const [once, twice] = [500, 1000].map((length) => countSteps(() => careless(`${' '.repeat(length)}x`)));
    expect(twice).toBeGreaterThan(3.5 * once!);
  });

  it('finds a list that is walked for each of its items', () => {
    const careless = (count: number) => {
      const seen: number[] = [];
      for (let index = 0; index < count; index += 1) if (seen.indexOf(index) === -1) seen.push(index);
    };
    const [once, twice] = [500, 1000].map((count) => countSteps(() => careless(count)));
    expect(twice).toBeGreaterThan(3.5 * once!);
  });
});
