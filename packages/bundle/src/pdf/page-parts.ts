import type { RelayText } from '@teredo-fleet/evidence';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { LineRoom } from './broken-lines';
import type { FontChoice } from './font-choice';
import { type ShownParagraph, shownText } from './shown-text';
import { type Piece, runOf, type TextRun } from './text-pieces';

export const INK = '#1b2733';
export const QUIET = '#5a6b7b';
export const LINE = '#d5dde5';
const SHADE = '#f0f4f8';

const NAMED = /\[U\+[0-9A-F]{4,6}\]/;

/** Between the margins of an A4 page, in points. */
const PAGE_WIDTH = 515;
const CELL_PADDING = 4;

/** How the text of a place is set, as far as it says how much room a text takes. */
interface TextStyle {
  fontSize?: number;
  bold?: boolean;
  [property: string]: unknown;
}

const HEADING = { fontSize: 13, bold: true };
const TABLE_SIZE = 8;
const NAMES_WIDTH = 120;
const VALUES_WIDTH = PAGE_WIDTH - NAMES_WIDTH - 2 * CELL_PADDING;

const setRun = ({ text, font, features }: TextRun): object =>
  features === null ? { text, font } : { text, font, fontFeatures: features };

const setLine = (runs: readonly TextRun[]): { text: Content } => ({
  text: runs.length === 0 ? ' ' : (runs.map(setRun) as Content),
});

/** One text node a line: whoever reads from right to left would find the last words on the first line otherwise. */
function setParagraph({ lines, isBroken, isTurned }: ShownParagraph): Content[] {
  const alignment = isTurned && lines.length > 1 ? { alignment: 'right' } : {};
  const style = isBroken ? { noWrap: true, ...alignment } : {};
  return lines.map((line) => Object.assign(setLine(line), style) as Content);
}

/** What columns leave for each of those that take the rest. */
function columnWidths(widths: readonly (string | number)[]): number[] {
  const taken = widths.reduce<number>((sum, width) => sum + (typeof width === 'number' ? width : 0), 0);
  const rest = PAGE_WIDTH - taken - 2 * CELL_PADDING * widths.length;
  const open = widths.filter((width) => typeof width !== 'number').length;
  return widths.map((width) => (typeof width === 'number' ? width : rest / open));
}

/** What pages are made of: texts that show any name as it is, headings, tables. */
export class PageParts {
  /** Whether a sign of any text so far is named by its code instead of being drawn. */
  hasNamedSigns = false;

  constructor(readonly fonts: FontChoice) {}

  #room(width: number, { fontSize = 9, bold = false }: TextStyle): LineRoom {
    return {
      width: width - 1,
      widthOf: (piece: Piece) => {
        const { text, font } = runOf(piece, this.fonts);
        return this.fonts.widthOf(text, font, { fontSize, bold });
      },
    };
  }

  /** A text of whatever signs, in a place of that width. */
  text(text: string, style: TextStyle = {}, width = PAGE_WIDTH): Content {
    const paragraphs = shownText(text, this.fonts, this.#room(width, style));
    const runs = paragraphs.flatMap(({ lines }) => lines.flat());
    if (!NAMED.test(text) && runs.some((run) => NAMED.test(run.text))) this.hasNamedSigns = true;
    const [first] = paragraphs;
    const isPlain = paragraphs.length === 1 && !first!.isBroken;
    if (isPlain) return Object.assign(setLine(first!.lines[0]!), style);
    return { stack: paragraphs.flatMap(setParagraph), ...style };
  }

  /** What stands on one page, unless it is longer than that. */
  together(parts: Content[]): Content {
    return { stack: parts, unbreakable: true };
  }

  heading(text: string): Content {
    return { ...(this.text(text, HEADING) as object), style: 'heading', headlineLevel: 1 } as Content;
  }

  /** A section that stands on one page with its heading. */
  shortSection(heading: string, parts: Content[]): Content {
    return this.together([this.text(heading, { ...HEADING, style: 'heading' }), ...parts]);
  }

  paragraph(text: string): Content {
    return this.text(text, { margin: [0, 0, 0, 6] });
  }

  note(text: string): Content {
    return this.text(text, { color: QUIET, fontSize: 8, margin: [0, 2, 0, 6] });
  }

  /** Names and their values, a line each. */
  facts(rows: readonly (readonly [string, string])[]): Content {
    const body = rows.map(
      ([name, value]) =>
        [this.text(name, { color: QUIET }, NAMES_WIDTH), this.text(value, {}, VALUES_WIDTH)] as TableCell[],
    );
    if (body.length === 0) return '';
    return {
      table: { widths: [NAMES_WIDTH, '*'], body },
      layout: 'noBorders',
      margin: [0, 0, 0, 8],
    };
  }

  /** A table whose heading stands on every page; `empty` is said when it has no row. */
  table(
    headings: readonly string[],
    rows: readonly (readonly string[])[],
    { widths, empty }: { widths: (string | number)[]; empty: string },
  ): Content {
    if (rows.length === 0) return this.paragraph(empty);
    const rooms = columnWidths(widths);
    const cell = (text: string, column: number, style: TextStyle = {}) =>
      this.text(text, { fontSize: TABLE_SIZE, ...style }, rooms[column]) as TableCell;
    const head = headings.map((text, column) => cell(text, column, { bold: true, fillColor: SHADE }));
    const body = rows.map((row) => row.map((text, column) => cell(text, column)));
    return {
      table: { headerRows: 1, keepWithHeaderRows: 1, widths, body: [head, ...body], dontBreakRows: true },
      layout: {
        hLineWidth: () => 0.5,
        vLineWidth: () => 0,
        hLineColor: () => LINE,
        paddingLeft: () => CELL_PADDING,
        paddingRight: () => CELL_PADDING,
        paddingTop: () => 2.5,
        paddingBottom: () => 2.5,
      },
      margin: [0, 0, 0, 8],
    };
  }
}

/** ISO 8601 as people read it: `2026-11-27 10:00:05 UTC`. */
export const shownTime = (iso: string | null): string =>
  iso === null ? '–' : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

/** What Teredo is on a machine where it is no client. */
export const RELAY_WORDS: Record<RelayText, string> = {
  'host-specific-relay': 'host-specific relay',
  relay: 'relay',
  server: 'Teredo server',
};

/** `verify-failed` as words. */
export const shownState = (state: string): string => state.replaceAll('-', ' ');

export const machines = (count: number): string => `${count} ${count === 1 ? 'machine' : 'machines'}`;

/** How many entries of a rollout no signed head covers yet. */
export const unsignedWords = ({ unsigned }: { unsigned: number }): string =>
  unsigned === 0 ? 'none' : `${unsigned}, left out`;
