import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPrisma, inPoolTransaction, inTransaction, type PrismaClient } from '../src';
import { createTestDatabase, type TestDatabase } from '../src/testing';

let db: TestDatabase;
let prisma: PrismaClient;
beforeAll(async () => {
  db = await createTestDatabase();
  prisma = createPrisma(db.urls.web);
  await prisma.setting.createMany({
    data: [
      { key: 'a', value: 0 },
      { key: 'b', value: 0 },
    ],
  });
});
afterAll(async () => {
  await prisma.$disconnect();
  await db.drop();
});

const everything = { scopes: '*', userId: null } as const;

/** Who comes waits until two have come. */
function meeting(): () => Promise<void> {
  let here = 0;
  let open: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    here += 1;
    if (here === 2) open();
    return met;
  };
}

it('tries again after a deadlock, through Prisma', async () => {
  let runs = 0;
  const meet = meeting();
  const change = (first: string, second: string) =>
    inTransaction(prisma, everything, async (tx) => {
      runs += 1;
      await tx.setting.update({ where: { key: first }, data: { value: runs } });
      await meet();
      await tx.setting.update({ where: { key: second }, data: { value: runs } });
      return 'done';
    });
  expect(await Promise.all([change('a', 'b'), change('b', 'a')])).toEqual(['done', 'done']);
  expect(runs).toBeGreaterThan(2);
});

it('tries again after a deadlock, through pg', async () => {
  let runs = 0;
  const meet = meeting();
  const change = (first: string, second: string) =>
    inPoolTransaction(db.pool('web'), everything, async (client) => {
      runs += 1;
      await client.query(`update setting set value = '1' where key = $1`, [first]);
      await meet();
      await client.query(`update setting set value = '2' where key = $1`, [second]);
      return 'done';
    });
  expect(await Promise.all([change('a', 'b'), change('b', 'a')])).toEqual(['done', 'done']);
  expect(runs).toBeGreaterThan(2);
});

it('does not try again for any other error, and undoes everything', async () => {
  let runs = 0;
  const failing = inTransaction(prisma, everything, async (tx) => {
    runs += 1;
    await tx.setting.create({ data: { key: 'c', value: 1 } });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(runs).toBe(1);
  expect(await prisma.setting.findUnique({ where: { key: 'c' } })).toBeNull();
});

it('gives up a conflict that stays', async () => {
  let runs = 0;
  const failing = inPoolTransaction(db.pool('web'), everything, async () => {
    runs += 1;
    throw Object.assign(new Error('could not serialize'), { code: '40001' });
  });
  await expect(failing).rejects.toThrow('could not serialize');
  expect(runs).toBe(4);
});

it('survives a connection that is cut in the middle', async () => {
  const pool = db.pool('web');
  const cut = inPoolTransaction(pool, everything, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await db.pool('admin').query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await client.query('select 1');
  });
  await expect(cut).rejects.toThrow();
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
