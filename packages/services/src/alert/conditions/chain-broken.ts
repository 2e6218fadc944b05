import { newestAuditCheck } from '@teredo-fleet/db';
import { condition, type ReadConditions } from '../condition-source';

/** What the newest check of the whole chain found. */
export const readBrokenChain: ReadConditions = async ({ db }) => {
  const check = await newestAuditCheck(db);
  if (check === null || check.faultCount === 0) return [];
  const more = check.faultCount > 1 ? ` And ${check.faultCount - 1} more.` : '';
  const text = `${check.faults[0] ?? 'It does not verify.'}${more}`;
  return [condition('chain-broken', { subject: '', scopeId: null, name: 'Audit chain' }, { text })];
};
