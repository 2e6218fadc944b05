import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isReachable } from '../src/engine/outgoing/reachable-address';
import { reportRound } from '../src/engine/reports/report-round';

const silent = pino({ enabled: false });
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let database: TestDatabase;
let folder = '';
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-reports-'));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const sql = (text: string, values: unknown[] = []) => database.pool('admin').query(text, values);

/** A schedule whose time has come, of entries of the last day. */
async function due(
  kind: 'mail' | 'webhook' | 'folder',
  target: string,
  filter: object = { action: 'a.' },
): Promise<void> {
  await sql(
    `insert into report_schedule (name, filter, format, every, hour, time_zone, kind, target, webhook_secret, created_by_id,
       covered_to, next_at)
     values ('Weekly / für uns', $1, 'csv', 'day', 6, 'Europe/Oslo', $2, $3, $4, 'u', now() - interval '1 day', now())`,
    [JSON.stringify(filter), kind, target, kind === 'webhook' ? SECRET : null],
  );
}

const write = (action: string, ago: string) =>
  sql(
    `insert into audit_entry (actor_kind, actor_name, action, object_kind, at) values ('system', 'engine', $1, 'rollout', now() - $2::interval)`,
    [action, ago],
  );

const round = (ways: { smtp?: string; folder?: string } = {}, mayReach?: (address: string) => boolean) =>
  reportRound({
    pool: database.pool('engine'),
    ways: { smtp: ways.smtp ?? null, mailFrom: 'fleet@example.com', folder: ways.folder ?? null },
    log: silent,
    ...(mayReach ? { mayReach } : {}),
  })();

const row = async () => (await sql('select * from report_schedule')).rows[0];
const entries = async () =>
  (
    await sql(
      `select outcome, after, reason from audit_entry where action = 'reportSchedule.send' order by seq`,
    )
  ).rows;

/** A web server of the test's own on loopback. */
async function receiver(
  answer: (request: IncomingMessage, count: number) => { status: number; headers?: Record<string, string> },
) {
  const got: { headers: IncomingMessage['headers']; body: string; path: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString(), path: request.url ?? '' });
      const { status, headers } = answer(request, got.length);
      response.writeHead(status, headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise((done) => server.close(done)));
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in` };
}

describe('a scheduled report', () => {
  it('is put into the folder as a whole file, of what came since the time before, and its SHA-256 is on record', async () => {
    await write('a.early', '2 days');
    await write('a.inside', '2 hours');
    await write('b.other', '2 hours');
    await due('folder', '');
    await round({ folder });
    const [name = '', ...more] = await readdir(folder);
    expect(more).toEqual([]);
    expect(name).toMatch(/^Weekly-für-uns-[0-9a-f]{8}-\d{8}T\d{6}-\d{8}T\d{6}\.csv$/);
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).toContain('a.inside');
    expect(text).not.toMatch(/a\.early|b\.other/);
    expect(await entries()).toMatchObject([
      {
        outcome: 'done',
        after: { rows: 1, fileName: name, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
    const { next_at: next, sent_at: sent, failing_at: failing } = await row();
    expect(next.getTime()).toBeGreaterThan(Date.now());
    expect([sent, failing]).toEqual([expect.any(Date), null]);
    await write('a.later', '30 seconds');
    await round({ folder });
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('never takes the file of another one, whose name differs in signs that no file name takes', async () => {
    await write('a.inside', '2 hours');
    await due('folder', '');
    await sql(`update report_schedule set name = 'Weekly: für uns'`);
    await due('folder', '');
    await sql(`update report_schedule set covered_to = now() - interval '1 day'`);
    await round({ folder });
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('misses no entry, however far ahead the clock of the engine is', async () => {
    await write('a.recent', '20 seconds');
    await due('folder', '');
    vi.useFakeTimers({ now: Date.now() + 10 * 60_000, toFake: ['Date'] });
    try {
      await round({ folder });
      await write('a.after', '1 second');
      await sql(`update report_schedule set next_at = now()`);
      await sql(`update audit_entry set at = at - interval '5 minutes' where action like 'a.%'`);
      await sql(`update report_schedule set covered_to = covered_to - interval '5 minutes'`);
      await round({ folder });
    } finally {
      vi.useRealTimers();
    }
    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(
      texts
        .join('')
        .match(/a\.(recent|after)/g)
        ?.sort(),
    ).toEqual(['a.after', 'a.recent']);
  });

  it('goes to a webhook, signed as Standard Webhooks has it', async () => {
    await write('a.inside', '2 hours');
    const { got, url } = await receiver(() => ({ status: 204 }));
    await due('webhook', url);
    await round({}, () => true);
    const [sent] = got;
    const headers = sent!.headers as Record<string, string>;
    const verify = (body: string) => new Webhook(SECRET).verify(body, headers, { jsonParse: false });
    expect(() => verify(sent!.body)).not.toThrow();
    expect(() => verify(`${sent!.body} `)).toThrow(/No matching signature/);
    expect(JSON.parse(headers['x-teredo-report']!)).toMatchObject({ rows: 1 });
    expect(JSON.stringify(await entries())).not.toContain(SECRET);
  });

  it('goes by e-mail, as an attachment', async () => {
    await write('a.inside', '2 hours');
    const mails: { from: string; to: string[]; text: string }[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, { envelope }, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          mails.push({
            from,
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
    await due('mail', 'audit@example.com, board@example.com');
    await round({ smtp: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}` });
    expect(mails).toMatchObject([
      { from: 'fleet@example.com', to: ['audit@example.com', 'board@example.com'] },
    ]);
    expect(mails[0]!.text).toMatch(/Content-Disposition: attachment/);
    expect(mails[0]!.text).toMatch(/1 audit entries from/);
  });

  it('that cannot be sent says why, once in the audit trail, is tried again, and then covers all of it', async () => {
    await write('a.inside', '2 hours');
    const { got, url } = await receiver((_request, count) => ({ status: count < 3 ? 503 : 200 }));
    await due('webhook', url);
    await round({}, () => true);
    expect(await row()).toMatchObject({ failure: 'it answered 503', tries: 1, failing_at: expect.any(Date) });
    await round({}, () => true);
    expect(got).toHaveLength(1);
    await sql('update report_schedule set next_at = now()');
    await round({}, () => true);
    await sql('update report_schedule set next_at = now()');
    await round({}, () => true);
    expect(got).toHaveLength(3);
    expect(got[2]!.body).toContain('a.inside');
    expect(await row()).toMatchObject({ failure: null, tries: 0, failing_at: null });
    expect((await entries()).map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
  });

  it.each([
    ['mail', 'audit@example.com', /set TEREDO_FLEET_SMTP/],
    ['folder', '', /set TEREDO_FLEET_REPORT_FOLDER/],
  ] as const)('by %s where none is set up says what to set', async (kind, target, words) => {
    await due(kind, target);
    await round();
    expect((await row()).failure).toMatch(words);
  });

  it('is sent by one of several engines', async () => {
    await write('a.inside', '2 hours');
    const { got, url } = await receiver(() => ({ status: 200 }));
    await due('webhook', url);
    await Promise.all([round({}, () => true), round({}, () => true), round({}, () => true)]);
    expect(got).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it('of this machine is not reached, by number or by name', async () => {
    const { got, url } = await receiver(() => ({ status: 200 }));
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433']) {
      await sql('delete from report_schedule');
      await due('webhook', url.replace('127.0.0.1', host));
      await round();
      expect((await row()).failure, host).toMatch(/of this machine or its own link/);
    }
    expect(got).toEqual([]);
  });

  it('that points elsewhere is not followed', async () => {
    const other = await receiver(() => ({ status: 200 }));
    const { url } = await receiver(() => ({ status: 307, headers: { location: other.url } }));
    await due('webhook', url);
    await round({}, () => true);
    expect((await row()).failure).toBe('it answered 307: redirects are not followed');
    expect(other.got).toEqual([]);
  });

  it.each([
    ['192.0.2.1', true],
    ['10.1.2.3', true],
    ['2001:db8::1', true],
    ['fd00::1', true],
    ['127.8.9.1', false],
    ['0.0.0.0', false],
    ['169.254.169.254', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['fe80::1', false],
    ['ff02::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:169.254.169.254', false],
    ['::ffff:192.0.2.1', true],
    ['::127.0.0.1', false],
    ['::192.0.2.1', false],
    ['::ffff:0:127.0.0.1', false],
    ['fd00:ec2::254', false],
    ['fd00:ec2::255', true],
    ['fec0::1', false],
    ['168.63.129.16', false],
    ['168.63.129.17', true],
    ['100.100.100.200', false],
    ['192.0.0.192', false],
    ['64:ff9b::127.0.0.1', false],
    ['64:ff9b::a9fe:a9fe', false],
    ['64:ff9b::168.63.129.16', false],
    ['64:ff9b::192.0.2.1', true],
    ['64:ff9b:1::192.0.2.1', false],
    ['64:ff9b:1:ffff::1', false],
    ['2002:7f00:1::1', false],
    ['2002:a9fe:a9fe::', false],
    ['2002:c000:201::1', true],
    ['example.com', false],
  ])('may reach %s: %s', (address, may) => {
    expect(isReachable(address)).toBe(may);
  });
});
