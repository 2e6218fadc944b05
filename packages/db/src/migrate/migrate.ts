import type { HistoryDiagnostic, SchemaEngine } from '@prisma/schema-engine-wasm';
import { connectionConfig } from '../client/connection-config';
import { MigrationError } from './migration-error';
import { findPrismaFolder, type MigrationList, readMigrations, readSchema } from './migration-files';
import { withSchemaEngine } from './schema-engine';
import { withMigrationLock } from './with-migration-lock';

const filters = { externalTables: [], externalEnums: [] };

/** Where a database stands against prisma/migrations, by names of migrations. */
export interface MigrationStatus {
  upToDate: boolean;
  pending: string[];
  /** Begun and not ended: a server went down in the middle. The next `migrate` begins them again. */
  interrupted: string[];
  /** Their file changed after it was applied. */
  edited: string[];
  /** In the database and not in the folder: a newer Teredo Fleet was here. */
  unknown: string[];
}

export interface MigrateResult {
  applied: string[];
}

export interface MigrateOptions {
  ownerUrl: string;
  /** Another place than the project's own prisma/. */
  prismaFolder?: string;
  /** These migrations alone, for a database as an earlier version had it; all of them unless said otherwise. */
  only?: readonly string[];
}

function chosen(list: MigrationList, only: readonly string[] | undefined): MigrationList {
  if (only === undefined) return list;
  return {
    ...list,
    migrationDirectories: list.migrationDirectories.filter(({ path }) => only.includes(path)),
  };
}

const pendingOf = (history: HistoryDiagnostic | null): string[] =>
  history !== null && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [];

const unknownOf = (history: HistoryDiagnostic | null): string[] =>
  history !== null && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [];

async function diagnose(engine: SchemaEngine, migrationsList: MigrationList): Promise<MigrationStatus> {
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters,
  });
  const names = migrationsList.migrationDirectories.map((directory) => directory.path);
  const pending = found.hasMigrationsTable ? pendingOf(found.history) : names;
  const unknown = unknownOf(found.history);
  const interrupted = found.failedMigrationNames;
  // One that was interrupted left nothing behind, so its file may be another by now.
  const edited = found.editedMigrationNames.filter((name) => !interrupted.includes(name));
  const upToDate = [pending, unknown, interrupted, edited].every((list) => list.length === 0);
  return { upToDate, pending, interrupted, edited, unknown };
}

function refuseForeign(status: MigrationStatus): void {
  if (status.edited.length > 0)
    throw new MigrationError(
      'edited',
      `Migrations changed after they were applied: ${status.edited.join(', ')}. Put the files back as released; a correction is a new migration.`,
    );
  if (status.unknown.length > 0)
    throw new MigrationError(
      'missing',
      `The database was migrated by a newer Teredo Fleet (${status.unknown.join(', ')}). Start that version, or restore a backup from before.`,
    );
}

/** Reads where the database stands; changes nothing. */
export async function migrationStatus(options: MigrateOptions): Promise<MigrationStatus> {
  const folder = options.prismaFolder ?? findPrismaFolder();
  return withSchemaEngine(connectionConfig(options.ownerUrl), readSchema(folder), (engine) =>
    diagnose(engine, readMigrations(folder)),
  );
}

/**
 * Brings the database to the newest migration. Safe to call from several servers at once and again and again. Each
 * migration is one transaction, so one that was interrupted left nothing behind and is simply begun again.
 * Throws MigrationError.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const folder = options.prismaFolder ?? findPrismaFolder();
  const migrationsList = chosen(readMigrations(folder), options.only);
  return withMigrationLock(options.ownerUrl, () =>
    withSchemaEngine(connectionConfig(options.ownerUrl), readSchema(folder), async (engine) => {
      const status = await diagnose(engine, migrationsList);
      refuseForeign(status);
      for (const migrationName of status.interrupted) await engine.markMigrationRolledBack({ migrationName });
      try {
        const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
        return { applied: appliedMigrationNames };
      } catch (cause) {
        const text = cause instanceof Error ? cause.message : String(cause);
        throw new MigrationError('failed', `A migration failed and was undone: ${text}`, { cause });
      }
    }),
  );
}
