import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import type { Logger } from '../log';

const EVERY_MS = 5_000;
/** A process that was not heard of for so long counts as gone. */
export const PROCESS_SILENT_SECONDS = 15;

const UPSERT = `
insert into server_process (id, role, host, pid, version, started_at, last_seen_at)
values ($1, $2, $3, $4, $5, $6, now())
on conflict (id) do update set last_seen_at = now()`;
const REMOVE = 'delete from server_process where id = $1';
const ALIVE = `
select distinct role from server_process where last_seen_at > now() - make_interval(secs => $1)`;

/** Says in the table server_process that this process lives, every few seconds. */
export class ProcessRow {
  readonly id = randomUUID();
  readonly #startedAt = new Date();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    readonly pool: Pool,
    readonly role: string,
    readonly version: string,
    readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.#write();
    this.#timer = setInterval(() => {
      this.#write().catch((error: unknown) =>
        this.log.warn({ err: error }, 'could not say that this process lives'),
      );
    }, EVERY_MS);
  }

  async #write(): Promise<void> {
    await this.pool.query(UPSERT, [
      this.id,
      this.role,
      hostname(),
      process.pid,
      this.version,
      this.#startedAt,
    ]);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.pool.query(REMOVE, [this.id]).catch(() => undefined);
  }
}

/** Roles that have at least one process alive. */
export async function aliveRoles(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ role: string }>(ALIVE, [PROCESS_SILENT_SECONDS]);
  return rows.map((row) => row.role);
}
