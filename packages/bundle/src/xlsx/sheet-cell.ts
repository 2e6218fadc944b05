/** What a cell of a spreadsheet holds at most, in UTF-16 units. */
const MOST = 32_767;
const CUT = '… (cut here: the CSV has all of it)';

/** What XML 1.0 can't say, and what steers a terminal. */
const UNSAYABLE = /(?![\n\t])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** A text as a cell takes it; text is never taken for a formula there. */
export function sheetCell(text: string): string {
  const sayable = text.replace(UNSAYABLE, '\uFFFD');
  return sayable.length <= MOST ? sayable : sayable.slice(0, MOST - CUT.length).replace(UNSAYABLE, '') + CUT;
}
