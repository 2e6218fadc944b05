import type { Queryable } from '../client/queryable';

export interface PollSessionFacts {
  machineId: string | null;
  epoch: number;
  agentKey: Buffer;
  nonce: Buffer;
  /** Highest counter sent. */
  sent: number;
}

/**
 * `next`: this request and no other is to be served now. `repeat`: it was served before, this was the sealed answer.
 * `busy`: another worker is serving it. `out-of-order`, `unknown`: the session can't go on.
 */
export type PollTurn =
  | ({ turn: 'next' } & PollSessionFacts)
  | { turn: 'repeat'; reply: Buffer }
  | { turn: 'busy' | 'out-of-order' | 'unknown' };

const FACTS = `machine_id as "machineId", epoch::float8 as epoch, agent_key as "agentKey", nonce, sent::float8 as sent`;

const ADVANCE = `
update poll_session set received = $2, last_reply = null, last_used_at = now() where id = $1 and received = $2::bigint - 1
returning ${FACTS}`;

const FIND = `select received::float8 as received, last_reply as reply from poll_session where id = $1`;

const READ = `select ${FACTS}, received::float8 as received from poll_session where id = $1`;

/** Session by its id, for opening a frame before its counter is believed. null: there is none. */
export async function readPollSession(
  db: Queryable,
  id: string,
): Promise<(PollSessionFacts & { received: number }) | null> {
  const { rows } = await db.query<PollSessionFacts & { received: number }>(READ, [id]);
  return rows[0] ?? null;
}

/** Takes the turn of one request. Call it once the frame was opened: a forged one must not move the counter. */
export async function takePollFrame(db: Queryable, id: string, counter: number): Promise<PollTurn> {
  const advanced = await db.query<PollSessionFacts>(ADVANCE, [id, counter]);
  if (advanced.rows[0] !== undefined) return { turn: 'next', ...advanced.rows[0] };
  const { rows } = await db.query<{ received: number; reply: Buffer | null }>(FIND, [id]);
  const found = rows[0];
  if (found === undefined) return { turn: 'unknown' };
  if (found.received !== counter) return { turn: 'out-of-order' };
  return found.reply === null ? { turn: 'busy' } : { turn: 'repeat', reply: found.reply };
}

const STORE = `
update poll_session set last_reply = $3, sent = $4, last_used_at = now() where id = $1 and received = $2 and last_reply is null
returning id`;

/** Keeps the sealed answer to a request, for its repetition. false: the session moved on or ended meanwhile. */
export async function storePollReply(
  db: Queryable,
  answer: { id: string; counter: number; reply: Buffer; sent: number },
): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(STORE, [
    answer.id,
    answer.counter,
    answer.reply,
    answer.sent,
  ]);
  return rows.length === 1;
}
