import { isSpace, type Piece } from './text-pieces';

/** What a line has room for, in points, and how a piece is measured. */
export interface LineRoom {
  width: number;
  widthOf(piece: Piece): number;
}

/** As many signs as may stand without a break. */
export const LONGEST_WORD = 24;

const isGap = ({ text }: Piece): boolean => isSpace(text);

/** Words, each of one piece or more, and the spaces between them. */
function wordsOf(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = [];
  let length = 0;
  for (const { text, ...rest } of pieces) {
    for (const part of text.match(/\s+|\S{1,24}/gu) ?? []) {
      const piece = { ...rest, text: part };
      const goesOn = !isGap(piece) && length > 0 && length + part.length <= LONGEST_WORD;
      if (goesOn) words.at(-1)!.push(piece);
      else words.push([piece]);
      length = isGap(piece) ? 0 : (goesOn ? length : 0) + part.length;
    }
  }
  return words;
}

function withoutEdges(line: readonly Piece[]): Piece[] {
  const first = line.findIndex((piece) => !isGap(piece));
  return first < 0 ? [] : line.slice(first, line.findLastIndex((piece) => !isGap(piece)) + 1);
}

/** Breaks a paragraph while it is in the order of reading: its first words stand on its first line. */
export function brokenLines(pieces: readonly Piece[], { width, widthOf }: LineRoom): Piece[][] {
  const lines: Piece[][] = [[]];
  let left = width;
  for (const word of wordsOf(pieces)) {
    const needed = word.reduce((sum, piece) => sum + widthOf(piece), 0);
    if (needed > left && !isGap(word[0]!) && lines.at(-1)!.length > 0) {
      lines.push([]);
      left = width;
    }
    lines.at(-1)!.push(...word);
    left -= needed;
  }
  return lines.map(withoutEdges);
}
