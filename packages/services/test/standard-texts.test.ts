import { describe, expect, it } from 'vitest';
import { canonicalText, sha256 } from '../src/core/sha256';
import { NOTICE_TEXTS, STANDARD_VERSIONS } from '../src/notice/texts';

/** A version that shipped keeps its hash: other words go into another version. */
const SHIPPED = [
  '04836aa9fe22be3721635dc6c39dc9a3d98d1711092f874ce22f53651c96e063',
  '01034a3f6094e3635b88cac411300604f9a705383866f8dae97471af327c81da',
];

const PLANNED: Record<string, RegExp> = {
  en: /\bplans?\b|\bplanned\b|\bis to be\b|\bare to\b/,
  de: /\bplant\b|Geplant|\bsoll(en)?\b/,
  fr: /prév(oit|ue?)\b/,
  es: /previsto/,
  'pt-BR': /planeja|previst[ao]/,
  ru: /планируе?т/i,
  ja: /予定/,
  'zh-Hans': /计划/,
};

describe('the standard texts', () => {
  it('never change once they have shipped', () => {
    expect(STANDARD_VERSIONS.map((version) => sha256(canonicalText(version)).toString('hex'))).toEqual(
      SHIPPED,
    );
    expect(STANDARD_VERSIONS.at(-1)).toBe(NOTICE_TEXTS);
  });

  it.each(Object.entries(NOTICE_TEXTS))(
    'say in %s that a change is planned, which may be refused still',
    (language, texts) => {
      const { whom: _, when, ...topics } = texts;
      const said = Object.values(topics).flatMap(({ title, what }) => [title, what]);
      expect(said).toHaveLength(6);
      for (const text of [...said, when]) expect(text).toMatch(PLANNED[language]!);
    },
  );
});
