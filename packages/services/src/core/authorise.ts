import { ForbiddenError, UnauthenticatedError } from '../errors';
import { mayUse, NOT_BY_TOKEN, PERMISSIONS, type Permission, type VerbName } from '../permissions';
import type { Actor } from './context';

function refuseToken(verb: VerbName): void {
  const why = NOT_BY_TOKEN[verb];
  if (why === undefined) return;
  throw new ForbiddenError(`No API token may do this: ${why}. Sign in to the dashboard and do it there.`);
}

/** Throws unless this caller may use the verb. */
export function authorise(actor: Actor, verb: VerbName): void {
  const permission: Permission = PERMISSIONS[verb];
  if (permission === 'public') return;
  if (actor.kind === 'user' && actor.token !== null) refuseToken(verb);
  if (permission === 'agent' || permission === 'system') {
    const wanted = permission === 'agent' ? 'gateway' : 'system';
    if (actor.kind !== wanted)
      throw new ForbiddenError(`Only the server's own ${wanted} process may do this.`);
    return;
  }
  if (actor.kind === 'nobody') throw new UnauthenticatedError();
  if (actor.kind !== 'user' || !mayUse(actor.role, verb)) {
    throw new ForbiddenError(
      `This needs the role ${permission.join(' or ')}${actor.kind === 'user' ? `; yours is ${actor.role}` : ''}. Ask an admin to do it or to change your role.`,
    );
  }
}
