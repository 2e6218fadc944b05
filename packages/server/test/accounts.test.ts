import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
let admin: { cookie: string } & Credentials;
beforeAll(async () => {
  bench = await startWebBench();
  const person = await bench.makeUser('admin');
  admin = { ...person, cookie: await bench.signIn(person) };
});
afterAll(() => bench.stop());

const NEW = 'quite another passphrase';
const rows = async (sql: string, values: unknown[]) =>
  (await bench.database.pool('admin').query(sql, values)).rows;

async function call(path: string, cookie: string, body: unknown = null) {
  const headers = { 'content-type': 'application/json', origin: bench.url, cookie };
  const rest = body === null ? {} : { method: 'POST', body: JSON.stringify(body) };
  return fetch(`${bench.url}/api/auth/${path}`, { headers, ...rest });
}

const isSignedIn = async (cookie: string) => (await bench.query('viewer.me', {}, cookie)).data !== null;
const actionsOn = async (id: string) =>
  (await rows('select action, outcome from audit_entry where object_id = $1 order by seq', [id])).map(
    ({ action, outcome }) => `${action} ${outcome}`,
  );

async function makeLink(id: string) {
  const { data } = await bench.mutate('users.createResetLink', { id }, admin.cookie);
  const { link, expiresAt } = data as { link: string; expiresAt: string };
  return { link, expiresAt, secret: link.split('#')[1]! };
}
const reset = (secret: string, password = NEW) =>
  bench.mutate('users.resetPassword', { secret, password }, null);

describe('a link for a new password', () => {
  it('sets it once, ends every session, and is written down as what its holder did', async () => {
    const person = await bench.makeUser('operator');
    const sessions = [await bench.signIn(person), await bench.signIn(person)];
    const { link, secret, expiresAt } = await makeLink(person.id);
    expect(link).toMatch(/\/reset-password#\w{20,}$/);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(8 * 3_600_000);
    expect((await reset(secret)).status).toBe(200);
    for (const cookie of sessions) expect(await isSignedIn(cookie)).toBe(false);
    await expect(bench.signIn(person)).rejects.toThrow('401');
    expect(await isSignedIn(await bench.signIn({ ...person, password: NEW }))).toBe(true);
    expect(await reset(secret, 'and a third passphrase')).toMatchObject({ status: 400 });
    expect(await actionsOn(person.id)).toEqual([
      'auth.signIn done',
      'auth.signIn done',
      'user.createResetLink done',
      'user.resetPassword done',
      'auth.signIn done',
    ]);
  });

  it('says whose it is until it is spent, void or its holder disabled', async () => {
    const holder = async (secret: string) =>
      (await bench.mutate('users.checkResetLink', { secret }, null)).data as { email: string | null };
    const person = await bench.makeUser('viewer');
    const { secret: older } = await makeLink(person.id);
    const { secret } = await makeLink(person.id);
    expect(await holder('nothing')).toEqual({ email: null });
    expect(await holder(older)).toEqual({ email: null });
    for (let n = 0; n < 2; n += 1) expect(await holder(secret)).toEqual({ email: person.email });
    expect((await reset(secret)).status).toBe(200);
    expect(await holder(secret)).toEqual({ email: null });
    const { secret: last } = await makeLink(person.id);
    await rows(`update verification set expires_at = now() - interval '1 second' where value = $1`, [
      person.id,
    ]);
    expect(await holder(last)).toEqual({ email: null });
  });

  it('is spent once also when it is used twice at the same moment', async () => {
    const person = await bench.makeUser('viewer');
    const { secret } = await makeLink(person.id);
    const answers = await Promise.all([reset(secret, `${NEW} one`), reset(secret, `${NEW} two`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('is kept as a hash, and is void after its time, after a newer one, and after the account was disabled', async () => {
    const person = await bench.makeUser('viewer');
    const first = await makeLink(person.id);
    const kept = JSON.stringify([
      await rows('select * from verification', []),
      await rows('select * from audit_entry', []),
    ]);
    expect(kept).not.toContain(first.secret);
    const second = await makeLink(person.id);
    expect(await reset(first.secret)).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('newer one was made') },
    });
    await rows(`update verification set expires_at = now() - interval '1 second' where value = $1`, [
      person.id,
    ]);
    expect((await reset(second.secret)).status).toBe(400);
    const third = await makeLink(person.id);
    await bench.mutate('users.disable', { id: person.id }, admin.cookie);
    expect((await reset(third.secret)).status).toBe(400);
    expect((await bench.mutate('users.createResetLink', { id: person.id }, admin.cookie)).status).toBe(409);
    await bench.mutate('users.enable', { id: person.id }, admin.cookie);
    expect(await isSignedIn(await bench.signIn(person))).toBe(true);
  });

  it('takes no password that is too short or among the first tried, and stays good', async () => {
    const person = await bench.makeUser('viewer');
    const { secret } = await makeLink(person.id);
    expect((await reset(secret, 'short')).status).toBe(400);
    expect((await reset(secret, 'password1234')).status).toBe(400);
    expect((await reset(secret)).status).toBe(200);
  });

  it('is made by admins, and not for oneself', async () => {
    const operator = await bench.makeUser('operator');
    const cookie = await bench.signIn(operator);
    expect((await bench.mutate('users.createResetLink', { id: admin.id }, cookie)).status).toBe(403);
    expect((await bench.mutate('users.createResetLink', { id: admin.id }, admin.cookie)).status).toBe(409);
  });
});

describe('one’s own account', () => {
  it('changes its password with the current one, and is signed out everywhere else', async () => {
    const person = await bench.makeUser('operator');
    const [here, elsewhere] = [await bench.signIn(person), await bench.signIn(person)];
    const change = (currentPassword: string) =>
      call('change-password', here, { currentPassword, newPassword: NEW, revokeOtherSessions: false });
    expect((await change('not the current one')).status).toBe(400);
    expect(await isSignedIn(elsewhere)).toBe(true);
    const changed = await change(person.password);
    expect(changed.status).toBe(200);
    const renewed = changed.headers.getSetCookie()[0]!.split(';')[0]!;
    expect(await Promise.all([here, elsewhere, renewed].map(isSignedIn))).toEqual([false, false, true]);
    const [{ token }] = await rows('select token from session where user_id = $1', [person.id]);
    expect(await changed.text()).not.toContain(token);
    expect(await actionsOn(person.id)).toEqual([
      'auth.signIn done',
      'auth.signIn done',
      'auth.changePassword refused',
      'auth.changePassword done',
    ]);
  });

  it('sees where it is signed in, without what a script could sign in with, and signs out elsewhere', async () => {
    const person = await bench.makeUser('viewer');
    const [here, elsewhere] = [await bench.signIn(person), await bench.signIn(person)];
    const listed = await call('list-sessions', here);
    const sessions = (await listed.json()) as Record<string, unknown>[];
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const tokens = await rows('select token from session where user_id = $1', [person.id]);
    for (const { token } of tokens) expect(JSON.stringify(sessions)).not.toContain(token);
    expect((await call('revoke-other-sessions', here, {})).status).toBe(200);
    expect(await Promise.all([here, elsewhere].map(isSignedIn))).toEqual([true, false]);
    expect(await actionsOn(person.id)).toContain('auth.signOutElsewhere done');
  });

  it.each([
    ['change-password', { currentPassword: 'x', newPassword: NEW }, 401],
    ['list-sessions', null, 401],
    ['revoke-other-sessions', {}, 401],
    ['revoke-sessions', {}, 404],
    ['get-session', null, 404],
    ['revoke-session', { token: 'x' }, 404],
    ['reset-password', { token: 'x', newPassword: NEW }, 404],
  ])('%s does nothing for somebody who is not signed in', async (path, body, status) => {
    expect((await call(path, '', body)).status).toBe(status);
  });
});
