import { describe, expect, it } from 'vitest';
import { bodyWithLink } from '../../src';

const LINK = 'http://notices.example.com/n/7K3MX-9QTPA-X2WDR-0ABCD';
const NOTHING = { acknowledge: false, defer: false, refuse: false };
const lineOf = (language: string, offers = NOTHING) =>
  bodyWithLink({ language, body: 'Text' }, LINK, offers).split('\n').at(-1);

describe('the line that leads to the page of a notice', () => {
  it('asks for an answer where one can be given, and for none where the notice informs', () => {
    expect(lineOf('de-AT')).toBe(`Mehr dazu: ${LINK}`);
    for (const offer of ['acknowledge', 'defer', 'refuse'] as const)
      expect(lineOf('de-AT', { ...NOTHING, [offer]: true })).toBe(`Mehr dazu, und antworten: ${LINK}`);
  });

  it.each(['en', 'de', 'fr', 'es', 'pt-BR', 'ru', 'ja', 'zh-Hans'])(
    'has words of its own in %s',
    (language) => {
      const informs = lineOf(language);
      const asks = lineOf(language, { ...NOTHING, acknowledge: true });
      expect(informs).not.toBe(asks);
      if (language !== 'en') expect(informs).not.toBe(lineOf('en'));
    },
  );

  it('is in English where there are no words', () => {
    for (const language of ['x-none', '', 'nl']) expect(lineOf(language)).toBe(`Read more: ${LINK}`);
  });
});
