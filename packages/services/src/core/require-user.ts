import { UnauthenticatedError } from '../errors';
import type { Actor, UserActor } from './context';

/** The person behind a verb that only people may use. */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind !== 'user') throw new UnauthenticatedError();
  return actor;
}
