import { describe, expect, it } from 'vitest';
import { readReply } from '../../src/index';

const listing = (...endings: string[]) => endings.map((end, at) => `Part ${at}, ${end}`).join('\n');

describe('a reply', () => {
  it.each([
    ['', 'silent'],
    ['\n C:\\>netsh x\n', 'silent'],
    ['Ok.', 'short'],
    ['a\nb', 'short'],
    ['a\nb\nc', 'listing'],
  ])('%j is %s', (text, kind) => {
    expect(readReply(text)).toMatchObject({ kind, reason: null, errorCode: null, parts: null });
  });

  it.each([
    ['参数错误。', 'parameter'],
    ['拒绝访问。', 'access-denied'],
    ['Access is denied.', 'access-denied'],
    ['The requested operation requires elevation (Run as administrator).', 'access-denied'],
    ['The parameter is incorrect.', 'parameter'],
  ])('%j is refused: %s', (text, reason) => {
    expect(readReply(`${text}\n`)).toMatchObject({
      kind: 'refused',
      reason,
      lines: [text.replace('。', '.')],
    });
  });

  it.each([
    ['[SC] OpenService FAILED 5:', 5, 'access-denied'],
    ['[SC] x 87 :', 87, 'parameter'],
    ['NET HELPMSG 740.', 740, 'access-denied'],
    ['NET HELPMSG 2185.', 2185, 'other'],
  ])('%j is refused by its number', (text, errorCode, reason) => {
    expect(readReply(text)).toMatchObject({ kind: 'refused', errorCode, reason });
  });

  it('of parts that all end alike is a listing', () => {
    expect(readReply(listing('OK!', 'ok', 'Ok.', 'OK'))).toMatchObject({
      kind: 'listing',
      parts: 4,
      partsOtherwise: 0,
      oddLines: [],
    });
  });

  it('of parts of which one ends otherwise is partial, and says which', () => {
    expect(readReply(`Resetting\n${listing('OK', 'failed', 'OK', 'OK', '')}`)).toMatchObject({
      kind: 'partial',
      parts: 4,
      partsOtherwise: 1,
      oddLines: ['Part 1, failed'],
    });
  });

  it('names five odd lines at most', () => {
    const reply = readReply(listing(...Array.from({ length: 7 }, () => 'OK'), 'a', 'b', 'c', 'd', 'e', 'f'));
    expect(reply).toMatchObject({ partsOtherwise: 6, parts: 13 });
    expect(reply.oddLines).toHaveLength(5);
  });

  it.each([
    ['three parts', listing('OK', 'OK', 'OK')],
    ['parts of which half end otherwise', listing('OK', 'OK', 'a', 'b')],
  ])('of %s is no listing of parts', (_name, text) => {
    expect(readReply(text)).toMatchObject({ kind: 'listing', parts: null });
  });
});
