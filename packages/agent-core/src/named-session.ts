import type { NoticeSession } from './job-events';

/** By account; by the SID of Windows or the uid of Linux; by a pseudonym that only this machine can make. */
export type UsersNamedBy = 'account' | 'id' | 'pseudonym';

/** A session as the machine lists it. */
export interface ListedSession {
  /** Names it on this machine, with whose it is. */
  id: string;
  /** Where it is and since when, without whose; may be empty, where nobody has two. */
  place: string;
  /** The account; null where the system keeps no name for it. */
  user: string | null;
  /** The system's own id of the user; null where it does not tell. */
  userId: string | null;
}

/** Of a session's name in a message. */
const LONGEST_NAME = 100;

/**
 * A session as this job names it (SPEC N27): what is journalled, told, and part of its link. Where the system does not tell
 * a user's id, the pseudonym stands for it, never the account. `pseudonymOf` is given what the system calls the
 * user, always alike.
 */
export function namedSession(
  { id, place, user, userId }: ListedSession,
  by: UsersNamedBy | undefined,
  pseudonymOf: (user: string) => string,
): NoticeSession {
  if (by === undefined || by === 'account') return { id: id, user: user };
  const idToTell = by === 'id' ? userId : null;
  const whose = idToTell ?? pseudonymOf(userId ?? (user ?? id).toLowerCase());
  const name = place === '' ? whose : `${place} ${whose}`;
  return { id: name.slice(0, LONGEST_NAME), user: whose };
}
