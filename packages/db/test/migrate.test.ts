import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, migrationStatus, schemaDrift } from '../src';
import { createTestDatabase, type TestDatabase } from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

it('says that a cloned database is up to date', async () => {
  expect(await migrationStatus({ ownerUrl: db.urls.owner })).toMatchObject({ upToDate: true, pending: [] });
});

it('changes nothing the second time', async () => {
  expect(await migrate({ ownerUrl: db.urls.owner })).toEqual({ applied: [] });
});

it('finds no difference between the schema and the sum of the migrations', async () => {
  expect(await schemaDrift(db.urls.owner)).toBe('');
});
