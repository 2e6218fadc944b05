import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSaid } from '../../src/windows/said-by-programs';

const bytesOf = (text: string) => [...Buffer.from(text, 'latin1')];
const JAPANESE = [0x93, 0xfa, 0x96, 0x7b];

describe('what a step said', () => {
  it('is the words of the agent and what its programs printed, a line each', () => {
    expect(readSaid(['netsh a', bytesOf('Ok.\r\n\r\n'), 'netsh b', [0x84, 0x0d, 0x0a]], 850)).toEqual({
      text: 'netsh a\nOk.\nnetsh b\nä',
    });
  });

  it('comes byte for byte too where a character of it is in no table here', () => {
    const { text, printed } = readSaid(
      ['netsh a', [0x0d, 0x0a, ...JAPANESE, 0x0d, 0x0a], 'netsh b', bytesOf('Ok.')],
      932,
    );
    expect(text).toContain('\ufffd');
    expect(printed).toEqual({ codePage: 932, bytes: 'netsh a\n\x93\xfa\x96\x7b\nnetsh b\nOk.' });
  });

  it.each([
    ['the code page is not known', ['netsh a', JAPANESE], null],
    ['a byte of it is zero', ['netsh a', [...JAPANESE, ...JAPANESE, 0, ...JAPANESE, 0x41]], 932],
    ['the agent’s own words are of no code page', ['Der Zugriff wurde verweigert: Prüfen', JAPANESE], 932],
  ])('is text alone where %s', (_why, pieces, codePage) => {
    expect(readSaid(pieces, codePage)).toEqual({ text: expect.stringContaining('\ufffd') });
  });

  it('loses no byte between the spaces around a piece, whatever was printed', () => {
    const printed = fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(printed, { minLength: 1, maxLength: 4 }), (pieces) => {
        const said = readSaid(pieces, 1);
        if (said.printed === undefined) return;
        const inner = pieces.map((piece) =>
          String.fromCharCode(...piece).replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, ''),
        );
        expect(said.printed.bytes).toBe(inner.join('\n'));
      }),
    );
  });
});
