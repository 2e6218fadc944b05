import { defineQuery } from '../core/define-verb';
import { verbsOf } from '../permissions';

/** Who is signed in and what they may do; null when nobody is. */
export const getViewer = defineQuery('viewer.me', async ({ actor }) => {
  if (actor.kind !== 'user') return null;
  const { id, name, email, role, scopeIds } = actor;
  return { id, name, email, role, scopeIds: [...scopeIds], may: verbsOf(role) };
});
