import { findJsonValues, jsonObjectsOf } from '../text/json-values';
import { textAt } from '../text/text-at';
import { kindOfLine } from './line-signatures';
import type { OutputKind } from './output-kind';
import { cutIntoParagraphs, type Paragraph } from './paragraphs';
import { cutAtPrompts, type PasteSection } from './paste-sections';
import { isUnderstood, type OutputReading, readOutput } from './read-output';
import { asksTeredoState, kindOfRest } from './rest-kind';

/** One output found in a text. */
export interface DetectedOutput {
  /** What was typed before it; null when that isn't in the text. */
  command: string | null;
  /** Number of its first line, from 1. */
  line: number;
  text: string;
  reading: OutputReading;
}

/** Lines of one kind; null: no line of them tells. */
interface Piece {
  kind: OutputKind | null;
  /** A reader takes one form of a kind at a time, so that forms are kept apart. */
  form: 'json' | 'lines' | 'run';
  lines: string[];
  at: number;
}

/** Kinds that JSON may be of, the most telling first. */
const JSON_KINDS: OutputKind[] = [
  'powershell-configuration',
  'ip-addresses',
  'ip-routes',
  'firewall-rules',
  'services',
  'registry',
  'powershell-state',
];

function understoodAs(kind: OutputKind, text: string): boolean {
  return isUnderstood(readOutput(kind, text));
}

function kindOfJson(text: string): OutputKind | null {
  const told = jsonObjectsOf(findJsonValues(text)).some((object) => Object.keys(object).length > 0);
  for (const kind of told ? JSON_KINDS : []) if (understoodAs(kind, text)) return kind;
  return null;
}

/** A rule as netsh prints it: a label with its value over a ruled line. What it says is in its lines together. */
function isNetshRule(lines: string[]): boolean {
  const under = textAt(lines, 1).trim();
  if (!/:\s{0,9}\S/.test(textAt(lines, 0)) || !/^-{10,200}$/.test(under)) return false;
  const text = lines.join('\n');
  return !understoodAs('netsh-teredo', text) && understoodAs('firewall-rules', text);
}

/** A type and a server stand in other outputs as well; the interval tells. */
function isState(text: string): boolean {
  const reading = readOutput('netsh-teredo', text);
  return reading.kind === 'netsh-teredo' && reading.all.some((one) => one.refreshIntervalSeconds !== null);
}

/**
 * What each line can only be of. Lines that tell nothing one by one may be a state together: commands of a batch file
 * print without an empty line between them.
 */
function kindsOf(lines: string[]): (OutputKind | null)[] {
  const kinds = lines.map(kindOfLine);
  let begin = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    if (index < lines.length && kinds[index] === null) continue;
    const run = lines.slice(begin, index);
    if (run.length < lines.length && isState(run.join('\n')))
      for (let at = begin; at < index; at += 1) kinds[at] = 'netsh-teredo';
    begin = index + 1;
  }
  return kinds;
}

/** Cuts a paragraph where its lines are of different kinds; lines that tell nothing go with those before. */
function piecesOf({ lines, at, isJson }: Paragraph): Piece[] {
  if (isJson) return [{ kind: kindOfJson(lines.join('\n')), form: 'json', lines, at }];
  if (isNetshRule(lines)) return [{ kind: 'firewall-rules', form: 'run', lines, at }];
  const pieces: Piece[] = [{ kind: null, form: 'lines', lines: [], at }];
  const kinds = kindsOf(lines);
  for (let index = 0; index < lines.length; index += 1) {
    const line = textAt(lines, index);
    const last = pieces[pieces.length - 1] as Piece;
    const kind = kinds[index] ?? null;
    if (kind === null || last.kind === null) {
      last.kind = last.kind ?? kind;
      last.lines.push(line);
    } else pieces.push({ kind, form: 'lines', lines: [line], at: at + index });
  }
  return pieces;
}

function withKindOf(neighbour: Piece | undefined, piece: Piece): Piece {
  return neighbour === undefined ? piece : { ...piece, kind: neighbour.kind, form: neighbour.form };
}

/** Gives a heading, which tells nothing by itself, to what it stands over: `Tunnel adapter x:` and an empty line. */
function giveHeadings(pieces: Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    const isHeading = piece.kind === null && piece.lines.length === 1 && /:$/.test(textAt(piece.lines, 0));
    return isHeading ? withKindOf(pieces[index + 1], piece) : piece;
  });
}

/** The lines from the begin of one piece to the end of another, empty ones between them included. */
function joinPieces(first: Piece, second: Piece, all: string[]): Piece {
  const end = second.at + second.lines.length;
  return { ...first, lines: all.slice(first.at, end) };
}

/** Joins neighbours of one kind. Work grows with the pieces only: lines are cut out once a run has ended. */
function joinAlike(pieces: Piece[], all: string[]): Piece[] {
  const joined: Piece[] = [];
  let begin = 0;
  for (let index = 0; index < pieces.length; index += 1) {
    const first = pieces[begin] as Piece;
    const next = pieces[index + 1];
    if (next !== undefined && next.kind === first.kind && next.form === first.form) continue;
    joined.push(joinPieces(first, pieces[index] as Piece, all));
    begin = index + 1;
  }
  return joined;
}

const isOneOf = (state: string | null): boolean => state !== null && state !== 'unknown';

/** Whether several lines together are what no single one of them shows. */
const WHOLE_KINDS: { kind: OutputKind; is: (reading: OutputReading, command: string | null) => boolean }[] = [
  { kind: 'netsh-teredo', is: isUnderstood },
  {
    kind: 'firewall-rules',
    is: (reading) => reading.kind === 'firewall-rules' && reading.of.rules[0]?.source === 'netsh',
  },
  {
    kind: 'powershell-state',
    /** Other things have a state, too; nothing at all is an answer only where it was asked. */
    is: (reading, command) =>
      reading.kind === 'powershell-state' &&
      (asksTeredoState(command) ? isUnderstood(reading) : isOneOf(reading.of.state)),
  },
];

function textOf(section: PasteSection, piece: Piece): string {
  const body = `${piece.lines.join('\n')}\n`;
  return section.prompt === null ? body : `${section.prompt}\n${body}`;
}

/** What lines gave away must be what the reader finds; otherwise they tell nothing. */
function checkClaims(section: PasteSection, pieces: Piece[]): Piece[] {
  return pieces.map((piece): Piece => {
    const holds = piece.kind !== null && understoodAs(piece.kind, textOf(section, piece));
    return holds ? piece : { ...piece, kind: null, form: 'lines' };
  });
}

/** The kind that a run of lines turns out to be of when it is read; null when it isn't understood. */
function kindOfRun(section: PasteSection, piece: Piece): OutputKind | null {
  const text = textOf(section, piece);
  for (const { kind, is } of WHOLE_KINDS) if (is(readOutput(kind, text), section.command)) return kind;
  return null;
}

function readRuns(section: PasteSection, pieces: Piece[]): Piece[] {
  return pieces.map((piece): Piece => {
    const kind = piece.kind === null ? kindOfRun(section, piece) : null;
    return kind === null ? piece : { ...piece, kind, form: 'run' };
  });
}

/** Gives lines that tell nothing to the neighbour they stand with: the one before, or the first of all. */
function giveToNeighbours(pieces: Piece[]): Piece[] {
  const given: Piece[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] as Piece;
    const before = given[given.length - 1];
    const neighbour = before === undefined ? pieces[index + 1] : before;
    given.push(piece.kind === null ? withKindOf(neighbour, piece) : piece);
  }
  return given;
}

/** Everything that one section holds. */
function outputsIn(section: PasteSection): DetectedOutput[] {
  const paragraphs = cutIntoParagraphs(section.lines);
  const raw: Piece[] = [];
  for (const paragraph of paragraphs) for (const piece of piecesOf(paragraph)) raw.push(piece);
  const join = (pieces: Piece[]): Piece[] => joinAlike(pieces, section.lines);
  const checked = join(checkClaims(section, join(giveHeadings(raw))));
  const pieces = join(giveToNeighbours(join(readRuns(section, checked))));
  if (pieces.some(({ kind }) => kind !== null))
    return pieces.map((piece) => outputOf(section, piece, piece.kind ?? 'not-understood'));
  const whole: Piece = { kind: null, form: 'run', lines: section.lines, at: 0 };
  const kind = kindOfRest(section.command, textOf(section, whole), section.lines.join('\n'));
  return kind === null ? [] : [outputOf(section, whole, kind)];
}

function outputOf(section: PasteSection, piece: Piece, kind: OutputKind): DetectedOutput {
  const text = textOf(section, piece);
  return { command: section.command, line: section.first + piece.at, text, reading: readOutput(kind, text) };
}

/**
 * Finds the outputs in a text and reads each: by structure, numbers and untranslated names, never by labels, which are in
 * the machine's language. Several may follow one another, with prompts between them or without. Never throws; work grows
 * with the length only.
 */
export function detectOutputs(text: string): DetectedOutput[] {
  const outputs: DetectedOutput[] = [];
  for (const section of cutAtPrompts(text)) for (const output of outputsIn(section)) outputs.push(output);
  return outputs;
}
