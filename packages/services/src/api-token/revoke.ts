import { entry } from '../core/audit-entry';
import { type Call, defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { NotFoundError } from '../errors';
import { mayUse } from '../permissions';
import { coversAccount } from '../user/account-rules';
import { API_TOKEN_COLUMNS, type ApiTokenRow } from './api-token-row';
import { judgeApiToken } from './judge-api-token';

/** One's own, and for whoever may close an account those of that account. */
function mayRevoke({ actor, scopes }: Call, row: ApiTokenRow): boolean {
  const user = requireUser(actor);
  if (row.user.id === user.id) return true;
  return mayUse(user.role, 'user.disable') && coversAccount(scopes, row.user.scopeIds);
}

/** From the commit on, the token opens nothing. */
export const revokeApiToken = defineChange('apiToken.revoke', async (call, { id }) => {
  const { tx, now } = call;
  const row = await tx.apiToken.findUnique({ where: { id }, select: API_TOKEN_COLUMNS });
  if (row === null || !mayRevoke(call, row)) throw new NotFoundError('API token');
  const { count } = await tx.apiToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now },
  });
  if (count === 0) return unchanged({ ok: true });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'apiToken', id, name: row.name }, null, {
        before: { state: judgeApiToken(row, now).state, owner: row.user.name },
        after: { state: 'revoked' },
      }),
    ],
    wake: [],
    changed: ['settings'],
  };
});
