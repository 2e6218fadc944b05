import { request } from 'node:http';
import { changeUrl } from '@teredo-fleet/db';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTICE_TEXTS, type NoticeBench, newCode, sha256Hex, startNoticeBench } from './support/notice-bench';

let bench: NoticeBench;
beforeAll(async () => {
  bench = await startNoticeBench(['127.0.0.1']);
});
afterAll(() => bench.stop());

/** Every test is somebody else, so that limits don't add up. */
let visitors = 0;
const visitor = () => `192.0.2.${++visitors}`;

async function open(path: string, init: RequestInit & { from?: string } = {}) {
  const { from = visitor(), headers, ...rest } = init;
  const answer = await fetch(`${bench.url}${path}`, {
    redirect: 'manual',
    ...rest,
    headers: { 'x-forwarded-for': from, ...(headers as Record<string, string>) },
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const send = (path: string, fields: Record<string, string>, from = visitor()) =>
  open(path, { method: 'POST', body: new URLSearchParams(fields), from });

const keptOf = async (jobId: string) =>
  (await bench.database.pool('admin').query('select * from notice_answer where job_id = $1', [jobId])).rows;

describe('the page of a notice', () => {
  it('is opened by its code, in either case, with and without hyphens', async () => {
    const { code, hostname } = await bench.ask();
    const grouped = code.replace(/(.{5})(?=.)/g, '$1-');
    for (const text of [code, grouped, grouped.toLowerCase(), code.replace(/0/g, 'o').replace(/1/g, 'l')]) {
      const { status, text: html } = await open(`/n/${text}`);
      expect([status, html.includes(hostname)]).toEqual([200, true]);
      expect(html).toContain(`action="/n/${grouped}?lang=en"`);
    }
  });

  it('is plain HTML with no script, nothing from elsewhere and no cookie, and says so in its headers', async () => {
    const { code } = await bench.ask();
    for (const { headers, text } of [
      await open(`/n/${code}`),
      await open('/n/x'),
      await send(`/n/${code}`, { answer: 'acknowledged' }),
    ]) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
        'x-frame-options': 'DENY',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
        ),
      });
      expect(headers.get('set-cookie')).toBeNull();
      expect(text).not.toMatch(/<script|javascript:|<link|<img|src=|@import|url\(|<iframe| on\w+=/i);
      expect(text.replace(/"http:\/\/www\.w3\.org\/TR\/html4\/strict\.dtd"/, '')).not.toMatch(/https?:\/\//);
    }
  });

  it('allows exactly the style sheet that it has', async () => {
    const { headers, text } = await open('/n/x');
    const style = /<style type="text\/css">([\s\S]*)<\/style>/.exec(text)![1]!;
    const digest = Buffer.from(sha256Hex(style), 'hex').toString('base64');
    expect(headers.get('content-security-policy')).toContain(`'sha256-${digest}'`);
  });

  it('is read in the language that is asked for, else accepted, with links to the others', async () => {
    const { code } = await bench.ask();
    const german = await open(`/n/${code}`, { headers: { 'accept-language': 'de-CH, en;q=0.5' } });
    expect(german.text).toContain('<html lang="de"');
    expect(german.text).toContain('Teredo wird eingeschaltet');
    const french = await open(`/n/${code}?lang=fr`, { headers: { 'accept-language': 'de' } });
    expect(french.text).toContain('Votre réponse');
    expect(french.text).toContain(NOTICE_TEXTS[0]!.title);
    for (const language of ['en', 'de', 'es', 'pt-BR', 'ru', 'ja', 'zh-Hans'])
      expect(french.text).toContain(`?lang=${language}"`);
  });

  it('shows what came from outside as text', async () => {
    const { code, job, machineId } = await bench.ask();
    const admin = bench.database.pool('admin');
    await admin.query(`update machine set hostname = '<script>alert(1)</script>' where id = $1`, [machineId]);
    await admin.query(
      `update rollout set reason = '"><img src=x onerror=alert(2)>', name = '&amp;' where id = $1`,
      [job.rolloutId],
    );
    const { text } = await open(`/n/${code}`);
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('&quot;&gt;&lt;img src=x onerror=alert(2)&gt;');
  });
});

describe('an answer', () => {
  it('is kept with its proof and comes back to the page, which says that it is on its way', async () => {
    const { code, job } = await bench.ask();
    const before = await open(`/n/${code}?lang=de`);
    const value = /<option value="(\d+)"/.exec(before.text)![1]!;
    const answer = await send(`/n/${code}?lang=de`, { answer: 'deferred', until: value }, '192.0.2.200');
    expect([answer.status, answer.text]).toEqual([303, '']);
    const back = answer.headers.get('location')!;
    expect(back).toBe(`/n/${code.replace(/(.{5})(?=.)/g, '$1-')}?lang=de`);
    expect(await keptOf(job.id)).toMatchObject([
      {
        answer: 'deferred',
        until: new Date(Number(value)),
        code,
        session: 'session-1',
        language: 'de',
        text_sha256: sha256Hex(`${NOTICE_TEXTS[1]!.title}\n${NOTICE_TEXTS[1]!.body}`),
        address: '192.0.2.200',
        outcome: null,
      },
    ]);
    const after = await open(back);
    expect(after.text).toContain('unterwegs zum Computer');
    expect(after.text).not.toContain('<form');
  });

  it('that is sent twice is kept once, and says nothing else', async () => {
    const { code, job } = await bench.ask();
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => send(`/n/${code}`, { answer: 'acknowledged' })),
    );
    expect(sent.map(({ status }) => status)).toEqual(Array(6).fill(303));
    expect(sent.map(({ headers }) => headers.get('location'))).toEqual(
      Array(6).fill(expect.stringMatching(/lang=en$/)),
    );
    expect(await keptOf(job.id)).toHaveLength(1);
  });

  it.each([
    ['refuses where that is not allowed', { answer: 'refused' }, {}, { mayRefuse: false }],
    ['puts off what can’t be', { answer: 'deferred' }, {}, { kind: 'acknowledge' as const }],
    ['comes when it has begun', { answer: 'acknowledged' }, { state: 'running', goGranted: 1 }, {}],
    ['is none', { answer: 'verified' }, {}, {}],
    ['is empty', {}, {}, {}],
  ])('that %s is not kept, and the page says so', async (_, fields, rest, policy) => {
    const { code, job } = await bench.ask(rest, policy);
    const answer = await send(`/n/${code}`, fields as Record<string, string>);
    expect([answer.status, await keptOf(job.id)]).toEqual([303, []]);
    const { text } = await open(answer.headers.get('location')!);
    expect(text).toContain('Your answer was not taken');
  });

  it('that was not kept is told of once, and not by a link that is opened again later or was made up', async () => {
    const { code } = await bench.ask({}, { mayRefuse: false });
    const refused = await send(`/n/${code}`, { answer: 'refused' });
    const told = refused.headers.get('location')!;
    const saysSo = async (path: string) => (await open(path)).text.includes('Your answer was not taken');
    const at = Number(/unkept=(\d+)$/.exec(told)?.[1]);
    expect(await saysSo(told)).toBe(true);
    for (const made of [String(at - 61_000), String(at + 3_600_000), 'no', ''])
      expect([made, await saysSo(told.replace(/unkept=.*$/, `unkept=${made}`))]).toEqual([made, false]);
    await send(`/n/${code}`, { answer: 'acknowledged' });
    expect(await saysSo(told)).toBe(false);
  });

  it('is not given by looking, nor by other methods', async () => {
    const { code, job } = await bench.ask();
    await open(`/n/${code}?answer=acknowledged`);
    await open(`/n/${code}`, { method: 'HEAD' });
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await open(`/n/${code}`, { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, POST']);
    }
    expect(await keptOf(job.id)).toEqual([]);
  });

  it('that says two things at once is none', async () => {
    const { code, job } = await bench.ask();
    for (const fields of ['answer=acknowledged&answer=refused', 'answer=deferred&until=1&until=2']) {
      const { status, headers } = await open(`/n/${code}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
      expect([fields, status]).toEqual([fields, 303]);
      expect(headers.get('location')).toMatch(/unkept=\d+$/);
    }
    expect(await keptOf(job.id)).toEqual([]);
  });

  it.each([
    '/n/%00',
    '/n/..%2f..%2fetc%2fpasswd',
    '/n/%E2%80%AE%F0%9F%98%80',
    '/n/%ff%fe',
    '/n/%0d%0aSet-Cookie:%20a=b',
    `/n/${'A'.repeat(8000)}`,
    '//example.com/n/x',
    '/n/x?lang=%0d%0aSet-Cookie:%20a=b',
  ])('sent to %s opens nothing, and no header comes of it', async (path) => {
    const { status, headers, text } = await open(path, {
      method: 'POST',
      body: 'answer=acknowledged',
      headers: { 'x-forwarded-for': '192.0.2.201' },
    });
    expect([status, headers.get('set-cookie'), headers.get('location')]).toEqual([404, null, null]);
    expect(text).not.toMatch(/passwd|Set-Cookie/);
  });

  it('is no larger than a form', async () => {
    const { code, job } = await bench.ask();
    const large = await send(`/n/${code}`, { answer: 'acknowledged', until: 'x'.repeat(5000) });
    expect(large.status).toBe(413);
    const streamed = await new Promise<number>((resolve, reject) => {
      const sent = request(
        `${bench.url}/n/${code}`,
        { method: 'POST', headers: { 'transfer-encoding': 'chunked' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      sent.write('answer=acknowledged&until=');
      sent.end('x'.repeat(3000));
    });
    expect([streamed, await keptOf(job.id)]).toEqual([413, []]);
  });
});

describe('a link that opens nothing', () => {
  it('has one answer and one time for every reason', async () => {
    const admin = bench.database.pool('admin');
    const expired = await bench.ask({ state: 'running', goGranted: 1 });
    await admin.query(
      `update job set state = 'verified', finished_at = now() - interval '31 days' where id = $1`,
      [expired.job.id],
    );
    const retired = await bench.ask();
    await admin.query(`update machine set status = 'retired', retired_at = now() where id = $1`, [
      retired.machineId,
    ]);
    const asked = await bench.ask();
    const texts = new Set<string>();
    for (const path of [
      `/n/${newCode()}`,
      `/n/${expired.code}`,
      `/n/${retired.code}`,
      `/n/${asked.code.slice(1)}`,
      `/n/${asked.code}/`,
      `/N/${asked.code}`,
      '/n/%E0%A4%A',
      `/n/${asked.codeSha256.toString('hex')}`,
      `/n/${'x'.repeat(3000)}`,
      '/n/',
      '/',
      '/favicon.ico',
      '/n/../etc/passwd',
    ]) {
      const begun = performance.now();
      const { status, text } = await open(path);
      expect([path, status, performance.now() - begun > 240]).toEqual([path, 404, true]);
      texts.add(text);
    }
    expect(texts.size).toBe(1);
    expect([...texts][0]).toContain('Check it letter by letter');
    const sent = await send(`/n/${newCode()}`, { answer: 'acknowledged' });
    expect([sent.status, texts.has(sent.text)]).toEqual([404, true]);
  });

  it('is said in the reader’s language', async () => {
    const { text } = await open('/n/x', { headers: { 'accept-language': 'ja' } });
    expect(text).toContain('このリンクでは何も開けません');
  });

  it('is tried from one address only so often, and by others all the same', async () => {
    const { code } = await bench.ask();
    const from = '198.51.100.7';
    const stopped: Awaited<ReturnType<typeof open>>[] = [];
    for (let round = 0; round < 10 && stopped.length === 0; round += 1) {
      const guesses = await Promise.all(Array.from({ length: 40 }, () => open(`/n/${newCode()}`, { from })));
      stopped.push(...guesses.filter(({ status }) => status === 429));
    }
    expect(stopped[0]!.headers.get('retry-after')).toBe('60');
    expect(stopped[0]!.text).toContain('Too many tries');
    expect((await open(`/n/${code}`, { from: '198.51.100.8' })).status).toBe(200);
  });
});

describe('the process of the page', () => {
  it('says that it lives, to whoever asks it and in the database', async () => {
    expect(await open('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect((await open('/robots.txt')).text).toContain('Disallow: /');
    const { rows } = await bench.database.pool('admin').query(`select role from server_process`);
    expect(rows).toEqual([{ role: 'notice' }]);
  });

  it('says that the page can’t be shown while the database is away, and shows it again by itself', async () => {
    const other = await startNoticeBench();
    const { code } = await other.ask();
    const cluster = new pg.Client(changeUrl(other.database.adminUrl, { database: 'postgres' }));
    await cluster.connect();
    await cluster.query(`alter database ${other.database.name} with allow_connections false`);
    await cluster.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      other.database.name,
    ]);
    const away = await fetch(`${other.url}/n/${code}`);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await away.text()).toContain('Try again in a minute');
    await cluster.query(`alter database ${other.database.name} with allow_connections true`);
    await cluster.end();
    await expect.poll(async () => (await fetch(`${other.url}/n/${code}`)).status).toBe(200);
    await other.stop();
  });
});
