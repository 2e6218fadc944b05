import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createTestDatabase,
  insertJob,
  insertMachine,
  insertRollout,
  insertWish,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import { conditionSources, type Judging, type ServedCertificate } from '@teredo-fleet/services';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertSending } from '../src/engine/alerts/alert-sending';
import { alertsRound } from '../src/engine/engine';

const silent = pino({ enabled: false });
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let database: TestDatabase;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
  await sql(
    `insert into setting (key, value) values ('addresses', '{"publicUrl":"https://fleet.example.com"}')`,
  );
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await database.drop();
});

const sql = (text: string, values: unknown[] = []) => database.pool('admin').query(text, values);
const rowsOf = async (text: string) => (await sql(text)).rows;

let certificate: ServedCertificate | null = null;
const sources = conditionSources(async () => certificate);
const decide = () => alertsRound(database.pool('engine'), { sources, send: () => undefined, log: silent })();
const alerts = () =>
  rowsOf(
    'select kind, name, machines, out_of, before, text, ended_at is not null as ended from alert order by id',
  );

async function paused(reason = 'Wave 1 has new failures: 3, and 3 pause the rollout.') {
  const { scopeId } = await insertMachine(database.pool('admin'));
  const rollout = await insertRollout(database.pool('admin'), scopeId);
  await sql(
    `update rollout set name = 'Off on the desks', state = 'paused', pause_reason = $2 where id = $1`,
    [rollout.id, reason],
  );
  return { id: rollout.id, scopeId };
}

const destination = async (
  kind: 'mail' | 'webhook',
  target: string,
  rest: { kinds?: string[]; scopeIds?: string[] } = {},
) =>
  (
    await sql(
      `insert into alert_destination (name, kind, target, webhook_secret, kinds, scope_ids, created_by_id)
       values ($1, $2, $3, $4, $5, $6, 'u') returning id`,
      [
        `${kind} ${target}`,
        kind,
        target,
        kind === 'webhook' ? SECRET : null,
        rest.kinds ?? [],
        rest.scopeIds ?? [],
      ],
    )
  ).rows[0].id as string;

const sender = (smtp: string | null = null, mayReach: (address: string) => boolean = () => true) =>
  new AlertSending({
    pool: database.pool('engine'),
    ways: { smtp, mailFrom: 'fleet@example.com' },
    log: silent,
    mayReach,
  });
async function send(sending = sender()): Promise<void> {
  await sending.round();
  await sending.settle();
}

/** A web server of the test's own on loopback. */
async function receiver(answer: (count: number) => number | null = () => 204) {
  const got: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      const status = answer(got.length);
      if (status !== null) response.writeHead(status, status === 307 ? { location: '/elsewhere' } : {}).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  );
  const news = () =>
    got.flatMap(
      ({ body }) => (JSON.parse(body) as { data: { news: { what: string; title: string }[] } }).data.news,
    );
  return { got, news, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in` };
}

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
    const round = alertsRound(database.pool('engine'), { sources: failing, send: () => undefined, log });
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
    const round = alertsRound(database.pool('engine'), {
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
    await sql(`update rollout set state = 'running', pause_reason = null where id = $1`, [id]);
    await decide();
    expect(await alerts()).toMatchObject([{ ended: true }]);
  });

  it('is told once by two engines that decide at the same moment, whenever one of them is started again', async () => {
    const { url, news } = await receiver();
    await destination('webhook', url);
    await paused();
    for (let again = 0; again < 5; again += 1) await Promise.all([decide(), decide(), decide()]);
    await Promise.all([send(), send(), send()]);
    await decide();
    await send();
    expect(await alerts()).toHaveLength(1);
    expect(news()).toMatchObject([{ what: 'open', title: 'Rollout paused: Off on the desks' }]);
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
      const { id } = await insertMachine(database.pool('admin'));
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
    const { scopeId } = await insertMachine(database.pool('admin'));
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
    const machine = await insertMachine(database.pool('admin'));
    const rollout = await insertRollout(database.pool('admin'), machine.scopeId, { state: 'done' });
    const job = await insertJob(database.pool('admin'), rollout, machine);
    await sql(`update job set state = 'verified', finished_at = now() where id = $1`, [job.id]);
    await insertWish(database.pool('admin'), machine, { rollout, mode: 'off', secondsAgo: 3600 });
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
    const again = await insertJob(database.pool('admin'), rollout, machine, {
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
    const { scopeId } = await insertMachine(database.pool('admin'));
    await sql(
      `insert into enrolment_token (id, scope_id, secret_hash, label, auto_accept, max_uses, uses, created_at, expires_at, created_by_id)
       select name, $1, $2, name, true, 5, uses, now() - made::interval, now() + interval '5 days', 'u'
       from (values ('old', '90 days', 1), ('short', '2 days', 1), ('used', '90 days', 5)) as t (name, made, uses)`,
      [scopeId, Buffer.alloc(32)],
    );
    certificate = {
      fingerprint: 'aa',
      name: 'CN=fleet.example.com',
      endsAt: new Date(Date.now() + 86_400_000),
    };
    await decide();
    expect((await alerts()).map(({ kind, name }) => [kind, name])).toEqual([
      ['token-expiring', 'old'],
      ['certificate-expiring', 'CN=fleet.example.com'],
    ]);
    certificate = { ...certificate, fingerprint: 'bb', endsAt: new Date(Date.now() + 90 * 86_400_000) };
    await decide();
    certificate = null;
    expect((await alerts()).map(({ ended }) => ended)).toEqual([false, true]);
  });
});

describe('what is told', () => {
  it('goes to a webhook, signed as Standard Webhooks has it, with where its subject is shown', async () => {
    const { got, url } = await receiver();
    const id = await destination('webhook', url);
    const { id: rollout } = await paused();
    await decide();
    await send();
    const [sent] = got;
    const headers = sent!.headers as Record<string, string>;
    expect(() => new Webhook(SECRET).verify(sent!.body, headers, { jsonParse: false })).not.toThrow();
    expect(JSON.parse(sent!.body)).toMatchObject({
      type: 'alerts.news',
      data: {
        url: 'https://fleet.example.com/alerts',
        news: [
          { what: 'open', kind: 'rollout-paused', url: `https://fleet.example.com/rollouts/${rollout}` },
        ],
      },
    });
    const [delivery] = await rowsOf('select id, answer, sent_at from alert_delivery');
    expect(delivery).toMatchObject({ answer: 'It answered 204.', sent_at: expect.any(Date) });
    expect(headers['webhook-id']).toBe(delivery.id);
    expect((await rowsOf(`select failing_at, tries from alert_destination where id = '${id}'`))[0]).toEqual({
      failing_at: null,
      tries: 0,
    });
  });

  it('goes by mail, several alerts of one round as one', async () => {
    const mails: { to: string[]; text: string }[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, { envelope }, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          mails.push({
            to: envelope.rcptTo.map(({ address }) => address),
            text: Buffer.concat(parts).toString(),
          });
          done();
        });
      },
    });
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    closing.push(() => new Promise<void>((done) => server.close(() => done())));
    await destination('mail', 'ops@example.com, night@example.com');
    await paused('first');
    await paused('second');
    await decide();
    await send(sender(`smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`));
    expect(mails).toMatchObject([{ to: ['ops@example.com', 'night@example.com'] }]);
    expect(mails[0]!.text).toMatch(/Subject: Teredo Fleet: 2 alerts/);
    expect(mails[0]!.text).toMatch(/first[\s\S]*second/);
    expect((await rowsOf('select answer from alert_delivery'))[0].answer).toMatch(
      /^The mail server answered “250/,
    );
  });

  it('goes only where its kind and its scope are wanted', async () => {
    const { id: rollout, scopeId } = await paused();
    const other = (await sql(`insert into scope (name) values ('Branch') returning id`)).rows[0].id;
    const wanted = await receiver();
    const places = await Promise.all([receiver(), receiver(), receiver()]);
    await destination('webhook', wanted.url, { kinds: ['rollout-paused'], scopeIds: [scopeId] });
    await destination('webhook', places[0].url, { kinds: ['drift'] });
    await destination('webhook', places[1].url, { scopeIds: [other] });
    await decide();
    await destination('webhook', places[2].url);
    await send();
    expect(wanted.news()).toHaveLength(1);
    expect(places.map(({ got }) => got.length)).toEqual([0, 0, 0]);
    await sql(`update rollout set state = 'running', pause_reason = null where id = $1`, [rollout]);
    await decide();
    await send();
    expect(wanted.news().map(({ what }) => what)).toEqual(['open', 'end']);
  });

  it('is tried again later and later with one id, in order, and keeps no other destination waiting', async () => {
    const bad = await receiver((count) => (count < 3 ? 503 : 200));
    const dead = await receiver(() => null);
    const good = await receiver();
    const badId = await destination('webhook', bad.url);
    await destination('webhook', dead.url);
    await destination('webhook', good.url);
    const { id: rollout } = await paused();
    await decide();
    const sending = sender();
    await sending.round();
    await expect.poll(() => good.got.length, { timeout: 10_000 }).toBe(1);
    const standing = async () =>
      (
        await rowsOf(
          `select failure, tries, next_at > now() as waits from alert_destination where id = '${badId}'`,
        )
      )[0];
    await expect.poll(standing).toEqual({ failure: 'it answered 503', tries: 1, waits: true });
    await sql(`update rollout set state = 'running', pause_reason = null where id = $1`, [rollout]);
    await decide();
    const goodNews = async () => {
      await sending.round();
      return good.news().map(({ what }) => what);
    };
    await expect.poll(goodNews, { timeout: 10_000 }).toEqual(['open', 'end']);
    expect(bad.got).toHaveLength(1);
    for (let again = 0; again < 3; again += 1) {
      await sql('update alert_destination set next_at = now() where id = $1', [badId]);
      const before = bad.got.length;
      await sending.round();
      await expect.poll(() => bad.got.length).toBe(before + 1);
      await expect
        .poll(
          async () =>
            (await rowsOf(`select leased_until from alert_destination where id = '${badId}'`))[0]
              .leased_until,
        )
        .toBe(null);
    }
    expect(bad.news().map(({ what }) => what)).toEqual(['open', 'open', 'open', 'end']);
    expect(new Set(bad.got.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    expect(await standing()).toEqual({ failure: null, tries: 0, waits: false });
    await closing.splice(1, 1)[0]!();
    await sending.settle();
  });

  it('is given up after a day; a test at once', async () => {
    const { url } = await receiver(() => 500);
    const id = await destination('webhook', url);
    await paused();
    await decide();
    await sql(`update alert_delivery set created_at = now() - interval '25 hours'`);
    await sql('insert into alert_delivery (destination_id, is_test) values ($1, true)', [id]);
    await send();
    await sql('update alert_destination set next_at = now()');
    await send();
    const ended = await rowsOf('select given_up_at is not null as ended, answer from alert_delivery');
    expect(ended).toEqual([
      { ended: true, answer: 'it answered 500' },
      { ended: true, answer: 'it answered 500' },
    ]);
    expect((await rowsOf('select name from alert_destination where failing_at is not null')).length).toBe(1);
  });

  it('reaches nothing of this machine, and follows no other address', async () => {
    const own = await receiver();
    await destination('webhook', own.url.replace('127.0.0.1', 'localhost'));
    const elsewhere = await receiver(() => 307);
    await paused();
    await decide();
    await send(
      new AlertSending({
        pool: database.pool('engine'),
        ways: { smtp: null, mailFrom: 'f@example.com' },
        log: silent,
      }),
    );
    expect(own.got).toEqual([]);
    expect((await rowsOf('select failure from alert_destination'))[0].failure).toMatch(
      /of this machine or its own link/,
    );
    await sql('delete from alert_destination');
    await destination('webhook', elsewhere.url);
    await destination('mail', 'ops@example.com');
    await paused();
    await decide();
    await send();
    expect(
      (await rowsOf('select failure from alert_destination order by kind desc')).map(
        ({ failure }) => failure,
      ),
    ).toEqual([
      'it answered 307: redirects are not followed',
      'no mail server is named: set TEREDO_FLEET_SMTP and restart the server',
    ]);
  });
});
