import { cleanText } from './clean-text';
import { textAt } from './text-at';

const QUOTE_MARKS = '>|\u00bb\u203a\u2502\u2503';

/** Where the text begins behind the marks of mails and forums (`> > `, `| `), one space after them included. */
function endOfQuote(line: string): number {
  let end = 0;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (QUOTE_MARKS.indexOf(character) !== -1) end = index + 1;
    else if (character !== ' ' && character !== '\t') break;
  }
  return end > 0 && line.charAt(end) === ' ' ? end + 1 : end;
}

/** A row of a table in Markdown: `| Type | client |` is taken for `Type : client`. */
function unquoteTableRow(inner: string): string {
  const cells = inner.split('|');
  if (cells.length < 3 || textAt(cells, cells.length - 1).trim() !== '') return inner;
  const label = textAt(cells, 0);
  return `${label.trim()} : ${cells.slice(1, -1).join(' ').trim()}`;
}

function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line.charAt(end - 1) === ' ' || line.charAt(end - 1) === '\t')) end -= 1;
  return line.slice(0, end);
}

function isFence(line: string): boolean {
  const mark = line.trim().slice(0, 3);
  return mark === '```' || mark === '~~~';
}

function unquoteLine(line: string): string {
  const start = endOfQuote(line);
  const inner = line.slice(start);
  const isRow = start > 0 && line.slice(0, start).indexOf('|') !== -1;
  const text = trimEnd(isRow ? unquoteTableRow(inner) : inner);
  return isFence(text) ? '' : text;
}

/** The lines of clean text as they were printed: without quotation marks of mails, code fences and trailing spaces. */
export function consoleLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of cleanText(text).split('\n')) lines.push(unquoteLine(line));
  return lines;
}

const NUMBERED = /^\s{0,8}([0-9]{1,6})(?:[.:)|\]]|\s|$)\s?/;

/** Takes line numbers away where every line that isn't empty bears the next one, and there are at least four. */
export function withoutLineNumbers(lines: string[]): string[] {
  const bare: string[] = [];
  let expected = -1;
  let counted = 0;
  for (const line of lines) {
    const match = NUMBERED.exec(line);
    const value = match === null ? -1 : parseInt(textAt(match, 1), 10);
    if (line.trim() !== '' && (value === -1 || (expected !== -1 && value !== expected))) return lines;
    if (match !== null) {
      expected = value + 1;
      counted += 1;
    }
    bare.push(match === null ? line : line.slice(match[0].length));
  }
  return counted >= 4 ? bare : lines;
}

/** What was typed behind a prompt of cmd or PowerShell (the drive's colon is no label), or null without a prompt. */
export function windowsCommandOf(line: string): string | null {
  const match = /^\s{0,8}(?:PS )?[A-Za-z]:\\[^>]{0,300}>\s{0,8}((?:[A-Za-z.&"'\\($[].*)?)$/.exec(line);
  return match === null ? null : textAt(match, 1).trim();
}

/** What was typed behind a prompt of a Unix shell (`# ip a`, `ann@host:~$ ip a`), or null without a prompt. */
export function shellCommandOf(line: string): string | null {
  const match = /^\s{0,8}(?:[^\s@]{1,64}@[^\s@]{1,64})?[$#] (.*)$/.exec(line);
  return match === null ? null : textAt(match, 1).trim();
}
