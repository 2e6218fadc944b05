export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/';
export type TextTest = 'contains' | 'starts with' | 'ends with';

/** What stands for itself. Numbers are never negative: `-1` is the negative of 1. */
export type Literal =
  | { op: 'boolean'; value: boolean }
  | { op: 'number'; value: number }
  | { op: 'text'; value: string }
  | { op: 'version'; parts: number[] }
  | { op: 'duration'; ms: number }
  | { op: 'none' };

/** An expression whose types fit: only the parser makes one. */
export type Expression =
  | Literal
  | { op: 'fact'; name: string }
  | { op: 'not' | 'negative' | 'count'; of: Expression }
  | { op: 'and' | 'or'; left: Expression; right: Expression }
  | { op: 'compare'; by: Comparison; left: Expression; right: Expression }
  | { op: 'calculate'; by: Arithmetic; left: Expression; right: Expression }
  | { op: 'test'; by: TextTest; left: Expression; right: Expression }
  | { op: 'in'; left: Expression; list: Literal[] };

/** The longest expression that is read, in characters. */
export const LONGEST_EXPRESSION = 2_000;
/** How deep parts may lie in each other. */
export const DEEPEST_EXPRESSION = 32;
/** How many values a list may have. */
export const LONGEST_LIST = 100;

/** Milliseconds of each unit that a duration is written in, the longest first. */
export const UNITS: { word: string; ms: number }[] = [
  { word: 'day', ms: 86_400_000 },
  { word: 'hour', ms: 3_600_000 },
  { word: 'minute', ms: 60_000 },
  { word: 'second', ms: 1_000 },
  { word: 'millisecond', ms: 1 },
];
