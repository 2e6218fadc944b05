import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOAST_STYLES } from '../src/web/security-headers';
import { startWebBench, type WebBench } from './support/web-bench';

interface Refused {
  code: string;
  message: string;
  requestId: string;
  fields: object;
}

let bench: WebBench;
beforeAll(async () => {
  bench = await startWebBench();
});
afterAll(() => bench.stop());

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
    request.end(options.method === 'POST' ? '{}' : undefined);
  });
}

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
    expect(
      (await bench.post('/api/trpc/brake.set', input, { cookie, 'content-type': 'text/plain' })).status,
    ).toBe(415);
    expect((await bench.query('brake.set', input, cookie)).status).toBe(405);
  });

  it.each([
    ['/api/auth/sign-in/email', 100_000, '16 KiB'],
    ['/api/shared-evidence.zip', 5_000, '4 KiB'],
    ['/api/trpc/brake.set', 600_000, '512 KiB'],
  ])('is refused at %s when it is too large, with the limit and what to do', async (path, bytes, limit) => {
    const answer = await bench.post(path, { reason: 'x'.repeat(bytes) });
    const { error } = (await answer.json()) as { error: Refused & { data?: { error: Refused } } };
    const said = error.data?.error ?? error;
    expect([answer.status, said.code]).toEqual([413, 'invalid']);
    expect(said.message).toMatch(new RegExp(`larger than the ${limit} that .* Send less at once`));
    expect(said.requestId).toBe(answer.headers.get('x-request-id'));
    expect(said.fields).toEqual({ body: `larger than ${limit}` });
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
    expect((await bench.post('/api/trpc/brake.set', {})).headers.get('x-teredo-build')).toBe(
      'build-of-the-bench',
    );
  });

  it('to an odd method or an unknown route is a plain refusal', async () => {
    expect(await rawStatus({ path: '/machines', method: 'TRACE', headers: {} })).toBe(405);
    expect((await fetch(`${bench.url}/machines`, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${bench.url}/api/nothing`)).status).toBe(404);
    expect((await bench.query('machines.explode', {}, null)).status).toBe(404);
  });

  it.each(['/machines/%ff', '/%', '*', 'http://evil.example.com/'])(
    'to an address that is none of ours, %s, is a plain refusal',
    async (path) => {
      for (const method of ['GET', 'POST'])
        expect(await rawStatus({ path, method, headers: {} }), method).toBe(400);
    },
  );

  it('to a doubled slash is what it is without one: a page, or a change that is refused like any other', async () => {
    expect(await rawStatus({ path: '//[', method: 'GET', headers: {} })).toBe(200);
    const headers = { host: 'evil.example.com', origin: 'http://evil.example.com' };
    for (const path of ['//[', '//api/trpc/setup.complete'])
      expect(await rawStatus({ path, method: 'POST', headers })).toBe(403);
  });

  it('does not believe a header that says where the request came from', async () => {
    const answer = await bench.post(
      '/api/auth/sign-in/email',
      { email: 'spoof@example.com', password: 'wrong password' },
      { 'x-forwarded-for': '203.0.113.9', 'x-teredo-client-address': '203.0.113.9' },
    );
    expect(answer.status).toBe(401);
    expect(await bench.auditOf('spoof@example.com')).toMatchObject([{ address: '127.0.0.1' }]);
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

  it('is taken by GET alone: to ask for its headers is no download', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const cookie = await bench.signIn(await bench.makeUser('auditor'));
    for (const path of [`/api/reports/${id}.csv`, `/api/evidence/${id}.zip`, '/api/audit/entries.csv'])
      for (const method of ['HEAD', 'POST']) {
        const answer = await fetch(bench.url + path, { method, headers: { cookie } });
        expect([answer.status, answer.headers.get('allow')], `${method} ${path}`).toEqual([405, 'GET']);
      }
  });
});

describe('what checks evidence', () => {
  it('speaks to no server, page and program alike, and may run one worker of ours', async () => {
    const policyOf = async (path: string) =>
      (await fetch(`${bench.url}${path}`)).headers.get('content-security-policy') ?? '';
    const page = await policyOf('/verify');
    for (const part of [
      "default-src 'none'",
      "connect-src 'none'",
      "form-action 'none'",
      "worker-src 'self'",
    ])
      expect(page).toContain(part);
    // No picture and no further style sheet: the address of one could carry something out.
    expect(page).toMatch(/; img-src data:;/);
    expect(page).toMatch(/; style-src 'nonce-[^']+' 'sha256-/);
    for (const path of ['/verify-worker.js', '/verify.mjs']) {
      const policy = await policyOf(path);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/-src (?!'none')|'self'/);
    }
    const other = await policyOf('/verify/other');
    expect(other).toContain("connect-src 'self'");
    expect(other).not.toContain('worker-src');
  });

  it('is handed out to everybody, as a file to keep and as a worker', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-verifier-'));
    await mkdir(join(folder, 'cli', 'dist'), { recursive: true });
    await writeFile(join(folder, 'cli', 'dist', 'verify.mjs'), '#!/usr/bin/env node');
    await writeFile(join(folder, 'cli', 'dist', 'verify-worker.js'), 'worker');
    const other = await startWebBench({ appDir: join(folder, 'web') });
    const program = await fetch(`${other.url}/verify.mjs`);
    expect([program.status, await program.text()]).toEqual([200, '#!/usr/bin/env node']);
    expect(program.headers.get('content-disposition')).toBe('attachment; filename="verify.mjs"');
    const worker = await fetch(`${other.url}/verify-worker.js`);
    expect([worker.status, await worker.text()]).toEqual([200, 'worker']);
    expect(worker.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(worker.headers.get('content-disposition')).toBeNull();
    await other.stop();
    await rm(folder, { recursive: true });
  });

  it('says what to do where it was not built', async () => {
    const answer = await fetch(`${bench.url}/verify.mjs`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { message: 'verify.mjs was not built on this server: run npm run build there.' },
    });
  });
});
