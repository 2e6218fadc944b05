import type { Expression, Literal } from './expression';
import { DEEPEST_EXPRESSION } from './expression';
import type { Span } from './expression-fault';
import { FaultFound } from './expression-fault';
import type { ValueType } from './rule-value';
import type { Token } from './tokens';
import type { TypedPart } from './typed-part';

/** A cursor over the pieces of an expression. */
export interface Reader {
  tokens: Token[];
  at: number;
  depth: number;
}

/** The piece that comes next. */
export const here = (reader: Reader): Token => reader.tokens[reader.at] as Token;

/** Whether a piece is that word, in whatever case. */
export function isWord({ kind, text }: Token, word: string): boolean {
  return kind === 'word' && text.toLowerCase() === word;
}

/** Takes that word where it comes next. */
export function takeWord(reader: Reader, word: string): boolean {
  if (!isWord(here(reader), word)) return false;
  reader.at += 1;
  return true;
}

/** Takes that symbol where it comes next. */
export function takeSymbol(reader: Reader, symbol: string): boolean {
  const { kind, text } = here(reader);
  if (kind !== 'symbol' || text !== symbol) return false;
  reader.at += 1;
  return true;
}

/** Refuses what stands where something else is needed. */
export function refuse(token: Token, expected: string): never {
  const found = token.kind === 'end' ? 'the expression ends' : `“${token.text}” stands here`;
  throw new FaultFound(`Expected ${expected}, and ${found}.`, token, null);
}

/** Takes that symbol, or refuses what stands there. */
export function requireSymbol(reader: Reader, symbol: string, why: string): void {
  if (!takeSymbol(reader, symbol)) refuse(here(reader), `“${symbol}” ${why}`);
}

/** From the first piece of one part to the last of another. */
export function spanOf(first: Span, last: Span): Span {
  return { offset: first.offset, length: last.offset + last.length - first.offset };
}

/** Whether a part is the same chain as what it is part of: `a and b and c` is one, however long. */
function goesOn(expression: Expression, part: TypedPart): boolean {
  const isChain = expression.op === 'and' || expression.op === 'or' || expression.op === 'calculate';
  return isChain && expression.left === part.expression && part.expression.op === expression.op;
}

/** A part that is made of others. */
export function madeOf(expression: Expression, type: ValueType, parts: TypedPart[], span: Span): TypedPart {
  let depth = 0;
  for (const part of parts) depth = Math.max(depth, part.depth - (goesOn(expression, part) ? 1 : 0));
  if (depth >= DEEPEST_EXPRESSION)
    throw new FaultFound(`Parts lie more than ${DEEPEST_EXPRESSION} deep in each other here.`, span, null);
  const { offset, length } = span;
  return { expression, type, mayBeNone: false, words: null, written: null, depth: depth + 1, offset, length };
}

/** A part that stands for itself. */
export function literal(expression: Literal, type: TypedPart['type'], span: Span): TypedPart {
  const { offset, length } = span;
  return { expression, type, mayBeNone: false, words: null, written: null, depth: 1, offset, length };
}

/** Reads what lies a step deeper. */
export function nested<T>(reader: Reader, token: Token, read: () => T): T {
  reader.depth += 1;
  if (reader.depth > DEEPEST_EXPRESSION)
    throw new FaultFound(`Parts lie more than ${DEEPEST_EXPRESSION} deep in each other here.`, token, null);
  const result = read();
  reader.depth -= 1;
  return result;
}
