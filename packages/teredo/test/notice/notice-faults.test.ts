import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composedFaults,
  composeNotice,
  type NoticeField,
  noticeFaults,
  noticeWarnings,
  placeholdersOf,
  splitPlaceholders,
} from '../../src/index';
import { bracedText, VALUES, words } from './notice-texts';

const fieldsOf = (faults: ReturnType<typeof noticeFaults>) =>
  faults.map(({ language, field }) => `${language} ${field}`);

describe('a notice that can be kept', () => {
  it('has no fault, in any number of languages', () => {
    expect(noticeFaults([words(), words({ language: 'de' }), words({ language: 'de-CH' })])).toEqual([]);
    expect(noticeFaults([words({ changes: '', body: 'One text for all of it.' })])).toEqual([]);
    expect(noticeWarnings([words()])).toEqual([]);
  });
});

describe('a notice that is refused', () => {
  it.each<[string, Partial<ReturnType<typeof words>>, NoticeField, RegExp]>([
    [
      'an unknown placeholder',
      { when: 'On {date}.' },
      'when',
      /“When” has \{date\}, which stands for nothing/,
    ],
    ['a placeholder in other letters', { whom: '{Contact}' }, 'whom', /\{Contact\}/],
    ['an empty pair of braces', { body: 'a {} b' }, 'body', /\{\}/],
    ['an open brace', { title: 'Hello {contact' }, 'title', /has a \{ that belongs to no placeholder/],
    ['a closing brace', { changes: 'x }' }, 'changes', /has a \}/],
    ['a control character', { body: 'a\u0007b' }, 'body', /control character/],
    ['half a surrogate pair', { body: 'a\ud800b' }, 'body', /control character/],
    ['no title', { title: ' ' }, 'title', /title is missing/],
    ['nothing that changes', { changes: '\n' }, 'changes', /What changes is missing/],
    ['a title that is too long', { title: 'x'.repeat(121) }, 'title', /121 characters, and 120 fit/],
    ['10,000 characters', { when: 'x'.repeat(10_000) }, 'body', /has 10,0\d\d characters, and 2,000 fit/],
  ])('for %s, naming language and field', (_name, change, field, text) => {
    const faults = noticeFaults([words(), words({ language: 'de', ...change })]);
    expect(fieldsOf(faults)).toEqual([`de ${field}`]);
    expect(faults[0]?.text).toMatch(text);
  });

  it('for a language that is none, or is there already under another name', () => {
    const languages = (...tags: string[]) => noticeFaults(tags.map((language) => words({ language })));
    expect(languages('english')[0]?.text).toMatch(/no language tag/);
    expect(languages('de', 'DE')[0]?.text).toBe('DE is the same language as de.');
    expect(languages('de_CH', 'de-CH')[0]).toMatchObject({ language: 'de-CH', field: 'language' });
    expect(languages('en', 'en')[0]?.text).toBe('en is there twice.');
    expect(languages('he', 'iw')[0]?.text).toBe('iw is the same language as he.');
    expect(languages()[0]?.text).toMatch(/one language at least/);
    expect(languages(...Array.from({ length: 41 }, () => 'de'))[0]?.text).toMatch(/at most 40/);
  });

  it('exactly where a brace is left over, whatever stands around', () => {
    fc.assert(
      fc.property(bracedText, (body) => {
        const faults = noticeFaults([words({ body })]);
        const wrong = splitPlaceholders(body).some(({ kind }) => kind === 'unknown' || kind === 'malformed');
        expect(faults.length > 0).toBe(wrong);
        if (wrong) return;
        // What is kept is filled in completely.
        expect(placeholdersOf(composeNotice(words({ body }), VALUES).body)).toEqual([]);
      }),
    );
  });

  it('exactly where what is composed does not fit', () => {
    const part = fc.integer({ min: 1, max: 1200 }).map((length) => 'x'.repeat(length));
    fc.assert(
      fc.property(part, part, part, (body, changes, when) => {
        const one = words({ body, changes, when });
        const fits =
          composeNotice(one, { contact: '{contact}', organisation: '', rollout: '' }).body.length <= 2000;
        expect(noticeFaults([one]).length === 0).toBe(fits);
      }),
    );
  });
});

describe('what somebody should know of it', () => {
  it('is that nobody is named, no time is said, English is missing, or characters are not seen', () => {
    const warnings = noticeWarnings([words({ language: 'fa', when: '', whom: '', body: 'a\u202eb' })]);
    expect(fieldsOf(warnings)).toEqual(['null null', 'fa when', 'fa whom', 'fa body']);
    expect(warnings[0]?.text).toMatch(/reads the first one, fa/);
    expect(warnings[3]?.text).toMatch(/U\+202E/);
    expect(noticeWarnings([words({ language: 'EN-gb' })])).toEqual([]);
  });

  it('is a value that makes it too long', () => {
    const one = composeNotice(words({ title: 'About {rollout}' }), { ...VALUES, rollout: 'x'.repeat(120) });
    expect(composedFaults(one)).toEqual([
      'In en, with its placeholders filled in: The title has 126 characters, and 120 fit. Shorten it.',
    ]);
    expect(composedFaults(composeNotice(words(), VALUES))).toEqual([]);
  });
});
