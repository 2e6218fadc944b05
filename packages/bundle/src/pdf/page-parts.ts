import type { Content, TableCell } from 'pdfmake/interfaces';
import type { FontChoice } from './font-choice';
import { shownText } from './shown-text';

export const INK = '#1b2733';
export const QUIET = '#5a6b7b';
export const LINE = '#d5dde5';
const SHADE = '#f0f4f8';

const NAMED = /\[U\+[0-9A-F]{4,6}\]/;

/** What pages are made of: texts that show any name as it is, headings, tables. */
export class PageParts {
  /** Whether a sign of any text so far is named by its code instead of being drawn. */
  hasNamedSigns = false;

  constructor(readonly fonts: FontChoice) {}

  /** A text of whatever signs. */
  text(text: string, style: Record<string, unknown> = {}): Content {
    const runs = shownText(text, this.fonts);
    if (!NAMED.test(text) && runs.some((run) => NAMED.test(run.text))) this.hasNamedSigns = true;
    return { text: runs, ...style };
  }

  /** What stands on one page, unless it is longer than that. */
  together(parts: Content[]): Content {
    return { stack: parts, unbreakable: true };
  }

  heading(text: string): Content {
    return { ...(this.text(text) as object), style: 'heading', headlineLevel: 1 } as Content;
  }

  /** A section that stands on one page with its heading. */
  shortSection(heading: string, parts: Content[]): Content {
    return this.together([this.text(heading, { style: 'heading' }), ...parts]);
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
      ([name, value]) => [this.text(name, { color: QUIET }), this.text(value)] as TableCell[],
    );
    if (body.length === 0) return '';
    return {
      table: { widths: [120, '*'], body },
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
    const head = headings.map((text) => this.text(text, { bold: true, fillColor: SHADE }) as TableCell);
    const body = rows.map((row) => row.map((text) => this.text(text) as TableCell));
    return {
      table: { headerRows: 1, keepWithHeaderRows: 1, widths, body: [head, ...body], dontBreakRows: true },
      layout: {
        hLineWidth: () => 0.5,
        vLineWidth: () => 0,
        hLineColor: () => LINE,
        paddingLeft: () => 4,
        paddingRight: () => 4,
        paddingTop: () => 2.5,
        paddingBottom: () => 2.5,
      },
      fontSize: 8,
      margin: [0, 0, 0, 8],
    };
  }
}

/** ISO 8601 as people read it: `2026-11-27 10:00:05 UTC`. */
export const shownTime = (iso: string | null): string =>
  iso === null ? '–' : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

/** `verify-failed` as words. */
export const shownState = (state: string): string => state.replaceAll('-', ' ');

export const machines = (count: number): string => `${count} ${count === 1 ? 'machine' : 'machines'}`;

/** How many entries of a rollout no signed head covers yet. */
export const unsignedWords = ({ unsigned }: { unsigned: number }): string =>
  unsigned === 0 ? 'none' : `${unsigned}, left out`;
