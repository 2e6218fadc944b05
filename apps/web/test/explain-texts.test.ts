import { describe, expect, it } from 'vitest';
import { isTurnedRound, readGivenFile } from '../src/app/(console)/explain/explain-texts';

describe('a text to explain', () => {
  it.each(['\u202e', '\u2066', '\u202a'])('is said to be turned round by %j', (mark) =>
    expect(isTurnedRound([{ name: null, text: `Server Name : ${mark}ten.elpmaxe` }])).toBe(true),
  );

  it('is not by marks that right-to-left languages are written with, nor without any', () => {
    expect(isTurnedRound([{ name: null, text: 'سوع : \u200fclient\u200e' }])).toBe(false);
    expect(isTurnedRound([])).toBe(false);
  });

  it('is a file, not a folder, which no browser reads', async () => {
    const folder = Object.assign(new File([], 'captures'), {
      arrayBuffer: () => Promise.reject(new Error('NotReadableError')),
    });
    expect(await readGivenFile(folder)).toBe('captures could not be read. Give files, not a folder.');
  });
});
