import type { createPool, PrismaClient } from '@teredo-fleet/db';
import type { Role } from '../views';
import type { Ports } from './ports';

/** An API token, as audit entries name it. */
export interface ActorToken {
  id: string;
  name: string;
  /** Its first characters. */
  prefix: string;
}

/** A signed-in person or a program with an API token of theirs, as read from the database for this very request. */
export interface UserActor {
  kind: 'user';
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Scopes this person is limited to; empty: every scope. */
  scopeIds: readonly string[];
  /** The API token that was shown; role and scopes are the token's then. Null: the person's own session. */
  token: ActorToken | null;
}

/**
 * Who calls. `gateway` stands for the machine that it verified; `system` is a process of the server on its own
 * account, with the name that audit entries shall show.
 */
export type Actor = UserActor | { kind: 'nobody' } | { kind: 'gateway' } | { kind: 'system'; name: string };

/** What a machine's verb is given: hand-written queries need no more than connections. */
export interface MachineContext {
  actor: Actor;
  pool: ReturnType<typeof createPool>;
  /** Names the request in audit entries, logs and error messages. */
  requestId: string;
  /** Where the request came from; null when there is no such place. */
  address: string | null;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  ports: Ports;
}

/** What a verb is given with its input. One a request. */
export interface ServiceContext extends MachineContext {
  db: PrismaClient;
}
