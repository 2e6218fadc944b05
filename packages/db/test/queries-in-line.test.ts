import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing';

const asker = fileURLToPath(new URL('./queries-in-line.fixture.ts', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('queries of one connection wait for one another, also behind one that fails', async () => {
  const argv = ['--import', 'tsx', asker, database.urls.web];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  expect(JSON.parse(stdout)).toEqual({ said: [1, 'failed', 3, 4], warnings: [] });
});
