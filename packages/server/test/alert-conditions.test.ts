import { insertJob, insertMachine, insertRollout, insertWish } from '@teredo-fleet/db/testing';
import type { Judging } from '@teredo-fleet/services';
import { beforeEach, describe, expect, it } from 'vitest';
import { alertsRound } from '../src/engine/engine';
import { useAlertBench } from './support/alert-bench';

const { admin, engine, sql, sources, serve, decide, alerts, paused, resume } = useAlertBench();

describe('a kind whose conditions can’t be read', () => {
  const told: { err: unknown; kind: string }[] = [];
  const log = { error: (what: { err: unknown; kind: string }) => void told.push(what) };
  const failing = {
    ...sources,
    drift: async ({ db }: Judging) => {
      await db.query('insert into alert_destination (name) values (null)');
      return [];
    },
    'new-finding': () => Promise.reject(new Error('it throws')),
  };
  beforeEach(() => void told.splice(0));

  it('keeps no other from being told, is told of once, and ends no alert by its silence', async () => {
    const { scopeId } = await paused();
    await sql(
      `insert into alert (kind, subject, scope_id, name, opened_at, told_at, clear_since)
       values ('new-finding', 'a-rule', $1, 'Rule', now() - interval '1 day', now() - interval '1 day', now() - interval '1 day')`,
      [scopeId],
    );
    const round = alertsRound(engine(), { sources: failing, send: () => undefined, log });
    await round();
    await round();
    expect((await alerts()).map(({ kind, ended }) => [kind, ended])).toEqual([
      ['new-finding', false],
      ['rollout-paused', false],
    ]);
    expect(told.map(({ kind, err }) => [kind, err instanceof Error])).toEqual([
      ['drift', true],
      ['new-finding', true],
    ]);
    expect((await sql('select from alert_destination')).rows).toEqual([]);
    await decide();
    expect((await alerts())[0]).toMatchObject({ kind: 'new-finding', ended: true });
  });

  it('is told of again where it failed after it had been well', async () => {
    let broken = true;
    const round = alertsRound(engine(), {
      sources: {
        ...sources,
        drift: () => (broken ? Promise.reject(new Error('away')) : Promise.resolve([])),
      },
      send: () => undefined,
      log,
    });
    for (broken of [true, true, false, true]) await round();
    expect(told).toHaveLength(2);
  });
});

describe('a condition', () => {
  it('is an alert in the words of what holds the rollout, and ends when it goes on', async () => {
    const { id } = await paused();
    await decide();
    await decide();
    expect(await alerts()).toEqual([
      {
        kind: 'rollout-paused',
        name: 'Off on the desks',
        machines: null,
        out_of: null,
        before: null,
        text: 'Wave 1 has new failures: 3, and 3 pause the rollout.',
        ended: false,
      },
    ]);
    await resume(id);
    await decide();
    expect(await alerts()).toMatchObject([{ ended: true }]);
  });

  it('of a rollout that waits for somebody is told once as that, and ends when somebody decides', async () => {
    const { scopeId } = await insertMachine(admin());
    const { id } = await insertRollout(admin(), scopeId, { kind: 'planned', state: 'awaiting-approval' });
    await decide();
    expect(await alerts()).toEqual([]);
    await sql(`update rollout set created_at = now() - interval '5 hours' where id = $1`, [id]);
    await decide();
    await decide();
    expect(await alerts()).toMatchObject([
      {
        kind: 'rollout-held',
        text: expect.stringContaining('waits for somebody to approve it'),
        ended: false,
      },
    ]);
    await sql(`update rollout set state = 'draft' where id = $1`, [id]);
    await decide();
    expect(await alerts()).toMatchObject([{ kind: 'rollout-held', ended: true }]);
  });

  it('of a broken chain is there until a check finds it whole', async () => {
    const check = (faults: string[]) =>
      sql(
        `insert into audit_check (started_at, finished_at, count, hash, fault_count, faults, published)
         values (now(), clock_timestamp(), 9, $1, $2, $3, '{"inDatabase":0,"outside":0}')`,
        [Buffer.alloc(32), faults.length, JSON.stringify(faults)],
      );
    await check(['Entry 4 was changed.', 'Entry 5 was changed.']);
    await decide();
    expect(await alerts()).toMatchObject([
      { kind: 'chain-broken', text: 'Entry 4 was changed. And 1 more.', ended: false },
    ]);
    await check([]);
    await decide();
    expect(await alerts()).toMatchObject([{ ended: true }]);
  });

  it('of silent machines is one for all of a scope, with their number, and none while the server was just started', async () => {
    for (let n = 0; n < 8; n += 1) {
      const { id } = await insertMachine(admin());
      await sql(
        `insert into machine_contact (machine_id, connected, last_seen_at) values ($1, $2, now() - interval '20 minutes')
         on conflict (machine_id) do update set connected = excluded.connected, last_seen_at = excluded.last_seen_at`,
        [id, n >= 6],
      );
    }
    const started = (ago: string) =>
      sql(
        `insert into server_process (id, role, host, pid, version, started_at, last_seen_at)
         select gen_random_uuid(), role, 'h', 1, '0', now() - $1::interval, now() from unnest(array['engine', 'gateway']) role`,
        [ago],
      );
    await started('2 minutes');
    await decide();
    expect(await alerts()).toEqual([]);
    await started('20 minutes');
    await decide();
    expect(await alerts()).toMatchObject([{ kind: 'agents-lost', machines: 6, out_of: 8, ended: false }]);
    await sql('update machine_contact set connected = true');
    await decide();
    expect(await alerts()).toMatchObject([{ machines: 6, ended: false }]);
    await sql(`update alert set clear_since = clear_since - interval '11 minutes'`);
    await decide();
    expect(await alerts()).toMatchObject([{ ended: true }]);
  });

  it('of findings is their rise since the day before, by rule, without those that are waived', async () => {
    const { scopeId } = await insertMachine(admin());
    const count = (rule: string, machines: number, until = '-infinity') =>
      sql('insert into finding_count values ($1, $2, $3, $4, $5)', [
        scopeId,
        rule,
        'finding',
        until,
        machines,
      ]);
    await count('xbox-party', 9);
    await decide();
    expect(await alerts()).toEqual([]);
    await sql(
      `insert into finding_day (scope_id, rule_id, day, verdict, machines, counted_at)
       values ($1, 'xbox-party', (now() at time zone 'UTC')::date - 3, 'finding', 7, now())`,
      [scopeId],
    );
    await count('another', 5, 'infinity');
    await decide();
    expect(await alerts()).toMatchObject([{ kind: 'new-finding', machines: 2, out_of: 9, before: 7 }]);
    await sql('update finding_count set machines = 8');
    await decide();
    expect(await alerts()).toMatchObject([{ machines: 1, out_of: 8, before: 7, ended: false }]);
  });

  it('of drift is where a rollout turned Teredo off and read that back, and it is on by a newer look', async () => {
    const machine = await insertMachine(admin());
    const rollout = await insertRollout(admin(), machine.scopeId, { state: 'done' });
    const job = await insertJob(admin(), rollout, machine);
    await sql(`update job set state = 'verified', finished_at = now() where id = $1`, [job.id]);
    await insertWish(admin(), machine, { rollout, mode: 'off', secondsAgo: 3600 });
    const look = (type: string, ago: string) =>
      sql(
        `insert into machine_facts (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash, os_family,
           os_name, configured_type, configured_set_by, effective_state, reachable, diagnosis_code, severity)
         select $1, $2, at, at, at, '{}', $5, 'windows', 'Windows 10', $3, 'local', 'offline', 'unknown', 'x', 'ok'
         from (select now() - $4::interval as at) as t
         on conflict (machine_id) do update set observed_at = excluded.observed_at, configured_type = excluded.configured_type`,
        [machine.id, machine.scopeId, type, ago, Buffer.alloc(32)],
      );
    await look('client', '2 hours');
    await decide();
    await look('disabled', '1 minute');
    await decide();
    await look('unknown', '1 minute');
    await decide();
    expect(await alerts()).toEqual([]);
    await look('client', '1 minute');
    const again = await insertJob(admin(), rollout, machine, {
      state: 'running',
      attempt: 2,
    });
    await decide();
    expect(await alerts()).toEqual([]);
    await sql(`update job set state = 'cancelled', finished_at = now() where id = $1`, [again.id]);
    await decide();
    expect(await alerts()).toMatchObject([{ kind: 'drift', machines: 1, out_of: 1, ended: false }]);
  });

  it('of an end that is near is told of tokens that can still be used and of the certificate, not of what was made for a few days', async () => {
    const { scopeId } = await insertMachine(admin());
    await sql(
      `insert into enrolment_token (id, scope_id, secret_hash, label, auto_accept, max_uses, uses, created_at, expires_at, created_by_id)
       select name, $1, $2, name, true, 5, uses, now() - made::interval, now() + interval '5 days', 'u'
       from (values ('old', '90 days', 1), ('short', '2 days', 1), ('used', '90 days', 5)) as t (name, made, uses)`,
      [scopeId, Buffer.alloc(32)],
    );
    const certificate = {
      fingerprint: 'aa',
      name: 'CN=fleet.example.com',
      endsAt: new Date(Date.now() + 86_400_000),
    };
    serve(certificate);
    await decide();
    expect((await alerts()).map(({ kind, name }) => [kind, name])).toEqual([
      ['token-expiring', 'old'],
      ['certificate-expiring', 'CN=fleet.example.com'],
    ]);
    serve({ ...certificate, fingerprint: 'bb', endsAt: new Date(Date.now() + 90 * 86_400_000) });
    await decide();
    expect((await alerts()).map(({ ended }) => ended)).toEqual([false, true]);
  });
});
