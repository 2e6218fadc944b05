import { setTimeout as pause } from 'node:timers/promises';
import { CarefulClient } from '@teredo-fleet/db';
import pg from 'pg';
import type { Logger } from '../log';
import { retryDelayMs } from '../process/retry-delay';

export interface NoticeListenerOptions {
  databaseUrl: string;
  channels: readonly string[];
  /** One notification. It is a wake-up: what happened is read from the tables. */
  onNotice(channel: string, payload: string): void;
  /** The connection stands, or stands again: notifications may have been missed before. */
  onConnected(): void;
  log: Logger;
}

const CHECK_EVERY_MS = 10_000;
const CHECK_TIMEOUT_MS = 5_000;
/** How often a first connection is tried: while everything starts, a small machine may be late with an answer. */
const FIRST_TRIES = 3;

/** What pg says when a connection, or an answer, did not come in time; it has no code for these. */
const LATE = new Set(['timeout expired', 'Query read timeout']);
const isLate = (error: unknown): boolean => error instanceof Error && LATE.has(error.message);

const tooLate = (cause: unknown): Error =>
  new Error(
    `PostgreSQL did not answer within ${CHECK_TIMEOUT_MS / 1000} seconds, ${FIRST_TRIES} times one after the other. Look whether it is busy and whether this machine is overloaded, and start again.`,
    { cause },
  );

/** One PostgreSQL connection of its own that listens, and comes back by itself when it is lost. */
export class NoticeListener {
  readonly #options: NoticeListenerOptions;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #attempt = 0;
  #closed = false;

  constructor(options: NoticeListenerOptions) {
    this.#options = options;
  }

  /** Connects for the first time; rejects when that fails, or when no answer comes in time again and again. */
  async start(): Promise<void> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#connect();
      } catch (error) {
        if (!isLate(error)) throw error;
        if (tried === FIRST_TRIES) throw tooLate(error);
        await pause(retryDelayMs(tried - 1, 200, 5_000));
      }
    }
  }

  async #connect(): Promise<void> {
    const client = new CarefulClient({
      connectionString: this.#options.databaseUrl,
      application_name: 'teredo-fleet listen',
      keepAlive: true,
      connectionTimeoutMillis: CHECK_TIMEOUT_MS,
      query_timeout: CHECK_TIMEOUT_MS,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => this.#options.onNotice(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.#options.channels)
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#closed) return client.end();
    client.once('end', () => this.#lost(client));
    this.#client = client;
    this.#attempt = 0;
    this.#scheduleCheck(client);
    this.#options.onConnected();
  }

  /** A connection that silently went away answers nothing: ask it now and then. */
  #scheduleCheck(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      client.query('select 1').then(
        () => {
          if (this.#client === client) this.#scheduleCheck(client);
        },
        () => this.#lost(client),
      );
    }, CHECK_EVERY_MS);
  }

  #lost(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#options.log.warn('lost the connection that listens; connecting again');
    this.#retry();
  }

  #retry(): void {
    this.#timer = setTimeout(
      () => {
        this.#connect().catch(() => {
          if (!this.#closed) this.#retry();
        });
      },
      retryDelayMs(this.#attempt++, 200, 5_000),
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }
}
