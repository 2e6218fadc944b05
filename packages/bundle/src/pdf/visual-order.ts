import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/** A word or the space between two, with its level: odd ones run from right to left. */
interface Token {
  text: string;
  level: number;
}

function tokensOf(text: string): Token[] {
  const { levels } = bidi.getEmbeddingLevels(text, 'auto');
  let at = 0;
  return text.split(/(\s+)/u).flatMap((part) => {
    if (part === '') return [];
    const level = levels[at]!;
    at += part.length;
    return [{ text: part, level }];
  });
}

function reverse(tokens: Token[], least: number): Token[] {
  const turned: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    let end = at;
    while (end < tokens.length && tokens[end]!.level >= least) end += 1;
    if (end === at) turned.push(tokens[at++]!);
    else turned.push(...tokens.slice(at, end).reverse());
    at = Math.max(at, end);
  }
  return turned;
}

/**
 * Puts the words of a text into the order in which a line shows them (Unicode Bidirectional Algorithm). Within a word the
 * font's own shaping turns letters round.
 */
export function visualOrder(text: string): string {
  let tokens = tokensOf(text);
  const highest = Math.max(0, ...tokens.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) tokens = reverse(tokens, level);
  return tokens.map(({ text: part }) => part).join('');
}
