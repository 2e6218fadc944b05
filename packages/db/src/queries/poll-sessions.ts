import type { Queryable } from '../client/queryable';

export interface NewPollSession {
  id: string;
  /** X25519 public key of the session. */
  agentKey: Buffer;
  nonce: Buffer;
}

/** Opens a session of the polling door; any gateway can serve it. */
export async function openPollSession(db: Queryable, { id, agentKey, nonce }: NewPollSession): Promise<void> {
  await db.query('insert into poll_session (id, agent_key, nonce) values ($1, $2, $3)', [
    id,
    agentKey,
    nonce,
  ]);
}

/** Says whose session it is, once it was proven. */
export async function bindPollSession(
  db: Queryable,
  id: string,
  machineId: string,
  epoch: number,
): Promise<void> {
  await db.query('update poll_session set machine_id = $2, epoch = $3 where id = $1', [id, machineId, epoch]);
}

/** Ends a session: the next request of it is answered as unknown. */
export async function closePollSession(db: Queryable, id: string): Promise<void> {
  await db.query('delete from poll_session where id = $1', [id]);
}

export interface PollSessionLimits {
  /** A session may go without a request so long. */
  unusedSeconds: number;
  /** Between its opening and the proof whose it is. Requests do not lengthen it. */
  unprovenSeconds: number;
}

const PRUNE = `
delete from poll_session where last_used_at < now() - make_interval(secs => $1)
  or machine_id is null and created_at < now() - make_interval(secs => $2) returning id`;

/** Removes sessions that are past one of these limits. Returns how many. */
export async function prunePollSessions(
  db: Queryable,
  { unusedSeconds, unprovenSeconds }: PollSessionLimits,
): Promise<number> {
  return (await db.query<{ id: string }>(PRUNE, [unusedSeconds, unprovenSeconds])).rows.length;
}
