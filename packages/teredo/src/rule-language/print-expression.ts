import type { Expression, Literal } from './expression';
import { UNITS } from './expression';

/** How tight each kind of expression holds together; what is looser than its place goes into brackets. */
const TIGHTNESS: Record<Expression['op'], number> = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  test: 4,
  in: 4,
  calculate: 5,
  negative: 7,
  boolean: 8,
  number: 8,
  text: 8,
  version: 8,
  duration: 8,
  none: 8,
  fact: 8,
  count: 8,
};
const OF_PRODUCTS = 6;

function tightnessOf(expression: Expression): number {
  const isProduct = expression.op === 'calculate' && (expression.by === '*' || expression.by === '/');
  return isProduct ? OF_PRODUCTS : TIGHTNESS[expression.op];
}

/** A duration in the longest unit that it is whole in. */
export function durationText(ms: number): string {
  for (const { word, ms: unit } of UNITS)
    if (ms % unit === 0 && (ms > 0 || unit === 1000)) {
      const many = ms / unit;
      return `${many} ${word}${many === 1 ? '' : 's'}`;
    }
  return `${ms} milliseconds`;
}

function literalText(literal: Literal): string {
  switch (literal.op) {
    case 'boolean':
      return literal.value ? 'true' : 'false';
    case 'number':
      return String(literal.value);
    case 'text':
      return `"${literal.value.replace(/[\\"]/g, (letter) => `\\${letter}`)}"`;
    case 'version':
      return `v${literal.parts.join('.')}`;
    case 'duration':
      return durationText(literal.ms);
    case 'none':
      return 'none';
  }
}

function within(expression: Expression, least: number): string {
  const text = printExpression(expression);
  return tightnessOf(expression) < least ? `(${text})` : text;
}

/** An expression as text, always in the same words: reading it gives the same expression. */
export function printExpression(expression: Expression): string {
  const own = tightnessOf(expression);
  switch (expression.op) {
    case 'fact':
      return expression.name;
    case 'not':
      return `not ${within(expression.of, own)}`;
    case 'negative':
      return `-${within(expression.of, own)}`;
    case 'count':
      return `count(${printExpression(expression.of)})`;
    case 'and':
    case 'or':
      return `${within(expression.left, own)} ${expression.op} ${within(expression.right, own + 1)}`;
    case 'calculate':
      return `${within(expression.left, own)} ${expression.by} ${within(expression.right, own + 1)}`;
    case 'compare':
    case 'test':
      return `${within(expression.left, own + 1)} ${expression.by} ${within(expression.right, own + 1)}`;
    case 'in':
      return `${within(expression.left, own + 1)} in (${expression.list.map(literalText).join(', ')})`;
    default:
      return literalText(expression);
  }
}
