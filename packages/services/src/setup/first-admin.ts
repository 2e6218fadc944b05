import { type AuditDraft, entry } from '../core/audit-entry';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { writeSetup } from './setup-record';

/** Creates the first admin and closes the setup for ever. The caller holds the setup's lock. */
export async function makeFirstAdmin(
  { tx, context, now }: Call,
  admin: { name: string; email: string; password: string },
): Promise<AuditDraft> {
  const id = await context.ports.identity.createUser(tx, { ...admin, role: 'admin', scopeIds: [] });
  await writeSetup(tx, { linkHash: null, completedAt: iso(now) });
  return entry({ kind: 'user', id, name: admin.name }, null, {
    after: { name: admin.name, email: admin.email, role: 'admin', scopeIds: [] },
  });
}
