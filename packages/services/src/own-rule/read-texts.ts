import { type OwnRuleLogic, type ParsedExpression, parseExpression } from '@teredo-fleet/teredo';
import { InvalidError } from '../errors';
import type { RuleTexts } from './rule-logic';

const FIELDS = { appliesWhen: 'Whom the rule is for', asks: 'What the rule asks' } as const;

function readText(field: keyof typeof FIELDS, text: string): Extract<ParsedExpression, { ok: true }> {
  const parsed = parseExpression(text);
  if (parsed.ok) return parsed;
  const { line, column, message } = parsed.fault;
  const place = `line ${line}, column ${column}: ${message}`;
  throw new InvalidError(`${FIELDS[field]} can’t be read, ${place}`, { [field]: place });
}

/**
 * The expressions of a rule.
 *
 * @throws InvalidError with the place of what can't be read.
 */
export function readTexts({ appliesWhen, asks }: RuleTexts): OwnRuleLogic {
  return {
    appliesWhen: appliesWhen === null ? null : readText('appliesWhen', appliesWhen).expression,
    asks: readText('asks', asks).expression,
  };
}
