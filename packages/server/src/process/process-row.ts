import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { beatServerProcess, removeServerProcess, type ServerRole } from '@teredo-fleet/db';
import type { Pool } from 'pg';
import type { Logger } from '../log';

const EVERY_MS = 5_000;
/** A process that was not heard of for so long counts as gone. */
export const PROCESS_SILENT_SECONDS = 15;

/** Says in the table server_process that this process lives, every few seconds. */
export class ProcessRow {
  readonly id = randomUUID();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    readonly pool: Pool,
    readonly role: ServerRole,
    readonly version: string,
    readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.#beat();
    this.#timer = setInterval(() => {
      this.#beat().catch((error: unknown) =>
        this.log.warn({ err: error }, 'could not say that this process lives'),
      );
    }, EVERY_MS);
  }

  async #beat(): Promise<void> {
    const { id, role, version } = this;
    await beatServerProcess(this.pool, { id, role, host: hostname(), pid: process.pid, version });
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await removeServerProcess(this.pool, this.id).catch(() => undefined);
  }
}
