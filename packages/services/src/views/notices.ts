import type { NoticeWords } from '@teredo-fleet/teredo';

/** Which words of a notice, and whose. */
export interface NoticeVersionRow {
  number: number;
  /** SHA-256, hex, of the RFC 8785 text of its words. */
  sha256: string;
  languages: string[];
  author: string;
  savedAt: string;
  /** When a plan that uses it was first submitted: it stays as it is since then. Null: none was. */
  usedAt: string | null;
}

/** A notice of a list, with its newest version. */
export interface NoticeRow {
  /** Of a standard notice a word: `standard-teredo-on`. */
  id: string;
  name: string;
  /** It comes with the product, can't be edited, and is there to be copied. */
  standard: boolean;
  /** Null: in every scope. */
  scope: { id: string; name: string } | null;
  archivedAt: string | null;
  languages: string[];
  /** Null: a standard notice. */
  newest: NoticeVersionRow | null;
}

export interface NoticeVersionView extends NoticeVersionRow {
  texts: NoticeWords[];
}

/** How many machines of one's scopes told which display language. */
export interface FleetLanguages {
  /** The most machines first; null: they told none. */
  rows: { language: string | null; machines: number }[];
  /** Only so many machines were looked at; null: all of them. */
  sampled: number | null;
}

export interface NoticeView extends NoticeRow {
  texts: NoticeWords[];
  /** The newest first; a standard notice has none. */
  versions: NoticeVersionRow[];
  fleet: FleetLanguages;
}
