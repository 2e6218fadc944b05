import { describe, expect, it } from 'vitest';
import { canonicalHostName, readWholeNumber, splitLines } from '../../src/text/lines';
import { readPropertyLists } from '../../src/text/property-lists';
import { uniqueTexts } from '../../src/text/unique';

describe('lines', () => {
  it('end at LF, CR LF or CR, and empty ones count', () => {
    expect(splitLines('a\r\n\r\nb\rc\nd')).toEqual(['a', '', 'b', 'c', 'd']);
  });
});

describe('a whole number', () => {
  it.each([
    ['0', 0],
    ['007', 7],
    ['65535', 65535],
  ])('is read from %j', (text, value) => {
    expect(readWholeNumber(text, 0, 65535)).toBe(value);
  });

  it.each(['', '-1', '1.5', ' 1', '1x', '65536', '0000000001'])('is not read from %j', (text) => {
    expect(readWholeNumber(text, 0, 65535)).toBeNull();
  });

  it('lies within its bounds', () => {
    expect(readWholeNumber('1', 2, 4)).toBeNull();
    expect(readWholeNumber('2', 2, 4)).toBe(2);
    expect(readWholeNumber('4', 2, 4)).toBe(4);
    expect(readWholeNumber('5', 2, 4)).toBeNull();
  });
});

describe('a host name', () => {
  it('compares without case and the dot at its end', () => {
    expect(canonicalHostName('Teredo.Example.')).toBe('teredo.example');
    expect(canonicalHostName('a..')).toBe('a.');
    expect(canonicalHostName('a.b')).toBe('a.b');
  });
});

describe('texts', () => {
  it('stand once each, in the order of their first', () => {
    expect(uniqueTexts(['b', 'a', 'b', '__proto__', 'constructor', 'a'])).toEqual([
      'b',
      'a',
      '__proto__',
      'constructor',
    ]);
  });
});

describe('lists of properties', () => {
  it('are parted by empty lines, with values that go on', () => {
    const text =
      'Name        : a\nDescription : long\n              and longer\nEmpty       :\n\n\nName : b\nPS C:\\> x\n';
    expect(readPropertyLists(text)).toEqual([
      { Name: 'a', Description: 'longand longer', Empty: '' },
      { Name: 'b' },
    ]);
  });

  it('begin with a property: what stands before tells nothing', () => {
    expect(readPropertyLists('       words alone\n\nName : a')).toEqual([{ Name: 'a' }]);
    expect(readPropertyLists('1x : a\nB c : d\n')).toEqual([]);
  });

  it('do not go on behind a value that is empty', () => {
    expect(readPropertyLists('Name :\n       more')).toEqual([{ Name: '' }]);
  });
});
