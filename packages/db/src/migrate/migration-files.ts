import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The engine's view of prisma/migrations. */
export interface MigrationList {
  baseDir: string;
  shadowDbInitScript: string;
  lockfile: { path: string; content: string | null };
  migrationDirectories: {
    path: string;
    migrationFile: { path: string; content: { tag: 'ok'; value: string } };
  }[];
}

/** The nearest folder `prisma` upwards from this module, as source and as a bundle in an app's `dist`. */
export function findPrismaFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'prisma');
    if (existsSync(join(candidate, 'schema.prisma'))) return candidate;
    if (dirname(folder) === folder)
      throw new Error(
        `No folder prisma/ with schema.prisma above ${from}: run Teredo Fleet from its own folder.`,
      );
  }
}

/** The text of schema.prisma. */
export function readSchema(prismaFolder: string): string {
  return readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8');
}

/** Names of all migrations, in their order. */
export function migrationNames(prismaFolder: string): string[] {
  return readdirSync(join(prismaFolder, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Every migration in order of its name. */
export function readMigrations(prismaFolder: string): MigrationList {
  const baseDir = join(prismaFolder, 'migrations');
  const lock = join(baseDir, 'migration_lock.toml');
  const names = migrationNames(prismaFolder);
  return {
    baseDir,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
