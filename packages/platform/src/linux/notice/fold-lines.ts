/** Letters of Chinese, Japanese and Korean: as wide as two, and a line may end behind each. */
const WIDE = '\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60';
const PIECES = new RegExp(` ?[${WIDE}]| ?[^ ${WIDE}]+| `, 'gu');
const WIDE_ONES = new RegExp(`[${WIDE}]`, 'gu');

const widthOf = (text: string): number => text.length + (text.match(WIDE_ONES)?.length ?? 0);

function foldLine(line: string, columns: number): string[] {
  const [first = '', ...pieces] = line.match(PIECES) ?? [];
  const lines = [first];
  for (const piece of pieces) {
    const longer = `${lines.at(-1)}${piece}`;
    if (widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(piece.replace(/^ /, ''));
  }
  return lines;
}

/** Breaks lines so that none is wider than `columns` letters, but for single words that are. */
export function foldLines(text: string, columns: number): string {
  return text
    .split('\n')
    .flatMap((line) => foldLine(line, columns))
    .join('\n');
}
