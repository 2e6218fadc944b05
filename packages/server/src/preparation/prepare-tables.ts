import {
  DatabaseSetupError,
  type DatabaseUrls,
  ensureDatabase,
  MigrationError,
  migrate,
} from '@teredo-fleet/db';
import { StartError } from '../supervisor/start-error';
import type { PreparationOrder } from './order';

/** Makes database and roles unless they are there, and brings the tables up to date. Throws StartError. */
export async function prepareTables({
  adminUrl,
  database,
  secrets,
}: PreparationOrder): Promise<{ urls: DatabaseUrls; migrations: string }> {
  try {
    const urls = await ensureDatabase({ adminUrl, database, passwords: secrets.databasePasswords });
    const { applied } = await migrate({ ownerUrl: urls.owner });
    return { urls, migrations: applied.length === 0 ? 'unchanged' : `${applied.length} applied` };
  } catch (error) {
    const known = error instanceof DatabaseSetupError || error instanceof MigrationError;
    throw known ? new StartError(error.message) : error;
  }
}
