import type { FontChoice } from './font-choice';
import { BASE_FONT } from './font-files';
import { visualOrder } from './visual-order';

/** A piece of a line in one font. */
export interface TextRun {
  text: string;
  font: string;
}

/** What a reader can't see and what steers how the rest is shown: named, so that no name passes for another. */
const HIDDEN = /(?!\n)[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]|\p{Surrogate}/gu;

/** Joins and colours emoji; without a sign of its own. */
const JOINERS = /\u200C|\u200D|\uFE0E|\uFE0F/gu;

const named = (sign: string): string =>
  `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

const isSpace = (sign: string): boolean => /\s/u.test(sign);

/** Long words break where they must: pdfmake breaks nowhere else. */
const LONG_WORD = /(\S{24})(?=\S)/gu;

/** A text as pieces of one font each. A sign that no font has is named by its code. */
export function shownText(text: string, fonts: FontChoice): TextRun[] {
  const clear = text.replace(HIDDEN, named).replace(JOINERS, '');
  const runs: TextRun[] = [];
  for (const sign of visualOrder(clear)) {
    const found = fonts.fontOf(sign.codePointAt(0)!);
    // A space at the edge of a run from right to left would change sides with it.
    const font = isSpace(sign) ? BASE_FONT : (found ?? BASE_FONT);
    const shown = found === null && !isSpace(sign) ? named(sign) : sign;
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs.map(({ text: part, font }) => ({ text: part.replace(LONG_WORD, '$1\u200B'), font }));
}
