import type { ClientConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

/**
 * A connection URL as discrete options (a URL given to pg as such would win over a later `database`).
 * `database` replaces the one of the URL.
 */
export function connectionConfig(url: string, database?: string): ClientConfig {
  const parsed = parseIntoClientConfig(url);
  const config: ClientConfig = { ...parsed, connectionTimeoutMillis: 10_000, keepAlive: true };
  return database === undefined ? config : { ...config, database };
}
