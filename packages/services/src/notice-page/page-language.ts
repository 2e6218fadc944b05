import { canonicalLanguage, chooseText, PAGE_WORDS, type PageWords } from '@teredo-fleet/teredo';

const MOST_TAGS = 20;

/** Tags of an `Accept-Language`, the best first (RFC 9110 section 12.5.4); what is none is left out. */
function acceptedTags(header: string): string[] {
  const weighed = header
    .split(',')
    .slice(0, MOST_TAGS)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((one) => /^\s*q=([0-9.]+)\s*$/.exec(one)?.[1]).find(Boolean);
      return { tag: canonicalLanguage(tag), weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, weight }) => tag !== null && weight > 0);
  return weighed.sort((a, b) => b.weight - a.weight).map(({ tag }) => tag!);
}

const primary = (tag: string): string => tag.split('-')[0]!;

/** What the reader asked for: `lang` of the address, and what the browser accepts. */
export interface LanguageWish {
  asked: string | null;
  accepted: string | null;
}

/**
 * The language to read in: the first that is wished for and there is anything in, `also` beside the page's own; else English. Of a
 * bare language it is the region that the browser names: dates are written by it.
 */
export function wishedLanguage({ asked, accepted }: LanguageWish, also: readonly string[]): string {
  const there = new Set([...PAGE_WORDS.map(({ language }) => language), ...also].map(primary));
  const wished = [asked === null ? null : canonicalLanguage(asked), ...acceptedTags(accepted ?? '')];
  const found = wished.find((tag) => tag !== null && there.has(primary(tag))) ?? 'en';
  return acceptedTags(accepted ?? '').find((tag) => tag.startsWith(`${found}-`)) ?? found;
}

/** The page's own words for a language. */
export const pageWordsFor = (language: string): PageWords => chooseText(PAGE_WORDS, language)!;

/** One of the languages of a page. */
export interface PageLanguage {
  language: string;
  /** The language's own name. */
  name: string;
  current: boolean;
}

function ownName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The page's languages, and those that only the notice's text has. */
export function pageLanguages(language: string, texts: readonly { language: string }[]): PageLanguage[] {
  const ours = new Set(PAGE_WORDS.map((words) => primary(words.language)));
  const theirs = texts
    .map((text) => canonicalLanguage(text.language))
    .filter((tag): tag is string => tag !== null && !ours.has(primary(tag)));
  return [
    ...PAGE_WORDS.map((words) => ({ language: words.language, name: words.name })),
    ...[...new Set(theirs)].map((tag) => ({ language: tag, name: ownName(tag) })),
  ].map((one) => ({ ...one, current: primary(one.language) === primary(language) }));
}
