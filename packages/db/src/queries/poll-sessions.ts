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

/** Removes sessions that have not been used for so long. Returns how many. */
export async function prunePollSessions(db: Queryable, unusedSeconds: number): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    'delete from poll_session where last_used_at < now() - make_interval(secs => $1) returning id',
    [unusedSeconds],
  );
  return rows.length;
}
