import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPool,
  discardEmbeddedPostgres,
  type EmbeddedPostgres,
  ensureDatabase,
  migrate,
  startEmbeddedPostgres,
} from '@teredo-fleet/db';
import { everythingScope } from '@teredo-fleet/db/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../src/gateway/gateway';
import { deriveSecrets } from '../src/secrets';
import { sampleObservation } from './support/sample-observation';
import { openWsDoor } from './support/test-doors';
import { hostFacts, makeEnrol, makeProve, type TestMachine } from './support/test-machine';

const secrets = deriveSecrets('the master secret of the test that restarts PostgreSQL');
const token = { tokenId: 'restart', secret: randomBytes(32).toString('base64url') };
let dataDir = '';
let postgres: EmbeddedPostgres;
let gateway: RunningGateway;
let adminUrl = '';
let ownerUrl = '';

const startPostgres = () => startEmbeddedPostgres({ dataDir, log: () => undefined });

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'teredo-fleet-restart-'));
  postgres = await startPostgres();
  ({ adminUrl } = postgres);
  const urls = await ensureDatabase({ adminUrl, database: 'fleet', passwords: secrets.databasePasswords });
  ownerUrl = urls.owner;
  await migrate({ ownerUrl });
  const pool = createPool(ownerUrl, { max: 1 });
  await pool.query(
    `insert into enrolment_token (id, scope_id, secret_hash, label, auto_accept, max_uses, expires_at, created_by_id)
     values ($1, $2, $3, 'test', true, 100, now() + interval '1 hour', 'test')`,
    [token.tokenId, await everythingScope(pool), createHash('sha256').update(token.secret).digest()],
  );
  await pool.end();
  const jobKey = generateKeyPairSync('ed25519')
    .publicKey.export({ format: 'der', type: 'spki' })
    .subarray(-32);
  gateway = await startGateway(
    {
      version: '0.0.0-test',
      databaseUrl: urls.gateway,
      host: '127.0.0.1',
      port: 0,
      tls: null,
      trustedProxies: [],
      agentUrl: 'http://127.0.0.1',
      channelSecretKey: secrets.channel.secretKey,
      channelPublicKey: secrets.channel.publicKey,
      jobPublicKey: jobKey.toString('base64'),
      agentFilesDir: '/nonexistent',
    },
    pino({ enabled: false }),
  );
});

afterAll(async () => {
  await gateway.close();
  await postgres.stop();
  await discardEmbeddedPostgres(dataDir);
});

it('loses nothing that was acknowledged while PostgreSQL is restarted in the middle of it', async () => {
  const url = `http://127.0.0.1:${gateway.port}`;
  const seed = new Uint8Array(randomBytes(32));
  const host = hostFacts();
  const first = await openWsDoor(url, secrets.channel.publicKey);
  first.send(makeEnrol(first, token, seed, host));
  const { machineId, enrolmentId } = await first.next('enrolled');
  first.close();
  const machine: TestMachine = { seed, machineId, enrolmentId, host };
  const door = await openWsDoor(url, secrets.channel.publicKey);
  door.send(makeProve(door, machine));
  await door.next('welcome');

  const acked = new Set<number>();
  const sendOne = (n: number) => {
    const sample = sampleObservation({ at: Date.now() });
    const observation = { ...sample, os: { ...sample.os, version: String(n) } };
    door.send({ type: 'observation', n, observedAt: Date.now(), reason: 'periodic', observation });
  };
  const collect = async (count: number) => {
    while (acked.size < count) for (const n of (await door.next('ack', 15_000)).ns) acked.add(n);
  };
  const pace = () => new Promise((resolve) => setTimeout(resolve, 10));
  for (let n = 1; n <= 50; n++) {
    sendOne(n);
    await pace();
  }
  const restarted = postgres.stop().then(startPostgres);
  for (let n = 51; n <= 150; n++) {
    sendOne(n);
    await pace();
  }
  postgres = await restarted;
  await collect(150);

  const pool = createPool(ownerUrl, { max: 1 });
  const { rows } = await pool.query<{ n: string }>(
    `select observation #>> '{os,version}' as n from observation_history where machine_id = $1`,
    [machineId],
  );
  await pool.end();
  const kept = new Set(rows.map((row) => Number(row.n)));
  expect([...acked].filter((n) => !kept.has(n))).toEqual([]);
  expect(kept.size).toBe(150);
  door.close();
}, 60_000);
