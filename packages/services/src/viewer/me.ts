import { defineQuery } from '../core/define-verb';
import { coversRole, NOT_BY_TOKEN, ROLES, verbsOf } from '../permissions';

/** Who is signed in, or whose token it is, and what they may do; null when nobody is. */
export const getViewer = defineQuery('viewer.me', async ({ actor }) => {
  if (actor.kind !== 'user') return null;
  const { id, name, email, role, scopeIds, token } = actor;
  const may = verbsOf(role).filter((verb) => token === null || NOT_BY_TOKEN[verb] === undefined);
  const tokenRoles = ROLES.filter((other) => coversRole(role, other));
  return { id, name, email, role, scopeIds: [...scopeIds], may, tokenRoles, token: token && { ...token } };
});
