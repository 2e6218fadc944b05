import pg from 'pg';
import { CarefulClient } from './careful-client';
import { connectionConfig } from './connection-config';

export interface PoolOptions {
  /** Connections at most; 10 unless said otherwise. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** Told about a connection that broke while idle; the pool replaces it by itself. */
  onIdleError?: (error: Error) => void;
}

/**
 * A pool whose statements end after 30 s and whose transactions may not lie idle for longer than that. A database that
 * is away shows as a rejected query within 10 s.
 */
export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    Client: CarefulClient,
    ...connectionConfig(url),
    max: options.max ?? 10,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: options.name ?? 'teredo-fleet',
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  // A connection that breaks while it is used rejects its query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
