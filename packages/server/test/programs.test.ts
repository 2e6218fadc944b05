import { randomUUID } from 'node:crypto';
import { insertMachine, insertScope } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callProgram, type MadeToken, makeToken, type ProgramAnswer } from './support/program';
import { type Credentials, startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
let admin: Credentials;
let tokens: Record<'admin' | 'operator' | 'viewer', MadeToken>;
let machineId: string;

beforeAll(async () => {
  bench = await startWebBench();
  admin = await bench.makeUser('admin');
  tokens = {
    admin: await makeToken(bench, admin, { role: 'admin' }),
    operator: await makeToken(bench, admin, { role: 'operator' }),
    viewer: await makeToken(bench, admin),
  };
  machineId = (await insertMachine(bench.database.pool('admin'))).id;
});
afterAll(() => bench.stop());

const labels = (secret: string, body: unknown, headers: Record<string, string> = {}) =>
  callProgram(bench, `/machines/${machineId}/labels`, {
    method: 'POST',
    secret,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const newest = async (action: string) => {
  const { rows } = await bench.database
    .pool('admin')
    .query('select * from audit_entry where action = $1 order by seq desc limit 1', [action]);
  return rows[0];
};

describe('a program with an API token', () => {
  it('reads and changes what its role may, as the person who made the token', async () => {
    const me = await callProgram(bench, '/me', { secret: tokens.operator.secret });
    expect(me).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
    expect(me.body).toMatchObject({ id: admin.id, role: 'operator', token: { id: tokens.operator.id } });
    expect(await labels(tokens.operator.secret, { labels: ['a'] })).toMatchObject({
      status: 200,
      body: { labels: ['a'] },
    });
    const listed = await callProgram(bench, '/machines?filter.label=a', { secret: tokens.viewer.secret });
    expect(listed.body).toMatchObject({ total: 1, rows: [{ id: machineId, labels: ['a'] }] });
    expect(await newest('machine.setLabels')).toMatchObject({
      actor_id: admin.id,
      actor_token: `test (${tokens.operator.secret.slice(0, 10)}…)`,
      address: '127.0.0.1',
      outcome: 'done',
    });
  });

  it('pages by cursor, of the same list only', async () => {
    for (const hostname of ['p1', 'p2', 'p3'])
      await insertMachine(bench.database.pool('admin'), { hostname } as never);
    const { secret } = tokens.viewer;
    const first = (await callProgram(bench, '/machines?limit=2', { secret })).body;
    const cursor = encodeURIComponent(first.nextCursor);
    const second = await callProgram(bench, `/machines?limit=2&cursor=${cursor}`, { secret });
    expect(second.body.rows).toHaveLength(2);
    expect(second.body.rows).not.toEqual(first.rows);
    const other = await callProgram(
      bench,
      `/machines?sort.by=lastSeenAt&sort.direction=asc&cursor=${cursor}`,
      {
        secret,
      },
    );
    expect(other).toMatchObject({
      status: 400,
      body: { code: 'invalid', fields: { cursor: expect.any(String) } },
    });
  });

  it('answers HEAD without a body', async () => {
    const head = await callProgram(bench, '/brake', { method: 'HEAD', secret: tokens.viewer.secret });
    expect([head.status, head.body]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10);
  });

  it('answers no HEAD for a file: that one was taken is put on record', async () => {
    for (const path of ['/audit/export?format=csv', `/rollouts/${randomUUID()}/report?format=csv`]) {
      const head = await callProgram(bench, path, { method: 'HEAD', secret: tokens.admin.secret });
      expect([head.status, head.headers.get('allow')], path).toEqual([405, 'GET']);
    }
  });

  it('is never given a cookie, a cached answer or a way in for other pages', async () => {
    for (const secret of [tokens.viewer.secret, 'tfa_wrong'])
      for (const path of ['/me', '/openapi.json']) {
        const { headers } = await callProgram(bench, path, {
          secret,
          headers: { origin: 'https://evil.example' },
        });
        expect(headers.get('set-cookie')).toBeNull();
        expect(headers.get('cache-control')).toBe('no-store');
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
  });
});

describe('a problem', () => {
  it('says what happened, what to do, which field and which request', async () => {
    const answer = await labels(tokens.operator.secret, { labels: 'x' });
    expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
    expect(answer.body).toEqual({
      type: 'urn:teredo-fleet:problem:invalid',
      title: 'Not understood',
      status: 400,
      detail: expect.stringMatching(/labels/),
      code: 'invalid',
      requestId: answer.headers.get('x-request-id'),
      fields: { labels: expect.any(String) },
    });
  });

  it.each([
    ['GET', '/nothing', 404, 'not-found', null],
    ['GET', '', 404, 'not-found', null],
    ['GET', `/machines/${randomUUID()}`, 404, 'not-found', null],
    ['GET', '/machines/x', 400, 'invalid', null],
    ['GET', '/machines?unknown=1', 400, 'invalid', null],
    ['DELETE', '/brake', 405, 'method-not-allowed', 'GET, HEAD, POST'],
    ['OPTIONS', '/brake', 405, 'method-not-allowed', 'GET, HEAD, POST'],
    ['PUT', '/settings', 405, 'method-not-allowed', 'GET, HEAD, POST'],
    ['POST', '/me', 405, 'method-not-allowed', 'GET, HEAD'],
  ])('answers %s %s with %i %s', async (method, path, status, code, allow) => {
    const answer = await callProgram(bench, path, { method, secret: tokens.admin.secret });
    expect([answer.status, answer.type, answer.body.code]).toEqual([
      status,
      'application/problem+json',
      code,
    ]);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.body.detail).toMatch(/\.$/);
  });
});

describe('nobody gets in', () => {
  const refused = { status: 401, type: 'application/problem+json', body: { code: 'unauthenticated' } };

  it.each([
    ['no header', {}],
    ['a session', { cookie: 'the session' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['no token', { authorization: 'Bearer ' }],
    ['two tokens', { authorization: 'Bearer a b' }],
    ['an unknown token', { authorization: `Bearer tfa_${'A'.repeat(43)}` }],
    ['a token of another kind', { authorization: `Bearer tf1.abc.${'A'.repeat(43)}` }],
    ['SQL', { authorization: `Bearer tfa_'or'1'='1` }],
    ['much text', { authorization: `Bearer tfa_${'A'.repeat(8_000)}` }],
  ])('with %s', async (_what, headers: Record<string, string>) => {
    if ('cookie' in headers) headers.cookie = await bench.signIn(admin);
    const answer = await callProgram(bench, '/me', { headers });
    expect(answer).toMatchObject(refused);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('with a token in the address, or in the body', async () => {
    const { secret } = tokens.admin;
    expect(await callProgram(bench, `/me?access_token=${secret}`)).toMatchObject(refused);
    const body = JSON.stringify({ access_token: secret, on: true, reason: 'body' });
    expect(await callProgram(bench, '/brake', { method: 'POST', body })).toMatchObject(refused);
  });

  it('with a token that was revoked, has expired or lost its account', async () => {
    const person = await bench.makeUser('operator');
    const [revoked, expired, orphan] = [
      await makeToken(bench, person),
      await makeToken(bench, person),
      await makeToken(bench, person),
    ];
    const cookie = await bench.signIn(person);
    const use = ({ secret }: MadeToken) => callProgram(bench, '/me', { secret });
    for (const one of [revoked, expired, orphan]) expect((await use(one)).status).toBe(200);
    await bench.mutate('apiTokens.revoke', { id: revoked.id }, cookie);
    expect(await use(revoked)).toMatchObject({
      ...refused,
      body: { detail: expect.stringMatching(/was revoked/) },
    });
    await bench.database
      .pool('admin')
      .query(
        `update api_token set created_at = now() - interval '2 days', expires_at = now() where id = $1`,
        [expired.id],
      );
    expect(await use(expired)).toMatchObject({
      ...refused,
      body: { detail: expect.stringMatching(/has expired/) },
    });
    await bench.mutate('users.disable', { id: person.id }, await bench.signIn(admin));
    expect(await use(orphan)).toMatchObject({
      ...refused,
      body: { detail: expect.stringMatching(/disabled/) },
    });
  }, 60_000);

  it('to the pages’ API with a token', async () => {
    const headers = { authorization: `Bearer ${tokens.admin.secret}` };
    const answer = await fetch(`${bench.url}/api/trpc/machines.list?input={}`, { headers });
    expect(answer.status).toBe(401);
  });
});

describe('nobody does more than the token may', () => {
  it('by its role', async () => {
    const answer = await labels(tokens.viewer.secret, { labels: ['b'] });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await newest('machine.setLabels')).toMatchObject({
      outcome: 'refused',
      actor_id: admin.id,
      actor_token: `test (${tokens.viewer.secret.slice(0, 10)}…)`,
    });
    const settings = await callProgram(bench, '/settings', {
      method: 'POST',
      secret: tokens.operator.secret,
      body: '{"observeSeconds":5}',
    });
    expect(settings.status).toBe(403);
  });

  it('by its scopes', async () => {
    const pool = bench.database.pool('admin');
    const scopeId = await insertScope(pool, `scope ${randomUUID()}`);
    const inside = (await insertMachine(pool, { scopeId })).id;
    const { secret } = await makeToken(bench, admin, { role: 'admin', scopeIds: [scopeId] });
    const listed = await callProgram(bench, '/machines', { secret });
    expect(listed.body.rows.map(({ id }: { id: string }) => id)).toEqual([inside]);
    expect((await callProgram(bench, `/machines/${machineId}`, { secret })).status).toBe(404);
    expect((await labels(secret, { labels: ['c'] })).status).toBe(404);
    const audit = await callProgram(bench, '/audit', { secret });
    expect(audit.body.rows.every(({ object }: { object: { id: string } }) => object.id === inside)).toBe(
      true,
    );
  });

  it('by a role, a scope or an actor in what it sends', async () => {
    for (const extra of [
      { role: 'admin' },
      { scopeIds: [] },
      { actor: { role: 'admin' } },
      { id: machineId },
    ])
      expect(await labels(tokens.operator.secret, { labels: ['d'], ...extra })).toMatchObject({
        status: 400,
      });
    const headers = { 'x-role': 'admin', 'x-user-id': admin.id, 'x-http-method-override': 'POST' };
    const answer = await callProgram(bench, '/brake', { secret: tokens.viewer.secret, headers });
    expect(answer).toMatchObject({ status: 200, body: { on: false } });
  });

  it('by making itself an account or another token', async () => {
    for (const path of ['/api-tokens', '/users', `/users/${admin.id}/reset-link`]) {
      const { status } = await callProgram(bench, path, {
        method: 'POST',
        secret: tokens.admin.secret,
        body: '{}',
      });
      expect([path, status >= 404]).toEqual([path, true]);
    }
  });
});

describe('a change that is sent twice', () => {
  it('is made once', async () => {
    const key = randomUUID();
    const toggle = (more: object = {}) =>
      callProgram(bench, `/machines/${machineId}/toggle`, {
        method: 'POST',
        secret: tokens.operator.secret,
        headers: { 'idempotency-key': key },
        body: JSON.stringify({
          desired: {
            teredo: {
              mode: 'off',
              type: null,
              serverName: null,
              refreshIntervalSeconds: null,
              clientPort: null,
            },
            ipv6: 'leave',
            firewall: 'leave',
            allowReboot: false,
            acceptFirewallOff: false,
          },
          notice: {
            policy: {
              kind: 'none',
              mayRefuse: false,
              minimumNoticeSeconds: 0,
              maxDeferrals: 0,
              minimumDeferralSeconds: 0,
              answerTimeoutSeconds: 60,
              whenNobodyLoggedOn: 'start',
            },
          },
          reason: 'sent twice',
          ...more,
        }),
      });
    const [first, second] = [await toggle(), await toggle()];
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(second.body).toEqual(first.body);
    expect((await toggle({ reason: 'another one' })).status).toBeGreaterThanOrEqual(200);
  });
});

describe('limits', () => {
  it('let a stranger ask for so much, and a token that was good lately all the same', async () => {
    const { secret } = tokens.viewer;
    expect((await callProgram(bench, '/brake', { secret })).status).toBe(200);
    let refused: ProgramAnswer | undefined;
    for (let round = 0; round < 20 && refused === undefined; round++) {
      const answers = await Promise.all(Array.from({ length: 80 }, () => callProgram(bench, '/brake')));
      refused = answers.find(({ status }) => status === 429);
    }
    expect(refused).toMatchObject({ type: 'application/problem+json', body: { code: 'too-many-requests' } });
    expect(refused?.headers.get('retry-after')).toBe('5');
    expect((await callProgram(bench, '/brake', { secret })).status).toBe(200);
  });
});
