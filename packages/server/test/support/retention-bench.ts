import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertEvidenceKey, newestAuditCheck } from '@teredo-fleet/db';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { pino } from 'pino';
import { afterEach, beforeEach } from 'vitest';
import { ChainChecking } from '../../src/engine/audit-rounds';
import { engineRounds } from '../../src/engine/engine';
import { retentionRound } from '../../src/engine/retention-rounds';
import { headRound } from '../../src/signer/sign-heads';
import { stubRound } from '../../src/signer/sign-stubs';
import { createSigningKey, keyIdOf, type SigningKey } from '../../src/signing-key';

const silent = pino({ enabled: false });

/** What goes after its time of keeping, and what signs and checks the trail meanwhile, over a database of each test's own. */
export function useRetentionBench() {
  let database: TestDatabase;
  let folder = '';
  let key: SigningKey;
  beforeEach(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-retention-'));
    key = await createSigningKey(join(folder, 'evidence-key.pem'));
    await insertEvidenceKey(database.pool('signer'), {
      keyId: keyIdOf(key.publicKey),
      publicKey: key.publicKey,
    });
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Whoever owns the database, with psql. */
  const sql = (text: string, values: unknown[] = []) => database.pool('admin').query(text, values);
  const rowsOf = async (text: string) => (await sql(text)).rows;
  const signing = () => ({
    pool: database.pool('signer'),
    key,
    headFile: join(folder, 'audit-head.json'),
    log: silent,
  });

  return {
    database: () => database,
    sql,
    rowsOf,
    count: async (text: string): Promise<number> =>
      Number((await rowsOf(`select count(*) as n from ${text}`))[0].n),
    /** Days that each kind is kept from now on. */
    keep: (kept: Record<string, number | string | null>) =>
      sql(
        `insert into setting (key, value) values ('retention', $1) on conflict (key) do update set value = excluded.value`,
        [JSON.stringify(kept)],
      ),
    prune: () => retentionRound(database.pool('engine'), { rowsAtOnce: 2 })(),
    signHead: () => headRound(signing())(),
    signStub: () => stubRound(signing())(),
    link: () => engineRounds(database.pool('engine'), { error: () => undefined }).linkAudit(),
    /** What the check of the whole chain finds. */
    async check() {
      const headPlaces = { file: join(folder, 'audit-heads.jsonl'), syslog: null, webhook: null };
      const environment = { evidencePublicKey: key.publicKey.toString('base64'), headPlaces };
      await new ChainChecking({ pool: database.pool('engine'), environment, log: silent }).round();
      return (await newestAuditCheck(database.pool('web')))!;
    },
  };
}
