import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from '@teredo-fleet/db';
import type { Configuration } from '../configuration';
import { StartError } from './start-error';

const EMBEDDED_NAME = 'teredo_fleet';

/** Where the tables are, and who runs that PostgreSQL. */
export interface Database {
  /** null: a PostgreSQL of the operator's own. */
  embedded: EmbeddedPostgres | null;
  adminUrl: string;
  name: string;
}

const nameIn = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1)) || EMBEDDED_NAME;

/** Starts the PostgreSQL that comes along, or takes the one of DATABASE_URL. */
export async function openDatabase(
  { databaseUrl, dataDir }: Configuration,
  tell: (line: string) => void,
): Promise<Database> {
  if (databaseUrl !== null) return { embedded: null, adminUrl: databaseUrl, name: nameIn(databaseUrl) };
  try {
    const embedded = await startEmbeddedPostgres({ dataDir, log: tell });
    return { embedded, adminUrl: embedded.adminUrl, name: EMBEDDED_NAME };
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new StartError(error.message) : error;
  }
}
