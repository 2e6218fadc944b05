import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeConsoleBytes } from '../../src/index';
import { fixtureNames, fixtureText } from '../support/fixture-files';
import { READERS } from './every-reader';

const folders = [
  'netsh',
  'ipconfig',
  'netsh-ipv6',
  'powershell',
  'registry',
  'firewall',
  'services',
  'replies',
  'miredo',
  'console',
];
const texts = folders.flatMap((folder) =>
  fixtureNames(folder)
    .filter((name) => !name.endsWith('.expected.json'))
    .map((name) => fixtureText(`${folder}/${name}`)),
);
/** Pieces of real layouts in any order, with anything between them. */
const shuffled = fc
  .array(
    fc.oneof(fc.constantFrom(...texts.flatMap((text) => text.split('\n'))), fc.string({ unit: 'binary' })),
    {
      maxLength: 20,
    },
  )
  .map((lines) => lines.join('\n'));
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), shuffled);
const anyBytes = fc.uint8Array({ maxLength: 400 });

describe.each(Object.entries(READERS))('%s', (_name, read) => {
  it('fuzzed, never throws, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => void read(text)),
      { numRuns: 300 },
    );
  });

  it('fuzzed, never throws, whatever the bytes and the code page', () => {
    const codePage = fc.constantFrom(null, 437, 850, 866, 932, 936, 949, 950, 1252, 65001, 7);
    fc.assert(
      fc.property(anyBytes, codePage, (bytes, page) => void read(decodeConsoleBytes(bytes, page).text)),
      { numRuns: 200 },
    );
  });

  it('answers alike when asked twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), (text) => {
        expect(read(text)).toEqual(read(text));
      }),
      { numRuns: 60 },
    );
  });
});
