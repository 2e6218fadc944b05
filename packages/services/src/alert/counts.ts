import { type Call, defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import type { AlertCounts } from '../views';

/** How many alerts are open, of those that the caller may see. */
export async function readAlertCounts({ tx, scopes }: Pick<Call, 'tx' | 'scopes'>): Promise<AlertCounts> {
  const mine = { endedAt: null, ...inScopes(scopes) };
  return {
    open: await tx.alert.count({ where: mine }),
    unacknowledged: await tx.alert.count({ where: { ...mine, acknowledgedAt: null } }),
  };
}

export const countAlerts = defineQuery('alert.counts', (call) => readAlertCounts(call));
