import { randomUUID } from 'node:crypto';
import {
  createTestDatabase,
  insertJob,
  insertMachine,
  insertRollout,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineRounds } from '../src/engine/engine';

let database: TestDatabase;
let rounds: ReturnType<typeof engineRounds>;
beforeAll(async () => {
  database = await createTestDatabase();
  rounds = engineRounds(database.pool('engine'), { error: () => undefined });
});
afterAll(() => database.drop());

const admin = () => database.pool('admin');

async function jobOn(rest: Parameters<typeof insertJob>[3]) {
  const machine = await insertMachine(admin());
  const rollout = await insertRollout(admin(), machine.scopeId);
  return { machine, rollout, job: await insertJob(admin(), rollout, machine, rest) };
}

const stateOf = async (table: 'job' | 'rollout', id: string) =>
  (await admin().query(`select state from ${table} where id = $1`, [id])).rows[0].state;

async function contact(machineId: string, { serverId = randomUUID(), seenSecondsAgo = 0 } = {}) {
  await admin().query(
    `insert into machine_contact (machine_id, epoch, connected, door, server_id, last_seen_at)
     values ($1, 1, true, 'ws', $2, now() - make_interval(secs => $3))`,
    [machineId, serverId, seenSecondsAgo],
  );
}

const isConnected = async (machineId: string) =>
  (await admin().query('select connected from machine_contact where machine_id = $1', [machineId])).rows[0]
    .connected;

describe('a round of the engine', () => {
  it('expires a job that was not started in time, tells its machine, and ends the rollout', async () => {
    const { job, rollout, machine } = await jobOn({ notAfter: -1 });
    const listener = new pg.Client(database.adminUrl);
    await listener.connect();
    await listener.query('listen teredo_wake');
    const woken: string[] = [];
    listener.on('notification', ({ payload }) => woken.push(payload ?? ''));
    await rounds.passTime();
    await rounds.passTime();
    expect(await stateOf('job', job.id)).toBe('expired');
    expect(await stateOf('rollout', rollout.id)).toBe('done');
    await expect.poll(() => woken).toContain(`gateway:${machine.id}`);
    await listener.end();
    const { rows } = await admin().query(
      `select action from audit_entry where object_id = any ($1) order by seq`,
      [[job.id, rollout.id]],
    );
    expect(rows.map(({ action }) => action)).toEqual(['job.expire', 'rollout.finish']);
  });

  it('links every audit entry, more than one batch of them and one written far behind the others', async () => {
    await admin().query(
      `insert into audit_entry (seq, actor_kind, actor_name, action, object_kind)
       select n, 'system', 'engine', 'a.b', 'rollout' from generate_series(100001, 102500) n
       union all select -5, 'system', 'engine', 'a.b', 'rollout'`,
    );
    await rounds.linkAudit();
    const { rows } = await admin().query(
      `select count(*)::int as entries, (select count(*)::int from audit_link) as links from audit_entry`,
    );
    expect(rows[0].links).toBe(rows[0].entries);
    expect(rows[0].links).toBeGreaterThan(2500);
  });

  it('leaves a job alone that was told to start, and calls it lost only after its contact window', async () => {
    const within = await jobOn({ notAfter: -1, state: 'running', goGranted: 30, contactWindowSeconds: 60 });
    const beyond = await jobOn({ notAfter: -1, state: 'running', goGranted: 300, contactWindowSeconds: 60 });
    const heard = await jobOn({ notAfter: -1, state: 'running', goGranted: 300, contactWindowSeconds: 60 });
    await contact(heard.machine.id);
    await rounds.passTime();
    expect(await stateOf('job', within.job.id)).toBe('running');
    expect(await stateOf('job', beyond.job.id)).toBe('lost-contact');
    expect(await stateOf('job', heard.job.id)).toBe('running');
    expect(await stateOf('rollout', beyond.rollout.id)).toBe('running');
  });

  it('ends the rollout of a machine that never returns, once its time is over and not before', async () => {
    const lost = await jobOn({ state: 'running', goGranted: 300, contactWindowSeconds: 60 });
    await rounds.passTime();
    expect(await stateOf('job', lost.job.id)).toBe('lost-contact');
    expect(await stateOf('rollout', lost.rollout.id)).toBe('running');
    await admin().query(`update job set until = now() - interval '1 second' where id = $1`, [lost.job.id]);
    await rounds.passTime();
    expect(await stateOf('job', lost.job.id)).toBe('lost-contact');
    expect(await stateOf('rollout', lost.rollout.id)).toBe('done');
  });

  it('does each thing once when several engines tick at the same time', async () => {
    const jobs = await Promise.all(Array.from({ length: 20 }, () => jobOn({ notAfter: -1 })));
    await Promise.all(Array.from({ length: 4 }, () => rounds.passTime()));
    const ids = jobs.map(({ job }) => job.id);
    const { rows } = await admin().query(
      `select object_id, count(*)::int as n from audit_entry where action = 'job.expire' and object_id = any ($1) group by 1`,
      [ids],
    );
    expect(rows).toHaveLength(20);
    expect(rows.every(({ n }) => n === 1)).toBe(true);
  });

  it('marks machines of a dead gateway and silent ones as not connected, and no others', async () => {
    const [alive, dead] = [randomUUID(), randomUUID()];
    await admin().query(
      `insert into server_process (id, role, host, pid, version, started_at, last_seen_at) values
       ($1, 'gateway', 'a', 1, '0', now(), now()), ($2, 'gateway', 'a', 2, '0', now(), now() - interval '1 minute')`,
      [alive, dead],
    );
    const machines = await Promise.all(Array.from({ length: 3 }, () => insertMachine(admin())));
    const [good, orphan, silent] = machines.map(({ id }) => id) as [string, string, string];
    await contact(good, { serverId: alive, seenSecondsAgo: 60 });
    await contact(orphan, { serverId: dead });
    await contact(silent, { serverId: alive, seenSecondsAgo: 600 });
    await rounds.closeContacts();
    expect([await isConnected(good), await isConnected(orphan), await isConnected(silent)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('waits longer for machines that are asked to speak less often', async () => {
    const serverId = randomUUID();
    await admin().query(
      `insert into server_process (id, role, host, pid, version, started_at, last_seen_at) values ($1, 'gateway', 'a', 3, '0', now(), now())`,
      [serverId],
    );
    await admin().query(
      `insert into setting (key, value) values ('intervals', '{"heartbeatSeconds": 600, "observeSeconds": 900}')`,
    );
    const { id } = await insertMachine(admin());
    await contact(id, { serverId, seenSecondsAgo: 900 });
    await rounds.closeContacts();
    expect(await isConnected(id)).toBe(true);
  });

  it('forgets polling sessions and processes that are long gone', async () => {
    await admin().query(
      `insert into poll_session (id, agent_key, nonce, last_used_at) values
       (gen_random_uuid(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), now() - interval '1 hour'),
       (gen_random_uuid(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), now())`,
    );
    await admin().query(
      `insert into server_process (id, role, host, pid, version, started_at, last_seen_at)
       values (gen_random_uuid(), 'web', 'gone', 9, '0', now(), now() - interval '1 hour')`,
    );
    await rounds.prune();
    const count = async (table: string) =>
      (await admin().query(`select count(*)::int as n from ${table}`)).rows[0].n;
    expect(await count('poll_session')).toBe(1);
    expect((await admin().query(`select 1 from server_process where host = 'gone'`)).rows).toEqual([]);
  });
});
