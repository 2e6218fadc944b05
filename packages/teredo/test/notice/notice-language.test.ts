import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLanguage, directionOf, readingOf } from '../../src/index';

describe('a language tag', () => {
  it.each([
    ['en', 'en'],
    ['DE_ch', 'de-CH'],
    ['ZH-hans-cn', 'zh-Hans-CN'],
    ['sr-latn', 'sr-Latn'],
    ['es-419', 'es-419'],
    ['de-CH-1996', 'de-CH-1996'],
    ['ca-valencia', 'ca-valencia'],
    ['iw-IL', 'he-IL'],
    [' fr ', 'fr'],
  ])('%s is %s', (tag, canonical) => expect(canonicalLanguage(tag)).toBe(canonical));

  it.each([
    '',
    'e',
    'english',
    'de-',
    '-de',
    'de--CH',
    'de CH',
    'x-private',
    'en-US-US',
    'constructor',
    'de-\u0660',
  ])('%j is none', (tag) => expect(canonicalLanguage(tag)).toBeNull());

  it('stays what it is once it is canonical, and is what Intl takes for one', () => {
    const tag = fc.tuple(
      fc.stringMatching(/^[a-zA-Z]{2,3}$/),
      fc.option(fc.stringMatching(/^[a-zA-Z]{4}$/)),
      fc.option(fc.stringMatching(/^([a-zA-Z]{2}|[0-9]{3})$/)),
    );
    fc.assert(
      fc.property(tag, (parts) => {
        const canonical = canonicalLanguage(parts.filter((part) => part !== null).join('-'));
        expect(canonicalLanguage(canonical ?? '')).toBe(canonical);
        expect(Intl.getCanonicalLocales(canonical ?? '')).toHaveLength(1);
      }),
    );
  });
});

describe('the way it is written', () => {
  it('is told by language, and by a script where one is named', () => {
    for (const tag of ['ar', 'fa-IR', 'he', 'ur', 'az-Arab', 'ku-Arab-IQ', 'yi'])
      expect(directionOf(tag), tag).toBe('rtl');
    for (const tag of ['en', 'ar-Latn', 'ks-Deva', 'az', 'zh-Hant', 'arn'])
      expect(directionOf(tag), tag).toBe('ltr');
  });
});

describe('who reads what', () => {
  const texts = ['en', 'de', 'pt-BR', 'zh-Hans'].map((language) => ({ language }));

  it.each([
    ['de-CH', 'de', 'own'],
    ['pt-PT', 'pt-BR', 'own'],
    ['zh-CN', 'zh-Hans', 'own'],
    ['ja', 'en', 'english'],
    ['en-US', 'en', 'own'],
    ['de_DE.UTF-8', 'de', 'own'],
  ])('%s: %s, %s', (language, text, by) => {
    expect(readingOf(texts, language)).toEqual({ language: text, by });
  });

  it.each([
    ['zh-TW', ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-HK', ['en', 'zh', 'zh-TW'], 'zh-TW'],
    ['zh_TW.UTF-8', ['zh-CN', 'zh-TW'], 'zh-TW'],
    ['zh-CN', ['zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['zh-Hant-HK', ['zh', 'zh-Hant'], 'zh-Hant'],
    ['zh-TW', ['en', 'zh-Hans'], 'zh-Hans'],
    ['sr_RS@latin', ['sr', 'sr-Latn'], 'sr-Latn'],
    ['sr-Latn-RS', ['sr-Cyrl', 'sr-Latn'], 'sr-Latn'],
    ['sr-RS', ['sr-Latn', 'sr-Cyrl'], 'sr-Cyrl'],
    ['pt-AO', ['pt-BR', 'pt-PT'], 'pt-PT'],
    ['pt-BR', ['pt-PT', 'en'], 'pt-PT'],
    ['es-MX', ['es-ES', 'es-419'], 'es-419'],
    ['es-ES', ['es-419', 'es'], 'es'],
    ['nb_NO.UTF-8', ['en', 'no'], 'no'],
    ['no', ['en', 'nb'], 'nb'],
    ['iw_IL', ['en', 'he'], 'he'],
    ['uz-Cyrl-UZ', ['uz-Latn', 'uz-Cyrl'], 'uz-Cyrl'],
    ['de-Latn-CH', ['en', 'de'], 'de'],
  ])('%s of %j: %s', (language, there, text) => {
    expect(
      readingOf(
        there.map((one) => ({ language: one })),
        language,
      )?.language,
    ).toBe(text);
  });

  it('is English for whoever tells no language, and the first where there is none', () => {
    expect(readingOf(texts, null)).toEqual({ language: 'en', by: 'english' });
    expect(readingOf(texts.slice(1), 'ja')).toEqual({ language: 'de', by: 'first' });
    expect(readingOf([], 'ja')).toBeNull();
  });
});
