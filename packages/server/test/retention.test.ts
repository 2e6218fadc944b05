import { pruneKept } from '@teredo-fleet/db';
import {
  insertJob,
  insertMachine,
  insertNoticeLink,
  insertReceipt,
  insertRollout,
} from '@teredo-fleet/db/testing';
import { describe, expect, it } from 'vitest';
import { useRetentionBench } from './support/retention-bench';

const { database, sql, rowsOf, count, keep, prune, link } = useRetentionBench();

const pruned = () =>
  rowsOf(`select object_name as kind, after from audit_entry where action = 'retention.prune' order by seq`);

describe('rows that need not be kept any longer', () => {
  it('stay as long as nobody says how long, but for sign-in sessions that ended a month ago', async () => {
    const { id } = await insertMachine(database().pool('admin'));
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
      await insertMachine(database().pool('admin')),
      await insertMachine(database().pool('admin')),
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
    const { id } = await insertMachine(database().pool('admin'));
    const quiet = await insertMachine(database().pool('admin'));
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
    const admin = database().pool('admin');
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
    const [since] = await rowsOf(`select now() - since as age from history_kept where kind = 'receipts'`);
    expect(since!.age.days).toBe(30);
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
    await insertMachine(database().pool('admin'));
    await sql(`insert into "user" (id, name, email) values ('u', 'U', 'u@example.com')`);
    await sql(insert);
    await keep({ sessions: 30, observations: 30 });
    await database().pool('engine').query(`select prune_${kind}(1000)`);
    await database().pool('engine').query(`select prune_${kind}(1000)`);
    expect(await pruned()).toEqual([
      { kind, after: { rows: 1, olderThan: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/) } },
    ]);
    await expect(
      database().pool('engine').query(`select enter_pruning('sessions', 1, now())`),
    ).rejects.toThrow(/permission denied/);
  });

  it('are removed by no role of its own accord', async () => {
    const admin = database().pool('admin');
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
        await expect(database().pool(part).query(`delete from ${table}`)).rejects.toThrow(
          /permission denied/,
        );
      await database()
        .pool(part)
        .query('delete from audit_stub')
        .catch(() => undefined);
      expect(await count('audit_stub')).toBe(1);
      if (part !== 'engine')
        await expect(pruneKept(database().pool(part), 'auditEntries', 1)).rejects.toThrow(
          /permission denied/,
        );
      await expect(
        database().pool(part).query(`update job set steps = '[]', outputs_pruned_at = now()`),
      ).rejects.toThrow(/permission denied/);
    }
    await expect(
      database()
        .pool('gateway')
        .query(`update job set steps = '[{"output":"(removed after its time of keeping)"}]'`),
    ).rejects.toThrow(/has ended as verified and stays so/);
  });
});
