import type { Queryable } from '../client/queryable';

export type ServerRole = 'web' | 'gateway' | 'engine' | 'signer' | 'reporter' | 'notice';

export interface ServerProcess {
  id: string;
  role: ServerRole;
  host: string;
  pid: number;
  version: string;
}

const BEAT = `
insert into server_process as p (id, role, host, pid, version, started_at, last_seen_at) values ($1, $2, $3, $4, $5, now(), now())
on conflict (id) do update set last_seen_at = now()`;

/** Says that a process lives; the first time registers it. Every few seconds. */
export async function beatServerProcess(db: Queryable, process: ServerProcess): Promise<void> {
  await db.query(BEAT, [process.id, process.role, process.host, process.pid, process.version]);
}

/** A process that ends properly takes its row along. */
export async function removeServerProcess(db: Queryable, id: string): Promise<void> {
  await db.query('delete from server_process where id = $1', [id]);
}

/** Removes processes that have been silent for so long. */
export async function pruneServerProcesses(db: Queryable, silentSeconds: number): Promise<void> {
  await db.query('delete from server_process where last_seen_at < now() - make_interval(secs => $1)', [
    silentSeconds,
  ]);
}

/** How many processes of each role have been heard of within so many seconds. */
export async function aliveServerProcesses(
  db: Queryable,
  withinSeconds: number,
): Promise<Record<ServerRole, number>> {
  const { rows } = await db.query<{ role: ServerRole; n: number }>(
    `select role, count(*)::int as n from server_process where last_seen_at > now() - make_interval(secs => $1) group by role`,
    [withinSeconds],
  );
  const alive: Record<ServerRole, number> = {
    web: 0,
    gateway: 0,
    engine: 0,
    signer: 0,
    reporter: 0,
    notice: 0,
  };
  for (const { role, n } of rows) alive[role] = n;
  return alive;
}
