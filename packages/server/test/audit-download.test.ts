import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeToken } from './support/program';
import { type Credentials, startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
let auditor: Credentials;
let cookie = '';
beforeAll(async () => {
  bench = await startWebBench();
  auditor = await bench.makeUser('auditor');
  cookie = await bench.signIn(auditor);
});
afterAll(() => bench.stop());

const sql = (text: string) => bench.database.pool('admin').query(text);
const download = (path: string, headers: Record<string, string> = { cookie }) =>
  fetch(`${bench.url}${path}`, { headers });

const newest = async () =>
  (
    await sql(
      `select outcome, after from audit_entry where action = 'audit.export' order by seq desc limit 1`,
    )
  ).rows[0];

describe('the audit trail as a download', () => {
  it('is a file that no cache keeps, for whoever may read it', async () => {
    const answer = await download('/api/audit/entries.csv?action=auth.&outcome=done');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="teredo-fleet-audit-\d{8}T\d{6}Z\.csv"$/,
      ),
    });
    const text = await answer.text();
    expect(text).toContain('auth.signIn');
    expect(await newest()).toMatchObject({
      outcome: 'done',
      after: { rows: text.trim().split('\r\n').length - 1 },
    });
  });

  it('is refused to others, and to a filter that is none, in words', async () => {
    const viewer = await bench.signIn(await bench.makeUser('viewer'));
    const refused = await download('/api/audit/entries.csv', { cookie: viewer });
    expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: 'forbidden' } }]);
    expect((await download('/api/audit/entries.jsonl', {})).status).toBe(401);
    const wrong = await download('/api/audit/entries.csv?colour=red');
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { error: { code: 'invalid' } }]);
    expect((await download('/api/audit/entries.xlsx')).status).toBe(404);
  });

  it('is given to a program too', async () => {
    const { secret } = await makeToken(bench, auditor, { role: 'auditor' });
    const answer = await download('/api/v1/audit/export?format=jsonl&filter.action=auth.', {
      authorization: `Bearer ${secret}`,
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/jsonl; charset=utf-8',
    ]);
    for (const line of (await answer.text()).trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ entry: { action: expect.stringMatching(/^auth\./) } });
  });

  it('that its reader breaks off is on record as cut off, and holds nothing any more', async () => {
    await sql(`insert into audit_entry (actor_kind, actor_name, action, object_kind, reason)
      select 'system', 'engine', 'test.large', 'rollout', repeat('x', 400) from generate_series(1, 30000)`);
    await new Promise<void>((done) => {
      const request = get(`${bench.url}/api/audit/entries.csv`, { headers: { cookie } }, (answer) => {
        answer.once('data', () => {
          answer.destroy();
          done();
        });
      });
      request.on('error', () => undefined);
    });
    let end = await newest();
    for (let look = 0; look < 200 && end.outcome !== 'failed'; look += 1) {
      await delay(50);
      end = await newest();
    }
    expect(end).toMatchObject({ outcome: 'failed' });
    expect(end.after.rows).toBeLessThan(30_000);
    const whole = await (await download('/api/audit/entries.csv')).text();
    expect(whole.split('\r\n').length).toBeGreaterThan(30_000);
  });
});

describe('findings as a download', () => {
  it('are a file of one instant, for whoever is signed in, also a program', async () => {
    const answer = await download(
      '/api/findings/findings.json?rule=xbox-party&rule=cis-18-6-19-2-1&verdict=waived',
    );
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringMatching(/^attachment; filename="teredo-fleet-findings-\d{8}T\d{6}Z\.json"$/),
    ]);
    const { rules, verdicts, machines } = (await answer.json()) as Record<string, { id: string }[]>;
    expect([rules!.map(({ id }) => id), verdicts, machines]).toEqual([
      ['xbox-party', 'cis-18-6-19-2-1'],
      ['waived'],
      [],
    ]);
    const { secret } = await makeToken(bench, auditor, { role: 'auditor' });
    const byProgram = await download('/api/v1/findings/export?format=csv', {
      authorization: `Bearer ${secret}`,
    });
    expect(await byProgram.text()).toMatch(/^\uFEFF?asOf,/);
  });

  it('are refused to nobody in particular, and to words that are none of theirs', async () => {
    expect((await download('/api/findings/findings.csv', {})).status).toBe(401);
    expect((await download('/api/findings/findings.csv?colour=red')).status).toBe(400);
    expect((await download('/api/findings/findings.csv?verdict=maybe')).status).toBe(400);
    const then = 'at=2026-03-29T12:00&timeZone=Europe/Oslo';
    expect((await download(`/api/findings/findings.csv?${then}&later=false`)).status).toBe(200);
    for (const junk of ['later=maybe', 'filter=x', 'filter={"contact":["online"]}'])
      expect((await download(`/api/findings/findings.csv?${then}&${junk}`)).status).toBe(400);
  });
});

describe('what machines were as a download', () => {
  const then = 'at=2026-03-29T12:00&timeZone=Europe/Oslo';

  it('is a file of a moment, for whoever is signed in, also a program', async () => {
    const answer = await download(`/api/past/machines.json?${then}&filter={"told":["nothing"]}`);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="teredo-fleet-machines-20260329T100000Z.json"',
    ]);
    expect(await answer.json()).toMatchObject({
      at: '2026-03-29T10:00:00.000Z',
      filter: { told: ['nothing'] },
    });
    const { secret } = await makeToken(bench, auditor, { role: 'auditor' });
    const byProgram = await download(`/api/v1/past/export?format=csv&${then}`, {
      authorization: `Bearer ${secret}`,
    });
    expect(await byProgram.text()).toMatch(/^\uFEFF?asOf,machineId,/);
  });

  it('is refused to nobody in particular, and to words that are none of its own', async () => {
    expect((await download(`/api/past/machines.csv?${then}`, {})).status).toBe(401);
    expect((await download('/api/past/machines.csv')).status).toBe(400);
    for (const junk of ['colour=red', 'later=maybe', 'filter=x', 'filter={"contact":["online"]}'])
      expect((await download(`/api/past/machines.csv?${then}&${junk}`)).status).toBe(400);
  });
});

describe('a download whose address says a thing twice', () => {
  const then = 'at=2026-03-29T12:00&timeZone=Europe/Oslo';

  it.each([
    ['/api/audit/entries.csv?outcome=done&outcome=refused', 'outcome'],
    [`/api/findings/findings.csv?${then}&at=2026-03-30T12:00`, 'at'],
    ['/api/findings/findings.csv?filter={}&filter={}', 'filter'],
    [`/api/past/machines.csv?${then}&timeZone=UTC`, 'timeZone'],
    [`/api/past/machines.csv?${then}&later=true&later=false`, 'later'],
    [`/api/reports/00000000-0000-4000-8000-000000000000.csv?${then}&at=2026-03-30T12:00`, 'at'],
    ['/api/audit/entries.csv?__proto__=a&__proto__=b', '__proto__'],
  ])('is refused by its name: %s', async (address, name) => {
    const answer = await download(address);
    const said = (await answer.json()) as { error: { code: string; message: string; fields: object } };
    expect([answer.status, said.error.code]).toEqual([400, 'invalid']);
    expect(said.error.message).toBe(`${name} stands more than once in the address. Give it once.`);
    expect(Object.entries(said.error.fields)).toEqual([[name, 'once only']]);
  });

  it('is made where the thing is a list', async () => {
    const address =
      '/api/findings/findings.csv?rule=xbox-party&rule=cis-18-6-19-2-1&verdict=pass&verdict=waived';
    expect((await download(address)).status).toBe(200);
  });
});
