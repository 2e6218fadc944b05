import { FINDING_RULES, type FindingRule } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { asKnownRule, askedRules, type StoredOwnRule, visibleRules } from '../own-rule/stored-rule';

/** What a rule says of itself. */
export type KnownRule = Omit<FindingRule, 'judge'>;

/** The rules that the product brings, in the order of the documentation. */
export const BUILT_IN_RULES: readonly KnownRule[] = FINDING_RULES.map(({ judge: _judge, ...rule }) => rule);

type Asker = Pick<Call, 'tx' | 'scopes'>;

/** Every rule that is asked: those that the product brings, then the organisation's own. */
export async function knownRules(call: Asker): Promise<KnownRule[]> {
  return [...BUILT_IN_RULES, ...(await askedRules(call)).map(asKnownRule)];
}

/** A rule that is asked. Throws where none has this id. */
export async function findRule(call: Asker, id: string): Promise<KnownRule> {
  const rule = (await knownRules(call)).find((one) => one.id === id);
  if (rule === undefined) throw new NotFoundError('rule');
  return rule;
}

/** A rule with what is stored of it, also one of the organisation's that was retired; null: the product brings it. */
export async function findAnyRule(
  { tx, scopes }: Asker,
  id: string,
): Promise<{ rule: KnownRule; own: StoredOwnRule | null }> {
  const rule = BUILT_IN_RULES.find((one) => one.id === id);
  if (rule !== undefined) return { rule, own: null };
  const own = await tx.ownRule.findFirst({ where: { id, ...visibleRules(scopes) } });
  if (own === null) throw new NotFoundError('rule');
  return { rule: asKnownRule(own), own };
}
