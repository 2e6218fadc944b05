import {
  DatabaseSetupError,
  type DatabaseUrls,
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  ensureDatabase,
  MigrationError,
  migrate,
  startEmbeddedPostgres,
} from '@teredo-fleet/db';
import type { Configuration } from '../configuration';
import type { Secrets } from '../secrets';
import { StartError } from './start-error';

const EMBEDDED_NAME = 'teredo_fleet';

/** Where the tables are, and who runs that PostgreSQL. */
export interface Database {
  /** null: a PostgreSQL of the operator's own. */
  embedded: EmbeddedPostgres | null;
  adminUrl: string;
  name: string;
}

function asStartError(error: unknown): unknown {
  const known =
    error instanceof DatabaseSetupError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof MigrationError;
  return known ? new StartError(error.message) : error;
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
    throw asStartError(error);
  }
}

/** Makes database and roles unless they are there; the URL of each role. */
export async function provisionDatabase(database: Database, secrets: Secrets): Promise<DatabaseUrls> {
  try {
    const { adminUrl, name } = database;
    return await ensureDatabase({ adminUrl, database: name, passwords: secrets.databasePasswords });
  } catch (error) {
    throw asStartError(error);
  }
}

/** Brings the tables up to date; a note of what was done. */
export async function migrateDatabase(ownerUrl: string): Promise<string | null> {
  try {
    const { applied } = await migrate({ ownerUrl });
    return applied.length === 0 ? 'unchanged' : `${applied.length} applied`;
  } catch (error) {
    throw asStartError(error);
  }
}
