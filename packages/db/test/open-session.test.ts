import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  beatServerProcess,
  closeSessions,
  closeSessionsOfDeadServers,
  closeSilentSessions,
  openSession,
  type SessionInput,
  touchContacts,
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
  clockSkewMs: 12,
  hostname: 'alpha',
  agentVersion: '1.1.0',
  timeZone: 'Europe/Oslo',
  agentSequence: 3,
  ...rest,
});

it('gives the first session epoch 1 and no session before it', async () => {
  const machine = await insertMachine(admin());
  expect(await openSession(gateway(), input(machine.id))).toEqual({
    epoch: 1,
    scopeId: machine.scopeId,
    enrolmentId: machine.enrolmentId,
    status: 'active',
    lastSequence: 0,
    previousAgentSequence: 0,
    enrolledHardwareId: 'hardware-1',
    previous: null,
    recent: [{ bootId: 'boot-1', hardwareId: 'hardware-1', at: at.getTime() }],
  });
});

it('gives the next one a higher epoch and says what was before', async () => {
  const machine = await insertMachine(admin());
  const serverId = randomUUID();
  await openSession(gateway(), input(machine.id, { serverId }));
  const second = await openSession(gateway(), input(machine.id, { bootId: 'boot-2', agentSequence: 1 }));
  expect(second).toMatchObject({
    epoch: 2,
    previousAgentSequence: 3,
    previous: {
      epoch: 1,
      connected: true,
      serverId,
      bootId: 'boot-1',
      hardwareId: 'hardware-1',
      lastSeenAt: at,
    },
  });
  expect(second?.recent.map((one) => one.bootId)).toEqual(['boot-1', 'boot-2']);
});

it('keeps the identities of the last eight sessions', async () => {
  const machine = await insertMachine(admin());
  let last = null;
  for (let n = 1; n <= 11; n++)
    last = await openSession(gateway(), input(machine.id, { bootId: `boot-${n}` }));
  expect(last?.recent.map((one) => one.bootId)).toEqual([4, 5, 6, 7, 8, 9, 10, 11].map((n) => `boot-${n}`));
});

it('writes down what the machine says of itself', async () => {
  const machine = await insertMachine(admin());
  await openSession(gateway(), input(machine.id));
  const { rows } = await admin().query(
    'select hostname, agent_version, time_zone, agent_sequence from machine where id = $1',
    [machine.id],
  );
  expect(rows).toEqual([
    { hostname: 'alpha', agent_version: '1.1.0', time_zone: 'Europe/Oslo', agent_sequence: '3' },
  ]);
});

it('opens none for a machine that is unknown or retired', async () => {
  const retired = await insertMachine(admin(), { status: 'retired' });
  expect(await openSession(gateway(), input(retired.id))).toBeNull();
  expect(await openSession(gateway(), input(randomUUID()))).toBeNull();
});

it('gives sessions that open at once different epochs', async () => {
  const machine = await insertMachine(admin());
  const opened = await Promise.all(
    Array.from({ length: 8 }, () => openSession(gateway(), input(machine.id))),
  );
  expect(opened.map((one) => one?.epoch).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it('takes signs of life of the newest session only', async () => {
  const machine = await insertMachine(admin());
  await openSession(gateway(), input(machine.id));
  await openSession(gateway(), input(machine.id));
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
  for (const machine of machines) await openSession(gateway(), input(machine.id));
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
  await openSession(gateway(), input(machine.id));
  await openSession(gateway(), input(machine.id));
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
