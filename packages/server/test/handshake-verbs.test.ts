import { randomUUID } from 'node:crypto';
import { createPool } from '@teredo-fleet/db';
import { createTestDatabase, insertMachine, type TestDatabase } from '@teredo-fleet/db/testing';
import type { MachineContext } from '@teredo-fleet/services';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHandshakeVerbs, type SessionRequest } from '../src/gateway/handshake-verbs';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Pool = MachineContext['pool'];

/** The gateway's pool, with every statement that went through it. */
function watched(pool: Pool): { pool: Pool; statements: string[] } {
  const statements: string[] = [];
  const connect = async () => {
    const client = await pool.connect();
    const query = (text: string, values?: unknown[]) => {
      statements.push(text.trim());
      return client.query(text, values);
    };
    return { query, release: (broken?: Error) => client.release(broken) };
  };
  return { pool: { connect } as unknown as Pool, statements };
}

function handshake(pool: Pool) {
  const changed: string[] = [];
  const context = () =>
    ({
      actor: { kind: 'gateway' },
      pool,
      requestId: 'r',
      address: null,
      now: Date.now,
    }) as unknown as MachineContext;
  const onChanged = (payloads: readonly string[]) => void changed.push(...payloads);
  return { changed, verbs: createHandshakeVerbs({ context, onChanged, log: pino({ enabled: false }) }) };
}

const request = (machineId: string): SessionRequest => ({
  machineId,
  highestSequence: 0,
  door: 'ws',
  remote: '192.0.2.9',
  serverId: randomUUID(),
  hostname: 'host',
  agentVersion: '0.1.0',
  platform: 'linux',
  bootId: 'boot',
  hardwareId: 'hardware',
  timeZone: null,
});

it('opens the sessions of a storm in one transaction without a single notification', async () => {
  const machines = [];
  for (let n = 0; n < 40; n++) machines.push(await insertMachine(database.pool('admin')));
  const { pool, statements } = watched(database.pool('gateway'));
  const { verbs, changed } = handshake(pool);
  const known = await Promise.all(machines.map(({ id }) => verbs.findIdentity(id)));
  expect(known.map((one) => one?.machineId)).toEqual(machines.map(({ id }) => id));
  const opened = await Promise.all(machines.map(({ id }) => verbs.openSession(request(id))));
  expect(opened.map((one) => one.ok && one.machineId)).toEqual(machines.map(({ id }) => id));
  expect(statements.filter((text) => text === 'begin')).toHaveLength(2);
  expect(statements.filter((text) => /notify/i.test(text))).toEqual([]);
  expect(changed).toEqual(machines.map(({ id }) => `machine:${id}`));
  await verbs.close();
});

it('gives each machine of a batch its own answer', async () => {
  const [active, retired] = [
    await insertMachine(database.pool('admin')),
    await insertMachine(database.pool('admin'), { status: 'retired' }),
  ];
  const { verbs } = handshake(database.pool('gateway'));
  const ids = [retired.id, active.id, randomUUID()];
  expect(await Promise.all(ids.map((id) => verbs.openSession(request(id))))).toMatchObject([
    { ok: false, code: 'machine-retired' },
    { ok: true, machineId: active.id, epoch: 1 },
    { ok: false, code: 'machine-unknown' },
  ]);
  await verbs.close();
});

it('says at once that the database is away instead of keeping machines waiting', async () => {
  const away = createPool('postgresql://nobody@127.0.0.1:1/nothing', { max: 2 });
  const { verbs } = handshake(away);
  const results = await Promise.allSettled([
    verbs.openSession(request(randomUUID())),
    verbs.findIdentity(randomUUID()),
  ]);
  expect(results).toMatchObject([
    { status: 'rejected', reason: { code: 'unavailable' } },
    { status: 'rejected', reason: { code: 'unavailable' } },
  ]);
  await verbs.close();
  await away.end();
});
