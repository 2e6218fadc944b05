import type pg from 'pg';
import { CarefulClient } from '../client/careful-client';
import { connectionConfig } from '../client/connection-config';
import { DatabaseSetupError } from './database-setup-error';

const OLDEST = 150_000;
const UNKNOWN_DATABASE = '3D000';
const WRONG_PASSWORD = new Set(['28P01', '28000']);

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

/** Whether PostgreSQL knows no such user, or another password. */
export const isRefusedUser = (error: unknown): boolean => WRONG_PASSWORD.has(codeOf(error));

async function connect(url: string, database?: string): Promise<pg.Client> {
  const client = new CarefulClient({
    ...connectionConfig(url, database),
    application_name: 'teredo-fleet setup',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Without its password. */
const where = (url: string): string => {
  const config = connectionConfig(url);
  return `${config.host ?? 'localhost'}:${config.port ?? 5432}`;
};

function explain(url: string, cause: unknown): DatabaseSetupError {
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  if (isRefusedUser(cause))
    return new DatabaseSetupError(
      'refused',
      `PostgreSQL at ${where(url)} refused the user of DATABASE_URL: ${text}. Correct the user or password there.`,
      { cause },
    );
  return new DatabaseSetupError(
    'unreachable',
    `PostgreSQL at ${where(url)} does not answer: ${text || codeOf(cause)}. Check DATABASE_URL, and that the server runs and can be reached from here.`,
    { cause },
  );
}

/** Connects as the user of `url`; to the database `postgres` when the one in the URL isn't there yet. */
export async function connectAdmin(url: string): Promise<pg.Client> {
  const client = await connect(url).catch((error: unknown) => {
    if (codeOf(error) === UNKNOWN_DATABASE)
      return connect(url, 'postgres').catch((e: unknown) => Promise.reject(explain(url, e)));
    throw explain(url, error);
  });
  const { rows } = await client.query<{ v: string; text: string }>(
    `select current_setting('server_version_num') as v, current_setting('server_version') as text`,
  );
  const found = rows[0];
  if (found !== undefined && Number(found.v) >= OLDEST) return client;
  await client.end();
  throw new DatabaseSetupError(
    'too-old',
    `PostgreSQL at ${where(url)} is version ${found?.text ?? 'unknown'}; Teredo Fleet needs 15 or later.`,
  );
}
