import type { Arithmetic, Comparison, Expression, Literal, TextTest } from './expression';
import { findRuleFact } from './rule-facts';
import type { KnownValue, RuleSubject, RuleValue } from './rule-value';
import { known, OPEN, sameCase } from './rule-value';

/** Two that are open are one that is; it is unread where either is. */
function openOf(left: RuleValue, right: RuleValue): RuleValue {
  const unread = (left.open && left.unread) || (right.open && right.unread);
  return { open: true, unread };
}

function isArray(value: KnownValue): value is number[] | string[] {
  return value !== null && typeof value === 'object';
}

/** Less than, equal or more than zero, as the first comes before the other; what a version lacks is 0. */
function ordered(left: KnownValue, right: KnownValue): number {
  if (!isArray(left) || !isArray(right)) return (left as number) - (right as number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const step = Number(left[i] || 0) - Number(right[i] || 0);
    if (step !== 0) return step;
  }
  return 0;
}

function isSame(left: KnownValue, right: KnownValue): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' && typeof right === 'string') return sameCase(left) === sameCase(right);
  return isArray(left) ? ordered(left, right) === 0 : left === right;
}

function compare(by: Comparison, left: KnownValue, right: KnownValue): RuleValue {
  if (by === '=') return known(isSame(left, right));
  if (by === '!=') return known(!isSame(left, right));
  // What is not there is neither more nor less than anything.
  if (left === null || right === null) return OPEN;
  const step = ordered(left, right);
  if (by === '<') return known(step < 0);
  if (by === '<=') return known(step <= 0);
  return known(by === '>' ? step > 0 : step >= 0);
}

function calculate(by: Arithmetic, left: KnownValue, right: KnownValue): RuleValue {
  if (typeof left !== 'number' || typeof right !== 'number') return OPEN;
  const result =
    by === '+' ? left + right : by === '-' ? left - right : by === '*' ? left * right : left / right;
  // Divided by nothing, or beyond all numbers: nobody can tell.
  return result - result === 0 ? known(result) : OPEN;
}

function test(by: TextTest, left: KnownValue, right: KnownValue): RuleValue {
  if (left === null || typeof right !== 'string') return OPEN;
  const wanted = sameCase(right);
  if (isArray(left)) {
    for (const one of left) if (sameCase(String(one)) === wanted) return known(true);
    return known(false);
  }
  const text = sameCase(String(left));
  if (by === 'contains') return known(text.indexOf(wanted) >= 0);
  const from = by === 'starts with' ? 0 : text.length - wanted.length;
  return known(from >= 0 && text.substring(from, from + wanted.length) === wanted);
}

function valueOfLiteral(literal: Literal): KnownValue {
  switch (literal.op) {
    case 'version':
      return literal.parts;
    case 'duration':
      return literal.ms;
    case 'none':
      return null;
    default:
      return literal.value;
  }
}

/** Both sides, or that one of them is open. */
function ofBoth(
  { left, right }: { left: Expression; right: Expression },
  subject: RuleSubject,
  combine: (left: KnownValue, right: KnownValue) => RuleValue,
): RuleValue {
  const one = valueFor(left, subject);
  const other = valueFor(right, subject);
  return one.open || other.open ? openOf(one, other) : combine(one.value, other.value);
}

/** What one side alone may settle: false for `and`, true for `or`. */
function join(
  { left, right }: { left: Expression; right: Expression },
  settles: boolean,
  subject: RuleSubject,
): RuleValue {
  const one = evaluateExpression(left, subject);
  if (!one.open && one.value === settles) return one;
  const other = evaluateExpression(right, subject);
  if (!other.open && other.value === settles) return other;
  return one.open || other.open ? openOf(one, other) : known(!settles);
}

function ofOne(of: Expression, subject: RuleSubject, turn: (value: KnownValue) => RuleValue): RuleValue {
  const value = valueFor(of, subject);
  return value.open ? value : turn(value.value);
}

function isListed(value: KnownValue, list: Literal[]): RuleValue {
  for (const one of list) if (isSame(value, valueOfLiteral(one))) return known(true);
  return known(false);
}

function valueFor(expression: Expression, subject: RuleSubject): RuleValue {
  switch (expression.op) {
    case 'fact': {
      const fact = findRuleFact(expression.name);
      return fact === null ? OPEN : fact.read(subject);
    }
    case 'and':
      return join(expression, false, subject);
    case 'or':
      return join(expression, true, subject);
    case 'not':
      return negate(evaluateExpression(expression.of, subject));
    case 'negative':
      return ofOne(expression.of, subject, (value) => calculate('-', 0, value));
    case 'count':
      return ofOne(expression.of, subject, (value) => (isArray(value) ? known(value.length) : OPEN));
    case 'compare':
      return ofBoth(expression, subject, (left, right) => compare(expression.by, left, right));
    case 'calculate':
      return ofBoth(expression, subject, (left, right) => calculate(expression.by, left, right));
    case 'test':
      return ofBoth(expression, subject, (left, right) => test(expression.by, left, right));
    case 'in':
      return ofOne(expression.left, subject, (value) => isListed(value, expression.list));
    default:
      return known(valueOfLiteral(expression));
  }
}

function negate(value: RuleValue): RuleValue {
  return value.open ? value : known(value.value !== true);
}

/**
 * Whether an expression is so for a machine, in the three-valued logic of Kleene: an open part leaves the whole open unless the
 * rest settles it, and to learn a fact never turns what was settled. What is neither so nor not so, as there is no such thing on
 * the machine, is open. Never throws.
 */
export function evaluateExpression(expression: Expression, subject: RuleSubject): RuleValue {
  const value = valueFor(expression, subject);
  return value.open || value.value !== null ? value : OPEN;
}
