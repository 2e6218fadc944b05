import type { Transaction } from '../core/transaction';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import type { RuleNames, StoredOwnRule } from './stored-rule';

/** Everything that these rules name by id, by name. */
export async function ruleNames(tx: Transaction, rules: readonly StoredOwnRule[]): Promise<RuleNames> {
  const people = rules.flatMap(({ createdById, changedById, retiredById }) => [
    createdById,
    changedById,
    ...(retiredById === null ? [] : [retiredById]),
  ]);
  return { people: await namesOf(tx, people), scopes: await scopeNames(tx) };
}
