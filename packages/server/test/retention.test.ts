import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertEvidenceKey, newestAuditCheck, pruneKept, signedAuditStub } from '@teredo-fleet/db';
import {
  createTestDatabase,
  insertJob,
  insertMachine,
  insertNoticeLink,
  insertReceipt,
  insertRollout,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import { chainLines, findBundleChain } from '@teredo-fleet/services';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChainChecking } from '../src/engine/audit-rounds';
import { engineRounds } from '../src/engine/engine';
import { retentionRound } from '../src/engine/retention-rounds';
import { headRound } from '../src/signer/sign-heads';
import { stubRound } from '../src/signer/sign-stubs';
import { createSigningKey, keyIdOf, type SigningKey } from '../src/signing-key';

const silent = pino({ enabled: false });
let database: TestDatabase;
let folder = '';
let key: SigningKey;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-retention-'));
  key = await createSigningKey(join(folder, 'evidence-key.pem'));
  await insertEvidenceKey(database.pool('signer'), {
    keyId: keyIdOf(key.publicKey),
    publicKey: key.publicKey,
  });
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Whoever owns the database, with psql. */
const sql = (text: string, values: unknown[] = []) => database.pool('admin').query(text, values);
const rowsOf = async (text: string) => (await sql(text)).rows;
const count = async (text: string): Promise<number> =>
  Number((await rowsOf(`select count(*) as n from ${text}`))[0].n);

const keep = (kept: Record<string, number | string | null>) =>
  sql(
    `insert into setting (key, value) values ('retention', $1) on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(kept)],
  );

const prune = () => retentionRound(database.pool('engine'), { rowsAtOnce: 2 })();
const signing = () => ({
  pool: database.pool('signer'),
  key,
  headFile: join(folder, 'audit-head.json'),
  log: silent,
});
const signHead = () => headRound(signing())();
const signStub = () => stubRound(signing())();
const link = () => engineRounds(database.pool('engine'), { error: () => undefined }).linkAudit();

async function check() {
  const headPlaces = { file: join(folder, 'audit-heads.jsonl'), syslog: null, webhook: null };
  const environment = { evidencePublicKey: key.publicKey.toString('base64'), headPlaces };
  await new ChainChecking({ pool: database.pool('engine'), environment, log: silent }).round();
  return (await newestAuditCheck(database.pool('web')))!;
}

const pruned = () =>
  rowsOf(`select object_name as kind, after from audit_entry where action = 'retention.prune' order by seq`);

describe('rows that need not be kept any longer', () => {
  it('stay as long as nobody says how long, but for sign-in sessions that ended a month ago', async () => {
    const { id } = await insertMachine(database.pool('admin'));
    await sql(
      `insert into observation_history (id, machine_id, scope_id, observed_at, received_at, reason, observation)
       select uuidv7_floor(at), id, scope_id, at, at, 'changed', '{}' from machine, unnest(array[now() - interval '9 years', now()]) at where id = $1`,
      [id],
    );
    await sql(`insert into "user" (id, name, email) values ('u', 'U', 'u@example.com')`);
    await sql(`insert into session (id, user_id, token, expires_at)
      select n::text, 'u', n::text, now() - make_interval(days => n) from unnest(array[29, 31, 40, 50]) n`);
    await prune();
    expect(await count('observation_history')).toBe(2);
    expect(await rowsOf('select id from session')).toEqual([{ id: '29' }]);
    expect(await pruned()).toEqual([
      { kind: 'sessions', after: { rows: 2, olderThan: expect.stringMatching(/Z$/) } },
      { kind: 'sessions', after: { rows: 1, olderThan: expect.stringMatching(/Z$/) } },
    ]);
    await keep({ sessions: null });
    await sql(
      `insert into session (id, user_id, token, expires_at) values ('old', 'u', 'old', now() - interval '9 years')`,
    );
    await prune();
    expect(await count('session')).toBe(2);
  });

  it('leave each machine what was so when the time of keeping begins, and its newest observation', async () => {
    const machines = [
      await insertMachine(database.pool('admin')),
      await insertMachine(database.pool('admin')),
    ];
    for (const { id } of machines)
      await sql(
        `insert into observation_history (id, machine_id, scope_id, observed_at, received_at, reason, observation)
         select overlay(uuidv7_floor(at)::text placing substr(gen_random_uuid()::text, 25) from 25)::uuid, id, scope_id, at, at,
           'changed', '{}'
         from machine, generate_series(1, 5) n, lateral (select now() - make_interval(days => 10 * n) as at) x where id = $1`,
        [id],
      );
    await keep({ observations: 25 });
    await prune();
    expect(await count('observation_history')).toBe(6);
    await keep({ observations: 1 });
    await prune();
    const left = await rowsOf(
      `select machine_id, (now()::date - received_at::date) as days from observation_history`,
    );
    expect(left).toHaveLength(2);
    expect(left.map(({ days }) => days)).toEqual([10, 10]);
  });

  it('leave each machine what its enrolment was when the time of keeping begins, and all that came after', async () => {
    const { id } = await insertMachine(database.pool('admin'));
    const quiet = await insertMachine(database.pool('admin'));
    await sql('delete from machine_status_history');
    await sql(
      `insert into machine_status_history
       select $1::uuid, now() - make_interval(days => days), status
       from (values (50, 'pending'), (40, 'active'), (30, 'quarantined'), (20, 'active'), (10, 'retired')) as x (days, status)
       union all select $2::uuid, now() - interval '50 days', 'active'`,
      [id, quiet.id],
    );
    const left = () =>
      rowsOf(
        `select status, (now()::date - since::date) as days from machine_status_history
         order by machine_id = '${quiet.id}', since`,
      );
    await prune();
    expect(await left()).toHaveLength(6);
    await keep({ observations: 25 });
    await prune();
    expect(await left()).toEqual([
      { status: 'quarantined', days: 30 },
      { status: 'active', days: 20 },
      { status: 'retired', days: 10 },
      { status: 'active', days: 50 },
    ]);
    // At the cut-off itself what it was is known as before.
    await keep({ observations: 5 });
    await prune();
    expect(await left()).toEqual([
      { status: 'retired', days: 10 },
      { status: 'active', days: 50 },
    ]);
  });

  it('take the output of commands and the receipts of changes that ended, and nothing else of them', async () => {
    const admin = database.pool('admin');
    const machine = await insertMachine(admin);
    const rollout = await insertRollout(admin, machine.scopeId);
    const set = { step: { kind: 'set-teredo' }, outcome: 'done', exitCode: 0, output: 'Ok.' };
    const steps = [{ ...set, printed: { codePage: 932, base64: 'k/o=' } }, { odd: 1 }];
    const made = async (attempt: number, daysAgo: number | null) => {
      const job = await insertJob(admin, rollout, machine, { state: 'running', attempt, goGranted: 1 });
      await insertReceipt(admin, job, { attempt });
      await insertNoticeLink(admin, job, `link ${attempt}`, {
        attempt,
        session: 'pts/3 2026-11-29 08:03 kim',
      });
      await sql('update notice_link set told_at = now() - make_interval(days => $2) where job_id = $1', [
        job.id,
        daysAgo ?? 400,
      ]);
      const id = `overlay(uuidv7_floor(now() - make_interval(days => $2))::text placing substr(id::text, 25) from 25)::uuid`;
      await sql(`update receipt set id = ${id} where job_id = $1`, [job.id, daysAgo ?? 400]);
      await sql(
        `update job set steps = $2, finished_at = now() - make_interval(days => $3), state = case when $3::int is null then state else 'verified' end
         where id = $1`,
        [job.id, JSON.stringify(steps), daysAgo],
      );
      return job.id;
    };
    const old = await made(1, 100);
    const young = await made(2, 10);
    const open = await made(3, null);
    await keep({ jobOutputs: 30, receipts: 30 });
    await prune();
    const stepsOf = async (id: string) =>
      (await sql('select steps from job where id = $1', [id])).rows[0].steps;
    expect(await stepsOf(old)).toEqual([
      { ...set, output: '(removed after its time of keeping)' },
      { odd: 1 },
    ]);
    expect(await stepsOf(young)).toEqual(steps);
    expect(await stepsOf(open)).toEqual(steps);
    const receipts = (await rowsOf('select job_id from receipt')).map((row) => row.job_id);
    expect(receipts.sort()).toEqual([open, young].sort());
    // A link names its session, with whose it is.
    const links = (await rowsOf('select job_id from notice_link')).map((row) => row.job_id);
    expect(links.sort()).toEqual([open, young].sort());
    await prune();
    expect(await pruned()).toHaveLength(2);
  });

  it.each([
    [
      'sessions',
      `insert into session (id, user_id, token, expires_at) values ('s', 'u', 's', now() - interval '90 days')`,
    ],
    [
      'observations',
      `insert into observation_history (id, machine_id, scope_id, observed_at, received_at, reason, observation)
       select uuidv7_floor(at), id, scope_id, at, at, 'changed', '{}' from machine, unnest(array[now() - interval '91 days', now() - interval '90 days', now()]) at`,
    ],
  ] as const)('never go without an entry, however the function is called: %s', async (kind, insert) => {
    await insertMachine(database.pool('admin'));
    await sql(`insert into "user" (id, name, email) values ('u', 'U', 'u@example.com')`);
    await sql(insert);
    await keep({ sessions: 30, observations: 30 });
    await database.pool('engine').query(`select prune_${kind}(1000)`);
    await database.pool('engine').query(`select prune_${kind}(1000)`);
    expect(await pruned()).toEqual([
      { kind, after: { rows: 1, olderThan: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/) } },
    ]);
    await expect(database.pool('engine').query(`select enter_pruning('sessions', 1, now())`)).rejects.toThrow(
      /permission denied/,
    );
  });

  it('are removed by no role of its own accord', async () => {
    const admin = database.pool('admin');
    const machine = await insertMachine(admin);
    const job = await insertJob(admin, await insertRollout(admin, machine.scopeId), machine, {
      state: 'running',
      goGranted: 1,
    });
    await sql(
      `update job set steps = '[{"output":"Ok."}]', state = 'verified', finished_at = now() where id = $1`,
      [job.id],
    );
    await insertReceipt(admin, job);
    await sql(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind) values ('system', 'engine', 'a.b', 'job')`,
    );
    await link();
    await sql(
      `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days, statement, key_id, signature)
       select number, hash, now(), now(), 30, '{}', 'k', decode(repeat('00', 64), 'hex') from audit_link limit 1`,
    );
    for (const part of ['web', 'gateway', 'engine', 'signer', 'reporter'] as const) {
      for (const table of ['audit_entry', 'audit_link', 'receipt'])
        await expect(database.pool(part).query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await database
        .pool(part)
        .query('delete from audit_stub')
        .catch(() => undefined);
      expect(await count('audit_stub')).toBe(1);
      if (part !== 'engine')
        await expect(pruneKept(database.pool(part), 'auditEntries', 1)).rejects.toThrow(/permission denied/);
      await expect(
        database.pool(part).query(`update job set steps = '[]', outputs_pruned_at = now()`),
      ).rejects.toThrow(/permission denied/);
    }
    await expect(
      database
        .pool('gateway')
        .query(`update job set steps = '[{"output":"(removed after its time of keeping)"}]'`),
    ).rejects.toThrow(/has ended as verified and stays so/);
  });
});

describe('the oldest part of the audit trail', () => {
  async function write(entries: number, daysAgo: number, objectId: string | null = null): Promise<void> {
    await sql(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind, object_id, reason, at)
       select 'system', 'engine', 'a.b', 'rollout', $3, 'r' || n, now() - make_interval(days => $2) from generate_series(1, $1) n`,
      [entries, daysAgo, objectId],
    );
    await link();
    await signHead();
    await sql(
      `update audit_head set signed_at = now() - make_interval(days => $1) where count = (select max(count) from audit_head)`,
      [daysAgo],
    );
  }

  /** Three entries of a hundred days ago, two of seventy, two of today; kept for ninety. */
  async function trail(objectId: string | null = null): Promise<void> {
    await write(3, 100, objectId);
    await write(2, 70, objectId);
    await write(2, 0, objectId);
    await keep({ auditEntries: 90, setBy: 'Ada' });
  }

  const entryCount = () => count(`audit_entry where action = 'a.b'`);

  it('goes when the signer has put a stub in its place, from which the chain holds; both are entries', async () => {
    await trail();
    await prune();
    expect(await entryCount()).toBe(7);
    expect(await signStub()).toBe(true);
    await prune();
    await prune();
    expect(await entryCount()).toBe(4);
    expect((await signedAuditStub(database.pool('web')))!).toMatchObject({
      count: 3,
      keptDays: 90,
      setBy: 'Ada',
    });
    const entries = await rowsOf(
      `select action, actor_name, object_name, after from audit_entry where action ~ 'prune' order by seq`,
    );
    expect(entries).toMatchObject([
      {
        action: 'audit.prune',
        actor_name: 'engine',
        object_name: 'Entries 1 to 3 of the chain',
        after: { through: 3, setBy: 'Ada' },
      },
      { action: 'retention.prune', object_name: 'auditEntries', after: { rows: 2 } },
      { action: 'retention.prune', object_name: 'auditEntries', after: { rows: 1 } },
    ]);
    await link();
    await signHead();
    expect(await check()).toMatchObject({ faultCount: 0, faults: [] });
    await keep({ auditEntries: 60, setBy: 'Bo' });
    await prune();
    expect(await signStub()).toBe(true);
    // All of it in one round, though the link from which the chain goes on has no entry any more.
    await prune();
    expect(await entryCount()).toBe(2);
    await link();
    expect(await check()).toMatchObject({ faultCount: 0, faults: [] });
  });

  it('leaves bundles that can be made while it goes batch by batch', async () => {
    const rolloutId = '00000000-0000-4000-8000-000000000001';
    await trail(rolloutId);
    await prune();
    expect(await signStub()).toBe(true);
    await pruneKept(database.pool('engine'), 'auditEntries', 2);
    const chain = await findBundleChain(database.pool('reporter'), rolloutId);
    const lines: string[] = [];
    for await (const line of chainLines(database.pool('reporter'), chain)) lines.push(line);
    expect(lines).toHaveLength(chain.links + 2);
  });

  it('is asked for anew when the settings changed before it was signed, and not at all when all is kept', async () => {
    await trail();
    await prune();
    await keep({ auditEntries: 120, setBy: 'Bo' });
    expect(await signStub()).toBe(false);
    await prune();
    expect(await count('audit_stub')).toBe(0);
    await keep({ auditEntries: 60, setBy: 'Bo' });
    await prune();
    expect(await rowsOf('select count::int, kept_days, set_by from audit_stub')).toEqual([
      { count: 5, kept_days: 60, set_by: 'Bo' },
    ]);
    await keep({ auditEntries: null, setBy: 'Cy' });
    await prune();
    expect(await count('audit_stub')).toBe(0);
    await keep({ auditEntries: 90, setBy: 'Cy' });
    await prune();
    expect(await signStub()).toBe(true);
    await prune();
    expect(await entryCount()).toBe(4);
  });

  it.each([
    [
      'an entry of it was changed',
      `update audit_entry set reason = 'x' where reason = 'r2' and at < now() - interval '90 days'`,
    ],
    [
      'an entry of it was deleted',
      `delete from audit_entry where reason = 'r2' and at < now() - interval '90 days'`,
    ],
    ['the chain was made anew behind it', `update audit_link set hash = sha256(hash) where number = 6`],
    [
      'it holds an entry that has to be kept',
      `update audit_stub set count = 5, hash = (select hash from audit_link where number = 5)`,
    ],
    [
      'the settings keep it longer',
      `update setting set value = '{"auditEntries": 120}' where key = 'retention'`,
    ],
    ['nobody wants it to go any more', `delete from setting where key = 'retention'`],
    [
      'it says that they are older than they are',
      `update audit_stub set oldest_at = oldest_at - interval '1 day'`,
    ],
    [
      'it says that they are younger than they are',
      `update audit_stub set newest_at = newest_at + interval '1 ms'`,
    ],
    ['it goes further than what was signed', `update audit_stub set count = 99`],
  ])('stays, without a stub, when %s', async (_name, tampering) => {
    await trail();
    await prune();
    await sql(tampering);
    const before = await count('audit_entry');
    expect(await signStub()).toBe(false);
    await prune();
    expect(await signedAuditStub(database.pool('web'))).toBeNull();
    expect(await count('audit_entry')).toBe(before);
  });

  it('ends before the approval of a rollout that is not over: the signer asks for it', async () => {
    await write(3, 100);
    const { rows } = await sql(
      `insert into rollout (scope_id, name, kind, state, plan, plan_hash, author_id)
       select id, 'r', 'planned', 'running', '{}', sha256('r'), 'ada' from scope limit 1 returning id`,
    );
    await sql(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind, object_id, at)
       values ('user', 'Bo', 'rollout.approve', 'rollout', $1, now() - interval '95 days')`,
      [rows[0].id],
    );
    await write(2, 92);
    await write(1, 0);
    await keep({ auditEntries: 90, setBy: 'Ada' });
    await prune();
    expect(await signStub()).toBe(true);
    await prune();
    await prune();
    expect(await entryCount()).toBe(3);
    expect(await count(`audit_entry where action = 'rollout.approve'`)).toBe(1);
    await sql(`update rollout set state = 'done', finished_at = now()`);
    await prune();
    expect(await signStub()).toBe(true);
    await prune();
    await prune();
    expect(await entryCount()).toBe(1);
  });

  it('is missed when it goes without a stub, or with one that was altered or made by another key', async () => {
    await trail();
    await prune();
    await signStub();
    await prune();
    await prune();
    await link();
    await sql(`update audit_stub set statement = replace(statement, '"setBy":"Ada"', '"setBy":"Eve"')`);
    expect((await check()).faults[0]).toMatch(
      /The stub in place of the first 3 entries has a wrong signature/,
    );
    await sql(`update audit_stub set statement = replace(statement, '"setBy":"Eve"', '"setBy":"Ada"')`);
    expect(await check()).toMatchObject({ faultCount: 0 });
    await sql(`update audit_link set hash = sha256(hash) where number = 3`);
    expect((await check()).faults[0]).toMatch(/does not fit the link/);
    await sql('delete from audit_stub');
    expect((await check()).faults.join(' ')).toMatch(/Links 1 to 2 are missing/);
  });

  it('is never younger than thirty days, whatever was signed', async () => {
    await write(3, 10);
    await sql(
      `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days, statement, key_id, signature)
       select 3, hash, now(), now(), 30, '{}', 'k', decode(repeat('00', 64), 'hex') from audit_link where number = 3`,
    );
    await expect(pruneKept(database.pool('engine'), 'auditEntries', 10)).rejects.toThrow(
      /younger than thirty days/,
    );
    expect(await entryCount()).toBe(3);
  });

  it('cannot be signed away twice: a signed stub is changed by no role', async () => {
    await trail();
    await prune();
    await signStub();
    const { rowCount } = await database
      .pool('signer')
      .query(
        `update audit_stub set statement = '{}', key_id = 'k', signature = decode(repeat('00', 64), 'hex')`,
      );
    expect(rowCount).toBe(0);
  });
});
