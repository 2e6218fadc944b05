import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  beatServerProcess,
  closeSessions,
  closeSessionsOfDeadServers,
  closeSilentSessions,
  type OpenedSession,
  openSessions,
  type SessionInput,
  touchContacts,
  type UnopenedSession,
} from '../src';
import { createTestDatabase, insertContact, insertMachine, type TestDatabase } from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = () => db.pool('admin');
const gateway = () => db.pool('gateway');
const at = new Date('2026-11-23T10:00:00.000Z');

const input = (machineId: string, rest: Partial<SessionInput> = {}): SessionInput => ({
  machineId,
  serverId: randomUUID(),
  door: 'ws',
  bootId: 'boot-1',
  hardwareId: 'hardware-1',
  remote: '192.0.2.7',
  at,
  hostname: 'alpha',
  agentVersion: '1.1.0',
  timeZone: 'Europe/Oslo',
  agentSequence: 3,
  trial: false,
  ...rest,
});

const openOne = async (one: SessionInput) => (await openSessions(gateway(), [one]))[0];
const traces = (session: OpenedSession | UnopenedSession | undefined) =>
  session?.opened ? session.recent.map((one) => one.bootId) : null;

it('gives the first session epoch 1 and nothing before it', async () => {
  const machine = await insertMachine(admin());
  expect(await openOne(input(machine.id))).toEqual({
    opened: true,
    machineId: machine.id,
    epoch: 1,
    scopeId: machine.scopeId,
    enrolmentId: machine.enrolmentId,
    status: 'active',
    recent: [{ bootId: 'boot-1', hardwareId: 'hardware-1', at: at.getTime(), trial: false }],
  });
});

it('gives the next one a higher epoch and says what was before', async () => {
  const machine = await insertMachine(admin());
  await openOne(input(machine.id));
  const second = await openOne(input(machine.id, { bootId: 'boot-2' }));
  expect(second).toMatchObject({ epoch: 2 });
  expect(traces(second)).toEqual(['boot-1', 'boot-2']);
});

it('keeps the identities of the last eight sessions', async () => {
  const machine = await insertMachine(admin());
  for (let n = 1; n <= 10; n++) await openOne(input(machine.id, { bootId: `boot-${n}` }));
  const last = await openOne(input(machine.id, { bootId: 'boot-11' }));
  expect(traces(last)).toEqual([4, 5, 6, 7, 8, 9, 10, 11].map((n) => `boot-${n}`));
});

it('writes down what the machine says of itself, and never a lower sequence', async () => {
  const machine = await insertMachine(admin());
  await openOne(input(machine.id));
  await openOne(input(machine.id, { agentSequence: 1 }));
  const { rows } = await admin().query(
    'select hostname, agent_version, time_zone, agent_sequence from machine where id = $1',
    [machine.id],
  );
  expect(rows).toEqual([
    { hostname: 'alpha', agent_version: '1.1.0', time_zone: 'Europe/Oslo', agent_sequence: '3' },
  ]);
});

it('opens none for a machine that is unknown or retired, and those of a batch with them', async () => {
  const retired = await insertMachine(admin(), { status: 'retired' });
  const active = await insertMachine(admin());
  const unknown = randomUUID();
  const batch = [retired.id, active.id, unknown].map((id) => input(id));
  expect(await openSessions(gateway(), batch)).toMatchObject([
    { opened: false, machineId: retired.id, status: 'retired' },
    { opened: true, machineId: active.id, epoch: 1 },
    { opened: false, machineId: unknown, status: null },
  ]);
});

it('opens a batch for each machine with what that machine said, whatever the order', async () => {
  const machines = [];
  for (let n = 0; n < 12; n++) machines.push(await insertMachine(admin()));
  const ids = machines.map(({ id }) => id).reverse();
  const batch = ids.map((id, n) => input(id, { hostname: `host-${n}`, bootId: `boot-${n}` }));
  const opened = await openSessions(gateway(), batch);
  expect(opened.map(traces)).toEqual(ids.map((_, n) => [`boot-${n}`]));
  const { rows } = await admin().query<{ id: string; hostname: string; boot_id: string }>(
    'select m.id, m.hostname, c.boot_id from machine m join machine_contact c on c.machine_id = m.id where m.id = any ($1)',
    [ids],
  );
  const kept = new Map(rows.map((row) => [row.id, [row.hostname, row.boot_id]]));
  expect(ids.map((id) => kept.get(id))).toEqual(ids.map((_, n) => [`host-${n}`, `boot-${n}`]));
});

it('gives sessions that open at once different epochs', async () => {
  const machine = await insertMachine(admin());
  const opened = await Promise.all(Array.from({ length: 8 }, () => openOne(input(machine.id))));
  expect(opened.map((one) => (one?.opened ? one.epoch : 0)).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it('takes signs of life of the newest session only', async () => {
  const machine = await insertMachine(admin());
  await openOne(input(machine.id));
  await openOne(input(machine.id));
  const later = new Date(at.getTime() + 5000);
  const beats = [
    { machineId: machine.id, epoch: 1, at: new Date(at.getTime() + 9000) },
    { machineId: machine.id, epoch: 2, at: later },
    { machineId: machine.id, epoch: 2, at },
    { machineId: randomUUID(), epoch: 1, at: later },
  ];
  expect(await touchContacts(gateway(), beats)).toEqual([machine.id]);
  const { rows } = await admin().query('select last_seen_at from machine_contact where machine_id = $1', [
    machine.id,
  ]);
  expect(rows).toEqual([{ last_seen_at: later }]);
});

it('updates signs of life without touching an index', async () => {
  const machines = [];
  for (let n = 0; n < 40; n++) machines.push(await insertMachine(admin()));
  for (const machine of machines) await openOne(input(machine.id));
  await admin().query('vacuum machine_contact');
  await admin().query(`select pg_stat_reset_single_table_counters('machine_contact'::regclass)`);
  for (let round = 1; round <= 3; round++) {
    await touchContacts(
      gateway(),
      machines.map(({ id }) => ({ machineId: id, epoch: 1, at: new Date(at.getTime() + round) })),
    );
  }
  const stats = async () => {
    await gateway().query('select pg_stat_force_next_flush()');
    await gateway().query('select 1');
    const { rows } = await admin().query<{ all: number; hot: number }>(
      `select n_tup_upd::int as all, n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'machine_contact'`,
    );
    return rows[0];
  };
  await expect.poll(async () => (await stats())?.all, { timeout: 5000 }).toBeGreaterThanOrEqual(120);
  const { all = 0, hot = 0 } = (await stats()) ?? {};
  expect(hot / all).toBeGreaterThan(0.9);
});

it('does not close a session that was superseded', async () => {
  const machine = await insertMachine(admin());
  await openOne(input(machine.id));
  await openOne(input(machine.id));
  expect(await closeSessions(gateway(), [{ machineId: machine.id, epoch: 1 }])).toEqual([]);
  expect(await closeSessions(gateway(), [{ machineId: machine.id, epoch: 2 }])).toEqual([machine.id]);
  expect(await closeSessions(gateway(), [{ machineId: machine.id, epoch: 2 }])).toEqual([]);
});

it('closes the sessions of servers that are gone, and silent ones', async () => {
  await admin().query('update machine_contact set connected = false');
  const [alive, gone, silent] = [randomUUID(), randomUUID(), randomUUID()];
  const [here, lost, quiet] = [
    await insertMachine(admin()),
    await insertMachine(admin()),
    await insertMachine(admin()),
  ];
  await beatServerProcess(gateway(), { id: alive, role: 'gateway', host: 'h', pid: 1, version: '1' });
  await beatServerProcess(gateway(), { id: silent, role: 'gateway', host: 'h', pid: 2, version: '1' });
  await insertContact(admin(), here.id, { serverId: alive });
  await insertContact(admin(), lost.id, { serverId: gone });
  await insertContact(admin(), quiet.id, { serverId: silent, seenSecondsAgo: 100 });
  expect(await closeSessionsOfDeadServers(db.pool('engine'), 15)).toEqual([lost.id]);
  expect(await closeSilentSessions(db.pool('engine'), 90)).toEqual([quiet.id]);
});

it('leaves a session to the next round that somebody is writing at this moment', async () => {
  const { id: here } = await insertMachine(admin());
  const { id: busy } = await insertMachine(admin());
  const gone = randomUUID();
  for (const id of [here, busy]) await insertContact(admin(), id, { serverId: gone, seenSecondsAgo: 100 });
  const client = await gateway().connect();
  try {
    await client.query('begin');
    await openSessions(client, [input(busy)]);
    expect(await closeSessionsOfDeadServers(db.pool('engine'), 15)).toEqual([here]);
    expect(await closeSilentSessions(db.pool('engine'), 90)).toEqual([]);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

it('opens batches of the same machines in different orders at once without a deadlock', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) ids.push((await insertMachine(admin())).id);
  const { rows: before } = await admin().query(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  const batches = Array.from({ length: 12 }, (_, n) =>
    (n % 2 === 0 ? ids : [...ids].reverse()).map((id) => input(id)),
  );
  await Promise.all(batches.map((batch) => openSessions(gateway(), batch)));
  const { rows } = await admin().query(
    'select distinct epoch from machine_contact where machine_id = any ($1)',
    [ids],
  );
  expect(rows).toEqual([{ epoch: '12' }]);
  const { rows: after } = await admin().query(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  expect(after).toEqual(before);
});
