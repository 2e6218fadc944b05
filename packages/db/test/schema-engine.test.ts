import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connectionConfig } from '../src/client/connection-config';
import { findPrismaFolder, readSchema } from '../src/migrate/migration-files';
import { createTestDatabase, type TestDatabase } from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const config = () => connectionConfig(db.urls.owner);
const schema = readSchema(findPrismaFolder());

async function loadAnew() {
  vi.resetModules();
  return (await import('../src/migrate/schema-engine')).withSchemaEngine;
}

it('is not disturbed at its work when the process loads this package once more', async () => {
  const [first, second] = [await loadAnew(), await loadAnew()];
  const version = await first(config(), schema, async (engine) => {
    await second(config(), schema, (other) => other.version());
    return engine.version();
  });
  expect(version).toContain('PostgreSQL');
});
