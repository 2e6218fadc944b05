import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';

/** Asks the engine to check the whole chain now. */
export const requestAuditCheck = defineChange('audit.check', async ({ now }) => ({
  result: { askedAt: iso(now) },
  entries: [entry({ kind: 'audit', id: null, name: null }, null, {})],
  wake: ['engine:check-audit'],
  changed: [],
}));
