import { defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { policyRows } from './policy-rows';

/** There are as many as people write, and no more. */
const MOST = 500;

/** Every policy with what it finds; those in use, or those that are retired. */
export const listPolicies = defineQuery('policy.list', async (call, { retired }) => {
  const policies = await call.tx.policy.findMany({
    where: { ...inScopes(call.scopes), retiredAt: retired ? { not: null } : null },
    orderBy: retired ? [{ retiredAt: 'desc' }, { id: 'asc' }] : [{ name: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  return { rows: await policyRows(call, policies) };
});
