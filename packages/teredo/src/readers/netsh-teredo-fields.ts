import { consoleLines, windowsCommandOf, withoutLineNumbers } from '../text/console-lines';
import { textAt } from '../text/text-at';

/** One `label : value` of the output. Labels are kept by nobody: they are translated, and on XP two are the same. */
export interface NetshField {
  /** What may be the value, the likeliest first: it may go on in the next line. */
  values: string[];
  /** What stands behind the first colon, for the values that hold colons; a part of the label may be in it. */
  long: string;
  /** What stands between this field and the one before; `break` is a prompt or a ruled line. */
  gap: 'none' | 'blank' | 'break';
  /** Whether it is the first below the command that asks for the state. */
  asked: boolean;
}

interface OpenField extends NetshField {
  last: string;
  first: string;
  continued: string;
  wrapped: boolean;
}

/** A longer value is none of netsh's. */
const VALUE_CAP = 400;
/** Only a line as wide as a console was wrapped within a word. */
const CONSOLE_WIDTH = 79;
/** An IPv4 address, or one that somebody made unreadable. */
const ENDS_IN_IPV4 = /(?:^|[^0-9.])[0-9x*#?]{1,3}(?:\.[0-9x*#?]{1,3}){3}$/i;

/** A value without the marks of emphasis that an editor put around it; stars alone or for a port are what somebody masked. */
function bare(text: string): string {
  const whole = text.slice(0, VALUE_CAP).trim();
  if (/(?:^|[0-9x*]:)\*{3,99}$/i.test(whole)) return whole;
  return whole
    .replace(/^[*_`"'~]{1,3}/, '')
    .replace(/[*_`"'~\\]{1,3}$/, '')
    .trim();
}

/** The last colon that parts a label from its value: not the one before a port. */
function lastColon(line: string): number {
  const colon = line.lastIndexOf(':');
  const isPort =
    /[0-9]/.test(line.charAt(colon + 1)) && ENDS_IN_IPV4.test(line.slice(Math.max(0, colon - 16), colon));
  return isPort ? line.lastIndexOf(':', colon - 1) : colon;
}

function openField(line: string, gap: NetshField['gap'], asked: boolean): OpenField {
  const short = line.slice(0, VALUE_CAP * 2);
  const last = bare(short.slice(lastColon(short) + 1));
  const first = bare(short.slice(short.indexOf(':') + 1));
  const wrapped = line.length >= CONSOLE_WIDTH;
  return { values: [], long: '', gap, asked, last, first, continued: '', wrapped };
}

function closeField(field: OpenField): NetshField {
  const { last, first, continued, wrapped } = field;
  const glue = wrapped ? '' : ' ';
  const values = wrapped && continued !== '' ? [last + continued, last] : [last];
  if (!wrapped && continued !== '') values.push((last + glue + continued).trim());
  return { values, long: (first + glue + continued).trim(), gap: field.gap, asked: field.asked };
}

/** Words of netsh may be shortened: `netsh int ter sh st`, `netsh int ipv6 sh ter`. */
const ASKS_STATE =
  /^netsh(?:\.exe)? i[a-z]{0,8} (?:ipv6 sh[ow]{0,2} t[a-z]{0,5}|te[redo]{0,4} sh[ow]{0,2} st[ate]{0,3})$/i;

/** A line that is nothing but a value with a colon in it, under a label that has none. */
function isValueAlone(field: OpenField | undefined, line: string): boolean {
  return field !== undefined && field.last === '' && field.continued === '' && lastColon(line) === -1;
}

const isRule = (line: string): boolean => /^\s{0,80}[-=_]{5,200}\s{0,80}$/.test(line);

/** A line without a colon goes on with the field before it, unless a gap parts them and that field has its value. */
function continueField(field: OpenField | undefined, gap: NetshField['gap'], line: string): void {
  if (field === undefined || gap === 'break' || (gap === 'blank' && field.last !== '')) return;
  if (field.continued === '') field.continued = bare(line);
  else if (field.continued.length < VALUE_CAP) field.continued += ` ${bare(line)}`;
}

/** Fields as netsh prints them: a line each, with a colon. */
export function fieldsByColon(lines: string[]): NetshField[] {
  const open: OpenField[] = [];
  let gap: NetshField['gap'] = 'break';
  let asked = false;
  for (const line of lines) {
    const command = windowsCommandOf(line);
    if (command !== null) asked = ASKS_STATE.test(command);
    if (isRule(line) || command !== null) gap = 'break';
    else if (line.trim() === '') gap = gap === 'break' ? 'break' : 'blank';
    else if (line.indexOf(':') === -1 || isValueAlone(open[open.length - 1], line))
      continueField(open[open.length - 1], gap, line);
    else {
      open.push(openField(line, gap, asked));
      gap = 'none';
      asked = false;
    }
  }
  return open.map(closeField);
}

function fieldOf(value: string): NetshField {
  return { values: [bare(value)], long: bare(value), gap: 'none', asked: false };
}

/** Fields whose colon was lost: label and value parted by a tab, an equals sign or at least two spaces. */
function fieldsBySpace(lines: string[]): NetshField[] {
  const fields: NetshField[] = [];
  for (const line of lines) {
    const parts = line
      .trim()
      .slice(0, VALUE_CAP * 2)
      .replace(/ {2,}|=/g, '\t')
      .split('\t');
    if (parts.length < 2) continue;
    fields.push(fieldOf(parts.slice(1).join(' ')));
  }
  return fields;
}

/** Whether a piece belongs to the field before it: a port behind its address, an answer behind its question. */
function goesOn(before: string, piece: string): boolean {
  if (/(?:upnp|portpreserving)\s{0,9}$/i.test(before)) return true;
  return /^[0-9]/.test(piece) && ENDS_IN_IPV4.test(before);
}

/** Fields of output whose lines were run together: each value is followed by the next label. */
function fieldsOfOneLine(lines: string[]): NetshField[] {
  const fields: NetshField[] = [];
  const pieces = lines.join(' ').split(':');
  let value = '';
  for (let index = 1; index < pieces.length; index += 1) {
    const piece = textAt(pieces, index).slice(0, VALUE_CAP);
    value = index > 1 && goesOn(value.slice(-32), piece) ? `${value}:${piece}`.slice(0, VALUE_CAP) : piece;
    const next = pieces[index + 1];
    if (next === undefined || !goesOn(value.slice(-32), next)) fields.push(fieldOf(value));
  }
  return fields;
}

/** Fields whose values stand on lines of their own, `step` lines apart, labels between or apart from them. */
function fieldsOfBareLines(lines: string[], offset: number, step: number): NetshField[] {
  const filled = lines.filter(
    (line) => line.trim() !== '' && !isRule(line) && windowsCommandOf(line) === null,
  );
  const fields: NetshField[] = [];
  for (let index = offset; index < filled.length; index += step) {
    fields.push(fieldOf(textAt(filled, index).replace(/^[\s:=]{1,20}/, '')));
  }
  return fields;
}

/** Ways in which the output may be laid out after it was copied, beside the one of netsh itself. */
export const DAMAGED_LAYOUTS: ((lines: string[]) => NetshField[])[] = [
  fieldsBySpace,
  fieldsOfOneLine,
  (lines) => fieldsOfBareLines(lines, 0, 1),
  (lines) => fieldsOfBareLines(lines, 0, 2),
  (lines) => fieldsOfBareLines(lines, 1, 2),
];

/** The lines that the layouts start from. */
export function netshLines(text: string): string[] {
  return withoutLineNumbers(consoleLines(text));
}
