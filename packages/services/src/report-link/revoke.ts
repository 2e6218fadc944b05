import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';

/** From the commit on, the link opens nothing. */
export const revokeReportLink = defineChange('reportLink.revoke', async ({ tx, scopes, now }, { id }) => {
  const link = await tx.reportLink.findFirst({ where: { id, ...inScopes(scopes) } });
  if (link === null) throw new NotFoundError('link');
  const { count } = await tx.reportLink.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now },
  });
  if (count === 0) return unchanged({ ok: true });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'reportLink', id, name: link.name }, link.scopeId, {
        after: { state: 'revoked', rolloutId: link.rolloutId },
      }),
    ],
    wake: [],
    changed: [],
  };
});
