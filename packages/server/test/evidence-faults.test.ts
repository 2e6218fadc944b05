import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { insertRollout, type RolloutRef } from '@teredo-fleet/db/testing';
import { judgeManifest } from '@teredo-fleet/services';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyIdOf } from '../src/signing-key';
import { EvidenceBench } from './support/evidence-bench';
import { outcomeRollout } from './support/outcome-rollout';

let bench: EvidenceBench;
let rollout: RolloutRef;
beforeEach(async () => {
  bench = await EvidenceBench.open();
  const { rows } = await bench.admin.query<{ id: string }>(`select id from scope where name = 'Everything'`);
  rollout = await insertRollout(bench.admin, rows[0]!.id, { kind: 'planned', state: 'done' });
  await entryOf(rollout.id);
}, 60_000);
afterEach(() => bench.close());

const entryOf = (rolloutId: string) =>
  bench.admin.query(
    `insert into audit_entry (actor_kind, actor_name, action, object_kind, object_id) values ('user', 'Ada', 'rollout.saveDraft', 'rollout', $1)`,
    [rolloutId],
  );

async function row(id: string) {
  const { rows } = await bench.admin.query('select * from evidence_bundle where id = $1', [id]);
  return rows[0];
}

describe('a bundle', () => {
  it('of a rollout without machines has every file, and none of them a row too many', async () => {
    const id = await bench.make(rollout.id);
    const manifest = JSON.parse(await bench.read(id, 'manifest.json'));
    expect(manifest).toMatchObject({
      interim: false,
      counts: { machines: 0, attempts: 0, receipts: 0, entries: 1 },
    });
    expect(JSON.parse(await bench.read(id, 'report.json')).machines).toEqual([]);
    expect(parse(await bench.read(id, 'machines.csv'), { bom: true })).toHaveLength(1);
    expect((await bench.read(id, 'report.pdf')).startsWith('%PDF-')).toBe(true);
  });

  it('is begun anew when the process that made it died midway, and given up after the third time', async () => {
    await bench.link();
    await bench.sign();
    const id = await bench.ask(rollout.id);
    const dead = `update evidence_bundle set state = 'building', builder_id = $2, attempts = $3 where id = $1`;
    await bench.admin.query(dead, [id, randomUUID(), 1]);
    await bench.report();
    expect(await row(id)).toMatchObject({ state: 'ready', attempts: 2 });
    const another = await bench.ask(rollout.id);
    await bench.admin.query(dead, [another, randomUUID(), 3]);
    await bench.report();
    expect(await row(another)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('three times'),
    });
    expect((await readdir(bench.bundlesDir)).sort()).toEqual([`${id}.zip`]);
  });

  it('that is cut off when the server stops leaves nothing that could be taken, and is made by the next one', async () => {
    await bench.link();
    const id = await bench.ask(rollout.id);
    const stopped = new AbortController();
    // It waits for a head that nobody signs.
    const report = bench.report({ heads: false, signal: stopped.signal });
    while ((await row(id)).state === 'requested') await new Promise((resolve) => setTimeout(resolve, 20));
    stopped.abort();
    await expect(report).rejects.toThrow();
    expect((await row(id)).state).toBe('building');
    expect((await readdir(bench.bundlesDir)).filter((name) => name.endsWith('.zip'))).toEqual([]);
    await bench.admin.query('delete from server_process');
    await bench.sign();
    await bench.report();
    expect((await row(id)).state).toBe('ready');
  });

  it('is made once by each request, also when two reporters make two at the same moment', async () => {
    await bench.link();
    await bench.sign();
    const ids = [await bench.ask(rollout.id), await bench.ask(rollout.id), await bench.ask(rollout.id)];
    await bench.report({ reporters: 2 });
    for (const id of ids) expect(await row(id)).toMatchObject({ state: 'ready', attempts: 1 });
    const { rows } = await bench.admin.query(
      `select count(*)::int as finished from audit_entry where action = 'evidence.finish' and outcome = 'done'`,
    );
    expect(rows).toEqual([{ finished: 3 }]);
  });

  it('says how many entries no head covers yet, and holds none of them', async () => {
    await bench.link();
    await bench.sign();
    const id = await bench.ask(rollout.id);
    await entryOf(rollout.id);
    await bench.report({ heads: false });
    const { freshness, counts } = JSON.parse(await bench.read(id, 'manifest.json'));
    expect([freshness.unsigned, counts.entries]).toEqual([1, 1]);
    expect(parse(await bench.read(id, 'audit.csv'), { bom: true })).toHaveLength(2);
  }, 60_000);

  it('names an entry that somebody deleted from the database as one that is not there', async () => {
    await bench.link();
    await bench.sign();
    const { id: rolloutId } = await outcomeRollout(bench.database);
    await bench.link();
    await bench.sign();
    await bench.admin.query(
      `delete from audit_entry where seq = (select max(seq) - 3 from audit_entry where object_kind = 'job')`,
    );
    const id = await bench.ask(rolloutId);
    await bench.report();
    const links = (await bench.read(id, 'chain.jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(links.filter(({ entry }) => entry === null)).toHaveLength(1);
  }, 60_000);
});

describe('the signer', () => {
  it('signs no manifest but one of its own installation, key, rollout, time and chain', async () => {
    const id = await bench.make(rollout.id);
    const text = await bench.read(id, 'manifest.json');
    const manifest = JSON.parse(text);
    const pool = bench.database.pool('signer');
    const now = new Date(manifest.generatedAt);
    const keyId = keyIdOf(bench.key.publicKey);
    const context = { rolloutId: rollout.id, keyId, lastHead: manifest.head, now };
    const judge = (changed: string, rest = {}) => judgeManifest(pool, changed, { ...context, ...rest });
    expect(canonical(manifest)).toBe(text);
    expect(await judge(text)).toEqual({ ok: true });
    const changes = [
      { installation: randomUUID() },
      { rollout: { id: randomUUID(), name: 'x' } },
      { keyId: '0'.repeat(64) },
      { head: { count: manifest.head.count + 1, hash: manifest.head.hash } },
      { head: { ...manifest.head, hash: '0'.repeat(64) } },
      { head: null },
      { generatedAt: '2001-01-01T00:00:00.000Z' },
      { files: manifest.files.slice(1) },
      { more: 1 },
    ];
    for (const change of changes) {
      const changed = canonical({ ...manifest, ...change });
      expect([change, (await judge(changed)).ok]).toEqual([change, false]);
    }
    expect((await judge(JSON.stringify(manifest, null, 1))).ok).toBe(false);
    expect((await judge(text, { now: new Date(now.getTime() - 6 * 60_000) })).ok).toBe(false);
    expect((await judge(text, { lastHead: null })).ok).toBe(false);
  });
});

/** Members in order: all that RFC 8785 asks of texts and whole numbers. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
