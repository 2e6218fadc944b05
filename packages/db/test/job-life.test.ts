import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  claimUnsignedJobs,
  countSignatures,
  expireJobs,
  finishRollouts,
  inPoolTransaction,
  markLostContact,
  offerableJobs,
  refuseOffers,
  refuseUnsignedJob,
  storeSignature,
  takeMachineRequests,
  takeStatuses,
} from '../src';
import {
  createTestDatabase,
  insertContact,
  insertJob,
  insertMachine,
  insertRollout,
  type JobRest,
  type TestDatabase,
} from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = () => db.pool('admin');
const everything = { scopes: '*', userId: null } as const;

async function scene(rest: JobRest = {}, rolloutRest: { state?: string } = {}) {
  const machine = await insertMachine(admin());
  const rollout = await insertRollout(admin(), machine.scopeId, rolloutRest);
  const job = await insertJob(admin(), rollout, machine, rest);
  return { machine, rollout, job };
}

async function jobRow(id: string) {
  return (await admin().query('select * from job where id = $1', [id])).rows[0];
}

async function actionsOn(id: string): Promise<string[]> {
  const { rows } = await admin().query<{ action: string }>(
    'select action from audit_entry where object_id = $1 order by seq',
    [id],
  );
  return rows.map((row) => row.action);
}

async function clearJobs(): Promise<void> {
  await admin().query('delete from job');
}

describe('signer', () => {
  const signature = (jobId: string, planHash: Buffer) => ({
    jobId,
    payload: Buffer.from(`payload of ${jobId}`),
    signature: randomBytes(64),
    keyId: 'key-1',
    planHash,
  });

  it('claims what waits, oldest first, with plan and approvals', async () => {
    await clearJobs();
    const first = await scene({ state: 'requested' });
    const second = await scene({ state: 'requested' });
    await scene({ state: 'requested', cancelRequested: true });
    await scene({ state: 'queued' });
    await admin().query(
      `insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind) values ($1, $2, $3, 'author', 'single')`,
      [first.rollout.id, first.rollout.scopeId, first.rollout.planHash],
    );
    const claimed = await inPoolTransaction(db.pool('signer'), everything, (client) =>
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
    for (let n = 0; n < 6; n++) await scene({ state: 'requested' });
    const claim = () =>
      inPoolTransaction(db.pool('signer'), everything, async (client) => {
        const jobs = await claimUnsignedJobs(client, 3);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return jobs.map((job) => job.id);
      });
    const [one, two] = await Promise.all([claim(), claim()]);
    expect(new Set([...(one ?? []), ...(two ?? [])]).size).toBe(6);
  });

  it('stores a signature once and logs it', async () => {
    const { job, rollout, machine } = await scene({ state: 'requested' });
    const input = signature(job.id, rollout.planHash);
    const since = new Date(Date.now() - 60_000);
    const before = await countSignatures(db.pool('signer'), since);
    expect(await storeSignature(db.pool('signer'), input)).toEqual({ machineId: machine.id });
    expect(await storeSignature(db.pool('signer'), input)).toBeNull();
    expect(await jobRow(job.id)).toMatchObject({
      state: 'queued',
      payload: input.payload,
      signature: input.signature,
    });
    expect(await actionsOn(job.id)).toEqual(['job.sign']);
    expect(await countSignatures(db.pool('signer'), since)).toBe(before + 1);
    const { rows } = await admin().query(
      'select payload_sha256, plan_hash from signature_entry where job_id = $1',
      [job.id],
    );
    expect(rows).toEqual([
      { payload_sha256: createHash('sha256').update(input.payload).digest(), plan_hash: rollout.planHash },
    ]);
  });

  it('signs nothing that was cancelled meanwhile', async () => {
    const { job, rollout } = await scene({ state: 'requested', cancelRequested: true });
    expect(await storeSignature(db.pool('signer'), signature(job.id, rollout.planHash))).toBeNull();
  });

  it('ends what it refuses, with the reason', async () => {
    const { job } = await scene({ state: 'requested' });
    await refuseUnsignedJob(db.pool('signer'), job.id, 'Nobody approved this plan.');
    expect(await jobRow(job.id)).toMatchObject({
      state: 'blocked',
      detail: 'Nobody approved this plan.',
      payload: null,
    });
    expect(await refuseUnsignedJob(db.pool('signer'), job.id, 'again')).toBeNull();
  });
});

describe('offers', () => {
  const offers = (ids: string[], again = false) => offerableJobs(db.pool('gateway'), ids, again);

  it('offers a signed job once, and again to a new session, in rising sequence', async () => {
    const { machine, job } = await scene({ state: 'queued' });
    const second = await insertJob(admin(), await insertRollout(admin(), machine.scopeId), machine, {
      state: 'queued',
    });
    const first = await offers([machine.id]);
    expect(first.offers.map((offer) => [offer.jobId, offer.sequence])).toEqual([
      [job.id, 1],
      [second.id, 2],
    ]);
    expect(first.offers[0]).toMatchObject({ machineId: machine.id, payload: Buffer.from('payload') });
    expect(await jobRow(job.id)).toMatchObject({ state: 'offered', offered_at: expect.any(Date) });
    expect((await offers([machine.id])).offers).toEqual([]);
    expect((await offers([machine.id], true)).offers).toHaveLength(2);
    expect(await actionsOn(job.id)).toEqual(['job.offer']);
  });

  it.each<[string, JobRest, string | null]>([
    ['is unsigned', { state: 'requested' }, null],
    ['is over', { state: 'queued', notBefore: -100, notAfter: -1 }, null],
    [
      'is of an earlier enrolment',
      { state: 'queued' },
      'update machine set enrolment_id = gen_random_uuid() where id = $1',
    ],
    [
      'is for a quarantined machine',
      { state: 'queued' },
      `update machine set status = 'quarantined' where id = $1`,
    ],
  ])('offers nothing that %s', async (_why, rest, change) => {
    const { machine } = await scene(rest);
    if (change !== null) await admin().query(change, [machine.id]);
    expect(await offers([machine.id], true)).toEqual({ offers: [], cancels: [] });
  });

  it('tells of a cancellation until the agent has answered', async () => {
    const { machine, job } = await scene({ state: 'waiting-window' });
    await admin().query(`update job set cancel_requested_at = now() where id = $1`, [job.id]);
    expect(await offers([machine.id], true)).toEqual({
      offers: [],
      cancels: [{ jobId: job.id, machineId: machine.id, reason: 'The change was cancelled.' }],
    });
    await admin().query(
      `update job set state = 'expired', detail = 'too late', finished_at = now() where id = $1`,
      [job.id],
    );
    expect((await offers([machine.id])).cancels).toMatchObject([{ reason: 'too late' }]);
    await admin().query(
      `insert into job_event (job_id, scope_id, version, state, source, accepted, at) select id, scope_id, 5, 'cancelled', 'agent', false, now() from job where id = $1`,
      [job.id],
    );
    expect((await offers([machine.id])).cancels).toEqual([]);
  });

  it('tells a machine nothing of what was under way of an earlier enrolment', async () => {
    const { machine, job } = await scene({ state: 'waiting-window' });
    await admin().query(`update job set state = 'cancelled', finished_at = now() where id = $1`, [job.id]);
    expect((await offers([machine.id], true)).cancels).toHaveLength(1);
    await admin().query('update machine set enrolment_id = gen_random_uuid() where id = $1', [machine.id]);
    expect((await offers([machine.id], true)).cancels).toEqual([]);
  });

  it('ends a job whose offer the agent refuses, unless it has begun', async () => {
    const { machine, job } = await scene();
    const begun = await scene({ state: 'running', goGranted: 5 });
    const refusal = (machineId: string, jobId: string | null) => ({
      machineId,
      jobId,
      code: 'replayed',
      text: 'Its sequence is not new.',
    });
    const ended = await refuseOffers(db.pool('gateway'), [
      refusal(machine.id, job.id),
      refusal(begun.machine.id, begun.job.id),
      refusal(machine.id, begun.job.id),
      refusal(machine.id, null),
    ]);
    expect(ended.map((one) => one.jobId)).toEqual([job.id]);
    expect(await jobRow(job.id)).toMatchObject({ state: 'refused', detail: 'Its sequence is not new.' });
    expect(await jobRow(begun.job.id)).toMatchObject({ state: 'running' });
    const { rows } = await admin().query(`select 1 from audit_entry where action = 'job.refuse'`);
    expect(rows).toHaveLength(4);
    const flood = Array.from({ length: 100 }, () => [
      refusal(machine.id, job.id),
      refusal(machine.id, randomUUID()),
    ]);
    for (let again = 0; again < 3; again += 1) await refuseOffers(db.pool('gateway'), flood.flat());
    const after = await admin().query(
      `select object_kind, count(*)::int as n from audit_entry where action = 'job.refuse' and actor_id = $1 group by 1 order by 1`,
      [machine.id],
    );
    expect(after.rows).toEqual([
      { object_kind: 'job', n: 1 },
      { object_kind: 'machine', n: 5 },
    ]);
  });

  it('hands out a request to observe once', async () => {
    const { machine } = await scene();
    await admin().query(
      `insert into machine_request (machine_id, scope_id, kind) values ($1, $2, 'observe-now')`,
      [machine.id, machine.scopeId],
    );
    expect(await takeMachineRequests(db.pool('gateway'), [machine.id])).toEqual([
      { machineId: machine.id, kind: 'observe-now' },
    ]);
    expect(await takeMachineRequests(db.pool('gateway'), [machine.id])).toEqual([]);
  });
});

describe('engine', () => {
  const engine = () => db.pool('engine');
  const GRACES = { silenceSeconds: 30, overdueSeconds: 900 };

  it('expires what was not started in time and nothing else', async () => {
    await clearJobs();
    const past = { notBefore: -100, notAfter: -1 };
    const late = await scene({ ...past, state: 'deferred' });
    const unsigned = await scene({ ...past, state: 'requested' });
    await scene({ ...past, state: 'running', goGranted: 5 });
    await scene({ ...past, goGranted: 5 });
    await scene();
    const expired = await expireJobs(engine());
    expect(expired.map((job) => job.jobId).sort()).toEqual([late.job.id, unsigned.job.id].sort());
    expect(await jobRow(late.job.id)).toMatchObject({
      state: 'expired',
      detail: expect.stringContaining('start it again'),
    });
    expect(await actionsOn(late.job.id)).toEqual(['job.expire']);
  });

  it('loses contact with a started job after its window and the grace', async () => {
    await clearJobs();
    const silent = await scene({ state: 'running', goGranted: 200 });
    await insertContact(admin(), silent.machine.id, { seenSecondsAgo: 100 });
    const never = await scene({ goGranted: 100 });
    const heard = await scene({ state: 'running', goGranted: 200 });
    await insertContact(admin(), heard.machine.id, { seenSecondsAgo: 5 });
    const recent = await scene({ state: 'running', goGranted: 30 });
    await insertContact(admin(), recent.machine.id, { seenSecondsAgo: 100 });
    const lost = await markLostContact(engine(), GRACES);
    expect(lost.map((job) => job.jobId).sort()).toEqual([silent.job.id, never.job.id].sort());
    expect(await jobRow(silent.job.id)).toMatchObject({ state: 'lost-contact', finished_at: null });
    expect(await markLostContact(engine(), GRACES)).toEqual([]);
  });

  it('waits for a lost machine as long as the change may take, and then a while', async () => {
    await clearJobs();
    // Window 60 s, read-backs 3 times 5 s, and the grace of 900 s.
    const early = await scene({ state: 'running', goGranted: 200, notAfter: 3600 });
    const after = await scene({ state: 'running', goGranted: 5000, notBefore: -9000, notAfter: -4000 });
    await markLostContact(engine(), GRACES);
    const secondsLeft = async (id: string) =>
      Math.round(((await jobRow(id)).until.getTime() - Date.now()) / 100) / 10;
    expect(await secondsLeft(early.job.id)).toBeCloseTo(3600 + 60 + 15 + 900, -1);
    expect(await secondsLeft(after.job.id)).toBeCloseTo(900, -1);
    expect((await jobRow(early.job.id)).detail).toMatch(/ends without it at \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  });

  it('also counts a machine as lost that is there and does not say how the change ended', async () => {
    await clearJobs();
    const times = { goGranted: 2000, notBefore: -9000 };
    const overdue = await scene({ state: 'running', ...times, notAfter: -976 });
    const maybe = await scene({ state: 'running', ...times, notAfter: -970 });
    for (const { machine } of [overdue, maybe]) await insertContact(admin(), machine.id);
    expect((await markLostContact(engine(), GRACES)).map((job) => job.jobId)).toEqual([overdue.job.id]);
    expect((await jobRow(overdue.job.id)).detail).toContain('teredo-agent status');
  });

  it('finishes rollouts whose every job has ended', async () => {
    await admin().query(`update job set state = 'cancelled', finished_at = now() where finished_at is null`);
    await finishRollouts(engine());
    const done = await scene();
    await admin().query(`update job set state = 'verified', finished_at = now() where id = $1`, [
      done.job.id,
    ]);
    const paused = await scene({}, { state: 'paused' });
    await admin().query(`update job set state = 'failed', finished_at = now() where id = $1`, [
      paused.job.id,
    ]);
    await scene();
    expect((await finishRollouts(engine())).sort()).toEqual([done.rollout.id, paused.rollout.id].sort());
    expect(await actionsOn(done.rollout.id)).toEqual(['rollout.finish']);
  });

  it('finishes a rollout whose last machine is lost for good, not before, and leaves the job to be corrected', async () => {
    await clearJobs();
    const lost = await scene({ state: 'lost-contact', goGranted: 5000 });
    const until = (seconds: number) =>
      admin().query('update job set until = now() + make_interval(secs => $2) where id = $1', [
        lost.job.id,
        seconds,
      ]);
    await until(60);
    expect(await finishRollouts(engine())).toEqual([]);
    await until(-1);
    expect(await finishRollouts(engine())).toEqual([lost.rollout.id]);
    expect(await jobRow(lost.job.id)).toMatchObject({ state: 'lost-contact', finished_at: null });
    const { rows } = await admin().query('select after, reason from audit_entry where object_id = $1', [
      lost.rollout.id,
    ]);
    expect(rows).toMatchObject([
      { after: { state: 'done', lostContact: 1 }, reason: expect.stringContaining('not heard of again') },
    ]);
    const report = {
      machineId: lost.machine.id,
      jobId: lost.job.id,
      attempt: 1,
      version: 9,
      state: 'verified',
    };
    const nothing = {
      detail: null,
      until: null,
      before: null,
      after: null,
      steps: [],
      unmet: [],
      blockers: [],
    };
    const now = new Date();
    const [taken] = await takeStatuses(db.pool('gateway'), [
      { ...report, at: now, receivedAt: now, ...nothing },
    ]);
    expect(taken).toMatchObject({ verdict: 'accepted', ended: true });
    expect(await jobRow(lost.job.id)).toMatchObject({ state: 'verified', until: null, finished_at: now });
    const [entry] = (
      await admin().query('select action, before, after from audit_entry where object_id = $1', [lost.job.id])
    ).rows;
    expect(entry).toMatchObject({
      action: 'job.finish',
      before: { state: 'lost-contact' },
      after: { state: 'verified' },
    });
  });

  it('waits for the others of a rollout although one machine is lost for good', async () => {
    await clearJobs();
    const lost = await scene({ state: 'lost-contact', goGranted: 5000 });
    await admin().query(`update job set until = now() - interval '1 second' where id = $1`, [lost.job.id]);
    const other = await insertMachine(admin());
    await insertJob(admin(), lost.rollout, other);
    expect(await finishRollouts(engine())).toEqual([]);
  });

  it('lets several engines tick at once without doing anything twice', async () => {
    await clearJobs();
    for (let n = 0; n < 10; n++) await scene({ notBefore: -100, notAfter: -1 });
    const all = await Promise.all(Array.from({ length: 4 }, () => expireJobs(engine())));
    expect(all.flat()).toHaveLength(10);
    expect(new Set(all.flat().map((job) => job.jobId)).size).toBe(10);
  });
});
