import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportRound } from '../src/engine/reports/report-round';
import { type Answer, startMailbox, startReceiver } from './support/receivers';

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

async function receiver(answer?: (count: number) => Answer) {
  const { close, ...rest } = await startReceiver(answer);
  closing.push(close);
  return rest;
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
    const { got, url } = await receiver();
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
    const { mails, smtp, close } = await startMailbox();
    closing.push(close);
    await due('mail', 'audit@example.com, board@example.com');
    await round({ smtp });
    expect(mails).toMatchObject([
      { from: 'fleet@example.com', to: ['audit@example.com', 'board@example.com'] },
    ]);
    expect(mails[0]!.text).toMatch(/Content-Disposition: attachment/);
    expect(mails[0]!.text).toMatch(/1 audit entries from/);
  });

  it('that cannot be sent says why, once in the audit trail, is tried again, and then covers all of it', async () => {
    await write('a.inside', '2 hours');
    const { got, url } = await receiver((count) => (count < 3 ? 503 : 200));
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
    const { got, url } = await receiver(() => 200);
    await due('webhook', url);
    await Promise.all([round({}, () => true), round({}, () => true), round({}, () => true)]);
    expect(got).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it('of this machine is not reached, by number or by name', async () => {
    const { got, url } = await receiver(() => 200);
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433']) {
      await sql('delete from report_schedule');
      await due('webhook', url.replace('127.0.0.1', host));
      await round();
      expect((await row()).failure, host).toMatch(/of this machine or its own link/);
    }
    expect(got).toEqual([]);
  });

  it('that points elsewhere is not followed', async () => {
    const other = await receiver(() => 200);
    const { url } = await receiver(() => ({ status: 307, headers: { location: other.url } }));
    await due('webhook', url);
    await round({}, () => true);
    expect((await row()).failure).toBe('it answered 307: redirects are not followed');
    expect(other.got).toEqual([]);
  });
});
