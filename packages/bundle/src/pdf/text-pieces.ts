import type { FontChoice } from './font-choice';
import { BASE_FONT } from './font-files';
import { type Levelled, mirrored } from './visual-order';

/** Signs of one font, one level and one way of joining letters. */
export interface Piece extends Levelled {
  text: string;
  font: string;
  /** Whether its letters are joined by rules that the rest of its font does not have. */
  isDevanagari: boolean;
}

/** A piece of a line as it is drawn. */
export interface TextRun {
  text: string;
  font: string;
  /** What of the font's own rules is not used. */
  features: Readonly<Record<string, boolean>> | null;
}

const JOINER = /[\u200C\u200D]/u;
const MARK = /\p{Mark}/u;
const DEVANAGARI = /\p{Script=Devanagari}/u;

export const named = (sign: string): string =>
  `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

export const isSpace = (sign: string): boolean => /\s/u.test(sign);

export const isTurned = ({ level }: Levelled): boolean => level % 2 === 1;

function pieceOf(sign: string, level: number, last: Piece | undefined, fonts: FontChoice): Piece {
  if (last !== undefined && JOINER.test(sign)) return { ...last, text: sign };
  const found = fonts.fontOf(sign.codePointAt(0)!);
  if (isSpace(sign) || found !== null) {
    const font = isSpace(sign) ? BASE_FONT : found!;
    const goesWithLast = MARK.test(sign) && last?.font === font && last.isDevanagari;
    return { text: sign, font, level, isDevanagari: DEVANAGARI.test(sign) || goesWithLast };
  }
  // The code of a sign reads from left to right, whatever it stands among.
  return { text: named(sign), font: BASE_FONT, level: level + (level % 2), isDevanagari: false };
}

/** The pieces of a paragraph in the order in which they are read. */
export function piecesOf(paragraph: string, levels: ArrayLike<number>, fonts: FontChoice): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const sign of paragraph) {
    const last = pieces.at(-1);
    const next = pieceOf(sign, levels[at]!, last, fonts);
    at += sign.length;
    const isSame =
      last?.font === next.font && last.level === next.level && last.isDevanagari === next.isDevanagari;
    if (isSame) last.text += next.text;
    else pieces.push(next);
  }
  return pieces;
}

/** The vowel am of Thai and Lao is a ring above its letter, below any other mark there, and an aa. */
const withRings = (text: string): string =>
  text
    .replace(/([\u0E31\u0E34-\u0E37\u0E47-\u0E4E]*)\u0E33/gu, '\u0E4D$1\u0E32')
    .replace(/([\u0EB1\u0EB4-\u0EB7\u0EC8-\u0ECD]*)\u0EB3/gu, '\u0ECD$1\u0EB2');

const TURNED_FONTS = new Set(['NotoNaskhArabic', 'NotoSansHebrew', 'noto-sans-thaana']);

/**
 * A piece as its font has to be given it. A font of letters that run from right to left turns whatever it is given, the
 * digits of its script too; the signs between such words stand in another font, which turns nothing.
 */
function givenText(piece: Piece): string {
  const isTurnedByFont = TURNED_FONTS.has(piece.font);
  if (isTurned(piece) === isTurnedByFont) return withRings(piece.text);
  const signs = [...piece.text].reverse();
  return (isTurnedByFont ? signs : signs.map(mirrored)).join('');
}

/** How a piece is drawn. */
export function runOf(piece: Piece, fonts: FontChoice): TextRun {
  const { font } = piece;
  const text = givenText(piece);
  const features = fonts.featuresFor(text, font);
  if (features !== 'cannot') return { text, font, features };
  return { text: [...piece.text].map(named).join(''), font: BASE_FONT, features: null };
}
