import { UNITS } from './expression';
import { FaultFound } from './expression-fault';
import { nearWord } from './near-word';
import type { Reader } from './reader';
import { here, literal, spanOf } from './reader';
import { findRuleFact, RULE_FACTS } from './rule-facts';
import type { Token } from './tokens';
import type { TypedPart } from './typed-part';
import { factPart } from './typed-part';

/** Words that are no facts. */
export const OWN_WORDS = [
  'and',
  'or',
  'not',
  'in',
  'contains',
  'starts with',
  'ends with',
  'count',
  'true',
  'false',
  'none',
];
const FACT_NAMES = RULE_FACTS.map(({ name }) => name);
/** What people write where a duration's unit stands, beside the units. */
const WEEK_MS = 7 * 86_400_000;

/** How many milliseconds a unit has; null: the word is none. */
function unitMs(word: string): number | null {
  const wanted = word.toLowerCase();
  if (wanted === 'week' || wanted === 'weeks') return WEEK_MS;
  for (const unit of UNITS) if (wanted === unit.word || wanted === `${unit.word}s`) return unit.ms;
  return null;
}

/** A number, or with a unit a duration. */
export function readNumber(reader: Reader): TypedPart {
  const token = here(reader);
  reader.at += 1;
  const value = /^0x/i.test(token.text) ? parseInt(token.text, 16) : parseFloat(token.text);
  const unit = here(reader);
  const ms = unit.kind === 'word' ? unitMs(unit.text) : null;
  if (ms !== null) {
    reader.at += 1;
    const span = spanOf(token, unit);
    const whole = Math.round(value * ms);
    if (whole > 1e15) throw new FaultFound('A duration is at most some thousand years.', span, null);
    return literal({ op: 'duration', ms: whole }, 'duration', span);
  }
  const part = literal({ op: 'number', value }, 'number', token);
  part.written = token.text;
  return part;
}

/** A version. */
export function readVersionLiteral(token: Token): TypedPart {
  const parts = token.text
    .replace(/^[vV]/, '')
    .split('.')
    .map((one) => parseInt(one, 10));
  return literal({ op: 'version', parts }, 'version', token);
}

/** A fact by its name. */
export function readFact(token: Token): TypedPart {
  const fact = findRuleFact(token.text);
  if (fact !== null) return factPart(fact, token);
  const near = nearWord(token.text, FACT_NAMES.concat(OWN_WORDS));
  const instead = near === null ? 'The list of facts has their names.' : `Did you mean “${near}”?`;
  const quoted =
    /^[A-Za-z]+$/.test(token.text) && near === null ? ' A text stands between double quotes.' : '';
  throw new FaultFound(`There is no fact “${token.text}”. ${instead}${quoted}`, token, near);
}
