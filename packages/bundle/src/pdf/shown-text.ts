import { brokenLines, type LineRoom, LONGEST_WORD } from './broken-lines';
import type { FontChoice } from './font-choice';
import { BASE_FONT } from './font-files';
import { isSpace, isTurned, named, type Piece, piecesOf, runOf, type TextRun } from './text-pieces';
import { levelsOf, visualOrder } from './visual-order';

/** What a reader can't see and what steers how the rest is shown: named, so that no name passes for another. */
const HIDDEN = /(?!\n)[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]|\p{Surrogate}/gu;

/** Joins and colours emoji, without a sign of its own. Within Arabic and Indic words a joiner changes the letters. */
const JOINERS = /(?<![\p{Script=Arabic}\p{Mark}])[\u200C\u200D]|[\u200C\u200D](?!\p{Letter})|\uFE0E|\uFE0F/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Where a line may be broken, though nothing is seen there. */
const BREAK: Piece = { text: '\u200B', font: BASE_FONT, level: 0, isDevanagari: false };

/** Long words break where they must: pdfmake breaks nowhere else. */
function breakable(piece: Piece): Piece[] {
  const pieces: Piece[] = [{ ...piece, text: '' }];
  let length = 0;
  for (const { segment } of graphemes.segment(piece.text)) {
    if (length + segment.length > LONGEST_WORD && !isSpace(segment)) {
      pieces.push({ ...BREAK }, { ...piece, text: '' });
      length = 0;
    }
    pieces.at(-1)!.text += segment;
    length = isSpace(segment) ? 0 : length + segment.length;
  }
  return pieces;
}

/** A paragraph as it is shown: one line that may be broken anywhere, or lines that are broken already. */
export interface ShownParagraph {
  lines: TextRun[][];
  isBroken: boolean;
  /** Whether it begins at the right. */
  isTurned: boolean;
}

/** A text as paragraphs of pieces of one font each. A sign that no font has is named by its code. */
export function shownText(text: string, fonts: FontChoice, room: LineRoom): ShownParagraph[] {
  const clear = text.replace(HIDDEN, named).replace(JOINERS, '');
  return clear.split('\n').map((paragraph) => {
    const { levels, own } = levelsOf(paragraph);
    const pieces = piecesOf(paragraph, levels, fonts);
    const isBroken = pieces.some(isTurned);
    const lines = isBroken ? brokenLines(pieces, room).map(visualOrder) : [pieces.flatMap(breakable)];
    const runs = lines.map((line) => line.map((piece) => runOf(piece, fonts)));
    return { lines: runs, isBroken, isTurned: own === 1 };
  });
}
