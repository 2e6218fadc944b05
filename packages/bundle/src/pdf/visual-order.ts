import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/** A piece of a text with its level: odd ones run from right to left. */
export interface Levelled {
  text: string;
  level: number;
}

/** The level of every UTF-16 unit of one paragraph, and its own (Unicode Bidirectional Algorithm). */
export function levelsOf(paragraph: string): { levels: ArrayLike<number>; own: number } {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(paragraph, 'auto');
  return { levels, own: paragraphs[0]?.level ?? 0 };
}

/** Brackets and the like look the other way where a line runs from right to left. */
export const mirrored = (sign: string): string => bidi.getMirroredCharacter(sign) ?? sign;

function turn<T extends Levelled>(pieces: readonly T[], least: number): T[] {
  const turned: T[] = [];
  for (let at = 0; at < pieces.length; ) {
    let end = at;
    while (end < pieces.length && pieces[end]!.level >= least) end += 1;
    if (end === at) turned.push(pieces[at++]!);
    else turned.push(...pieces.slice(at, end).reverse());
    at = Math.max(at, end);
  }
  return turned;
}

/** Puts the pieces of one line into the order in which they are shown, from left to right (rule L2). */
export function visualOrder<T extends Levelled>(line: readonly T[]): T[] {
  let pieces = [...line];
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) pieces = turn(pieces, level);
  return pieces;
}
