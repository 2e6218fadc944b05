import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newestAuditCheck } from '@teredo-fleet/db';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { readHeadLine } from '@teredo-fleet/services';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChainChecking, headPlaces } from '../src/engine/audit-rounds';
import { engineRounds } from '../src/engine/engine';
import { publishingRound } from '../src/engine/publish-heads';
import { makeNextEvidenceKey, nextKeyWords } from '../src/evidence-key/make-next-key';
import { ensureEvidenceKey } from '../src/preparation/evidence-key';
import { headRound } from '../src/signer/sign-heads';
import {
  createSigningKey,
  evidenceKeyFile,
  keyIdOf,
  nextEvidenceKeyFile,
  readSigningKey,
  signedHeadFile,
} from '../src/signing-key';

const silent = pino({ enabled: false });
let database: TestDatabase;
let dataDir = '';
let published = '';
beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'teredo-fleet-keys-'));
  published = join(dataDir, 'audit-heads.jsonl');
});
afterEach(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const sql = (text: string, values: unknown[] = []) => database.pool('admin').query(text, values);
const start = () => ensureEvidenceKey({ dataDir, signsHere: true, signerUrl: database.urls.signer });
const idOf = (publicKey: string) => keyIdOf(Buffer.from(publicKey, 'base64'));
const keys = async () => (await sql('select * from evidence_key order by made_at, key_id')).rows;

async function write(reason: string): Promise<void> {
  await sql(
    `insert into audit_entry (actor_kind, actor_name, action, object_kind, reason) values ('system', 'engine', 'a.b', 'rollout', $1)`,
    [reason],
  );
  await engineRounds(database.pool('engine'), { error: () => undefined }).linkAudit();
}

/** What the signer does when there is something new. */
async function sign(): Promise<number | null> {
  const key = (await readSigningKey(evidenceKeyFile(dataDir)))!;
  return headRound({ pool: database.pool('signer'), key, headFile: signedHeadFile(dataDir), log: silent })();
}

const places = () => ({ file: published, syslog: null, webhook: null });
const publish = () =>
  publishingRound({ pool: database.pool('engine'), places: headPlaces(places()), log: silent })();

async function check(evidencePublicKey: string) {
  const environment = { evidencePublicKey, headPlaces: places() };
  await new ChainChecking({ pool: database.pool('engine'), environment, log: silent }).round();
  return (await newestAuditCheck(database.pool('web')))!;
}

/** Replaces the key as an admin does: the command, then a start. */
async function replace(): Promise<string> {
  await makeNextEvidenceKey(dataDir);
  return start();
}

describe('an evidence key that is replaced', () => {
  it('leaves everything that was proven before as it was, and signs from then on', async () => {
    const first = await start();
    await write('before');
    await sign();
    await publish();
    const second = await replace();
    expect(second).not.toBe(first);
    await write('after');
    expect(await sign()).toBe(3);
    await publish();
    const { faults, compared } = await check(second);
    expect(faults).toEqual([]);
    expect(compared).toEqual({ inDatabase: 2, outside: 1 });
    const [old, young] = (await readFile(published, 'utf8')).trim().split('\n');
    expect(readHeadLine(old!, [idOf(first)])).toMatchObject({ ok: true, head: { count: 1 } });
    expect(readHeadLine(young!, [idOf(second)])).toMatchObject({ ok: true, head: { count: 3 } });
    expect(Object.keys(JSON.parse(old!))).toEqual(['publicKey', 'signature', 'statement']);
    expect(JSON.parse(young!).keys).toMatchObject([{ keyId: idOf(first) }, { keyId: idOf(second) }]);
  });

  it('is put on record with both signatures and an entry, and its file takes the place of the old one', async () => {
    const first = await start();
    const second = await replace();
    expect(await keys()).toMatchObject([
      { key_id: idOf(first), previous_key_id: null, acceptance: null },
      { key_id: idOf(second), previous_key_id: idOf(first) },
    ]);
    const { rows } = await sql(
      `select before, after, actor_name from audit_entry where action = 'evidence-key.replace'`,
    );
    expect(rows).toEqual([
      { before: { keyId: idOf(first) }, after: { keyId: idOf(second) }, actor_name: 'signer' },
    ]);
    const file = await readSigningKey(evidenceKeyFile(dataDir));
    expect(file?.publicKey.toString('base64')).toBe(second);
    await expect(stat(nextEvidenceKeyFile(dataDir))).rejects.toThrow(/ENOENT/);
    expect(await start()).toBe(second);
  });

  it('may be replaced again and again', async () => {
    const first = await start();
    await write('one');
    await sign();
    await replace();
    await write('two');
    await sign();
    const third = await replace();
    await write('three');
    await sign();
    await publish();
    expect((await check(third)).faults).toEqual([]);
    const line = JSON.parse((await readFile(published, 'utf8')).trim());
    expect(line.keys).toHaveLength(3);
    expect(line.keys[0].keyId).toBe(idOf(first));
  });

  it('is taken into use once, however often the start falls in the middle', async () => {
    await start();
    const present = await readFile(evidenceKeyFile(dataDir));
    await makeNextEvidenceKey(dataDir);
    await copyFile(nextEvidenceKeyFile(dataDir), join(dataDir, 'kept.pem'));
    const second = await start();
    await writeFile(evidenceKeyFile(dataDir), present);
    await copyFile(join(dataDir, 'kept.pem'), nextEvidenceKeyFile(dataDir));
    expect(await start()).toBe(second);
    expect(await keys()).toHaveLength(2);
  });

  it('is not believed when whoever has the database puts another one before it', async () => {
    await start();
    await write('before');
    await sign();
    const second = await replace();
    const forged = await createSigningKey(join(dataDir, 'forged.pem'));
    const forgedId = keyIdOf(forged.publicKey);
    await sql(`insert into evidence_key (key_id, public_key, made_at) values ($1, $2, '2020-01-01')`, [
      forgedId,
      forged.publicKey,
    ]);
    await sql('update evidence_key set previous_key_id = $1 where previous_key_id is not null', [forgedId]);
    await sql('update audit_head set key_id = $1', [forgedId]);
    const { faults } = await check(second);
    expect(faults.join()).toMatch(
      /head on record at 1 entries (is signed by another key|has a wrong signature)/,
    );
  });

  it('stands alone: a second key that follows the same one is refused by the database', async () => {
    const first = await start();
    await replace();
    const other = await createSigningKey(join(dataDir, 'other.pem'));
    const second = sql(
      `insert into evidence_key (key_id, public_key, previous_key_id, succession, signature, acceptance) values ($1, $2, $3, '{}', $4, $4)`,
      [keyIdOf(other.publicKey), other.publicKey, idOf(first), Buffer.alloc(64)],
    );
    await expect(second).rejects.toThrow(/evidence_key_previous_key_id_key/);
  });
});

describe('a start', () => {
  it.each([
    [
      'is missing',
      () => rm(evidenceKeyFile(dataDir)),
      /evidence-key\.pem is missing.*restore it from a backup/,
    ],
    [
      'is another one',
      async () => {
        await rm(evidenceKeyFile(dataDir));
        await createSigningKey(evidenceKeyFile(dataDir));
      },
      /is not the one that signed what was proven so far.*restore that file from a backup/,
    ],
    [
      'is no key',
      () => writeFile(evidenceKeyFile(dataDir), 'nonsense'),
      /holds no Ed25519 private key \(PEM\)\. Restore it from a backup/,
    ],
  ])('is refused with what to do when the key file %s', async (_case, damage, message) => {
    await start();
    await damage();
    await expect(start()).rejects.toThrow(message);
    await makeNextEvidenceKey(dataDir).catch(() => undefined);
    await expect(start()).rejects.toThrow();
    expect(await keys()).toHaveLength(1);
  });
});

describe('the command that makes the next key', () => {
  it('says what waits, and makes one only', async () => {
    await start();
    const made = await makeNextEvidenceKey(dataDir);
    expect(made.waited).toBe(false);
    expect(await makeNextEvidenceKey(dataDir)).toEqual({ ...made, waited: true });
    expect(nextKeyWords(made)).toContain(`next  ${made.nextKeyId}`);
    expect((await stat(nextEvidenceKeyFile(dataDir))).mode & 0o777).toBe(0o600);
  });

  it('where no signer ran says which folder is meant', async () => {
    await expect(makeNextEvidenceKey(dataDir)).rejects.toThrow(/no evidence key .*TEREDO_FLEET_DATA_DIR/);
  });
});
