import { addressKindOf } from '../address-kind';
import type { IpToken } from '../text/ip-tokens';
import type { AddressMark } from './ipconfig-reading';

/** Words in parentheses, from captures (English, German, Spanish, Chinese); the word for preferred is also inferred. */
const WORDS: { mark: AddressMark; words: string[] }[] = [
  { mark: 'preferred', words: ['preferred', 'bevorzugt', 'preferido', '首选'] },
  { mark: 'deprecated', words: ['deprecated'] },
  { mark: 'tentative', words: ['tentative'] },
  { mark: 'duplicate', words: ['duplicate'] },
];

/**
 * The word for *preferred* in this output: a link-local address never becomes deprecated, so the one behind most of
 * those is it, in any language. Null when no link-local address bears a word.
 */
export function preferredWordOf(tokens: IpToken[]): string | null {
  const counts: { [word: string]: number } = {};
  let best: string | null = null;
  for (const { address, mark } of tokens) {
    if (mark === null || addressKindOf(address) !== 'link-local') continue;
    const key = `=${mark}`;
    counts[key] = (counts[key] ?? 0) + 1;
    if (best === null || (counts[key] ?? 0) > (counts[`=${best}`] ?? 0)) best = mark;
  }
  return best;
}

/** What a word behind an address means. A word that was cut off is understood by its beginning. */
export function markOf(text: string, preferredWord: string | null): AddressMark {
  const lower = text.toLowerCase();
  for (const { mark, words } of WORDS)
    for (const word of words)
      if (word === lower || (lower.length > 2 && word.indexOf(lower) === 0)) return mark;
  return preferredWord !== null && preferredWord.toLowerCase() === lower ? 'preferred' : 'unknown';
}
