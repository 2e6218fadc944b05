import { consoleLines, windowsCommandOf, withoutLineNumbers } from '../text/console-lines';
import { textAt } from '../text/text-at';

/** `label . . . : value`; a value on a line of its own has the label of the row before it. */
export interface IpconfigRow {
  label: string;
  value: string;
}

export interface IpconfigParagraph {
  /** The heading without its colon; null for rows before any heading. */
  title: string | null;
  rows: IpconfigRow[];
}

/** Where a console of 80 columns breaks a line. */
const CONSOLE_WIDTH = 79;
/** No row of ipconfig is longer, however often it was wrapped. */
const LONGEST_ROW = 400;

const isIndented = (line: string): boolean => /^[ \t]/.test(line);

/** Where the colon stands behind the leader of dots, or -1. */
function colonOfLeader(line: string): number {
  const spaced = line.indexOf('. :');
  if (spaced !== -1) return spaced + 2;
  const close = line.indexOf('.:');
  return close === -1 ? -1 : close + 1;
}

function colonOf(line: string): number {
  const leader = colonOfLeader(line);
  if (leader !== -1) return leader;
  const spaced = line.search(/:(?:\s|$)/);
  return spaced;
}

/** Whether a line goes on within a word or an address of the line before. */
function goesOn(before: string, line: string): boolean {
  if (
    before.length > LONGEST_ROW ||
    before === '' ||
    line === '' ||
    isIndented(line) ||
    colonOfLeader(line) !== -1
  )
    return false;
  const opened = before.lastIndexOf('(');
  const isOpen = opened !== -1 && before.indexOf(')', opened) === -1 && line.indexOf(')') !== -1;
  return isOpen || (before.length >= CONSOLE_WIDTH && colonOf(before) !== -1);
}

function joinWrapped(lines: string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const before = textAt(joined, joined.length - 1);
    if (goesOn(before, line)) joined[joined.length - 1] = before + line;
    else joined.push(line);
  }
  return joined;
}

function isHeading(line: string, before: string, anyIndented: boolean): boolean {
  if (!/:$/.test(line) || colonOfLeader(line) !== -1 || line.trim().length < 3) return false;
  return anyIndented ? !isIndented(line) : before.trim() === '';
}

function addRow(rows: IpconfigRow[], line: string): void {
  const colon = colonOf(line);
  const label =
    colon === -1
      ? ''
      : line
          .slice(0, colon)
          .replace(/[\s.]{1,120}$/, '')
          .trim();
  const last = rows[rows.length - 1];
  if (label !== '') rows.push({ label, value: line.slice(colon + 1).trim() });
  else if (last !== undefined && last.value === '') last.value = line.trim();
  else if (last !== undefined) rows.push({ label: last.label, value: line.trim() });
  else rows.push({ label: '', value: line.trim() });
}

/** Cuts the output into paragraphs of rows, whatever their language. */
export function ipconfigParagraphs(text: string): IpconfigParagraph[] {
  const lines = joinWrapped(withoutLineNumbers(consoleLines(text)));
  const anyIndented = lines.some((line) => isIndented(line) && colonOfLeader(line) !== -1);
  const paragraphs: IpconfigParagraph[] = [];
  let current: IpconfigParagraph = { title: null, rows: [] };
  let before = '';
  for (const line of lines) {
    if (isHeading(line, before, anyIndented) || windowsCommandOf(line) !== null) {
      paragraphs.push(current);
      current = { title: /:$/.test(line) ? line.trim().slice(0, -1).trim() : null, rows: [] };
    } else if (line.trim() !== '') addRow(current.rows, line);
    before = line;
  }
  paragraphs.push(current);
  return paragraphs.filter(({ title, rows }) => title !== null || rows.length > 0);
}
