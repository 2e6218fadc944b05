import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, createPrisma, inPoolTransaction, inTransaction, type PrismaClient } from '../src';
import {
  createTestDatabase,
  insertContact,
  insertJob,
  insertMachine,
  insertRollout,
  insertScope,
  type JobRef,
  type MachineRef,
  type TestDatabase,
} from '../src/testing';

let db: TestDatabase;
let prisma: PrismaClient;
/** One connection, so that whatever leaks shows at once. */
let web: Pool;
let mine: MachineRef;
let theirs: MachineRef;
let job: JobRef;

beforeAll(async () => {
  db = await createTestDatabase();
  prisma = createPrisma(db.urls.web, { max: 1 });
  web = createPool(db.urls.web, { max: 1 });
  const admin = db.pool('admin');
  mine = await insertMachine(admin, { scopeId: await insertScope(admin, 'mine') });
  theirs = await insertMachine(admin, { scopeId: await insertScope(admin, 'theirs') });
  for (const machine of [mine, theirs]) {
    const made = await insertJob(admin, await insertRollout(admin, machine.scopeId), machine);
    if (machine === mine) job = made;
    await insertContact(admin, machine.id);
    await admin.query(
      `insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind) values ($1, 'system', 's', 'a.b', 'machine')`,
      [machine.scopeId],
    );
  }
});
afterAll(async () => {
  await prisma.$disconnect();
  await web.end();
  await db.drop();
});

const seeing = (scopes: '*' | string[]) => ({ scopes, userId: 'u' });
const SCOPED = ['machine', 'rollout', 'job', 'machine_contact', 'audit_entry'];

describe('row-level security', () => {
  it.each(SCOPED)('shows nothing of %s without scopes', async (table) => {
    const { rows } = await web.query(`select 1 from ${table}`);
    expect(rows).toEqual([]);
  });

  it.each(SCOPED)('shows only the rows of the own scope of %s, whatever the SQL', async (table) => {
    const count = (scopes: '*' | string[]) =>
      inPoolTransaction(web, seeing(scopes), async (client) => {
        const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
        return rows[0]?.n;
      });
    expect([
      await count([mine.scopeId]),
      await count([mine.scopeId, theirs.scopeId]),
      await count('*'),
      await count([]),
    ]).toEqual([1, 2, 2, 0]);
  });

  it('hides machines of other scopes from Prisma too', async () => {
    const seen = await inTransaction(prisma, seeing([mine.scopeId]), (tx) =>
      tx.machine.findMany({ select: { id: true } }),
    );
    expect(seen).toEqual([{ id: mine.id }]);
  });

  it('lets nobody change or add rows of another scope', async () => {
    await inPoolTransaction(web, seeing([mine.scopeId]), async (client) => {
      expect((await client.query(`update machine set labels = '{x}'`)).rowCount).toBe(1);
      expect((await client.query('delete from machine where id = $1', [theirs.id])).rowCount).toBe(0);
    });
    const moved = inPoolTransaction(web, seeing([mine.scopeId]), (client) =>
      client.query('update machine set scope_id = $1', [theirs.scopeId]),
    );
    await expect(moved).rejects.toThrow(/row-level security/);
    const added = inPoolTransaction(web, seeing([mine.scopeId]), (client) =>
      client.query(
        `insert into machine_request (machine_id, scope_id, kind) values ($1, $2, 'observe-now')`,
        [theirs.id, theirs.scopeId],
      ),
    );
    await expect(added).rejects.toThrow(/row-level security/);
  });

  it('leaves nothing of a transaction on the connection', async () => {
    await inTransaction(prisma, seeing('*'), (tx) => tx.machine.count());
    expect(await prisma.machine.count()).toBe(0);
    await inTransaction(prisma, seeing('*'), async () => {
      throw new Error('undone');
    }).catch(() => undefined);
    expect(await prisma.machine.count()).toBe(0);
    await inPoolTransaction(web, seeing('*'), (client) => client.query('select 1'));
    expect((await web.query('select 1 from machine')).rows).toEqual([]);
  });

  it('refuses text that is not the id of a scope', async () => {
    await expect(async () =>
      inTransaction(prisma, seeing(["x'"]), (tx) => tx.machine.count()),
    ).rejects.toThrow(TypeError);
  });

  it('lets other parts see every scope', async () => {
    for (const part of ['gateway', 'engine', 'signer'] as const) {
      expect((await db.pool(part).query('select 1 from machine')).rows).toHaveLength(2);
    }
  });

  it('holds on every table that has a scope, with no part able to go past it', async () => {
    const { rows } = await db.pool('admin').query(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'scope_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`,
    );
    expect(rows).toEqual([]);
    const able = await db
      .pool('admin')
      .query(
        `select rolname from pg_roles where rolname like 'teredo_fleet%' and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)`,
      );
    expect(able.rows).toEqual([]);
  });
});

describe('rights', () => {
  const parts = ['web', 'gateway', 'engine', 'signer', 'reporter'] as const;
  const denied = (pool: Pool, sql: string, values: unknown[] = []) =>
    expect(pool.query(sql, values)).rejects.toThrow(/permission denied/);

  it.each(parts)('lets %s add audit entries and neither change nor remove one', async (part) => {
    const pool = db.pool(part);
    await denied(pool, `update audit_entry set reason = 'x'`);
    await denied(pool, `update signature_entry set key_id = 'x'`);
    for (const table of ['audit_entry', 'signature_entry']) {
      await denied(pool, `delete from ${table}`);
      await denied(pool, `truncate ${table}`);
    }
    await pool.query(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind) values ('system', $1, 'a.b', 'machine')`,
      [part],
    );
  });

  it.each(['web', 'gateway', 'engine'] as const)(
    'lets %s write no payload and no signature',
    async (part) => {
      const pool = db.pool(part);
      for (const change of [`payload = 'x'`, `signature = 'x'`, 'signed_at = now()'])
        await denied(pool, `update job set ${change}`);
      await denied(
        pool,
        `insert into signature_entry (job_id, machine_id, rollout_id, plan_hash, payload_sha256, key_id) values ($1, $1, $1, 'x', 'x', 'x')`,
        [randomUUID()],
      );
    },
  );

  it('lets only the gateway grant a go', async () => {
    for (const part of ['web', 'engine', 'signer'] as const)
      await denied(db.pool(part), 'update job set go_granted_at = now()');
  });

  it('takes no signed state for a job without a signature', async () => {
    const requested = await insertJob(
      db.pool('admin'),
      await insertRollout(db.pool('admin'), mine.scopeId),
      mine,
      { state: 'requested' },
    );
    const pushed = db.pool('gateway').query(`update job set state = 'offered' where id = $1`, [requested.id]);
    await expect(pushed).rejects.toThrow(/job_signed/);
  });

  it('lets only the signer say what the job key is', async () => {
    await db
      .pool('signer')
      .query(`insert into setting (key, value) values ('job-key', '{"publicKey": "k"}')`);
    await expect(web.query(`insert into setting (key, value) values ('job-key', '{}')`)).rejects.toThrow(
      /row-level security|duplicate/,
    );
    expect((await web.query(`update setting set value = '{}' where key = 'job-key'`)).rowCount).toBe(0);
    expect((await web.query(`delete from setting where key = 'job-key'`)).rowCount).toBe(0);
    await expect(
      db.pool('signer').query(`insert into setting (key, value) values ('setup', '{}')`),
    ).rejects.toThrow(/row-level security/);
    await web.query(`insert into setting (key, value) values ('addresses', '{}')`);
  });

  it('keeps passwords and sessions from every part but web', async () => {
    for (const part of ['gateway', 'engine', 'signer', 'reporter', 'notice'] as const) {
      for (const table of ['account', 'session', 'verification'])
        await denied(db.pool(part), `select 1 from ${table}`);
    }
  });

  it.each([...parts, 'notice'] as const)('lets %s make no table', async (part) => {
    await denied(db.pool(part), 'create table mischief (id int)');
    await expect(db.pool(part).query('drop table job')).rejects.toThrow(/must be owner/);
  });

  it('lets a limited user write an entry that belongs to no scope, and not read it', async () => {
    await inTransaction(prisma, seeing([mine.scopeId]), async (tx) => {
      await tx.auditEntry.createMany({
        data: [{ actorKind: 'user', actorName: 'u', action: 'viewer.me', objectKind: 'viewer' }],
      });
      expect(await tx.auditEntry.count({ where: { scopeId: null } })).toBe(0);
    });
  });

  it('removes what hangs on a machine with the machine', async () => {
    await inPoolTransaction(web, seeing('*'), (client) =>
      client.query('delete from machine where id = $1', [mine.id]),
    );
    const { rows } = await db
      .pool('admin')
      .query(
        'select (select count(*)::int from machine_contact where machine_id = $1) as contacts, (select count(*)::int from job where id = $2) as jobs',
        [mine.id, job.id],
      );
    expect(rows).toEqual([{ contacts: 0, jobs: 0 }]);
  });
});
