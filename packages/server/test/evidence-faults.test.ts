import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { insertJob, insertMachine, insertRollout, type RolloutRef } from '@teredo-fleet/db/testing';
import { judgeManifest } from '@teredo-fleet/services';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expiringRound } from '../src/reporter/reporter';
import { bundleRound } from '../src/signer/sign-bundles';
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

/** A column of `audit.csv`. */
async function column(id: string, heading: string): Promise<string[]> {
  const rows: Record<string, string>[] = parse(await bench.read(id, 'audit.csv'), {
    bom: true,
    columns: true,
  });
  return rows.map((row) => row[heading]!);
}

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

  it('asked for while its rollout runs is marked as interim in every file that tells of it, and a later one is not', async () => {
    await bench.admin.query(`update rollout set state = 'running', finished_at = null where id = $1`, [
      rollout.id,
    ]);
    const during = await bench.make(rollout.id);
    await bench.admin.query(`update rollout set state = 'done', finished_at = now() where id = $1`, [
      rollout.id,
    ]);
    const after = await bench.make(rollout.id);
    for (const [id, interim] of [
      [during, true],
      [after, false],
    ] as const) {
      expect(await row(id)).toMatchObject({ state: 'ready', interim });
      for (const name of ['manifest.json', 'report.json'])
        expect([name, JSON.parse(await bench.read(id, name)).interim]).toEqual([name, interim]);
      const sheets = unzipSync(await readFile(join(await bench.unpack(id), 'report.xlsx')));
      const words = Object.values(sheets).map((bytes) => Buffer.from(bytes).toString());
      expect(words.join('').includes('interim: still under way')).toBe(interim);
    }
  }, 60_000);

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

  it('tells nobody who was refused it without being allowed to see it, and who was refused it and may', async () => {
    const refusal = `insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, outcome)
      values ($1, 'user', $2, 'rollout.abort', 'rollout', $3, 'refused')`;
    const { rows } = await bench.admin.query('select scope_id from rollout where id = $1', [rollout.id]);
    await bench.admin.query(refusal, [null, 'Somebody Elsewhere', rollout.id]);
    await bench.admin.query(refusal, [rows[0].scope_id, 'A Colleague', rollout.id]);
    const id = await bench.make(rollout.id);
    expect((await column(id, 'Actor')).sort()).toEqual(['A Colleague', 'Ada']);
    for (const name of ['chain.jsonl', 'report.json', 'audit.csv'])
      expect(await bench.read(id, name)).not.toContain('Somebody');
    const { counts, freshness } = JSON.parse(await bench.read(id, 'manifest.json'));
    expect([counts.entries, freshness.unsigned]).toEqual([2, 0]);
  }, 60_000);

  it('says what retention had removed by then', async () => {
    const machine = await insertMachine(bench.admin);
    const job = await insertJob(bench.admin, rollout, machine, { state: 'running', goGranted: 1 });
    const none = { entriesUntil: null, receiptsUntil: null, outputs: 0 };
    const told = async () => {
      const id = await bench.make(rollout.id);
      const manifest = JSON.parse(await bench.read(id, 'manifest.json')).freshness.pruned;
      expect(JSON.parse(await bench.read(id, 'report.json')).freshness.pruned).toEqual(manifest);
      return manifest;
    };
    const prunedTo = (until: string) =>
      bench.admin.query(
        `insert into audit_entry (actor_kind, actor_name, action, object_kind, object_name, after)
         values ('system', 'engine', 'retention.prune', 'retention', 'receipts', jsonb_build_object('olderThan', $1::text))`,
        [until],
      );
    await bench.admin.query(
      `update job set state = 'verified', finished_at = '2026-01-02T00:00:00Z' where id = $1`,
      [job.id],
    );
    await prunedTo('2026-01-01T00:00:00.000Z');
    await prunedTo('no time at all');
    expect(await told()).toEqual(none);
    await prunedTo('2026-01-03T00:00:00.000Z');
    await forced(`update job set outputs_pruned_at = now() where id = $1`, [job.id]);
    await bench.admin.query(
      `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days, statement, key_id, signature)
       select number, hash, now(), created_at + interval '1 second', 30, '{}', 'k', decode(repeat('00', 64), 'hex')
       from audit_link, rollout where rollout.id = $1 limit 1`,
      [rollout.id],
    );
    const { rows } = await bench.admin.query('select newest_at from audit_stub');
    expect(await told()).toEqual({
      entriesUntil: rows[0].newest_at.toISOString(),
      receiptsUntil: '2026-01-03T00:00:00.000Z',
      outputs: 1,
    });
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

/** Past the trigger that keeps finished bundles as they are. */
async function forced(statement: string, values: unknown[] = []): Promise<void> {
  const client = await bench.admin.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(statement, values);
    await client.query('commit');
  } finally {
    client.release();
  }
}

describe('a bundle that is not needed any longer', () => {
  const round = () =>
    expiringRound({ pool: bench.database.pool('reporter'), bundlesDir: bench.bundlesDir })();

  it('goes when its time is over, also when this host had another name when it was made', async () => {
    const id = await bench.make(rollout.id);
    const other = await bench.ask(rollout.id);
    await bench.report();
    await forced(
      `update evidence_bundle set host = 'an-earlier-name', expires_at = now() - interval '1 second' where id = $1`,
      [id],
    );
    await round();
    expect((await row(id)).state).toBe('gone');
    expect((await row(other)).state).toBe('ready');
    expect(await readdir(bench.bundlesDir)).toEqual([`${other}.zip`]);
  });

  it('leaves no file behind, not even one that nothing in the database knows', async () => {
    const id = await bench.make(rollout.id);
    const waiting = await bench.ask(rollout.id);
    const [stray, begun] = [randomUUID(), randomUUID()];
    await writeFile(join(bench.bundlesDir, `${stray}.zip`), 'x');
    await mkdir(join(bench.bundlesDir, `${begun}.part`));
    await mkdir(join(bench.bundlesDir, `${waiting}.part`));
    await writeFile(join(bench.bundlesDir, 'notes.txt'), 'x');
    await round();
    expect((await readdir(bench.bundlesDir)).sort()).toEqual(
      [`${id}.zip`, `${waiting}.part`, 'notes.txt'].sort(),
    );
  });

  it('makes room for newer ones: of a rollout the newest five are kept, of another all', async () => {
    const { rows } = await bench.admin.query<{ id: string }>(
      `select id from scope where name = 'Everything'`,
    );
    const another = await insertRollout(bench.admin, rows[0]!.id, { kind: 'planned', state: 'done' });
    await entryOf(another.id);
    const first = await bench.make(rollout.id);
    const kept = [await bench.make(another.id)];
    for (let n = 0; n < 5; n += 1) kept.push(await bench.ask(rollout.id));
    await bench.report();
    await round();
    expect((await row(first)).state).toBe('gone');
    expect((await readdir(bench.bundlesDir)).sort()).toEqual(kept.map((id) => `${id}.zip`).sort());
  }, 60_000);
});

describe('the signer', () => {
  it('has a bundle made anew when a head that goes further was signed in the moment of its snapshot', async () => {
    const id = await bench.make(rollout.id);
    const manifest = JSON.parse(await bench.read(id, 'manifest.json'));
    const pool = bench.database.pool('signer');
    const { head, generatedAt } = manifest;
    const keyId = keyIdOf(bench.key.publicKey);
    const lastHead = { count: head.count + 3, hash: '1'.repeat(64), at: generatedAt };
    const context = { rolloutId: rollout.id, keyId, lastHead, now: new Date(generatedAt) };
    const text = canonical(manifest);
    expect(await judgeManifest(pool, text, context)).toMatchObject({ ok: false, again: true });
    const later = { ...lastHead, at: new Date(Date.parse(generatedAt) + 1).toISOString() };
    expect(await judgeManifest(pool, text, { ...context, lastHead: later })).toMatchObject({ ok: true });
    await entryOf(rollout.id);
    await bench.link();
    await bench.sign();
    await bench.admin.query(`update audit_head set signed_at = $1 where count > $2`, [
      generatedAt,
      head.count,
    ]);
    expect(await judgeManifest(pool, text, { ...context, lastHead: later })).toMatchObject({
      ok: false,
      again: true,
    });
  });

  it('makes that bundle whole: with the newer head, and signed at the second try', async () => {
    await bench.link();
    await bench.sign();
    const id = await bench.ask(rollout.id);
    const making = bench.reporter();
    while ((await row(id)).state !== 'unsigned') await delay(20);
    const { manifest: first } = await row(id);
    const { generatedAt, head } = JSON.parse(first);
    await entryOf(rollout.id);
    await bench.link();
    await bench.sign();
    await bench.admin.query('update audit_head set signed_at = $1 where count > $2', [
      generatedAt,
      head.count,
    ]);
    await bench.signBundles();
    const isMadeAnew = async () => {
      const { state, manifest } = await row(id);
      return state === 'unsigned' && manifest !== first;
    };
    while (!(await isMadeAnew())) await delay(20);
    await bench.signBundles();
    await making;
    expect(await row(id)).toMatchObject({ state: 'ready', attempts: 1 });
    const manifest = JSON.parse(await bench.read(id, 'manifest.json'));
    expect(manifest).toMatchObject({ head: { count: head.count + 1 }, counts: { entries: 2 } });
  }, 60_000);

  it('writes what it signed into the trail, and signs no more than 120 bundles an hour', async () => {
    const id = await bench.make(rollout.id);
    const { manifest } = await row(id);
    const { rows } = await bench.admin.query(
      `select actor_kind, actor_name, object_id, after from audit_entry where action = 'evidence.sign'`,
    );
    const manifestSha256 = createHash('sha256').update(manifest).digest('hex');
    expect(rows).toEqual([
      {
        actor_kind: 'system',
        actor_name: 'signer',
        object_id: rollout.id,
        after: { bundleId: id, manifestSha256 },
      },
    ]);
    let nowMs = 0;
    const { key, headFile } = bench;
    const log = pino({ enabled: false });
    const pool = bench.database.pool('signer');
    const sign = bundleRound({ pool, key, headFile, log, nowMs: () => nowMs });
    const offer = () =>
      bench.admin.query(
        `insert into evidence_bundle (rollout_id, scope_id, requested_by_name, state, manifest)
         select rollout_id, scope_id, 'Eve', 'unsigned', manifest from evidence_bundle, generate_series(1, 125) where id = $1`,
        [id],
      );
    const states = async () =>
      (
        await bench.admin.query(
          `select state, count(*)::int as n, min(failure) as why from evidence_bundle where requested_by_name = 'Eve' group by state order by state`,
        )
      ).rows;
    await offer();
    await sign();
    expect(await states()).toEqual([
      { state: 'failed', n: 5, why: expect.stringContaining('no more than 120 bundles an hour') },
      { state: 'signed', n: 120, why: null },
    ]);
    nowMs = 3_600_000;
    await offer();
    await sign();
    expect(await states()).toMatchObject([
      { state: 'failed', n: 10 },
      { state: 'signed', n: 240 },
    ]);
  }, 60_000);

  it('signs no manifest but one of its own installation, key, rollout, time and chain', async () => {
    const id = await bench.make(rollout.id);
    const text = await bench.read(id, 'manifest.json');
    const manifest = JSON.parse(text);
    const pool = bench.database.pool('signer');
    const now = new Date(manifest.generatedAt);
    const keyId = keyIdOf(bench.key.publicKey);
    const lastHead = { ...manifest.head, at: manifest.generatedAt };
    const context = { rolloutId: rollout.id, keyId, lastHead, now };
    const judge = (changed: string, rest = {}) => judgeManifest(pool, changed, { ...context, ...rest });
    expect(canonical(manifest)).toBe(text);
    expect(await judge(text)).toMatchObject({ ok: true });
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
