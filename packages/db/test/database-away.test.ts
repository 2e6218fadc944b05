import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPool, createPrisma, inTransaction, isDatabaseAway, type PrismaClient } from '../src';
import { databaseCodesOf } from '../src/client/database-away';
import { createTestDatabase, type TestDatabase } from '../src/testing';

const everything = { scopes: '*', userId: null } as const;

let database: TestDatabase;
/** The way to the database, which can be cut. */
let way: Server;
const ends: Socket[] = [];
let url = '';
let prisma: PrismaClient;
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  const far = new URL(database.urls.web);
  way = createServer((near) => {
    const socket = connect(Number(far.port), far.hostname);
    near.pipe(socket).pipe(near);
    for (const end of [near, socket]) end.on('error', () => undefined);
    // A reset is no end that `pipe` would hand on.
    near.on('close', () => socket.destroy());
    socket.on('close', () => near.destroy());
    ends.push(near, socket);
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  const proxied = new URL(database.urls.web);
  proxied.port = String((way.address() as AddressInfo).port);
  url = proxied.toString();
  prisma = createPrisma(url, { max: 2 });
  pool = createPool(url, { max: 2 });
});
afterEach(async () => {
  await prisma.$disconnect();
  await pool.end();
  cut();
  way.close();
});

function cut(): void {
  for (const end of ends.splice(0)) end.destroy();
}

/** As a firewall or a host that crashed ends a connection. */
function reset(): void {
  for (const end of ends.splice(0)) end.resetAndDestroy();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const caught = (work: () => Promise<unknown>) =>
  work().then(
    () => 'no error',
    (error: unknown) => error,
  );
const terminate = () =>
  database.pool('admin').query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and (query ~ 'pg_sleep' or state = 'idle in transaction')`,
  );

/** Disturbs again and again, so that it is in the middle at least once. */
async function errorUnder(disturb: () => unknown, work: () => Promise<unknown>): Promise<unknown> {
  const error = caught(work);
  let over = false;
  void error.then(() => {
    over = true;
  });
  while (!over) {
    await pause(100);
    if (!over) await disturb();
  }
  return error;
}

describe('a database that is away is recognised', () => {
  it.each([
    ['a query of the pool', () => pool.query('select pg_sleep(10)')],
    ['a query of Prisma', () => prisma.$queryRaw`select pg_sleep(10)::text`],
    [
      'a transaction of Prisma',
      () => inTransaction(prisma, everything, (tx) => tx.$queryRaw`select pg_sleep(10)::text`),
    ],
    [
      'a transaction between two statements',
      () =>
        inTransaction(prisma, everything, async (tx) => {
          await pause(500);
          return tx.setting.count();
        }),
    ],
  ])('when its connection is cut under %s, by the network and by the database', async (_, work) => {
    for (const disturb of [cut, reset, terminate]) {
      const error = await errorUnder(disturb, work);
      expect(isDatabaseAway(error), `${databaseCodesOf(error)} ${error}`).toBe(true);
    }
  });

  it('when nobody listens', async () => {
    way.close();
    cut();
    for (const work of [
      () => pool.query('select 1'),
      () => prisma.setting.count(),
      () => prisma.$queryRaw`select 1`,
      () => inTransaction(prisma, everything, (tx) => tx.setting.count()),
    ]) {
      expect(isDatabaseAway(await caught(work))).toBe(true);
    }
  });
});

it('is not said of a fault of ours', async () => {
  await pool.query(`insert into setting (key, value) values ('taken', '1')`);
  for (const work of [
    () => pool.query('select nonsense'),
    () => pool.query(`insert into setting (key, value) values ('taken', '1')`),
    () => prisma.$queryRaw`select ${'connection terminated'}::uuid`,
    () => prisma.setting.create({ data: { key: 'taken', value: 1 } }),
    () => Promise.reject(new Error('a fault of ours')),
    () => Promise.reject(null),
  ]) {
    expect(isDatabaseAway(await caught(work))).toBe(false);
  }
});
