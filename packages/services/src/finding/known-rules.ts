import { FINDING_RULES, type FindingRule } from '@teredo-fleet/teredo';
import { NotFoundError } from '../errors';

/** What a rule says of itself. */
export type KnownRule = Omit<FindingRule, 'judge'>;

/** Every rule in the order of the documentation. */
export const KNOWN_RULES: readonly KnownRule[] = FINDING_RULES.map(({ judge: _judge, ...rule }) => rule);

/** Throws where no rule has this id. */
export function findRule(id: string): KnownRule {
  const rule = KNOWN_RULES.find((one) => one.id === id);
  if (rule === undefined) throw new NotFoundError('rule');
  return rule;
}
