/** What is checked of a bundle, in this order. */
export const CHECKS = [
  'archive',
  'manifest',
  'signature',
  'files',
  'rows',
  'chain',
  'head',
  'fingerprint',
  'later-head',
] as const;

export type Check = (typeof CHECKS)[number];

/** One thing that was found out of a bundle. */
export interface Finding {
  check: Check;
  verdict: 'holds' | 'fails' | 'not-checked';
  /** What is wrong, as docs/evidence.md names it; null unless it fails. */
  code: string | null;
  /** The file that it is about; null: the whole. */
  file: string | null;
  /** The row or link that it is about; null: none. */
  number: number | null;
  /** The same in a sentence or two. */
  text: string;
}

/** Where something is wrong. */
export interface Place {
  file: string | null;
  number: number | null;
}

const NOWHERE: Place = { file: null, number: null };

export const holds = (check: Check, text: string): Finding => ({
  check,
  verdict: 'holds',
  code: null,
  ...NOWHERE,
  text,
});

export const notChecked = (check: Check, text: string): Finding => ({
  check,
  verdict: 'not-checked',
  code: null,
  ...NOWHERE,
  text,
});

export const fails = (check: Check, code: string, text: string, place: Partial<Place> = {}): Finding => ({
  check,
  verdict: 'fails',
  code,
  ...NOWHERE,
  ...place,
  text,
});

/** A number of things in words. */
export const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
