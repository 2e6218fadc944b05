import { describe, expect, it } from 'vitest';
import { PAGE_WORDS, type PageWords } from '../../src/index';

/** Every word of a language by the path to it. */
function wordsOf(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : wordsOf(value as object, `${path}${name}.`),
  ) as [string, string][];
}

const english = new Map(wordsOf(PAGE_WORDS[0]!));
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
/** Names, and words that happen to be the same. */
const SAME = /^(name|language)$|^facts\.(teredo|ipv6|firewall|installed)$|^form\.(ok|refuse)$/;

describe('the words of the users’ page', () => {
  it('are there in the eight languages of the texts that ship, English first', () => {
    expect(PAGE_WORDS.map(({ language }) => language)).toEqual([
      'en',
      'de',
      'fr',
      'es',
      'pt-BR',
      'ru',
      'ja',
      'zh-Hans',
    ]);
  });

  it.each(PAGE_WORDS.map((words) => [words.language, words] as const))(
    'are complete in %s, with the same placeholders as in English',
    (_, words: PageWords) => {
      const theirs = wordsOf(words);
      expect(theirs.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
      for (const [path, text] of theirs) {
        expect([path, text.trim() !== '', text.trim() === text]).toEqual([path, true, true]);
        expect([path, placeholders(text)]).toEqual([path, placeholders(english.get(path)!)]);
      }
    },
  );

  it.each(PAGE_WORDS.slice(1).map((words) => [words.language, words] as const))(
    'are translated in %s',
    (_, words: PageWords) => {
      const untold = wordsOf(words).filter(([path, text]) => english.get(path) === text && !SAME.test(path));
      expect(untold).toEqual([]);
    },
  );

  /** Words that say it wrongly, or a second word for what another says everywhere else. */
  it.each([
    ['es', /llegue su hora/],
    ['ru', /работаете в системе/],
    ['ja', /通知|(?:^|、)時刻になると/],
    ['zh-Hans', /回答/],
    ['pt-BR', /Nenhuma resposta/],
    // A date in the middle of a sentence has its article.
    ['fr', /(?<!\b(?:le|au) |: |\()\{time\}/],
  ] as const)('say in %s nothing by %s', (language, wrong) => {
    const words = PAGE_WORDS.find((known) => known.language === language)!;
    expect(wordsOf(words).filter(([, text]) => wrong.test(text))).toEqual([]);
  });
});
