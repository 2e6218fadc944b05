import { changeUrl } from '@teredo-fleet/db';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
beforeAll(async () => {
  bench = await startWebBench();
});
afterAll(() => bench.stop());

describe('health', () => {
  it('is the process alone at /healthz, and every part at /readyz', async () => {
    expect((await fetch(`${bench.url}/healthz`)).status).toBe(200);
    const answer = await fetch(`${bench.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ready: false,
      database: { ok: true },
      migrations: { ok: true },
      roles: { web: { ok: true }, gateway: { ok: false, text: 'no process of this role is alive' } },
    });
    const admin = bench.database.pool('admin');
    for (const role of ['gateway', 'engine', 'reporter', 'notice', 'signer']) {
      await admin.query(
        `insert into server_process (id, role, host, pid, version, started_at, last_seen_at)
         values (gen_random_uuid(), $1, 'test', 1, '0', now(), now())`,
        [role],
      );
    }
    await expect.poll(async () => (await fetch(`${bench.url}/readyz`)).status).toBe(200);
  });

  it('names the migration that is missing at /readyz', async () => {
    const admin = bench.database.pool('admin');
    const newest = `(select max(migration_name) from _prisma_migrations)`;
    const { rows } = await admin.query<{ name: string }>(
      `update _prisma_migrations set finished_at = null where migration_name = ${newest} returning migration_name as name`,
    );
    const readiness = async () => (await fetch(`${bench.url}/readyz`)).json();
    await expect.poll(readiness).toMatchObject({
      ready: false,
      database: { ok: true },
      migrations: { ok: false, text: `not applied: ${rows[0]?.name}` },
    });
    await admin.query(`update _prisma_migrations set finished_at = now() where finished_at is null`);
    await expect.poll(readiness).toMatchObject({ migrations: { ok: true } });
  });
});

describe('while the database is away', () => {
  it('the process lives, says what is missing, refuses what it cannot do, and comes back by itself', async () => {
    const other = await startWebBench();
    const person = await other.makeUser('admin');
    const cookie = await other.signIn(person);
    const cluster = new pg.Client(changeUrl(other.database.adminUrl, { database: 'postgres' }));
    await cluster.connect();
    const { name } = other.database;
    await cluster.query(`alter database ${name} with allow_connections false`);
    await cluster.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${other.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { database: { ok: false } }]);
    expect(await other.query('machines.list', {}, cookie)).toMatchObject({
      status: 503,
      error: { code: 'unavailable', message: expect.stringContaining('Try again') },
    });
    await expect(other.signIn(person)).rejects.toThrow(/503.*Try again/);
    await cluster.query(`alter database ${name} with allow_connections true`);
    await cluster.end();
    await expect.poll(async () => (await other.query('machines.list', {}, cookie)).status).toBe(200);
    await other.stop();
  });
});
