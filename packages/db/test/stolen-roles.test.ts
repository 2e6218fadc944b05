import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, inPoolTransaction, takeStatuses, writeAudit } from '../src';
import {
  createTestDatabase,
  insertJob,
  insertMachine,
  insertNoticeLink,
  insertRollout,
  type JobRef,
  type MachineRef,
  noticePolicy,
  type RolloutRef,
  type TestDatabase,
} from '../src/testing';

/*
 * What somebody can write who has the password of one role and knows the tables. Whatever a role could truly say it
 * can also say falsely; that it can't speak for another part of the server is what is shown here.
 */

let db: TestDatabase;
let machine: MachineRef;
let rollout: RolloutRef;
const pools = new Map<string, Pool>();

beforeAll(async () => {
  db = await createTestDatabase();
  machine = await insertMachine(db.pool('admin'));
  rollout = await insertRollout(db.pool('admin'), machine.scopeId);
});
afterAll(async () => {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await db.drop();
});

type Part = 'web' | 'gateway' | 'engine' | 'signer' | 'reporter' | 'notice';

function as<T>(part: Part, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const pool = pools.get(part) ?? createPool(db.urls[part], { max: 1 });
  pools.set(part, pool);
  return inPoolTransaction(pool, { scopes: '*', userId: null }, work);
}

const refused = (part: Part, sql: string, values: unknown[] = []) =>
  expect(
    as(part, (client) => client.query(sql, values)),
    sql,
  ).rejects.toThrow(/permission denied|row-level security|has ended|is finished and stays so/);

const job = (rest: Parameters<typeof insertJob>[3] = {}): Promise<JobRef> =>
  insertMachine(db.pool('admin')).then((one) => insertJob(db.pool('admin'), rollout, one, rest));

const INSERT_ENTRY = `insert into audit_entry (actor_kind, actor_name, action, object_kind`;

describe('an audit entry', () => {
  const entry = (actorKind: string, actorName: string) =>
    `${INSERT_ENTRY}) values ('${actorKind}', '${actorName}', 'job.go', 'job')`;

  it.each(['web', 'gateway', 'engine', 'signer', 'reporter'] as const)(
    'has its number, its moment and its transaction from the database, not from %s',
    async (part) => {
      for (const [column, value] of [
        ['seq', '9000000000000000000'],
        ['at', `now() - interval '1 year'`],
        ['xid', `'1'`],
      ])
        await refused(
          part,
          `${INSERT_ENTRY}, ${column}) values ('system', '${part}', 'a.b', 'job', ${value})`,
        );
    },
  );

  it('never says that a machine, the gateway, the engine or the signer did what the web role wrote', async () => {
    await refused('web', entry('machine', 'host-1'));
    for (const other of ['gateway', 'engine', 'signer', 'reporter'])
      await refused('web', entry('system', other));
    await as('web', (client) => client.query(entry('user', 'Ada')));
    await as('web', (client) => client.query(entry('system', 'supervisor')));
  });

  it.each(['gateway', 'engine', 'signer', 'reporter'] as const)(
    'never says that a person did what %s wrote',
    async (part) => {
      await refused(part, entry('user', 'Ada'));
      for (const other of ['gateway', 'engine', 'signer', 'reporter'].filter((name) => name !== part))
        await refused(part, entry('system', other));
      if (part !== 'gateway') await refused(part, entry('machine', 'host-1'));
      await as(part, (client) => client.query(entry('system', part)));
    },
  );

  it('is written in order by the query that every part uses', async () => {
    const common = {
      scopeId: null,
      actorId: null,
      objectKind: 'job',
      outcome: 'done',
      before: null,
    } as const;
    const rest = { after: null, reason: null, requestId: null, address: null, objectName: null };
    const objectId = randomUUID();
    const one = (action: string) => ({
      ...common,
      ...rest,
      actorKind: 'system' as const,
      actorName: 'engine',
      action,
      objectId,
    });
    await as('engine', (client) => writeAudit(client, [one('a.first'), one('a.second')]));
    const { rows } = await db
      .pool('admin')
      .query(
        "select action, at > now() - interval '1 minute' as now from audit_entry where object_id = $1 order by seq",
        [objectId],
      );
    expect(rows).toEqual([
      { action: 'a.first', now: true },
      { action: 'a.second', now: true },
    ]);
  });
});

describe('a job', () => {
  const insert = (columns: string, values: string) => `
    insert into job (rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, contact_window_seconds,
      verify, not_before, not_after, ${columns})
    values ('${rollout.id}', '${machine.id}', '${machine.scopeId}', '${machine.enrolmentId}', ${++attempts}, 1, '{}',
      '${JSON.stringify(noticePolicy('none'))}', 60, '{}', now(), now() + interval '1 hour', ${values})`;
  let attempts = 100;

  it('can be asked for by the web role, and neither be born at its end nor with evidence', async () => {
    await refused('web', insert('state, finished_at', `'verified', now()`));
    await refused('web', insert('state, before', `'requested', '{}'`));
    await refused('web', insert('state, after', `'requested', '{}'`));
    await refused('web', insert('state, steps', `'requested', '[{}]'`));
    await refused('web', insert('state, status_version', `'requested', 7`));
    await as('web', (client) => client.query(insert('state', `'requested'`)));
  });

  it.each([
    ['web', 'verified'],
    ['web', 'offered'],
    ['engine', 'verified'],
    ['engine', 'cancelled'],
    ['signer', 'verified'],
    ['signer', 'cancelled'],
  ] as const)('cannot be moved by %s to %s', async (part, state) => {
    const { id } = await job({ state: 'running', goGranted: 1 });
    const finished = state === 'offered' ? 'null' : 'now()';
    await refused(part, `update job set state = '${state}', finished_at = ${finished} where id = $1`, [id]);
  });

  it('stays as it ended, whoever wants it otherwise', async () => {
    const { id } = await job({ state: 'running', goGranted: 1 });
    const admin = db.pool('admin');
    await admin.query(
      `update job set state = 'failed', finished_at = now(), detail = 'so it was' where id = $1`,
      [id],
    );
    for (const change of [
      `state = 'verified'`,
      `detail = 'otherwise'`,
      `after = '{}'`,
      `steps = '[{}]'`,
      `finished_at = now() + interval '1 s'`,
    ])
      await refused('gateway', `update job set ${change} where id = $1`, [id]);
    for (const part of ['web', 'engine', 'signer'] as const)
      await as(part, (client) =>
        client.query(`update job set state = 'cancelled', finished_at = now() where id = $1`, [id]),
      ).catch(() => undefined);
    const { rows } = await admin.query('select state, detail from job where id = $1', [id]);
    expect(rows).toEqual([{ state: 'failed', detail: 'so it was' }]);
  });

  it('still takes late reports as evidence', async () => {
    const made = await job({ state: 'running', goGranted: 1 });
    await db
      .pool('admin')
      .query(`update job set state = 'failed', finished_at = now() where id = $1`, [made.id]);
    const report = {
      machineId: made.machineId,
      jobId: made.id,
      attempt: 1,
      version: 9,
      state: 'verified',
      at: new Date(),
      receivedAt: new Date(),
      detail: null,
      until: null,
      steps: [],
      before: null,
      after: null,
      unmet: [],
      blockers: [],
    };
    const [taken] = await as('gateway', (client) => takeStatuses(client, [report]));
    expect(taken?.verdict).toBe('late');
  });
});

describe('an event of a job', () => {
  it.each(['web', 'engine', 'signer'] as const)('cannot be put into an agent’s mouth by %s', async (part) => {
    const { id } = await job();
    const event = (source: string) =>
      `insert into job_event (job_id, scope_id, version, state, source, at) values ('${id}', '${machine.scopeId}', 1, 'running', '${source}', now())`;
    await refused(part, event('agent'));
    await as(part, (client) => client.query(event('server')));
  });
});

describe('what machines pinned', () => {
  it('is neither altered nor removed by the web role once it is written', async () => {
    await as('web', (client) =>
      client.query(`insert into setting (key, value) values ('channel-key', '{"publicKey": "a"}')`),
    );
    const altered = await as('web', (client) =>
      client.query(`update setting set value = '{}' where key = 'channel-key'`),
    );
    const removed = await as('web', (client) =>
      client.query(`delete from setting where key = 'channel-key'`),
    );
    expect([altered.rowCount, removed.rowCount]).toEqual([0, 0]);
  });
});

describe('an evidence bundle', () => {
  const bundle = async (state: 'requested' | 'building' | 'unsigned' | 'ready') => {
    const { rows } = await db.pool('admin').query<{ id: string }>(
      `insert into evidence_bundle (rollout_id, scope_id, requested_by_name, state, manifest, key_id, signature, interim, host, bytes,
         sha256, finished_at, expires_at)
       select $1, $2, 'Ada', $3, case when $3 <> 'requested' then '{}' end, case when $4 then 'k' end,
         case when $4 then decode(repeat('00', 64), 'hex') end, false, 'h', 1, sha256('x'), now(), now() + interval '7 days'
       returning id`,
      [rollout.id, rollout.scopeId, state, state === 'ready'],
    );
    return rows[0]!.id;
  };
  const unchanged = async (part: Part, id: string, change: string) => {
    const found = `select to_jsonb(b) as row from evidence_bundle b where id = '${id}'`;
    const { rows: before } = await db.pool('admin').query(found);
    await as(part, (client) =>
      client.query(`update evidence_bundle set ${change} where id = $1`, [id]),
    ).catch((error: Error) =>
      expect(error.message).toMatch(/permission denied|row-level security|is finished and stays so/),
    );
    expect([part, change, (await db.pool('admin').query(found)).rows]).toEqual([part, change, before]);
  };

  it('is signed by the signer alone, and made by the reporter alone', async () => {
    const id = await bundle('unsigned');
    const signature = `key_id = 'k', signature = decode(repeat('00', 64), 'hex')`;
    for (const part of ['web', 'gateway', 'engine', 'reporter'] as const) {
      await unchanged(part, id, signature);
      await unchanged(part, id, `state = 'signed', ${signature}`);
    }
    for (const part of ['web', 'gateway', 'engine', 'signer'] as const) {
      await unchanged(part, id, `manifest = '{"forged": 1}'`);
      await unchanged(part, id, `sha256 = sha256('y')`);
    }
    await unchanged('signer', id, `state = 'ready'`);
    await unchanged('signer', await bundle('requested'), `state = 'failed', failure = 'x'`);
    await refused(
      'web',
      `insert into evidence_bundle (rollout_id, scope_id, requested_by_name, state) values ($1, $2, 'E', 'ready')`,
      [rollout.id, rollout.scopeId],
    );
    for (const part of ['gateway', 'engine', 'signer', 'reporter'] as const)
      await refused(
        part,
        `insert into evidence_bundle (rollout_id, scope_id, requested_by_name) values ($1, $2, 'E')`,
        [rollout.id, rollout.scopeId],
      );
    for (const part of ['web', 'gateway', 'engine', 'signer', 'reporter'] as const)
      await refused(part, 'delete from evidence_bundle');
  });

  it('stays as it was finished, and then only goes', async () => {
    const id = await bundle('ready');
    for (const part of ['reporter', 'signer', 'web', 'engine'] as const)
      for (const change of [
        `sha256 = sha256('y')`,
        'bytes = 2',
        `manifest = '{"forged": 1}'`,
        `state = 'unsigned'`,
        `state = 'building', manifest = '{"forged": 1}'`,
        `state = 'gone', sha256 = sha256('y')`,
        `finished_at = now() - interval '1 day'`,
        `expires_at = now() + interval '9 years'`,
        `state = 'failed', failure = 'x'`,
      ])
        await unchanged(part, id, change);
    await as('reporter', (client) =>
      client.query(`update evidence_bundle set state = 'gone' where id = $1`, [id]),
    );
    await unchanged('reporter', id, `state = 'building'`);
  });
});

describe('a stub in place of audit entries', () => {
  const ASKED = `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days) values (7, sha256('x'), now(), now(), 30)`;

  it('is asked for by the engine, signed by the signer, and then there to stay', async () => {
    for (const part of ['web', 'gateway', 'signer', 'reporter'] as const) await refused(part, ASKED);
    const signed = `statement = '{}', key_id = 'k', signature = decode(repeat('00', 64), 'hex')`;
    await refused(
      'engine',
      `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days, statement, key_id, signature)
       values (8, sha256('x'), now(), now(), 30, '{}', 'k', decode(repeat('00', 64), 'hex'))`,
    );
    await as('engine', (client) => client.query(ASKED));
    for (const part of ['web', 'gateway', 'engine', 'reporter'] as const)
      await refused(part, `update audit_stub set ${signed}`);
    for (const part of ['web', 'gateway', 'signer', 'reporter'] as const)
      await refused(part, 'delete from audit_stub');
    await refused('signer', 'update audit_stub set count = 9');
    await as('signer', (client) => client.query(`update audit_stub set ${signed}`));
    const again = await as('signer', (client) => client.query(`update audit_stub set statement = '{"a":1}'`));
    const gone = await as('engine', (client) => client.query('delete from audit_stub'));
    expect([again.rowCount, gone.rowCount]).toEqual([0, 0]);
  });
});

describe('a way out for reports', () => {
  const made = async () => {
    await db.pool('admin').query(
      `insert into report_schedule (name, filter, format, every, hour, time_zone, kind, target, webhook_secret, created_by_id,
         covered_to, next_at)
       values ('s', '{}', 'csv', 'day', 6, 'UTC', 'webhook', 'https://example.com', 'whsec', 'u', now(), now())
       on conflict do nothing`,
    );
  };

  it.each(['gateway', 'signer', 'reporter'] as const)('is nothing that %s knows of', async (part) => {
    await made();
    for (const table of ['report_link', 'report_schedule']) {
      await refused(part, `select * from ${table}`);
      await refused(part, `delete from ${table}`);
    }
  });

  it('is aimed by the web role alone, whose secrets it does not read, and walked by the engine alone', async () => {
    await made();
    await refused('web', 'select webhook_secret from report_schedule');
    await refused('web', `update report_schedule set target = 'https://example.net'`);
    await refused('web', 'update report_schedule set covered_to = now()');
    for (const change of [
      `target = 'https://example.net'`,
      `filter = '{"action": "x"}'`,
      `webhook_secret = 'y'`,
    ])
      await refused('engine', `update report_schedule set ${change}`);
    await refused('engine', 'delete from report_schedule');
    await refused('engine', 'select * from report_link');
  });

  it('that is a link is not made valid for longer, nor for another report', async () => {
    await refused('web', `update report_link set expires_at = now() + interval '9 years'`);
    await refused('web', `update report_link set rollout_id = gen_random_uuid()`);
  });
});

describe('the page of a notice', () => {
  const code = 'W7Q2M3K9TPAX2WDR0ABC';

  it('has a role that reads no table and writes none, but for what says that it lives', async () => {
    const { rows } = await db
      .pool('admin')
      .query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p') order by 1`,
      );
    const tables = rows.map(({ name }) => name);
    const open = ['_prisma_migrations', 'server_process'];
    expect(tables).toEqual(
      expect.arrayContaining([...open, 'job', 'machine', 'notice_link', 'notice_answer']),
    );
    for (const table of tables) {
      if (!open.includes(table)) await refused('notice', `select 1 from "${table}"`);
    }
    const { rows: written } = await db.pool('admin').query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')
         and (has_any_column_privilege('teredo_fleet_notice', oid, 'insert, update')
           or has_table_privilege('teredo_fleet_notice', oid, 'delete, truncate, trigger'))`,
    );
    expect(written).toEqual([{ name: 'server_process' }]);
  });

  it('has a role that calls nothing of ours but its two doors', async () => {
    const { rows } = await db.pool('admin').query<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
         and has_function_privilege('teredo_fleet_notice', p.oid, 'execute') order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['answer_notice', 'notice_page']);
  });

  it('is opened and answered by no other role', async () => {
    const digest = await insertNoticeLink(db.pool('admin'), await job(), code);
    for (const part of ['web', 'gateway', 'engine', 'signer', 'reporter'] as const) {
      await refused(part, 'select notice_page($1)', [digest]);
      await refused(part, `select answer_notice($1, 'refused', null, $2, 'en', 'x', '192.0.2.1')`, [
        digest,
        code,
      ]);
    }
  });

  it('gives nobody who reads the database a link, and nobody but the gateway an answer’s proof', async () => {
    for (const part of ['web', 'engine', 'signer', 'reporter'] as const) {
      await refused(part, 'select code_sha256 from notice_link');
      await refused(part, 'select code from notice_answer');
    }
    for (const part of ['web', 'engine', 'signer', 'reporter', 'gateway'] as const)
      await refused(
        part,
        `insert into notice_answer (job_id, scope_id, attempt, session, answer, language, text_sha256, code, address)
         select job_id, scope_id, attempt, session, 'acknowledged', 'en', 'x', $1, '192.0.2.1' from notice_link`,
        [code],
      );
  });
});
