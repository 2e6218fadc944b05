import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrisma, type PrismaClient } from '@teredo-fleet/db';
import {
  createTestDatabase,
  insertMachine,
  type MachineRef,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import { jobBytes, jobPayloadSchema } from '@teredo-fleet/protocol';
import { type ServiceContext, verbs } from '@teredo-fleet/services';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPorts } from '../src/process/service-ports';
import { signJobs } from '../src/signer/sign-jobs';
import { startSigner } from '../src/signer/signer';
import { createSigningKey, type SigningKey } from '../src/signing-key';
import { identity } from '../src/web/identity';
import { sampleObservation } from './support/sample-observation';

const NOTICE_URL = 'http://notice.example.com';

const silent = pino({ enabled: false });
let database: TestDatabase;
let db: PrismaClient;
let folder = '';
let key: SigningKey;
let operator: { id: string; name: string };

beforeAll(async () => {
  database = await createTestDatabase();
  db = createPrisma(database.urls.web, { max: 4 });
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-signer-'));
  key = await createSigningKey(join(folder, 'job-key.pem'));
  await createSigningKey(join(folder, 'evidence-key.pem'));
  operator = { id: randomUUID(), name: 'Ada' };
  await admin().query(
    `insert into "user" (id, name, email, role) values ($1, $2, 'ada@example.com', 'operator')`,
    [operator.id, operator.name],
  );
});
afterAll(async () => {
  await db.$disconnect();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

const admin = () => database.pool('admin');

const context = (): ServiceContext => ({
  actor: { kind: 'user', ...operator, email: 'ada@example.com', role: 'operator', scopeIds: [], token: null },
  db,
  pool: database.pool('web'),
  requestId: randomUUID(),
  address: '192.0.2.1',
  now: () => Date.now(),
  ports: createPorts({
    version: '0.0.0-test',
    identity,
    channelPublicKey: Buffer.alloc(32).toString('base64'),
    jobPublicKey: key.publicKey.toString('base64'),
    cursorSecret: Buffer.alloc(32).toString('base64url'),
    agentFilesDir: '/nonexistent',
  }),
});

async function observedMachine(): Promise<MachineRef> {
  const machine = await insertMachine(admin());
  await admin().query(
    `insert into machine_facts (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash,
       os_family, os_name, configured_type, configured_set_by, effective_state, reachable, diagnosis_code, severity)
     values ($1, $2, now(), now(), now(), $3, '\\x00', 'linux', 'Debian', 'client', 'local', 'offline', 'unknown', 'x', 'info')`,
    [machine.id, machine.scopeId, sampleObservation()],
  );
  return machine;
}

/** A change as an operator asks for it on the page. */
async function requestedJob(): Promise<{ jobId: string; rolloutId: string; machine: MachineRef }> {
  const machine = await observedMachine();
  const started = await verbs['machine.toggle'](context(), {
    id: machine.id,
    desired: {
      teredo: { mode: 'off', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
      ipv6: 'leave',
      firewall: 'leave',
      allowReboot: false,
      acceptFirewallOff: false,
    },
    notice: {
      policy: {
        kind: 'none',
        mayRefuse: false,
        minimumNoticeSeconds: 0,
        maxDeferrals: 0,
        minimumDeferralSeconds: 0,
        answerTimeoutSeconds: 60,
        whenNobodyLoggedOn: 'start',
      },
    },
    reason: 'a test of the signer',
    idempotencyKey: randomUUID(),
  });
  return { ...started, machine };
}

async function jobRow(id: string) {
  const { rows } = await admin().query('select state, detail, payload, signature from job where id = $1', [
    id,
  ]);
  return rows[0];
}

const signatures = async (jobId: string) =>
  (await admin().query('select key_id from signature_entry where job_id = $1', [jobId])).rows;

const sign = () => signJobs({ pool: database.pool('signer'), key, noticeUrl: NOTICE_URL, log: silent });

describe('the signer', () => {
  it('signs the very bytes that are sent, and logs it', async () => {
    const { jobId, machine } = await requestedJob();
    await sign();
    const { state, payload, signature } = await jobRow(jobId);
    expect(state).toBe('queued');
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey]);
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    expect(verify(null, jobBytes(new Uint8Array(payload)), publicKey, signature)).toBe(true);
    const job = jobPayloadSchema.parse(JSON.parse(payload.toString()));
    expect(job).toMatchObject({
      jobId,
      machineId: machine.id,
      enrolmentId: machine.enrolmentId,
      sequence: 1,
    });
    expect(await signatures(jobId)).toHaveLength(1);
  });

  it.each(['account', 'id', 'pseudonym'] as const)(
    'says in each job to name people by %s, as is set',
    async (by) => {
      const set = `insert into setting (key, value) values ('notices', $1) on conflict (key) do update set value = excluded.value`;
      await admin().query(set, [{ usersNamedBy: by }]);
      const { jobId } = await requestedJob();
      await sign();
      const { usersNamedBy = 'account' } = JSON.parse((await jobRow(jobId)).payload.toString());
      expect(usersNamedBy).toBe(by);
      await admin().query(`delete from setting where key = 'notices'`);
    },
  );

  it('signs a job once, however many signers there are', async () => {
    const { jobId } = await requestedJob();
    await Promise.all([sign(), sign(), sign()]);
    expect(await signatures(jobId)).toHaveLength(1);
  });

  it.each([
    [
      'the job says something else than its plan',
      `update job set work = jsonb_set(work, '{desired,teredo,mode}', '"on"') where id = $1`,
    ],
    [
      'the plan was altered after its approval',
      `update rollout set plan = jsonb_set(plan, '{contactWindowSeconds}', '86400') where id = (select rollout_id from job where id = $1)`,
    ],
    [
      'nobody approved the plan',
      'delete from approval where rollout_id = (select rollout_id from job where id = $1)',
    ],
    [
      'the approval is of another plan',
      `update approval set plan_hash = sha256('other') where rollout_id = (select rollout_id from job where id = $1)`,
    ],
    [
      'the machine was enrolled anew',
      'update machine set enrolment_id = gen_random_uuid() where id = (select machine_id from job where id = $1)',
    ],
    [
      'its number leaps over all that could follow',
      'update job set sequence = 9007199254740991 where id = $1',
    ],
    [
      'the author was limited to another scope meanwhile',
      `update "user" set scope_ids = array[gen_random_uuid()] where id = (select author_id from rollout r join job j on j.rollout_id = r.id where j.id = $1)`,
    ],
    ['its time is none', `update job set not_after = 'infinity' where id = $1`],
    [
      'the rollout does not run',
      `update rollout set state = 'aborted', finished_at = now() where id = (select rollout_id from job where id = $1)`,
    ],
  ])('refuses when %s, says so and writes it down', async (_, statement) => {
    const { jobId } = await requestedJob();
    await admin().query(statement, [jobId]);
    await sign();
    await admin().query(`update "user" set scope_ids = '{}'`);
    const { state, detail, signature } = await jobRow(jobId);
    expect([state, signature]).toEqual(['blocked', null]);
    expect(detail).toMatch(/\w+\. .*\w+/);
    expect(await signatures(jobId)).toEqual([]);
    const { rows } = await admin().query(
      `select outcome, actor_name from audit_entry where object_id = $1 and action = 'job.sign'`,
      [jobId],
    );
    expect(rows).toEqual([{ outcome: 'refused', actor_name: 'signer' }]);
  });

  it('refuses when the author was disabled meanwhile', async () => {
    const { jobId } = await requestedJob();
    await admin().query(`update "user" set disabled_at = now() where id = $1`, [operator.id]);
    await sign();
    await admin().query(`update "user" set disabled_at = null where id = $1`, [operator.id]);
    expect((await jobRow(jobId)).state).toBe('blocked');
  });

  it('cannot be got round: neither web nor gateway may write a payload, a signature or a go of their own', async () => {
    const { jobId } = await requestedJob();
    for (const part of ['web', 'gateway', 'engine'] as const) {
      const forge = database
        .pool(part)
        .query(`update job set payload = 'x', signature = 'x', signed_at = now() where id = $1`, [jobId]);
      await expect(forge, part).rejects.toThrow(/permission denied/);
    }
    await sign();
  });

  it('is woken by each request, and does not sign it only when it looks for itself', async () => {
    const environment = {
      version: '0',
      databaseUrl: database.urls.signer,
      jobKeyFile: join(folder, 'job-key.pem'),
      evidenceKeyFile: join(folder, 'evidence-key.pem'),
      headFile: join(folder, 'audit-head.json'),
      noticeUrl: NOTICE_URL,
    };
    const signer = await startSigner(environment, silent, 3_600_000);
    // What it does as it begins may take the first one along.
    for (let request = 0; request < 3; request += 1) {
      const { jobId } = await requestedJob();
      await expect.poll(async () => (await jobRow(jobId)).state, { timeout: 30_000 }).toBe('queued');
    }
    await signer.close();
  });

  it('does not start without its key, and names the file', async () => {
    const environment = {
      version: '0',
      databaseUrl: database.urls.signer,
      jobKeyFile: join(folder, 'other.pem'),
      evidenceKeyFile: join(folder, 'evidence-key.pem'),
      headFile: join(folder, 'audit-head.json'),
      noticeUrl: NOTICE_URL,
    };
    await expect(startSigner(environment, silent)).rejects.toThrow(/other.pem is missing: restore it/);
  });
});
