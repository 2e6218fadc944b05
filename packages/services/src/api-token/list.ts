import { type Call, defineQuery } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ForbiddenError } from '../errors';
import { mayUse } from '../permissions';
import { coversAccount } from '../user/account-rules';
import type { ApiTokenView } from '../views';
import { API_TOKEN_COLUMNS, type ApiTokenRow } from './api-token-row';
import { apiTokenView } from './api-token-view';

const NEWEST = 500;

function mayRead({ actor, scopes }: Call, row: ApiTokenRow, whose: 'mine' | 'all'): boolean {
  const own = row.user.id === requireUser(actor).id;
  return own || (whose === 'all' && coversAccount(scopes, row.user.scopeIds));
}

/** The newest 500 API tokens, newest first: one's own, or those of all accounts that one may see. */
export const listApiTokens = defineQuery('apiToken.list', async (call, { whose }) => {
  const { tx, actor, now } = call;
  const viewer = requireUser(actor);
  if (whose === 'all' && !mayUse(viewer.role, 'user.list'))
    throw new ForbiddenError('Your role sees its own API tokens only. Ask an admin about those of others.');
  const rows = await tx.apiToken.findMany({
    where: whose === 'mine' ? { userId: viewer.id } : {},
    select: API_TOKEN_COLUMNS,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: NEWEST,
  });
  const shown: ApiTokenView[] = rows
    .filter((row) => mayRead(call, row, whose))
    .map((row) => apiTokenView(row, now));
  return { rows: shown };
});
