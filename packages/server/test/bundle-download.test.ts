import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertRollout, insertScope } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callProgram, type MadeToken, makeToken } from './support/program';
import { type Credentials, startWebBench, type WebBench } from './support/web-bench';

const BYTES = randomBytes(300_000);
const SHA256 = createHash('sha256').update(BYTES).digest();

let bench: WebBench;
let folder = '';
let admin: Credentials;
let token: MadeToken;
let rolloutId = '';
let id = '';

const sql = (text: string, values: unknown[] = []) => bench.database.pool('admin').query(text, values);

/** A finished bundle of a rollout, as the reporter leaves it. */
async function finished(ofRollout: string): Promise<string> {
  const { rows } = await sql(
    `insert into evidence_bundle (rollout_id, scope_id, requested_by_name, state, manifest, key_id, signature, interim, host,
       bytes, sha256, finished_at, expires_at)
     select id, scope_id, 'Ada', 'ready', '{}', 'k', $2, false, 'fleet-2.example.com', $3, $4, now(), now() + interval '7 days'
     from rollout where id = $1 returning id`,
    [ofRollout, Buffer.alloc(64), BYTES.length, SHA256],
  );
  return rows[0].id;
}

/** A link to the report of the rollout; gives its secret. */
async function linkTo(ofRollout: string): Promise<string> {
  const secret = randomBytes(32);
  await sql(
    `insert into report_link (scope_id, rollout_id, name, secret_hash, created_by_id, expires_at)
     select scope_id, id, 'the auditor', $2, $3, now() + interval '1 day' from rollout where id = $1`,
    [ofRollout, createHash('sha256').update(secret).digest(), admin.id],
  );
  return secret.toString('base64url');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-bundles-'));
  await mkdir(folder, { recursive: true });
  bench = await startWebBench({ bundlesDir: folder });
  admin = await bench.makeUser('admin');
  token = await makeToken(bench, admin, { role: 'auditor' });
  rolloutId = (
    await insertRollout(bench.database.pool('admin'), await insertScope(bench.database.pool('admin')))
  ).id;
  id = await finished(rolloutId);
  await writeFile(join(folder, `${id}.zip`), BYTES);
});
afterAll(async () => {
  await bench.stop();
  await rm(folder, { recursive: true });
});

const taken = async (action: string) =>
  (
    await sql('select actor_name, actor_token, after from audit_entry where action = $1 order by seq', [
      action,
    ])
  ).rows;

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe('a finished bundle', () => {
  it('is taken by a program with an API token, in the name of whoever made that', async () => {
    const answer = await fetch(`${bench.url}/api/v1/evidence/${id}/bundle`, {
      headers: { authorization: `Bearer ${token.secret}` },
    });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(BYTES.length),
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="teredo-fleet-evidence-.*\.zip"$/),
    });
    expect(BYTES.equals(await bytesOf(answer))).toBe(true);
    expect(await taken('evidence.download')).toMatchObject([
      { actor_name: 'The admin', after: { bundleId: id, sha256: SHA256.toString('hex') } },
    ]);
  });

  it('is refused to a token of another role, and its headers alone to everybody', async () => {
    const viewer = await makeToken(bench, admin);
    const path = `/evidence/${id}/bundle`;
    expect(await callProgram(bench, path, { secret: viewer.secret })).toMatchObject({ status: 403 });
    const head = await callProgram(bench, path, { method: 'HEAD', secret: token.secret });
    expect([head.status, head.headers.get('allow')]).toEqual([405, 'GET']);
    expect(await callProgram(bench, '/evidence/x/bundle', { secret: token.secret })).toMatchObject({
      status: 400,
      body: { code: 'invalid' },
    });
  });

  it('whose file lies on another host names that, and nothing is on record', async () => {
    const away = await finished(rolloutId);
    const before = (await taken('evidence.download')).length;
    const answer = await callProgram(bench, `/evidence/${away}/bundle`, { secret: token.secret });
    expect(answer).toMatchObject({
      status: 503,
      body: { detail: expect.stringMatching(/fleet-2\.example\.com/) },
    });
    expect(await taken('evidence.download')).toHaveLength(before);
  });
});

describe('a bundle behind a link', () => {
  const take = (body: unknown) => bench.post('/api/shared-evidence.zip', body as string);

  it('is taken with the secret of the link by somebody who is not signed in', async () => {
    const secret = await linkTo(rolloutId);
    const answer = await take({ secret, id });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(BYTES.equals(await bytesOf(answer))).toBe(true);
    expect(await taken('reportLink.takeBundle')).toMatchObject([
      { after: { rolloutId, bundleId: id, sha256: SHA256.toString('hex') } },
    ]);
    await sql('update report_link set revoked_at = now()');
    expect((await take({ secret, id })).status).toBe(404);
  });

  it('is of the rollout of that link alone, and of no address that somebody logs', async () => {
    const elsewhere = await insertRollout(
      bench.database.pool('admin'),
      await insertScope(bench.database.pool('admin')),
    );
    const secret = await linkTo(elsewhere.id);
    expect((await take({ secret, id })).status).toBe(404);
    expect((await take({ secret: 'x', id })).status).toBe(404);
    for (const nonsense of ['{', 'null', '{}', '[]', '7'])
      expect((await take(nonsense)).status, nonsense).toBe(400);
    expect((await take('x'.repeat(5_000))).status).toBe(413);
    const asked = await fetch(`${bench.url}/api/shared-evidence.zip`);
    expect([asked.status, asked.headers.get('allow')]).toEqual([405, 'POST']);
    expect(
      (await bench.post('/api/shared-evidence.zip', { secret, id }, { origin: 'https://evil.example.com' }))
        .status,
    ).toBe(403);
  });

  it('is asked for so often from one network, and no more', async () => {
    // So many at a time that what a busy machine gives anew meanwhile is less.
    const many = async (ask: () => Promise<{ status: number }>) =>
      new Set((await Promise.all(Array.from({ length: 100 }, ask))).map(({ status }) => status));
    expect(await many(() => take({ secret: 'x', id }))).toEqual(new Set([404, 503]));
    expect(await many(() => bench.mutate('reportLinks.open', { secret: 'x' }, null))).toContain(503);
  });
});
