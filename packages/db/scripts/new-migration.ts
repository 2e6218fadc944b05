import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPrismaFolder } from '../src/migrate/migration-files';
import { schemaDrift } from '../src/migrate/schema-drift';
import { createTestDatabase, startTestCluster } from '../src/testing';

/** `npm run migration -w packages/db -- <name>`: writes what schema.prisma has beyond the migrations as a new one. */
const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write(
    'usage: npm run migration -w packages/db -- <name_of_small_letters_and_underscores>\n',
  );
  process.exit(64);
}
const { cluster, stop } = await startTestCluster();
try {
  const database = await createTestDatabase(cluster);
  const sql = await schemaDrift(database.urls.owner);
  await database.drop();
  if (sql === '') process.stdout.write('The migrations already make the tables of schema.prisma.\n');
  else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(findPrismaFolder(), 'migrations', `${stamp}_${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'migration.sql'), sql);
    process.stdout.write(
      `${folder}/migration.sql\nAdd rights and checks of new tables to it, then: npx vitest run --project database packages/db -u\n`,
    );
  }
} finally {
  await stop();
}
