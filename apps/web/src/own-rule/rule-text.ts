import {
  type ExpressionFault,
  parseExpression,
  RULE_FACTS,
  type RuleFact,
  type ValueType,
} from '@teredo-fleet/teredo';

export type { ExpressionFault } from '@teredo-fleet/teredo';

/** A fact as the list of them shows it. */
export type ListedFact = Pick<RuleFact, 'name' | 'about' | 'words' | 'mayBeNone'> & { kind: string };

const KINDS: Record<ValueType, string> = {
  boolean: 'yes or no',
  number: 'number',
  text: 'text',
  version: 'version',
  duration: 'duration',
  set: 'set of texts',
};

/** Every fact that a rule may name. */
export const FACTS: readonly ListedFact[] = RULE_FACTS.map(({ name, about, words, mayBeNone, type }) => ({
  name,
  about,
  words,
  mayBeNone,
  kind: KINDS[type],
}));

/** What keeps a text from being an expression, and where; null: nothing does. */
export function faultOf(text: string): ExpressionFault | null {
  const parsed = parseExpression(text);
  return parsed.ok ? null : parsed.fault;
}

/** The text with what was probably meant in the place of the fault. */
export function mended(text: string, { offset, length, suggestion }: ExpressionFault): string {
  return text.slice(0, offset) + (suggestion ?? '') + text.slice(offset + length);
}
