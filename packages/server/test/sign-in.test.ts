import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
beforeAll(async () => {
  bench = await startWebBench();
});
afterAll(() => bench.stop());

describe('signing in', () => {
  it('gives a session whose cookie no script can read', async () => {
    const { email, password } = await bench.makeUser('operator');
    const answer = await bench.post('/api/auth/sign-in/email', { email, password });
    expect(answer.status).toBe(200);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const [token = ''] = decodeURIComponent(cookie.split(/[=;]/)[1] ?? '').split('.');
    expect(token.length).toBeGreaterThan(20);
    expect(await answer.text()).not.toContain(token);
    expect(await bench.auditOf(email)).toMatchObject([
      { action: 'auth.signIn', outcome: 'done', address: '127.0.0.1' },
    ]);
  });

  it('says the same of a wrong password and of an unknown person, and writes both down', async () => {
    const { email } = await bench.makeUser('viewer');
    const wrong = await bench.post('/api/auth/sign-in/email', { email, password: 'not this one at all' });
    const unknown = await bench.post('/api/auth/sign-in/email', {
      email: 'nobody@example.com',
      password: 'not this one',
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
    for (const one of [email, 'nobody@example.com']) {
      const [entry] = await bench.auditOf(one);
      expect(entry).toMatchObject({ action: 'auth.signIn', outcome: 'refused', address: '127.0.0.1' });
      expect(entry?.request_id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('is refused to a disabled account, with what to do, and written down', async () => {
    const person = await bench.makeUser('operator', { disabled: true });
    const answer = await bench.post('/api/auth/sign-in/email', {
      email: person.email,
      password: person.password,
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('Ask an admin') });
    expect(await bench.auditOf(person.email)).toMatchObject([{ outcome: 'refused', reason: 'disabled' }]);
  });

  it('is not possible by making an account oneself, nor by any other route of the library', async () => {
    for (const path of [
      'sign-up/email',
      'update-user',
      'change-email',
      'delete-user',
      'request-password-reset',
    ]) {
      const answer = await bench.post(`/api/auth/${path}`, {
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
    expect((await bench.post('/api/auth/sign-out', {}, { cookie })).status).toBe(200);
    expect((await bench.query('viewer.me', {}, cookie)).data).toBeNull();
    expect((await bench.auditOf(person.email)).map(({ action }) => action)).toEqual([
      'auth.signIn',
      'auth.signOut',
    ]);
  });

  it('keeps on record that a new password was refused for a wrong current one, of whoever is signed in', async () => {
    const person = await bench.makeUser('operator');
    const cookie = await bench.signIn(person);
    const body = { currentPassword: 'not this one at all', newPassword: 'quite another passphrase' };
    expect((await bench.post('/api/auth/change-password', body, { cookie })).status).toBe(400);
    expect((await bench.post('/api/auth/change-password', body)).status).toBe(401);
    expect(await bench.auditOf(person.email)).toMatchObject([
      { action: 'auth.signIn', outcome: 'done' },
      { action: 'auth.changePassword', outcome: 'refused', reason: 'INVALID_PASSWORD', address: '127.0.0.1' },
    ]);
  });

  it('refuses a new password that everybody tries first', async () => {
    const person = await bench.makeUser('operator');
    const cookie = await bench.signIn(person);
    const change = (newPassword: string) =>
      bench.post('/api/auth/change-password', { currentPassword: person.password, newPassword }, { cookie });
    expect((await change('password1234')).status).toBe(400);
    expect((await change('short')).status).toBe(400);
    expect((await change('quite another passphrase')).status).toBe(200);
  });

  it('is told that an address with a control character is none, and leaves what they typed in the audit trail', async () => {
    for (const email of [
      'a\u0000b@example.com',
      'a\u001b[2J@example.com',
      { $ne: null },
      ['a@example.com'],
    ]) {
      const answer = await bench.post('/api/auth/sign-in/email', { email, password: 'a long enough one' });
      expect(answer.status, JSON.stringify(email)).toBe(400);
    }
    expect((await bench.auditOf('a\ufffdb@example.com')).length).toBeLessThanOrEqual(1);
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
