import type { Queryable } from '../client/queryable';

/** A session that ended. */
export interface EndedSession {
  machineId: string;
  epoch: number;
}

const BY_EPOCH = `
update machine_contact c set connected = false, server_id = null
from unnest($1::uuid[], $2::bigint[]) as ended (machine_id, epoch)
where c.machine_id = ended.machine_id and c.epoch = ended.epoch and c.connected
returning c.machine_id as "machineId"`;

const BY_DEAD_SERVER = `
update machine_contact c set connected = false, server_id = null
where c.connected and not exists (
  select from server_process p where p.id = c.server_id and p.last_seen_at > now() - make_interval(secs => $1)
)
returning c.machine_id as "machineId"`;

const BY_SILENCE = `
update machine_contact c set connected = false, server_id = null
where c.connected and c.last_seen_at < now() - make_interval(secs => $1)
returning c.machine_id as "machineId"`;

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
