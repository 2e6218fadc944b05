import type { LogonSession } from '@teredo-fleet/teredo';
import type { NoticePerson } from './notice-channel';

/** Whose hive is loaded. */
export interface HiveOwner {
  sid: string;
  /** Without a domain; null where Windows keeps none. */
  user: string | null;
  domain: string | null;
  language: string | null;
}

/** Somebody who is logged on, and the ways to them. Their mailbox is in the hive of their `userId`. */
export interface Person extends NoticePerson {
  /** Of the session for msg; null: not known. */
  sessionId: number | null;
  /** False: the session was left open, and nobody sees what is in it. */
  atScreen: boolean;
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function sessionOf(owner: HiveOwner, sessions: LogonSession[]): LogonSession | null {
  if (owner.user === null) return null;
  const { user } = owner;
  const own = sessions.filter((session) => sameName(session.user, user));
  return own.filter(({ atScreen }) => atScreen)[0] ?? own[0] ?? null;
}

function asPerson({ sid, user, domain, language }: HiveOwner, session: LogonSession | null): Person {
  const name = user === null || domain === null ? user : `${domain}\\${user}`;
  const { id, atScreen } = session ?? { id: null, atScreen: true };
  return { id: sid, place: '', user: name, userId: sid, language, sessionId: id, atScreen };
}

/**
 * Joins both accounts of who is logged on. A hive stays loaded now and then after its owner has left, so where Windows
 * can list its sessions (null: it can't, as on home editions) only people in a session count; a person in a session
 * whose hive was not found counts too. Whoever has two sessions has one mailbox and answers once.
 */
export function peopleOf(owners: HiveOwner[], sessions: LogonSession[] | null): Person[] {
  if (sessions === null) return owners.map((owner) => asPerson(owner, null));
  const people: Person[] = [];
  for (const owner of owners) {
    const session = sessionOf(owner, sessions);
    if (session !== null || owner.user === null) people.push(asPerson(owner, session));
  }
  for (const { id, user, atScreen } of sessions) {
    if (owners.some((owner) => owner.user !== null && sameName(owner.user, user))) continue;
    const place = `session ${id}`;
    const whose = { id: `${place} ${user}`, place, user, userId: null };
    people.push({ ...whose, language: null, sessionId: id, atScreen });
  }
  return people;
}
