import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import type { Role } from '../views';

/** Everybody whose access lies within the caller's scopes. */
export const listUsers = defineQuery('user.list', async ({ tx, scopes }) => {
  const rows = await tx.user.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  const visible = rows.filter(
    ({ scopeIds }) => scopes === '*' || (scopeIds.length > 0 && scopeIds.every((id) => scopes.includes(id))),
  );
  return {
    rows: visible.map(({ id, name, email, role, scopeIds, disabledAt, createdAt }) => ({
      id,
      name,
      email,
      role: role as Role,
      scopeIds,
      disabledAt: isoOrNull(disabledAt),
      createdAt: iso(createdAt),
    })),
  };
});
