import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createPool, databaseUrls, discardEmbeddedPostgres } from '@teredo-fleet/db';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp } from '../src/backup/backup';
import { restore } from '../src/backup/restore';
import { restoreWords } from '../src/backup/restore-words';
import { type Configuration, readConfiguration } from '../src/configuration';
import { engineRounds } from '../src/engine/engine';
import { prepare } from '../src/preparation/prepare';
import { deriveSecrets, loadMasterSecret } from '../src/secrets';
import { headRound } from '../src/signer/sign-heads';
import { evidenceKeyFile, readSigningKey, signedHeadFile } from '../src/signing-key';
import { type Database, openDatabase } from '../src/supervisor/database';

const silent = pino({ enabled: false });
const MADE = 'audit_entry audit_head audit_link brake evidence_key machine scope setting user'.split(' ');

/** An installation of its own: data folder, embedded PostgreSQL, keys. */
class Installation {
  readonly configuration: Configuration;
  #database: Database | null = null;

  constructor(readonly dataDir: string) {
    this.configuration = readConfiguration({ TEREDO_FLEET_DATA_DIR: dataDir });
  }

  async open(): Promise<Database> {
    this.#database ??= await openDatabase(this.configuration, () => undefined);
    return this.#database;
  }

  async urls() {
    const { adminUrl, name } = await this.open();
    const passwords = deriveSecrets(await loadMasterSecret(this.dataDir, null)).databasePasswords;
    return databaseUrls({ adminUrl, passwords, database: name });
  }

  async prepare(): Promise<void> {
    await mkdir(this.dataDir, { recursive: true });
    const { adminUrl, name } = await this.open();
    const secrets = deriveSecrets(await loadMasterSecret(this.dataDir, null));
    await prepare({
      configuration: this.configuration,
      adminUrl,
      database: name,
      secrets,
      agentFilesDir: '/nonexistent',
    });
  }

  async query(text: string, part: 'owner' | 'engine' = 'owner'): Promise<Record<string, unknown>[]> {
    const pool = createPool((await this.urls())[part], { max: 1 });
    try {
      return (await pool.query(text)).rows;
    } finally {
      await pool.end();
    }
  }

  /** So many entries, linked, and how far that goes signed; gives the line that is told outside. */
  async write(count: number): Promise<string> {
    await this.query(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind, reason)
       select 'system', 'engine', 'a.b', 'rollout', E'tab\\there, \\\\back, ünï \\u2028 ' || n from generate_series(1, ${count}) n`,
    );
    const { engine, signer } = await this.urls();
    const pools = [createPool(engine, { max: 1 }), createPool(signer, { max: 1 })] as const;
    const key = (await readSigningKey(evidenceKeyFile(this.dataDir)))!;
    const headFile = signedHeadFile(this.dataDir);
    await engineRounds(pools[0], { error: () => undefined }).linkAudit();
    await headRound({ pool: pools[1], key, headFile, log: silent })();
    await Promise.all(pools.map((pool) => pool.end()));
    return (await readFile(headFile, 'utf8')).trim();
  }

  async stop(): Promise<void> {
    await this.#database?.embedded?.stop();
    this.#database = null;
  }
}

let folder = '';
let source: Installation;
let firstHead = '';
/** How many entries it covers: those of the start are among them. */
let first = 0;
let file = '';
const opened: Installation[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-backup-'));
  source = new Installation(join(folder, 'source'));
  opened.push(source);
  await source.prepare();
  firstHead = await source.write(5);
  first = countOf(firstHead);
  await source.query(
    `insert into "user" (id, name, email) values ('u', E'Zoë "\\\\." @end', 'zoe@example.com')`,
  );
  await source.query(
    `insert into session (id, user_id, token, expires_at) values ('s', 'u', 't', now() + interval '1 day')`,
  );
  await source.stop();
  file = join(folder, 'fleet.backup');
  await backUp(source.configuration, file);
}, 240_000);
afterAll(async () => {
  for (const one of opened) await one.stop();
  for (const one of opened) await discardEmbeddedPostgres(one.dataDir);
  await rm(folder, { recursive: true, force: true });
});

const countOf = (line: string): number => JSON.parse(JSON.parse(line).statement).count;

const target = (name: string): Installation => {
  const made = new Installation(join(folder, name));
  opened.push(made);
  return made;
};

const content = (of: Installation, table: string) =>
  of.query(
    `select * from "${table}" t where not (to_jsonb(t) ->> 'action' is not distinct from 'backup.restore') order by t`,
  );

describe('a backup', () => {
  it('is a file of its owner, holds the keys, and is not written over', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = gunzipSync(await readFile(file)).toString();
    expect(text).toContain('signer/evidence-key.pem');
    expect(text).toContain('signer/job-key.pem');
    await expect(backUp(source.configuration, file)).rejects.toThrow(/exists already/);
  });

  it('of a folder that holds no installation says so', async () => {
    const none = target('none');
    await mkdir(none.dataDir);
    await expect(backUp(none.configuration, join(folder, 'none.backup'))).rejects.toThrow(
      /There is no installation/,
    );
    await expect(stat(join(folder, 'none.backup'))).rejects.toThrow(/ENOENT/);
  });

  it('is restored into an empty server: every row and key, a chain that holds, and nobody signed in', async () => {
    const other = target('other');
    await mkdir(other.dataDir);
    await writeFile(join(other.dataDir, 'audit-heads.jsonl'), `${firstHead}\n`);
    const restored = await restore(other.configuration, file);
    expect(restored.trail).toMatchObject({
      linked: first,
      faults: [],
      outside: { kind: 'holds', count: first },
    });
    for (const key of ['secret', 'signer/job-key.pem', 'signer/evidence-key.pem', 'signer/audit-head.json']) {
      expect(await readFile(join(other.dataDir, key), 'utf8')).toBe(
        await readFile(join(source.dataDir, key), 'utf8'),
      );
      expect((await stat(join(other.dataDir, key))).mode & 0o777).toBe(0o600);
    }
    for (const table of MADE)
      expect(await content(other, table), table).toEqual(await content(source, table));
    expect(await other.query('select * from session')).toEqual([]);
    const [entry] = await other.query(`select * from audit_entry where action = 'backup.restore'`);
    expect(entry).toMatchObject({
      actor_name: 'restore',
      after: { linked: first, outside: { kind: 'holds' } },
    });
    const newest = await source.query('select max(seq)::int as seq from audit_entry');
    expect(Number(entry!.seq)).toBeGreaterThan(Number(newest[0]!.seq) + 999_999);
    await other.prepare();
    await other.write(2);
    expect(
      (await other.query('select max(count)::int as count from audit_head'))[0]!.count,
    ).toBeGreaterThanOrEqual(first + 3);
    await other.stop();
    await source.stop();
  }, 240_000);

  it('says what was lost since the newest head that was told outside', async () => {
    const lastHead = await source.write(4);
    await source.stop();
    const other = target('behind');
    await mkdir(other.dataDir);
    await writeFile(join(other.dataDir, 'audit-heads.jsonl'), `${firstHead}\n${lastHead}\n`);
    const restored = await restore(other.configuration, file);
    expect(restored.trail.outside).toMatchObject({
      kind: 'lost',
      count: countOf(lastHead),
      lost: countOf(lastHead) - first,
    });
    expect(restoreWords(restored)).toContain(
      `covers ${countOf(lastHead)} entries, and the backup goes to ${first}: the`,
    );
    expect(restoreWords(restored)).toMatch(/links to reports, API tokens .* that were revoked, work again/);
    await other.stop();
  }, 240_000);

  it('is refused before anything is touched when it was cut off, altered, or is none', async () => {
    const whole = await readFile(file);
    const text = gunzipSync(whole);
    const altered = Buffer.from(text);
    altered[altered.indexOf('zoe@example.com')] = 0x41;
    const bad: Record<string, Buffer> = {
      'cut off': whole.subarray(0, whole.length - 40),
      'cut off where a line ends': gzipSync(text.subarray(0, text.lastIndexOf('@end'))),
      altered: gzipSync(altered),
      longer: gzipSync(Buffer.concat([text, Buffer.from('more\n')])),
      'no backup': gzipSync(Buffer.from('hello\n')),
      'no archive': Buffer.from('hello\n'),
      newer: gzipSync(Buffer.from(text.toString().replace('20261123093000_uuidv7', '29991123093000_uuidv7'))),
    };
    for (const [name, bytes] of Object.entries(bad)) {
      const copy = join(folder, 'bad.backup');
      await writeFile(copy, bytes);
      const none = join(folder, 'untouched');
      await expect(restore(readConfiguration({ TEREDO_FLEET_DATA_DIR: none }), copy), name).rejects.toThrow(
        /no whole backup|cannot be unpacked/,
      );
      await expect(stat(none), name).rejects.toThrow(/ENOENT/);
    }
    await expect(restore(source.configuration, join(folder, 'nothing'))).rejects.toThrow(/cannot be opened/);
  });

  it('is refused where an installation is already', async () => {
    await expect(restore(source.configuration, file)).rejects.toThrow(/holds an installation already/);
  });
});
