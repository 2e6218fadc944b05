import type { Queryable } from '../client/queryable';

/** A session that ended. */
export interface EndedSession {
  machineId: string;
  epoch: number;
}

const CLOSE = `
update machine_contact c set connected = false, server_id = null from locked where c.machine_id = locked.machine_id
returning c.machine_id as "machineId"`;

// In the order in which sessions are opened: neither waits for the other in a circle.
const BY_EPOCH = `
with locked as (
  select c.machine_id from machine_contact c
  join unnest($1::uuid[], $2::bigint[]) as ended (machine_id, epoch) on ended.machine_id = c.machine_id and ended.epoch = c.epoch
  where c.connected order by c.machine_id for update of c
)${CLOSE}`;

// Whoever holds a row now is opening or closing that session: there is nothing to do, or the next round does it.
const BY_DEAD_SERVER = `
with locked as (
  select c.machine_id from machine_contact c
  where c.connected and not exists (
    select from server_process p where p.id = c.server_id and p.last_seen_at > now() - make_interval(secs => $1)
  )
  for update skip locked
)${CLOSE}`;

const BY_SILENCE = `
with locked as (
  select c.machine_id from machine_contact c
  where c.connected and c.last_seen_at < now() - make_interval(secs => $1)
  for update skip locked
)${CLOSE}`;

/** Marks machines as not connected, unless they have a newer session. Returns the machines that changed. */
export async function closeSessions(db: Queryable, ended: readonly EndedSession[]): Promise<string[]> {
  if (ended.length === 0) return [];
  const values = [ended.map((e) => e.machineId), ended.map((e) => e.epoch)];
  const { rows } = await db.query<{ machineId: string }>(BY_EPOCH, values);
  return rows.map((row) => row.machineId);
}

/** Marks the machines of servers that have not been heard of for so long as not connected. Returns them. */
export async function closeSessionsOfDeadServers(db: Queryable, silentSeconds: number): Promise<string[]> {
  const { rows } = await db.query<{ machineId: string }>(BY_DEAD_SERVER, [silentSeconds]);
  return rows.map((row) => row.machineId);
}

/** Marks machines that have not been heard of for so long as not connected, whatever their server thinks. */
export async function closeSilentSessions(db: Queryable, silentSeconds: number): Promise<string[]> {
  const { rows } = await db.query<{ machineId: string }>(BY_SILENCE, [silentSeconds]);
  return rows.map((row) => row.machineId);
}
