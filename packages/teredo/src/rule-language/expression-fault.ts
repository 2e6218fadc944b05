/** What keeps a text from being an expression, and where. */
export interface ExpressionFault {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
  /** From 0, in UTF-16 code units, with how many of them it is about. */
  offset: number;
  length: number;
  /** A sentence. */
  message: string;
  /** What could stand there instead, ready to be put in its place; null: nothing is near. */
  suggestion: string | null;
}

/** Where in a text something stands. */
export interface Span {
  offset: number;
  length: number;
}

/** Ends the reading of an expression; what reads it catches it. */
export class FaultFound extends Error {
  readonly span: Span;
  readonly suggestion: string | null;
  constructor(message: string, span: Span, suggestion: string | null) {
    super(message);
    // On JScript calling Error makes another object, which would lose both.
    this.name = 'FaultFound';
    this.message = message;
    this.span = span;
    this.suggestion = suggestion;
  }
}

/** The fault with line and column, counted from its place in the text. */
export function faultAt(text: string, { message, span, suggestion }: FaultFound): ExpressionFault {
  const { offset, length } = span;
  const before = text.substring(0, offset).replace(/\r\n?/g, '\n').split('\n');
  const last = before[before.length - 1] as string;
  return { line: before.length, column: last.length + 1, offset, length, message, suggestion };
}
