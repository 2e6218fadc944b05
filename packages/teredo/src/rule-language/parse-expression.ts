import type { Comparison, Expression, Literal, TextTest } from './expression';
import { DEEPEST_EXPRESSION, LONGEST_EXPRESSION, LONGEST_LIST } from './expression';
import type { ExpressionFault } from './expression-fault';
import { FaultFound, faultAt } from './expression-fault';
import { nearWord } from './near-word';
import { OWN_WORDS, readFact, readNumber, readVersionLiteral } from './parse-values';
import type { Reader } from './reader';
import {
  here,
  isWord,
  literal,
  madeOf,
  nested,
  refuse,
  requireSymbol,
  spanOf,
  takeSymbol,
  takeWord,
} from './reader';
import type { ValueType } from './rule-value';
import type { Token } from './tokens';
import { tokensOf } from './tokens';
import type { TypedPart } from './typed-part';
import { comparable, requireType } from './typed-part';

export type ParsedExpression = { ok: true; expression: Expression } | { ok: false; fault: ExpressionFault };

const COMPARISONS: Record<string, Comparison> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const ORDERED: ValueType[] = ['number', 'version', 'duration'];
const AFTER_OPERAND = ['and', 'or', 'not', 'in', 'contains', 'starts', 'ends'];
function readCount(reader: Reader, token: Token): TypedPart {
  requireSymbol(reader, '(', 'after count');
  const of = readOr(reader);
  requireType(of, ['set'], 'What is counted is');
  const last = here(reader);
  requireSymbol(reader, ')', 'after what is counted');
  return madeOf({ op: 'count', of: of.expression }, 'number', [of], spanOf(token, last));
}

function readInBrackets(reader: Reader, token: Token): TypedPart {
  reader.at += 1;
  reader.depth += 1;
  if (reader.depth > DEEPEST_EXPRESSION)
    throw new FaultFound(
      `Brackets lie more than ${DEEPEST_EXPRESSION} deep in each other here.`,
      token,
      null,
    );
  const inner = readOr(reader);
  const last = here(reader);
  requireSymbol(reader, ')', 'for the bracket that was opened');
  reader.depth -= 1;
  const span = spanOf(token, last);
  inner.offset = span.offset;
  inner.length = span.length;
  inner.written = null;
  return inner;
}

function readOperand(reader: Reader): TypedPart {
  const token = here(reader);
  if (token.kind === 'number') return readNumber(reader);
  if (token.kind === 'symbol' && token.text === '(') return readInBrackets(reader, token);
  if (token.kind === 'text' || token.kind === 'version' || token.kind === 'word') reader.at += 1;
  if (token.kind === 'text') return literal({ op: 'text', value: token.text }, 'text', token);
  if (token.kind === 'version') return readVersionLiteral(token);
  if (token.kind !== 'word') return refuse(token, 'a fact or a value');
  const word = token.text.toLowerCase();
  if (word === 'true' || word === 'false')
    return literal({ op: 'boolean', value: word === 'true' }, 'boolean', token);
  if (word === 'none') return literal({ op: 'none' }, 'none', token);
  if (word === 'unknown')
    throw new FaultFound(
      'No rule can ask whether a fact is unknown: what rests on one stays unknown by itself.',
      token,
      null,
    );
  if (word === 'count') return readCount(reader, token);
  if (OWN_WORDS.indexOf(word) >= 0 || word === 'starts' || word === 'ends')
    return refuse(token, 'a fact or a value');
  return readFact(token);
}

function readNegative(reader: Reader): TypedPart {
  const token = here(reader);
  if (!takeSymbol(reader, '-')) return readOperand(reader);
  const of = nested(reader, token, () => readNegative(reader));
  requireType(of, ['number', 'duration'], 'After “-” stands');
  return madeOf({ op: 'negative', of: of.expression }, of.type as ValueType, [of], spanOf(token, of));
}

/** What two kinds give when they are calculated with; null: they can't be. */
function resultOf(by: '+' | '-' | '*' | '/', left: TypedPart, right: TypedPart): ValueType | null {
  const pair = `${left.type} ${by} ${right.type}`;
  if (left.type === 'number' && right.type === 'number') return 'number';
  if (pair === 'duration + duration' || pair === 'duration - duration') return 'duration';
  if (pair === 'duration * number' || pair === 'number * duration' || pair === 'duration / number')
    return 'duration';
  return pair === 'duration / duration' ? 'number' : null;
}

function calculated(left: TypedPart, by: '+' | '-' | '*' | '/', right: TypedPart): TypedPart {
  const type = resultOf(by, left, right);
  if (type === null) {
    requireType(left, ['number', 'duration'], `On the left of “${by}” stands`);
    requireType(right, ['number', 'duration'], `On the right of “${by}” stands`);
    throw new FaultFound(`“${by}” can’t be done with a number and a duration.`, right, null);
  }
  const { expression } = left;
  return madeOf(
    { op: 'calculate', by, left: expression, right: right.expression },
    type,
    [left, right],
    spanOf(left, right),
  );
}

function readProduct(reader: Reader): TypedPart {
  let left = readNegative(reader);
  for (;;) {
    if (takeSymbol(reader, '*')) left = calculated(left, '*', readNegative(reader));
    else if (takeSymbol(reader, '/')) left = calculated(left, '/', readNegative(reader));
    else return left;
  }
}

function readSum(reader: Reader): TypedPart {
  let left = readProduct(reader);
  for (;;) {
    if (takeSymbol(reader, '+')) left = calculated(left, '+', readProduct(reader));
    else if (takeSymbol(reader, '-')) left = calculated(left, '-', readProduct(reader));
    else return left;
  }
}

function compared(left: TypedPart, by: Comparison, right: TypedPart): TypedPart {
  const [one, other] = comparable(left, right);
  if (by !== '=' && by !== '!=') {
    requireType(one, ORDERED, `On the left of “${by}” stands`);
    requireType(other, ORDERED, `On the right of “${by}” stands`);
  }
  const expression: Expression = { op: 'compare', by, left: one.expression, right: other.expression };
  return madeOf(expression, 'boolean', [one, other], spanOf(left, right));
}

function textTested(left: TypedPart, by: TextTest, right: TypedPart): TypedPart {
  const wanted: ValueType[] = by === 'contains' ? ['text', 'set'] : ['text'];
  requireType(left, wanted, `On the left of “${by}” stands`);
  requireType(right, ['text'], `On the right of “${by}” stands`);
  const expression: Expression = { op: 'test', by, left: left.expression, right: right.expression };
  return madeOf(expression, 'boolean', [left, right], spanOf(left, right));
}

function listed(reader: Reader, left: TypedPart): Literal {
  const negative = takeSymbol(reader, '-');
  const part = readOperand(reader);
  const { expression } = part;
  if (negative || expression.op === 'fact' || !isLiteral(expression))
    throw new FaultFound('A list holds plain values, such as ("client", "disabled").', part, null);
  const [, one] = comparable(left, part);
  return one.expression as Literal;
}

function isLiteral({ op }: Expression): boolean {
  return (
    op === 'text' ||
    op === 'number' ||
    op === 'version' ||
    op === 'duration' ||
    op === 'boolean' ||
    op === 'none'
  );
}

/** `x in ("a", "b")`, or `"a" in` a set. */
function readIn(reader: Reader, left: TypedPart): TypedPart {
  const open = here(reader);
  if (!takeSymbol(reader, '(')) {
    const set = readSum(reader);
    requireType(set, ['set'], 'After “in” stands a list such as ("a", "b"), or');
    return textTested(set, 'contains', left);
  }
  if (left.type === 'none' || left.type === 'set')
    throw new FaultFound('On the left of “in” stands one value.', left, null);
  const list = [listed(reader, left)];
  while (takeSymbol(reader, ',')) list.push(listed(reader, left));
  const last = here(reader);
  requireSymbol(reader, ')', 'after the list, or “,” and another value');
  if (list.length > LONGEST_LIST)
    throw new FaultFound(`A list has at most ${LONGEST_LIST} values.`, spanOf(open, last), null);
  return madeOf({ op: 'in', left: left.expression, list }, 'boolean', [left], spanOf(left, last));
}

const negated = (part: TypedPart): TypedPart =>
  madeOf({ op: 'not', of: part.expression }, 'boolean', [part], part);

function readComparison(reader: Reader): TypedPart {
  const left = readSum(reader);
  const token = here(reader);
  if (token.kind === 'symbol' && COMPARISONS[token.text] !== undefined) {
    reader.at += 1;
    const result = compared(left, COMPARISONS[token.text] as Comparison, readSum(reader));
    const next = here(reader);
    if (next.kind === 'symbol' && COMPARISONS[next.text] !== undefined)
      throw new FaultFound('Only two things are compared at once. Write “… and …” for more.', next, null);
    return result;
  }
  if (takeWord(reader, 'in')) return readIn(reader, left);
  if (takeWord(reader, 'contains')) return textTested(left, 'contains', readSum(reader));
  for (const word of ['starts', 'ends'])
    if (takeWord(reader, word)) {
      if (!takeWord(reader, 'with')) refuse(here(reader), `“with” after “${word}”`);
      return textTested(left, word === 'starts' ? 'starts with' : 'ends with', readSum(reader));
    }
  if (isWord(token, 'not')) {
    reader.at += 1;
    if (takeWord(reader, 'in')) return negated(readIn(reader, left));
    if (takeWord(reader, 'contains')) return negated(textTested(left, 'contains', readSum(reader)));
    refuse(here(reader), '“in” or “contains” after “not”');
  }
  return left;
}

function readNot(reader: Reader): TypedPart {
  const token = here(reader);
  if (!takeWord(reader, 'not')) return readComparison(reader);
  const of = nested(reader, token, () => readNot(reader));
  requireType(of, ['boolean'], 'After “not” stands');
  return madeOf({ op: 'not', of: of.expression }, 'boolean', [of], spanOf(token, of));
}

function joined(op: 'and' | 'or', left: TypedPart, right: TypedPart): TypedPart {
  requireType(left, ['boolean'], `On the left of “${op}” stands`);
  requireType(right, ['boolean'], `On the right of “${op}” stands`);
  return madeOf(
    { op, left: left.expression, right: right.expression },
    'boolean',
    [left, right],
    spanOf(left, right),
  );
}

function readAnd(reader: Reader): TypedPart {
  let left = readNot(reader);
  while (takeWord(reader, 'and')) left = joined('and', left, readNot(reader));
  return left;
}

function readOr(reader: Reader): TypedPart {
  let left = readAnd(reader);
  while (takeWord(reader, 'or')) left = joined('or', left, readAnd(reader));
  return left;
}

function refuseRest(token: Token): never {
  const near = token.kind === 'word' ? nearWord(token.text, AFTER_OPERAND) : null;
  if (near === null) return refuse(token, 'and, or, a comparison, or the end');
  throw new FaultFound(`“${token.text}” is no word of rules. Did you mean “${near}”?`, token, near);
}

function readWhole(text: string): Expression {
  if (text.length > LONGEST_EXPRESSION) {
    const span = { offset: LONGEST_EXPRESSION, length: text.length - LONGEST_EXPRESSION };
    throw new FaultFound(`An expression has at most ${LONGEST_EXPRESSION} characters.`, span, null);
  }
  const reader: Reader = { tokens: tokensOf(text), at: 0, depth: 0 };
  const part = readOr(reader);
  if (here(reader).kind !== 'end') refuseRest(here(reader));
  requireType(part, ['boolean'], 'A rule asks something that is');
  return part.expression;
}

/** Reads an expression that is either so or not; everything that does not fit is refused with its place. Never throws. */
export function parseExpression(text: string): ParsedExpression {
  try {
    return { ok: true, expression: readWhole(text) };
  } catch (error) {
    if (!(error instanceof FaultFound)) throw error;
    return { ok: false, fault: faultAt(text, error) };
  }
}
