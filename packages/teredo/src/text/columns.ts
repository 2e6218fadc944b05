/** Whether a console draws the character two cells wide (Hangul, CJK, full-width forms). */
function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  return (
    code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    isWideForm(code)
  );
}

function isWideForm(code: number): boolean {
  return (
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60)
  );
}

/** Cells of a row parted by a tab or at least two spaces; empty ones are left out. */
export function spacedCells(line: string): string[] {
  const cells: string[] = [];
  for (const cell of line.replace(/ {2,}/g, '\t').split('\t'))
    if (cell.trim() !== '') cells.push(cell.trim());
  return cells;
}

/** Where the columns of a ruled line (`---  -----`) begin, in cells of the console; empty when it is none. */
export function ruledColumns(line: string): number[] {
  if (!/^[\s-]{3,400}$/.test(line) || line.indexOf('-') === -1) return [];
  const starts: number[] = [];
  for (let index = 0; index < line.length; index += 1) {
    if (line.charAt(index) === '-' && line.charAt(index - 1) !== '-') starts.push(index);
  }
  return starts;
}

/** Cuts a row at columns, counting wide characters as the console does. */
export function cutAtColumns(line: string, starts: number[]): string[] {
  const cells: string[] = [];
  let column = 0;
  let cell = '';
  for (let index = 0; index < line.length; index += 1) {
    if (cells.length + 1 < starts.length && column >= (starts[cells.length + 1] ?? 0)) {
      cells.push(cell.trim());
      cell = '';
    }
    cell += line.charAt(index);
    column += isWide(line.charCodeAt(index)) ? 2 : 1;
  }
  cells.push(cell.trim());
  while (cells.length < starts.length) cells.push('');
  return cells;
}
