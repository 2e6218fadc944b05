import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';
import { TOKEN_COLUMNS } from './token-columns';
import { tokenState } from './token-view';

/** From the commit on, the token opens no door. Machines that it let in stay. */
export const revokeToken = defineChange('token.revoke', async ({ tx, scopes, now }, { id }) => {
  const token = await tx.enrolmentToken.findFirst({
    where: { id, ...inScopes(scopes) },
    select: TOKEN_COLUMNS,
  });
  if (token === null) throw new NotFoundError('enrolment token');
  const { count } = await tx.enrolmentToken.updateMany({
    where: { id, revokedAt: null, ...inScopes(scopes) },
    data: { revokedAt: now },
  });
  if (count === 0) return unchanged({ ok: true });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'token', id, name: token.label }, token.scopeId, {
        before: { state: tokenState(token, now), uses: token.uses },
        after: { state: 'revoked' },
      }),
    ],
    wake: [],
    changed: [`token:${id}`],
  };
});
