import { defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import { TOKEN_COLUMNS } from './token-columns';
import { tokenView } from './token-view';

const NEWEST = 500;

/** The newest 500 tokens, newest first. */
export const listTokens = defineQuery('token.list', async ({ tx, scopes, now }) => {
  const rows = await tx.enrolmentToken.findMany({
    where: inScopes(scopes),
    select: TOKEN_COLUMNS,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: NEWEST,
  });
  const people = await namesOf(
    tx,
    rows.map((row) => row.createdById),
  );
  const names = { scopes: await scopeNames(tx), people };
  return { rows: rows.map((row) => tokenView(row, now, names)) };
});
