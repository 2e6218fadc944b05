import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { changeUrl } from '@teredo-fleet/db';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChangeFeed } from '../src/web/change-feed';
import { TOAST_STYLES } from '../src/web/security-headers';
import { startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
beforeAll(async () => {
  bench = await startWebBench();
});
afterAll(() => bench.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${bench.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: bench.url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function auditOf(email: string) {
  const { rows } = await bench.database
    .pool('admin')
    .query(
      `select action, outcome, reason, address, request_id from audit_entry where object_name = $1 order by seq`,
      [email],
    );
  return rows;
}

/** A raw request: fetch would not let us say these headers. */
function rawStatus(options: {
  path: string;
  method: string;
  headers: Record<string, string>;
}): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(bench.url, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end('{}');
  });
}

describe('signing in', () => {
  it('gives a session whose cookie no script can read', async () => {
    const { email, password } = await bench.makeUser('operator');
    const answer = await post('/api/auth/sign-in/email', { email, password });
    expect(answer.status).toBe(200);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const [token = ''] = decodeURIComponent(cookie.split(/[=;]/)[1] ?? '').split('.');
    expect(token.length).toBeGreaterThan(20);
    expect(await answer.text()).not.toContain(token);
    expect(await auditOf(email)).toMatchObject([
      { action: 'auth.signIn', outcome: 'done', address: '127.0.0.1' },
    ]);
  });

  it('says the same of a wrong password and of an unknown person, and writes both down', async () => {
    const { email } = await bench.makeUser('viewer');
    const wrong = await post('/api/auth/sign-in/email', { email, password: 'not this one at all' });
    const unknown = await post('/api/auth/sign-in/email', {
      email: 'nobody@example.com',
      password: 'not this one',
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
    for (const one of [email, 'nobody@example.com']) {
      const [entry] = await auditOf(one);
      expect(entry).toMatchObject({ action: 'auth.signIn', outcome: 'refused', address: '127.0.0.1' });
      expect(entry.request_id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('is refused to a disabled account, with what to do, and written down', async () => {
    const person = await bench.makeUser('operator', { disabled: true });
    const answer = await post('/api/auth/sign-in/email', { email: person.email, password: person.password });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('Ask an admin') });
    expect(await auditOf(person.email)).toMatchObject([{ outcome: 'refused', reason: 'disabled' }]);
  });

  it('is not possible by making an account oneself, nor by any other route of the library', async () => {
    for (const path of [
      'sign-up/email',
      'update-user',
      'change-email',
      'delete-user',
      'request-password-reset',
    ]) {
      const answer = await post(`/api/auth/${path}`, {
        email: 'a@example.com',
        password: 'a long passphrase',
        name: 'A',
      });
      expect(answer.status, path).toBe(404);
    }
  });

  it('is refused after many attempts from one address', async () => {
    const other = await startWebBench();
    const statuses: number[] = [];
    for (let n = 0; n < 25; n++) {
      const answer = await fetch(`${other.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: other.url,
          'x-teredo-client-address': `192.0.2.${n}`,
        },
        body: JSON.stringify({ email: 'x@example.com', password: 'wrong password' }),
      });
      statuses.push(answer.status);
    }
    await other.stop();
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
  });

  it('ends with signing out, on the server too', async () => {
    const person = await bench.makeUser('operator');
    const cookie = await bench.signIn(person);
    expect((await bench.query('viewer.me', {}, cookie)).data).toMatchObject({ email: person.email });
    expect((await post('/api/auth/sign-out', {}, { cookie })).status).toBe(200);
    expect((await bench.query('viewer.me', {}, cookie)).data).toBeNull();
    expect((await auditOf(person.email)).map(({ action }) => action)).toEqual([
      'auth.signIn',
      'auth.signOut',
    ]);
  });

  it('refuses a new password that everybody tries first', async () => {
    const person = await bench.makeUser('operator');
    const cookie = await bench.signIn(person);
    const change = (newPassword: string) =>
      post('/api/auth/change-password', { currentPassword: person.password, newPassword }, { cookie });
    expect((await change('password1234')).status).toBe(400);
    expect((await change('short')).status).toBe(400);
    expect((await change('quite another passphrase')).status).toBe(200);
  });
});

describe('rights', () => {
  it('follow a change of role, a disabled account and an ended session with the very next request', async () => {
    const admin = bench.database.pool('admin');
    const person = await bench.makeUser('admin');
    const cookie = await bench.signIn(person);
    expect((await bench.query('users.list', {}, cookie)).status).toBe(200);
    await admin.query(`update "user" set role = 'viewer' where id = $1`, [person.id]);
    expect(await bench.query('users.list', {}, cookie)).toMatchObject({
      status: 403,
      error: { code: 'forbidden' },
    });
    await admin.query(`update "user" set role = 'admin', disabled_at = now() where id = $1`, [person.id]);
    expect(await bench.query('users.list', {}, cookie)).toMatchObject({ status: 401 });
    await admin.query(`update "user" set disabled_at = null where id = $1`, [person.id]);
    expect((await bench.query('users.list', {}, cookie)).status).toBe(200);
    await admin.query("update session set created_at = now() - interval '8 days' where user_id = $1", [
      person.id,
    ]);
    expect((await bench.query('users.list', {}, cookie)).status).toBe(401);
  });

  it('end an open subscription when they end', async () => {
    const person = await bench.makeUser('operator');
    const cookie = await bench.signIn(person);
    const answer = await fetch(`${bench.url}/api/trpc/events.changes?input=%7B%7D`, {
      headers: { cookie, accept: 'text/event-stream' },
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = answer.body?.getReader();
    let text = '';
    const readUntil = async (pattern: RegExp) => {
      while (!pattern.test(text)) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) break;
        text += Buffer.from(value ?? new Uint8Array()).toString();
      }
      return text;
    };
    await readUntil(/connected/);
    const admin = bench.database.pool('admin');
    await admin.query(`select pg_notify('teredo_changed', 'settings')`);
    expect(await readUntil(/"settings"/)).toContain('"kind":"settings"');
    await admin.query('delete from session where user_id = $1', [person.id]);
    await admin.query(`select pg_notify('teredo_changed', 'settings')`);
    expect(await readUntil(/unauthenticated/)).toContain('unauthenticated');
    await reader?.cancel();
  });
});

describe('a request that changes something', () => {
  const input = { on: false, reason: 'a test of origins' };

  it('is taken from our own pages only', async () => {
    const cookie = await bench.signIn(await bench.makeUser('admin'));
    expect((await bench.mutate('brake.set', input, cookie)).status).toBe(200);
    const url = `${bench.url}/api/trpc/brake.set`;
    const from = async (headers: Record<string, string>) => {
      const all = { 'content-type': 'application/json', cookie, ...headers };
      return (await fetch(url, { method: 'POST', headers: all, body: JSON.stringify(input) })).status;
    };
    expect(await from({ origin: 'http://fleet.example.com' })).toBe(200);
    expect(await from({ origin: 'https://evil.example.com' })).toBe(403);
    expect(await from({ origin: 'null' })).toBe(403);
    expect(await from({})).toBe(403);
    expect(await from({ origin: bench.url, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  it('is not taken for a host name that anybody could point here', async () => {
    const headers = {
      host: 'evil.example.com',
      origin: 'http://evil.example.com',
      'content-type': 'application/json',
    };
    expect(await rawStatus({ path: '/api/trpc/brake.set', method: 'POST', headers })).toBe(403);
  });

  it('is taken from an address that was set a moment ago, and in the wizard from the one it is opened at', async () => {
    const headers = {
      host: 'new.example.com',
      origin: 'http://new.example.com',
      'content-type': 'application/json',
    };
    expect(await rawStatus({ path: '/api/trpc/brake.set', method: 'POST', headers })).toBe(403);
    expect(await rawStatus({ path: '/api/trpc/setup.complete', method: 'POST', headers })).toBe(400);
    const foreign = { ...headers, origin: 'https://evil.example.com' };
    expect(await rawStatus({ path: '/api/trpc/setup.complete', method: 'POST', headers: foreign })).toBe(403);
    await bench.database
      .pool('admin')
      .query(
        `insert into setting (key, value) values ('addresses', '{"publicUrl": "http://new.example.com", "agentUrl": ""}')`,
      );
    expect(await rawStatus({ path: '/api/trpc/brake.set', method: 'POST', headers })).toBe(401);
  });

  it('is not taken as text, nor by GET', async () => {
    const cookie = await bench.signIn(await bench.makeUser('admin'));
    expect((await post('/api/trpc/brake.set', input, { cookie, 'content-type': 'text/plain' })).status).toBe(
      415,
    );
    expect((await bench.query('brake.set', input, cookie)).status).toBe(405);
  });

  it('is refused when it is too large', async () => {
    expect((await post('/api/auth/sign-in/email', { email: 'x'.repeat(100_000) })).status).toBe(413);
    const answer = await post('/api/trpc/brake.set', `{"x":"${'x'.repeat(600_000)}"}`);
    expect(answer.status).toBe(413);
  });
});

describe('every answer', () => {
  it('carries the headers that keep a browser safe, with a nonce of its own', async () => {
    const [first, second] = [await fetch(`${bench.url}/machines`), await fetch(`${bench.url}/machines`)];
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await first.text()).toContain(`page /machines nonce ${nonce} `);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-/);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}' ${TOAST_STYLES};`);
    expect(policy).not.toBe(second.headers.get('content-security-policy'));
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    expect(first.headers.get('x-powered-by')).toBeNull();
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
  });

  it('knows the one style sheet without a nonce by its hash', () => {
    const library = readFileSync(createRequire(import.meta.url).resolve('sonner'), 'utf8');
    const [, text = '""'] = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(library) ?? [];
    const sourceOf = (sheet: string) => `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
    expect(TOAST_STYLES).toBe(`${sourceOf('')} ${sourceOf(JSON.parse(text))}`);
  });

  it('names the build that gave it, and tells pages the same', async () => {
    const answer = await fetch(`${bench.url}/machines`, { headers: { 'x-teredo-build': 'forged' } });
    expect(answer.headers.get('x-teredo-build')).toBe('build-of-the-bench');
    expect(await answer.text()).toMatch(/ build build-of-the-bench$/);
    expect((await post('/api/trpc/brake.set', {})).headers.get('x-teredo-build')).toBe('build-of-the-bench');
  });

  it('to an odd method or an unknown route is a plain refusal', async () => {
    expect(await rawStatus({ path: '/machines', method: 'TRACE', headers: {} })).toBe(405);
    expect((await fetch(`${bench.url}/machines`, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${bench.url}/api/nothing`)).status).toBe(404);
    expect((await bench.query('machines.explode', {}, null)).status).toBe(404);
  });

  it('does not believe a header that says where the request came from', async () => {
    const answer = await post(
      '/api/auth/sign-in/email',
      { email: 'spoof@example.com', password: 'wrong password' },
      { 'x-forwarded-for': '203.0.113.9', 'x-teredo-client-address': '203.0.113.9' },
    );
    expect(answer.status).toBe(401);
    expect(await auditOf('spoof@example.com')).toMatchObject([{ address: '127.0.0.1' }]);
  });
});

describe('health', () => {
  it('is the process alone at /healthz, and every part at /readyz', async () => {
    expect((await fetch(`${bench.url}/healthz`)).status).toBe(200);
    const answer = await fetch(`${bench.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ready: false,
      database: { ok: true },
      migrations: { ok: true },
      roles: { web: { ok: true }, gateway: { ok: false, text: 'no process of this role is alive' } },
    });
    const admin = bench.database.pool('admin');
    for (const role of ['gateway', 'engine', 'signer']) {
      await admin.query(
        `insert into server_process (id, role, host, pid, version, started_at, last_seen_at)
         values (gen_random_uuid(), $1, 'test', 1, '0', now(), now())`,
        [role],
      );
    }
    await expect.poll(async () => (await fetch(`${bench.url}/readyz`)).status).toBe(200);
  });

  it('names the migration that is missing at /readyz', async () => {
    const admin = bench.database.pool('admin');
    const newest = `(select max(migration_name) from _prisma_migrations)`;
    const { rows } = await admin.query<{ name: string }>(
      `update _prisma_migrations set finished_at = null where migration_name = ${newest} returning migration_name as name`,
    );
    const readiness = async () => (await fetch(`${bench.url}/readyz`)).json();
    await expect.poll(readiness).toMatchObject({
      ready: false,
      database: { ok: true },
      migrations: { ok: false, text: `not applied: ${rows[0]?.name}` },
    });
    await admin.query(`update _prisma_migrations set finished_at = now() where finished_at is null`);
    await expect.poll(readiness).toMatchObject({ migrations: { ok: true } });
  });
});

describe('a report', () => {
  it('is the file that a signed-in person may have, and nobody else', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect((await fetch(`${bench.url}/api/reports/${id}.json`)).status).toBe(401);
    const cookie = await bench.signIn(await bench.makeUser('auditor'));
    const answer = await fetch(`${bench.url}/api/reports/${id}.csv`, { headers: { cookie } });
    expect([answer.status, (await answer.json()) as unknown]).toMatchObject([
      404,
      { error: { code: 'not-found' } },
    ]);
    expect((await fetch(`${bench.url}/api/reports/${id}.pdf`, { headers: { cookie } })).status).toBe(404);
  });
});

describe('while the database is away', () => {
  it('the process lives, says what is missing, refuses what it cannot do, and comes back by itself', async () => {
    const other = await startWebBench();
    const person = await other.makeUser('admin');
    const cookie = await other.signIn(person);
    const cluster = new pg.Client(changeUrl(other.database.adminUrl, { database: 'postgres' }));
    await cluster.connect();
    const { name } = other.database;
    await cluster.query(`alter database ${name} with allow_connections false`);
    await cluster.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${other.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { database: { ok: false } }]);
    expect(await other.query('machines.list', {}, cookie)).toMatchObject({
      status: 503,
      error: { code: 'unavailable', message: expect.stringContaining('Try again') },
    });
    await expect(other.signIn(person)).rejects.toThrow(/503.*Try again/);
    await cluster.query(`alter database ${name} with allow_connections true`);
    await cluster.end();
    await expect.poll(async () => (await other.query('machines.list', {}, cookie)).status).toBe(200);
    await other.stop();
  });
});

describe('somebody who tries things', () => {
  it('is told that an address with a control character is none, and leaves what they typed in the audit trail', async () => {
    for (const email of [
      'a\u0000b@example.com',
      'a\u001b[2J@example.com',
      { $ne: null },
      ['a@example.com'],
    ]) {
      const answer = await post('/api/auth/sign-in/email', { email, password: 'a long enough one' });
      expect(answer.status, JSON.stringify(email)).toBe(400);
    }
    expect((await auditOf('a\ufffdb@example.com')).length).toBeLessThanOrEqual(1);
  });

  it('gets no session cookie over TLS that goes over a plain connection as well', async () => {
    const own = await startWebBench({ trustedProxies: ['127.0.0.1'] });
    const body = JSON.stringify(await own.makeUser('viewer'));
    const signIn = (proto: string) =>
      fetch(`${own.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: own.url.replace('http', proto),
          'x-forwarded-proto': proto,
        },
        body,
      });
    const cookies = (await signIn('https')).headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/; Secure\b/);
    for (const cookie of (await signIn('http')).headers.getSetCookie()) expect(cookie).not.toMatch(/Secure/);
    await own.stop();
  });

  it('gets live news on thirty pages at once and no more', async () => {
    const feed = new ChangeFeed();
    const pages = Array.from({ length: 31 }, () => new AbortController());
    const reader = { personId: 'eve', lastEventId: null };
    const readers = pages.map(({ signal }) => feed.subscribe(reader, signal));
    const answers = await Promise.allSettled(
      readers.map((page) => Promise.race([page.next(), new Promise((resolve) => setTimeout(resolve, 50))])),
    );
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const other = feed.subscribe({ personId: 'ada', lastEventId: null }, pages[0]!.signal);
    const first = other.next();
    feed.publish({ kind: 'settings', id: null });
    expect(await first).toMatchObject({ done: false });
    for (const page of pages) page.abort();
    await Promise.all(readers.map((page) => page.return(undefined)));
    const again = feed.subscribe(reader, new AbortController().signal);
    const next = again.next();
    feed.publish({ kind: 'audit', id: null });
    expect(await next).toMatchObject({ done: false });
    await again.return(undefined);
    await other.return(undefined);
  });
});
