import { consoleLines, windowsCommandOf, withoutLineNumbers } from '../text/console-lines';
import { textAt } from '../text/text-at';
import type { ReplyReading } from './reply-reading';

type Reason = NonNullable<ReplyReading['reason']>;

/** Refusals in words that were seen (Chinese), or are known from Windows in English. */
const REFUSALS: { words: string; reason: Reason }[] = [
  { words: '参数错误', reason: 'parameter' },
  { words: '拒绝访问', reason: 'access-denied' },
  { words: 'access is denied', reason: 'access-denied' },
  { words: 'run as administrator', reason: 'access-denied' },
  { words: 'the parameter is incorrect', reason: 'parameter' },
];

/** Win32 errors: 5 is access denied, 87 a wrong parameter, 740 asks for elevation. */
const NUMBERS: { code: number; reason: Reason }[] = [
  { code: 5, reason: 'access-denied' },
  { code: 87, reason: 'parameter' },
  { code: 740, reason: 'access-denied' },
];

/** As many lines alike make a listing in which one that ends otherwise stands out. */
const LEAST_PARTS = 4;

/** What a line ends in, behind its last comma (`..., OK!`): the only part of a reset's lines that says how it went. */
function endingOf(line: string): string | null {
  const comma = line.lastIndexOf(',');
  return comma === -1
    ? null
    : line
        .slice(comma + 1)
        .replace(/[\s.!]/g, '')
        .toLowerCase();
}

interface Parts {
  count: number;
  otherwise: number;
  oddLines: string[];
}

const ODD_LINES_CAP = 5;

/** How many lines of a listing end as most do, in whatever language; null when the text is no listing. */
function partsOf(lines: string[]): Parts | null {
  const counts: { [ending: string]: number } = {};
  let total = 0;
  let most = 0;
  let common = '';
  for (const line of lines) {
    const ending = endingOf(line);
    if (ending === null || ending === '') continue;
    const count = (counts[`=${ending}`] ?? 0) + 1;
    counts[`=${ending}`] = count;
    total += 1;
    if (count > most) common = ending;
    most = Math.max(most, count);
  }
  if (total < LEAST_PARTS || most * 2 <= total) return null;
  return { count: total, otherwise: total - most, oddLines: linesEndingOtherwise(lines, common) };
}

function linesEndingOtherwise(lines: string[], common: string): string[] {
  const odd: string[] = [];
  for (const line of lines) {
    const ending = endingOf(line);
    if (ending !== null && ending !== '' && ending !== common && odd.length < ODD_LINES_CAP)
      odd.push(line.trim());
  }
  return odd;
}

function refusalIn(lines: string[]): Reason | null {
  for (const line of lines) {
    const lower = line.toLowerCase();
    for (const { words, reason } of REFUSALS) if (lower.indexOf(words) !== -1) return reason;
  }
  return null;
}

function errorCodeIn(lines: string[]): number | null {
  for (const line of lines) {
    const match =
      /^\s{0,9}\[SC\]\D{0,200}([0-9]{1,5})\s{0,3}:/.exec(line) ?? /NET HELPMSG\s{1,9}([0-9]{1,5})/.exec(line);
    if (match !== null) return parseInt(textAt(match, 1), 10);
  }
  return null;
}

function reasonOfCode(code: number | null): Reason | null {
  for (const row of NUMBERS) if (row.code === code) return row.reason;
  return code === null ? null : 'other';
}

function kindOf(lines: string[], parts: Parts | null, reason: Reason | null): ReplyReading['kind'] {
  if (lines.length === 0) return 'silent';
  if (parts !== null) return parts.otherwise === 0 ? 'listing' : 'partial';
  if (reason !== null) return 'refused';
  return lines.length <= 2 ? 'short' : 'listing';
}

/**
 * Reads the reply to a command that changes something. Whatever it says, it proves no change; what it can show, in any
 * language, is a Win32 number or that one part of a reset went otherwise than the others. Never throws.
 */
export function readReply(text: string): ReplyReading {
  const lines = withoutLineNumbers(consoleLines(text)).filter(
    (line) => line.trim() !== '' && windowsCommandOf(line) === null,
  );
  const errorCode = errorCodeIn(lines);
  const reason = reasonOfCode(errorCode) ?? refusalIn(lines);
  const parts = partsOf(lines);
  return {
    kind: kindOf(lines, parts, reason),
    provesChange: false,
    reason,
    errorCode,
    parts: parts === null ? null : parts.count,
    partsOtherwise: parts === null ? null : parts.otherwise,
    oddLines: parts === null ? [] : parts.oddLines,
    lines: lines.map((line) => line.trim()),
  };
}
