import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  claimUnsignedJobs,
  countSignatures,
  inPoolTransaction,
  refuseUnsignedJob,
  storeSignature,
} from '../src';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob, jobRow, clearJobs, actionsOn } = useJobDatabase();
const everything = { scopes: '*', userId: null } as const;

const signature = (jobId: string, planHash: Buffer) => ({
  jobId,
  payload: Buffer.from(`payload of ${jobId}`),
  signature: randomBytes(64),
  keyId: 'key-1',
  planHash,
});

it('claims what waits, oldest first, with plan and approvals', async () => {
  await clearJobs();
  const first = await makeJob({ state: 'requested' });
  const second = await makeJob({ state: 'requested' });
  await makeJob({ state: 'requested', cancelRequested: true });
  await makeJob({ state: 'queued' });
  await admin().query(
    `insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind) values ($1, $2, $3, 'author', 'single')`,
    [first.rollout.id, first.rollout.scopeId, first.rollout.planHash],
  );
  const claimed = await inPoolTransaction(pool('signer'), everything, (client) =>
    claimUnsignedJobs(client, 10),
  );
  expect(claimed.map((job) => job.id)).toEqual([first.job.id, second.job.id]);
  expect(claimed[0]).toMatchObject({
    machineId: first.machine.id,
    enrolmentId: first.machine.enrolmentId,
    machineEnrolmentId: first.machine.enrolmentId,
    sequence: 1,
    rolloutState: 'running',
    planHash: first.rollout.planHash,
    approvals: [
      {
        approverId: 'author',
        kind: 'single',
        planHash: first.rollout.planHash.toString('hex'),
        role: null,
      },
    ],
  });
});

it('never hands one job to two signers', async () => {
  await clearJobs();
  for (let n = 0; n < 6; n++) await makeJob({ state: 'requested' });
  /** What is claimed while others hold what they have claimed. */
  const claim = (meanwhile: () => Promise<string[]>) =>
    inPoolTransaction(pool('signer'), everything, async (client) => {
      const jobs = await claimUnsignedJobs(client, 3);
      return [...jobs.map((job) => job.id), ...(await meanwhile())];
    });
  const claimed = await claim(async () => (await claim(async () => [])) ?? []);
  expect(new Set(claimed).size).toBe(6);
});

it('stores a signature once and logs it', async () => {
  const { job, rollout, machine } = await makeJob({ state: 'requested' });
  const input = signature(job.id, rollout.planHash);
  const since = new Date(Date.now() - 60_000);
  const before = await countSignatures(pool('signer'), since);
  expect(await storeSignature(pool('signer'), input)).toEqual({ machineId: machine.id });
  expect(await storeSignature(pool('signer'), input)).toBeNull();
  expect(await jobRow(job.id)).toMatchObject({
    state: 'queued',
    payload: input.payload,
    signature: input.signature,
  });
  expect(await actionsOn(job.id)).toEqual(['job.sign']);
  expect(await countSignatures(pool('signer'), since)).toBe(before + 1);
  const { rows } = await admin().query(
    'select payload_sha256, plan_hash from signature_entry where job_id = $1',
    [job.id],
  );
  expect(rows).toEqual([
    { payload_sha256: createHash('sha256').update(input.payload).digest(), plan_hash: rollout.planHash },
  ]);
});

it('signs nothing that was cancelled meanwhile', async () => {
  const { job, rollout } = await makeJob({ state: 'requested', cancelRequested: true });
  expect(await storeSignature(pool('signer'), signature(job.id, rollout.planHash))).toBeNull();
});

it('ends what it refuses, with the reason', async () => {
  const { job } = await makeJob({ state: 'requested' });
  await refuseUnsignedJob(pool('signer'), job.id, 'Nobody approved this plan.');
  expect(await jobRow(job.id)).toMatchObject({
    state: 'blocked',
    detail: 'Nobody approved this plan.',
    payload: null,
  });
  expect(await refuseUnsignedJob(pool('signer'), job.id, 'again')).toBeNull();
});
