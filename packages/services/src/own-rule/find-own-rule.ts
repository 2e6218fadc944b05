import type { Call } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { type StoredOwnRule, visibleRules } from './stored-rule';

/** The rule, retired or not; the same not-found whether it is absent or beyond the caller's scopes. */
export async function findOwnRule({ tx, scopes }: Call, id: string): Promise<StoredOwnRule> {
  const rule = await tx.ownRule.findFirst({ where: { id, ...visibleRules(scopes) } });
  if (rule === null) throw new NotFoundError('rule');
  return rule;
}
