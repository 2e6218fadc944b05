import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPool } from '../src';
import { createTestDatabase, type TestDatabase } from '../src/testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('queries of one connection wait for one another, also behind one that fails', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const pool = createPool(database.urls.web, { max: 1 });
  const client = await pool.connect();
  const asked = [
    client.query('select pg_sleep(0.05), 1 as n'),
    client.query('select nothing'),
    client.query({ text: 'select $1::int as n', values: [3] }),
    client.query('select $1::int as n', [4]),
  ];
  const answers = await Promise.allSettled(asked);
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value.rows[0].n : 'failed'))).toEqual([
    1,
    'failed',
    3,
    4,
  ]);
  client.release();
  await pool.end();
  expect(warn).not.toHaveBeenCalled();
});
