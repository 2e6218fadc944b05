import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnrolmentTokenError, formatEnrolmentToken, parseEnrolmentToken } from '../src/enrolment-token';

const token = {
  tokenId: 'k7Qm2x',
  secret: 'AAECAwQFBgcICQoLDA0ODw',
  channelKey: Buffer.alloc(32, 250).toString('base64'),
  jobKey: Buffer.alloc(32, 251).toString('base64'),
};
const text = formatEnrolmentToken(token);

function problem(pasted: string): string {
  try {
    parseEnrolmentToken(pasted);
  } catch (error) {
    if (error instanceof EnrolmentTokenError) {
      expect(error.message).toMatch(/Copy the whole line|Install the agent/);
      return error.code;
    }
    throw error;
  }
  return 'none';
}

describe('an enrolment token', () => {
  it('reads back as it was made', () => {
    expect(text).toMatch(/^tf1\.k7Qm2x\.[\w-]+\.[\w-]{43}\.[\w-]{43}$/);
    expect(parseEnrolmentToken(text)).toEqual(token);
  });

  it('survives quotes, white space and line breaks of a paste', () => {
    for (const pasted of [
      `"${text}"`,
      `  '${text}'\n`,
      `“${text}”`,
      `${text.slice(0, 30)}\r\n  ${text.slice(30)}`,
    ]) {
      expect(parseEnrolmentToken(pasted)).toEqual(token);
    }
  });

  it('is called cut short wherever the end is missing', () => {
    for (let length = 3; length < text.length; length += 1)
      expect(problem(text.slice(0, length))).toBe('cut-short');
  });

  it('says what is wrong with everything else', () => {
    expect(problem('')).toBe('empty');
    expect(problem(' "" ')).toBe('empty');
    expect(problem('hello')).toBe('not-a-token');
    expect(problem(text.replace('tf1', 'tf2'))).toBe('other-version');
    expect(problem(`${text}.x`)).toBe('damaged');
    expect(problem(text.replace('k7Qm2x', 'k7Q%2x'))).toBe('damaged');
    expect(problem(text.replace(token.secret, 'short'))).toBe('damaged');
    expect(problem(`${text}AA`)).toBe('damaged');
  });

  it('fuzzed, never throws anything but EnrolmentTokenError', () => {
    fc.assert(
      fc.property(fc.string(), (pasted) => {
        expect(problem(pasted)).not.toBe('none');
      }),
    );
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        problem(text.slice(0, at) + put + text.slice(at + 1));
      }),
    );
  });

  it('is not made from parts that could not be read back', () => {
    expect(() => formatEnrolmentToken({ ...token, tokenId: 'a.b' })).toThrow(EnrolmentTokenError);
    expect(() => formatEnrolmentToken({ ...token, jobKey: 'AAAA' })).toThrow(EnrolmentTokenError);
  });
});
