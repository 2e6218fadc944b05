import type { Expression } from './expression';
import type { Span } from './expression-fault';
import { FaultFound } from './expression-fault';
import { nearWord } from './near-word';
import type { RuleFact } from './rule-fact';
import type { ValueType } from './rule-value';

/** A part of an expression that was read, with what it is of. */
export interface TypedPart extends Span {
  expression: Expression;
  /** `none` is of no type of its own: it may stand wherever a fact may be it. */
  type: ValueType | 'none';
  mayBeNone: boolean;
  /** The words of a fact that has only certain ones. */
  words: string[] | null;
  /** A number as it was written, which `10.0` next to a version is. */
  written: string | null;
  depth: number;
}

const NAMES: Record<TypedPart['type'], string> = {
  boolean: 'yes or no',
  number: 'a number',
  text: 'a text',
  version: 'a version',
  duration: 'a duration',
  set: 'a set',
  none: 'none',
};

const EXAMPLES: Record<TypedPart['type'], string> = {
  boolean: 'true',
  number: '5',
  text: '"…"',
  version: 'v10.0.19045',
  duration: '7 days',
  set: 'machine.labels',
  none: 'none',
};

/** What a type is called. */
export function typeName(type: TypedPart['type']): string {
  return NAMES[type];
}

/** Refuses what is of another type than is needed there. */
export function requireType(part: TypedPart, wanted: ValueType[], why: string): void {
  for (const type of wanted) if (part.type === type) return;
  const names = wanted.map((type) => `${NAMES[type]} (such as ${EXAMPLES[type]})`).join(' or ');
  throw new FaultFound(`${why} ${names}, and this is ${NAMES[part.type]}.`, part, null);
}

/** A fact as a part. */
export function factPart(fact: RuleFact, { offset, length }: Span): TypedPart {
  return {
    expression: { op: 'fact', name: fact.name },
    type: fact.type,
    mayBeNone: fact.mayBeNone,
    words: fact.words,
    written: null,
    depth: 1,
    offset,
    length,
  };
}

/** A number that was written where a version is meant becomes one. */
export function asVersion(part: TypedPart): TypedPart {
  if (part.written === null || /[xX]/.test(part.written)) return part;
  const parts = part.written.split('.').map((one) => parseInt(one, 10));
  for (const one of parts) if (one > 999999999) return part;
  return {
    expression: { op: 'version', parts },
    type: 'version',
    mayBeNone: false,
    words: null,
    written: null,
    depth: 1,
    offset: part.offset,
    length: part.length,
  };
}

/** Refuses a word that a fact never is: what asks for it would never be so, for whatever machine. */
function requireWord(fact: TypedPart, { expression, offset, length }: TypedPart): void {
  const { words } = fact;
  if (words === null || expression.op !== 'text') return;
  const { value } = expression;
  for (const word of words) if (word === value.toLowerCase()) return;
  const near = nearWord(value, words);
  const instead =
    near === null
      ? `It is one of: ${words.map((word) => `"${word}"`).join(', ')}.`
      : `Did you mean "${near}"?`;
  throw new FaultFound(
    `This fact is never "${value}". ${instead}`,
    { offset, length },
    near === null ? null : `"${near}"`,
  );
}

/**
 * Two parts that are compared, both of one type.
 *
 * @throws FaultFound where they can't be.
 */
export function comparable(one: TypedPart, other: TypedPart): [TypedPart, TypedPart] {
  const left = other.type === 'version' ? asVersion(one) : one;
  const right = one.type === 'version' ? asVersion(other) : other;
  if (left.type === 'none' || right.type === 'none') {
    const [none, fact] = left.type === 'none' ? [left, right] : [right, left];
    if (!fact.mayBeNone && fact.type !== 'none')
      throw new FaultFound('What this is compared with is never none.', none, null);
    return [left, right];
  }
  if (left.type !== right.type)
    throw new FaultFound(
      `${NAMES[left.type]} is compared with ${NAMES[right.type]}. Both sides must be of one kind, as in ${EXAMPLES[left.type]}.`.replace(
        /^./,
        (letter) => letter.toUpperCase(),
      ),
      right,
      null,
    );
  if (left.type === 'set')
    throw new FaultFound('Sets are not compared: ask whether one contains a text.', right, null);
  requireWord(left, right);
  requireWord(right, left);
  return [left, right];
}
