import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeUrl, ensureDatabase, migrate } from '../src';
import { findPrismaFolder, migrationNames } from '../src/migrate/migration-files';
import { insertMachine, ownCluster } from '../src/testing';

const MIGRATION = '20261130105000_past_by_nat_server_status';
const HOURS = 400;
const at = (hours: number) => new Date(Date.parse('2026-03-01T00:00:00Z') + hours * 3_600_000);

const cluster = ownCluster();
const name = `test_${randomUUID().replaceAll('-', '')}`;
let admin: pg.Client;
let ownerUrl = '';
const ids = { told: '', bare: '', pruned: '', busy: '' };

const seen = (nat: string, serverName: string, version = '10.0.19045') => ({
  os: { family: 'windows', version },
  ipv6: { installed: true },
  configured: { serverName },
  effective: { nat },
});

async function told(machineId: string, hours: number, observation: object): Promise<void> {
  await admin.query(
    `insert into observation_history (machine_id, scope_id, observed_at, received_at, reason, observation)
     select id, scope_id, $2, $2, 'changed', $3 from machine where id = $1`,
    [machineId, at(hours), observation],
  );
}

async function was(machineId: string, ...hours: number[]): Promise<void> {
  await admin.query(
    `insert into machine_past select $1, at, 'Windows', 'client', 'local', 'offline', 'no', null, 'client', 'dormant', 'ok'
     from unnest($2::timestamptz[]) at`,
    [machineId, hours.map(at)],
  );
}

async function isNow(machineId: string, hours: number, observation: object): Promise<void> {
  await admin.query(
    `insert into machine_facts (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash, os_family,
       os_name, configured_type, configured_set_by, effective_state, reachable, diagnosis_code, severity, role, findings)
     select id, scope_id, $2, $2, $2, $3, '', 'windows', 'Windows', 'client', 'local', 'offline', 'no', 'dormant', 'ok', 'client', '{}'
     from machine where id = $1`,
    [machineId, at(hours), observation],
  );
}

const pastOf = async (machineId: string) =>
  (
    await admin.query('select since, nat, server from machine_past where machine_id = $1 order by since', [
      machineId,
    ])
  ).rows.map(({ since, nat, server }) => [(since - Number(at(0))) / 3_600_000, nat, server]);

beforeAll(async () => {
  const { adminUrl, passwords } = cluster;
  ({ owner: ownerUrl } = await ensureDatabase({ adminUrl, passwords, database: name }));
  const earlier = migrationNames(findPrismaFolder()).filter((one) => one < MIGRATION);
  await migrate({ ownerUrl, only: earlier });
  admin = new pg.Client(changeUrl(adminUrl, { database: name }));
  await admin.connect();
  for (const key of Object.keys(ids) as (keyof typeof ids)[]) ids[key] = (await insertMachine(admin)).id;
  // A row for each that it told, and one that is of no observation that is kept any more.
  await told(ids.told, 1, seen('cone', 'Default', '6.1.7601'));
  await told(ids.told, 3, seen('symmetric', 'Teredo.Example.Net.'));
  await told(ids.told, 5, seen('unknown', 'unknown'));
  await was(ids.told, 1, 2, 3, 5);
  await isNow(ids.told, 9, seen('restricted', '192.0.2.1'));
  await was(ids.bare, 1);
  // What was kept before is gone; what it is now is known.
  await told(ids.pruned, 6, seen('cone', '192.0.2.300.1'));
  await was(ids.pruned, 4, 6);
  await isNow(ids.pruned, 6, seen('restricted', '192.0.2.1'));
  await admin.query(
    `insert into observation_history (machine_id, scope_id, observed_at, received_at, reason, observation)
     select id, scope_id, at, at, 'changed', $2 from machine, generate_series($3::timestamptz, $4, interval '1 hour') at where id = $1`,
    [ids.busy, seen('cone', 'teredo.example.net'), at(1), at(HOURS)],
  );
  await was(ids.busy, ...Array.from({ length: HOURS }, (_, hour) => hour + 1));
  await admin.query('analyze');
  await migrate({ ownerUrl });
}, 120_000);
afterAll(async () => {
  await admin.end();
  const client = new pg.Client(cluster.adminUrl);
  await client.connect();
  await client.query(`drop database ${name} with (force)`);
  await client.end();
});

describe('what machines were before NAT and server were kept of them', () => {
  it('is what the newest observation of then says, and where none is kept, what they told last', async () => {
    expect(await pastOf(ids.told)).toEqual([
      [1, 'cone', 'teredo.ipv6.microsoft.com'],
      [2, 'cone', 'teredo.ipv6.microsoft.com'],
      [3, 'symmetric', 'teredo.example.net'],
      [5, 'unknown', null],
    ]);
    expect(await pastOf(ids.bare)).toEqual([[1, 'unknown', null]]);
    expect(await pastOf(ids.pruned)).toEqual([
      [4, 'restricted', '192.0.2.1'],
      [6, 'cone', null],
    ]);
  });

  it('is found by reading each observation a few times, however many a machine told', async () => {
    const said = await pastOf(ids.busy);
    expect(said).toHaveLength(HOURS);
    expect(said.at(-1)).toEqual([HOURS, 'cone', 'teredo.example.net']);
    const { rows } = await admin.query(
      `select seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_user_tables where relname = 'observation_history'`,
    );
    expect(Number(rows[0].read)).toBeGreaterThanOrEqual(HOURS);
    expect(Number(rows[0].read)).toBeLessThan(20 * HOURS);
  });
});
