import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { finishJob, toggle } from './support/changes';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  // The database's own clock says when a link ends.
  fleet.now = Date.now();
  await verbs['settings.set'](fleet.as('admin'), { publicUrl: 'https://fleet.example.com' });
});
afterAll(() => fleet.close());

const NOBODY = { kind: 'nobody' } as const;
const secretOf = (link: string) => new URL(link).hash.slice(1);

async function shared(expiresInDays = 7) {
  const started = await toggle(fleet, await fleet.machine());
  await finishJob(fleet, started, 'verified');
  const asked = { rolloutId: started.rolloutId, name: 'External auditor', expiresInDays };
  const made = await verbs['reportLink.create'](fleet.as('operator'), asked);
  return { ...made, secret: secretOf(made.link), rolloutId: started.rolloutId };
}

const open = (secret: string) => verbs['reportLink.open'](fleet.as(NOBODY), { secret });
const download = (secret: string) =>
  verbs['reportLink.download'](fleet.as(NOBODY), { secret, format: 'json' });

describe('a link to a report', () => {
  it('opens one report to somebody who is not signed in, and every time is on record', async () => {
    const { id, secret, rolloutId } = await shared();
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(await open(secret)).toMatchObject({
      rollout: expect.any(String),
      sharedBy: fleet.people.get('operator')!.name,
      interim: expect.any(Boolean),
    });
    const report = JSON.parse((await download(secret)).body);
    const own = await verbs['report.export'](fleet.as('auditor'), { rolloutId, format: 'json' });
    expect({ ...report, generatedBy: '', generatedAt: '' }).toEqual({
      ...JSON.parse(own.body),
      generatedBy: '',
      generatedAt: '',
    });
    const entries = (
      await fleet.rows<{ action: string; actor_name: string; scope_id: string; after: object }>(
        `select * from audit_entry where object_id = $1 order by seq`,
        [id],
      )
    ).map(({ action, actor_name: who, scope_id: scope, after }) => ({ action, who, scope, after }));
    const scope = fleet.scopeId;
    const who = 'nobody signed in';
    expect(entries).toMatchObject([
      { action: 'reportLink.create', scope, after: { rolloutId } },
      { action: 'reportLink.open', who, scope, after: { rolloutId } },
      {
        action: 'reportLink.download',
        who,
        scope,
        after: { rolloutId, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
  });

  it('is kept as a hash, and shown once', async () => {
    const { secret, rolloutId } = await shared();
    const everything = JSON.stringify(await fleet.rows('select * from audit_entry'));
    const stored = JSON.stringify(
      await fleet.rows(`select encode(secret_hash, 'base64') as hash from report_link`),
    );
    const listed = JSON.stringify(await verbs['reportLink.list'](fleet.as('auditor'), { rolloutId }));
    for (const text of [everything, stored, listed]) expect(text).not.toContain(secret);
  });

  it('opens nothing once it is revoked or its time is over, and says the same of one that never was', async () => {
    const revoked = await shared();
    await verbs['reportLink.revoke'](fleet.as('admin'), { id: revoked.id });
    const ended = await shared();
    await fleet.admin.query(
      `update report_link set created_at = now() - interval '8 days', expires_at = now() - interval '1 second' where id = $1`,
      [ended.id],
    );
    const before = await fleet.countEntries();
    for (const secret of [revoked.secret, ended.secret, 'x', Buffer.alloc(32).toString('base64url')]) {
      expect(await open(secret)).toBeNull();
      await expect(download(secret)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await fleet.countEntries()).toBe(before);
    const { rows } = await verbs['reportLink.list'](fleet.as('auditor'), { rolloutId: revoked.rolloutId });
    expect(rows).toMatchObject([{ name: 'External auditor', state: 'revoked' }]);
  });

  it('has the evidence bundle of its rollout made, once, and tells what becomes of it', async () => {
    const { id, secret, rolloutId } = await shared();
    const ask = (rest: { id?: string } = {}) =>
      verbs['reportLink.bundle'](fleet.as(NOBODY), { secret, ...rest });
    const asked = await ask();
    expect(asked).toMatchObject({ state: 'waiting', file: null });
    expect(await ask()).toEqual(asked);
    expect(await ask({ id: asked.id })).toEqual(asked);
    const entries = await fleet.rows<{ after: object; actor_name: string }>(
      `select actor_name, after from audit_entry where object_id = $1 and action = 'reportLink.bundle'`,
      [id],
    );
    expect(entries).toMatchObject([
      { actor_name: 'nobody signed in', after: { rolloutId, bundleId: asked.id } },
    ]);
    const [bundle] = (await verbs['evidence.list'](fleet.as('auditor'), { rolloutId })).rows;
    const operator = fleet.people.get('operator')!.name;
    expect(bundle).toMatchObject({ requestedBy: `a link of ${operator} for External auditor` });
    const take = (rest: { secret: string }) =>
      verbs['reportLink.takeBundle'](fleet.as(NOBODY), { id: asked.id, ...rest });
    await expect(take({ secret })).rejects.toMatchObject({ code: 'conflict' });
    const other = await shared();
    await expect(take({ secret: other.secret })).rejects.toMatchObject({ code: 'not-found' });
    const foreign = { secret: other.secret, id: asked.id };
    await expect(verbs['reportLink.bundle'](fleet.as(NOBODY), foreign)).rejects.toMatchObject({
      code: 'not-found',
    });
    await fleet.admin.query(`update evidence_bundle set state = 'failed', failure = 'x' where id = $1`, [
      asked.id,
    ]);
    expect(await ask({ id: asked.id })).toMatchObject({ state: 'failed', failure: 'x' });
    expect((await ask()).id).not.toBe(asked.id);
    await verbs['reportLink.revoke'](fleet.as('admin'), { id });
    await expect(ask()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('answers one call at a time: a stranger makes no two reports at once', async () => {
    const { secret } = await shared();
    const client = await fleet.admin.connect();
    const name = `'teredo-fleet report link ' || encode(sha256($1), 'hex')`;
    const key = Buffer.from(secret, 'base64url');
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`, [key]);
    await expect(download(secret)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(open(secret)).rejects.toMatchObject({ code: 'unavailable' });
    await client.query('rollback');
    client.release();
    expect(await open(secret)).not.toBeNull();
  });

  it('makes no file that is too large for one: the evidence bundle has it all', async () => {
    const { secret, rolloutId } = await shared();
    // Past the triggers that follow a job as it goes.
    await fleet.admin.query(
      `begin; set local session_replication_role = replica; insert into job
       select copy.* from job j, generate_series(1, 20000) n,
         jsonb_populate_record(j, jsonb_build_object('id', uuidv7(), 'attempt', 1 + n, 'sequence', sequence + n)) copy
       where j.rollout_id = '${rolloutId}'; commit`,
    );
    await expect(download(secret)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/20,001 changes.*evidence bundle/),
    });
  }, 120_000);

  it('shows its holder nothing else', async () => {
    const { secret } = await shared();
    const shown = JSON.stringify(await open(secret));
    expect(Object.keys(JSON.parse(shown)).sort()).toEqual(['expiresAt', 'interim', 'rollout', 'sharedBy']);
    for (const verb of ['machine.list', 'rollout.list', 'audit.list'] as const)
      await expect(verbs[verb](fleet.as(NOBODY), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is made, seen and revoked by people of its scope alone, and by no API token', async () => {
    const { id, rolloutId } = await shared();
    const elsewhere = fleet.as(await fleet.person('operator', [fleet.otherScopeId]));
    const asked = { rolloutId, name: 'X', expiresInDays: 1 };
    await expect(verbs['reportLink.create'](elsewhere, asked)).rejects.toMatchObject({ code: 'not-found' });
    await expect(verbs['reportLink.list'](elsewhere, { rolloutId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(verbs['reportLink.revoke'](elsewhere, { id })).rejects.toMatchObject({ code: 'not-found' });
    const token = { id, name: 'robot', prefix: 'tft_' };
    const program = fleet.as({ ...fleet.people.get('admin')!, token });
    await expect(verbs['reportLink.create'](program, asked)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lives ninety days at most', async () => {
    await expect(shared(91)).rejects.toMatchObject({ code: 'invalid' });
    await expect(shared(0)).rejects.toMatchObject({ code: 'invalid' });
  });
});
