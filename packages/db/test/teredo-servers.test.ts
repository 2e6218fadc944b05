import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  changedFacts,
  claimDueServers,
  inPoolTransaction,
  storeMachineServers,
  storeServerMeasured,
  tallyTeredoServers,
} from '../src';
import {
  createTestDatabase,
  insertContact,
  insertMachine,
  insertScope,
  type TestDatabase,
} from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = () => db.pool('admin');
const engine = () => db.pool('engine');
const FRESH_SECONDS = 3600;

beforeEach(async () => {
  await admin().query('delete from machine');
  await admin().query('delete from teredo_server');
  await admin().query('delete from teredo_server_probe');
  await admin().query('delete from teredo_server_tally');
});

/** Facts of a machine, as old as said. */
async function facts(
  machineId: string,
  secondsAgo: number,
  observation: object = { evidence: [] },
): Promise<void> {
  await admin().query(
    `insert into machine_facts (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash,
       os_family, os_name, configured_type, configured_set_by, effective_state, reachable, diagnosis_code, severity)
     select id, scope_id, now() - make_interval(secs => $2), now(), clock_timestamp(), $3, $4, 'windows', 'W', 'client', 'local',
       'qualified', 'yes', 'x', 'ok' from machine where id = $1
     on conflict (machine_id) do update set observed_at = excluded.observed_at, changed_at = excluded.changed_at,
       observation = excluded.observation`,
    [machineId, secondsAgo, observation, createHash('sha256').update('x').digest()],
  );
}

interface Measured {
  outcome?: string | null;
  asked?: string | null;
  remote?: string | null;
  secondsAgo?: number;
  status?: string;
  simulated?: boolean;
}

/** A machine whose agent asked a server, with what came of it. */
async function measured(change: Measured = {}): Promise<string> {
  const {
    outcome = 'both',
    asked = 'a.example',
    remote = '192.0.2.1',
    secondsAgo = 10,
    status = 'active',
  } = change;
  const { id } = await insertMachine(admin(), { status });
  if (change.simulated) await admin().query('update machine set simulated = true where id = $1', [id]);
  await facts(id, secondsAgo);
  await insertContact(admin(), id);
  await admin().query('update machine_contact set remote = $2 where machine_id = $1', [id, remote]);
  const [changed] = (await changedFacts(engine(), 1000)).filter((one) => one.machineId === id);
  await storeMachineServers(engine(), [
    {
      machineId: id,
      factsChangedAt: changed!.factsChangedAt,
      server: asked,
      by: 'written-down',
      inUse: true,
      asked,
      outcome,
    },
  ]);
  return id;
}

const tallies = async (columns = '*') =>
  (await admin().query(`select ${columns} from teredo_server_tally order by name`)).rows;

describe('facts that changed', () => {
  it('are given once, without raw text, and again when they change', async () => {
    const { id } = await insertMachine(admin());
    await facts(id, 0, { os: { family: 'windows' }, evidence: [{ text: 'long' }] });
    const [one] = await changedFacts(engine(), 10);
    expect(one).toMatchObject({ machineId: id, observation: { os: { family: 'windows' } } });
    expect(one?.observation).not.toHaveProperty('evidence');
    const input = { server: null, by: 'none', inUse: false, asked: null, outcome: null };
    await storeMachineServers(engine(), [{ machineId: id, factsChangedAt: one!.factsChangedAt, ...input }]);
    expect(await changedFacts(engine(), 10)).toEqual([]);
    await facts(id, 0);
    expect(await changedFacts(engine(), 10)).toHaveLength(1);
  });

  it('are given in portions', async () => {
    for (let index = 0; index < 3; index += 1) await facts((await insertMachine(admin())).id, 0);
    expect(await changedFacts(engine(), 2)).toHaveLength(2);
  });

  it('leave nothing for a machine that was deleted meanwhile, and nothing once it is', async () => {
    const id = await measured();
    await admin().query('delete from machine where id = $1', [id]);
    const gone = { machineId: id, factsChangedAt: new Date(), server: 'a.example', by: 'none', inUse: false };
    await storeMachineServers(engine(), [{ ...gone, asked: null, outcome: null }]);
    expect((await admin().query('select 1 from machine_teredo_server')).rows).toEqual([]);
  });
});

describe('a tally', () => {
  it('counts the newest measurement of each active machine by what came of it', async () => {
    const outcomes = ['both', 'both', 'answered', 'primary-only', 'secondary-only', 'silent', 'unresolved'];
    for (const outcome of outcomes) await measured({ outcome });
    await measured({ asked: null, outcome: null });
    for (const status of ['pending', 'quarantined', 'retired']) await measured({ outcome: 'silent', status });
    expect(await tallyTeredoServers(engine(), FRESH_SECONDS)).toEqual(['a.example']);
    expect(await tallies()).toMatchObject([
      {
        name: 'a.example',
        both_answered: 2,
        answered: 1,
        primary_only: 1,
        secondary_only: 1,
        silent: 1,
        unresolved: 1,
        old: 0,
        simulated: false,
      },
    ]);
  });

  it.each([
    ['two addresses', ['192.0.2.1', '192.0.2.1', '192.0.2.2'], 2],
    ['two hosts of one IPv6 network', ['2001:db8:0:1::1', '2001:db8:0:1:9::1'], 1],
    ['two IPv6 networks', ['2001:db8:0:1::1', '2001:db8:0:2::1'], 2],
    ['machines of unknown address', [null, null], 1],
    ['an address with a zone', ['fe80::1%eth0', 'fe80::1%eth0'], 1],
  ])('counts %s as networks of their failures', async (_, remotes, networks) => {
    for (const remote of remotes) await measured({ outcome: 'silent', remote });
    await measured({ remote: '198.51.100.7' });
    await tallyTeredoServers(engine(), FRESH_SECONDS);
    expect(await tallies('failing_networks, silent, both_answered')).toEqual([
      { failing_networks: networks, silent: remotes.length, both_answered: 1 },
    ]);
  });

  it('sets what is too old apart, and keeps when it answered last', async () => {
    await measured({ secondsAgo: FRESH_SECONDS + 60 });
    await measured({ secondsAgo: FRESH_SECONDS - 60, outcome: 'silent' });
    await tallyTeredoServers(engine(), FRESH_SECONDS);
    const [row] = await tallies(
      'both_answered, silent, old, failing_networks, newest_at - last_answer_at as between',
    );
    expect(row).toMatchObject({
      both_answered: 0,
      silent: 1,
      old: 1,
      failing_networks: 1,
      between: { minutes: 2 },
    });
  });

  it('remembers the last answer of a server that answers no more, or that nobody asks any more', async () => {
    const id = await measured();
    await tallyTeredoServers(engine(), FRESH_SECONDS);
    const [{ last_answer_at: before }] = await tallies('last_answer_at');
    await admin().query(`update machine_teredo_server set outcome = 'silent' where machine_id = $1`, [id]);
    expect(await tallyTeredoServers(engine(), FRESH_SECONDS)).toEqual(['a.example']);
    expect(await tallies('both_answered, silent, last_answer_at')).toEqual([
      { both_answered: 0, silent: 1, last_answer_at: before },
    ]);
    await admin().query(`update machine_teredo_server set asked = null, outcome = null`);
    expect(await tallyTeredoServers(engine(), FRESH_SECONDS)).toEqual(['a.example']);
    expect(await tallies('silent, failing_networks, last_answer_at')).toEqual([
      { silent: 0, failing_networks: 0, last_answer_at: before },
    ]);
    expect(await tallyTeredoServers(engine(), FRESH_SECONDS)).toEqual([]);
  });

  it('takes real machines before simulated ones, of which each is a network of its own', async () => {
    await measured({ asked: 'b.example', outcome: 'silent', simulated: true, remote: '127.0.0.1' });
    await measured({ asked: 'b.example', outcome: 'silent', simulated: true, remote: '127.0.0.1' });
    await tallyTeredoServers(engine(), FRESH_SECONDS);
    expect(await tallies('simulated, silent, failing_networks, both_answered')).toEqual([
      { simulated: true, silent: 2, failing_networks: 2, both_answered: 0 },
    ]);
    await measured({ asked: 'b.example' });
    await tallyTeredoServers(engine(), FRESH_SECONDS);
    expect(await tallies('simulated, silent, failing_networks, both_answered')).toEqual([
      { simulated: false, silent: 0, failing_networks: 0, both_answered: 1 },
    ]);
  });

  it('names only servers of which something else is said', async () => {
    await measured();
    await measured({ asked: 'b.example' });
    expect((await tallyTeredoServers(engine(), FRESH_SECONDS)).sort()).toEqual(['a.example', 'b.example']);
    await measured({ asked: 'b.example' });
    expect(await tallyTeredoServers(engine(), FRESH_SECONDS)).toEqual(['b.example']);
  });
});

describe('servers to ask', () => {
  const list = (name: string, isMeasured: boolean) =>
    admin().query(
      `insert into teredo_server (name, secondary, measured, created_by_id) values ($1, '192.0.2.9', $2, 'p')`,
      [name, isMeasured],
    );
  const request = (name: string) =>
    admin().query(
      `insert into teredo_server_probe as p (name, requested_at) values ($1, now())
       on conflict (name) do update set requested_at = now()`,
      [name],
    );
  const claim = (limit = 10) => claimDueServers(engine(), { everySeconds: 900, limit });

  it('are those on a schedule, once until they are due again, a fifth sooner or later', async () => {
    await list('a.example', true);
    await list('b.example', false);
    expect(await claim()).toEqual([{ name: 'a.example', secondary: '192.0.2.9' }]);
    expect(await claim()).toEqual([]);
    const { rows } = await admin().query<{ s: number }>(
      `select extract(epoch from next_at - now())::float8 as s from teredo_server_probe`,
    );
    expect(rows[0]!.s).toBeGreaterThan(900 * 0.8 - 20);
    expect(rows[0]!.s).toBeLessThan(900 * 1.2 + 1);
    await admin().query(`update teredo_server_probe set next_at = now() - interval '1 second'`);
    expect(await claim()).toHaveLength(1);
  });

  it('are those that a person wants measured, first, once, and without a schedule of their own', async () => {
    await list('a.example', true);
    await request('win10.ipv6.microsoft.com');
    expect(await claim(1)).toEqual([{ name: 'win10.ipv6.microsoft.com', secondary: null }]);
    expect(await claim()).toEqual([{ name: 'a.example', secondary: '192.0.2.9' }]);
    expect(await claim()).toEqual([]);
    await request('a.example');
    expect(await claim()).toHaveLength(1);
  });

  it('are given to one of two engines', async () => {
    await list('a.example', true);
    await request('b.example');
    const both = await Promise.all([claim(), claim()]);
    expect(
      both
        .flat()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['a.example', 'b.example']);
  });

  it('keep what came of it; a taken out one keeps nothing', async () => {
    await request('a.example');
    await claim();
    const result = { name: 'a.example', fault: null, addresses: ['192.0.2.1', '192.0.2.2'] };
    await storeServerMeasured(engine(), { ...result, outcome: 'both', answered: true, roundTripMs: 12 });
    await storeServerMeasured(engine(), { ...result, outcome: 'silent', answered: false, roundTripMs: null });
    const { rows } = await admin().query(
      'select outcome, addresses, round_trip_ms, last_answer_at <= measured_at as earlier from teredo_server_probe',
    );
    expect(rows).toEqual([
      { outcome: 'silent', addresses: result.addresses, round_trip_ms: null, earlier: true },
    ]);
    await storeServerMeasured(engine(), {
      ...result,
      name: 'b.example',
      outcome: 'both',
      answered: true,
      roundTripMs: 1,
    });
    expect((await admin().query('select 1 from teredo_server_probe')).rows).toHaveLength(1);
  });
});

describe('rights', () => {
  const web = (scopes: '*' | string[], sql: string, values: unknown[] = []) =>
    inPoolTransaction(db.pool('web'), { scopes, userId: 'u' }, (client) => client.query(sql, values));

  it('show a limited person the directory and only their own machines’ servers', async () => {
    const scope = await insertScope(admin());
    await admin().query(`insert into teredo_server (name, created_by_id) values ('a.example', 'p')`);
    await measured();
    const theirs = await measured();
    await admin().query('update machine set scope_id = $2 where id = $1', [theirs, scope]);
    expect((await web([scope], 'select 1 from teredo_server')).rows).toHaveLength(1);
    expect((await web([scope], 'select machine_id from machine_teredo_server')).rows).toEqual([
      { machine_id: theirs },
    ]);
    expect((await web('*', 'select 1 from machine_teredo_server')).rows).toHaveLength(2);
    expect((await web([], 'select 1 from machine_teredo_server')).rows).toEqual([]);
  });

  it('let nobody who is limited write the directory or ask for a measurement', async () => {
    const scope = await insertScope(admin());
    const add = `insert into teredo_server (name, created_by_id) values ('b.example', 'p')`;
    const ask = `insert into teredo_server_probe (name, requested_at) values ('b.example', now())`;
    await expect(web([scope], add)).rejects.toThrow(/row-level security/);
    await expect(web([scope], ask)).rejects.toThrow(/row-level security/);
    await web('*', add);
    await web('*', ask);
    expect((await web([scope], `update teredo_server set note = 'x'`)).rowCount).toBe(0);
    expect((await web([scope], `delete from teredo_server`)).rowCount).toBe(0);
    expect((await web([scope], `update teredo_server_probe set requested_at = null`)).rowCount).toBe(0);
  });

  it('let web say nothing of how a measurement came out', async () => {
    for (const sql of [
      `update teredo_server_probe set outcome = 'both'`,
      `update teredo_server_probe set last_answer_at = now()`,
      `insert into teredo_server_probe (name, outcome) values ('x.example', 'both')`,
      `update teredo_server_tally set both_answered = 9`,
      `update machine_teredo_server set outcome = 'both'`,
    ])
      await expect(web('*', sql), sql).rejects.toThrow(/permission denied/);
  });

  it('let the engine write results and no entry of the directory', async () => {
    await expect(
      engine().query(`insert into teredo_server (name, created_by_id) values ('x.example', 'p')`),
    ).rejects.toThrow(/permission denied/);
    for (const part of ['gateway', 'signer'] as const)
      await expect(db.pool(part).query('select 1 from teredo_server')).rejects.toThrow(/permission denied/);
  });
});
