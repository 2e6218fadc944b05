import { createHash, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type OfferRefusal, refuseOffers } from '../src';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob, jobRow, clearJobs } = useJobDatabase();

const sha256 = (payload: string) => createHash('sha256').update(payload).digest('hex');
const refusal = (machineId: string, rest: Partial<OfferRefusal> = {}): OfferRefusal => ({
  machineId,
  jobId: null,
  payloadSha256: sha256('no job of ours'),
  code: 'replayed',
  text: 'Its sequence is not new.',
  ...rest,
});
const unread = (machineId: string, payload: string) =>
  refusal(machineId, {
    payloadSha256: sha256(payload),
    code: 'bad-signature',
    text: 'The signature does not fit.',
  });
const refuse = async (...refusals: OfferRefusal[]) =>
  (await refuseOffers(pool('gateway'), refusals)).map((ended) => ended.jobId);
const setPayload = (jobId: string, payload: string) =>
  admin().query('update job set payload = $2 where id = $1', [jobId, Buffer.from(payload)]);

it('ends a job whose offer the agent refuses, unless it has begun', async () => {
  const { machine, job } = await makeJob();
  const begun = await makeJob({ state: 'running', goGranted: 5 });
  const ended = await refuse(
    refusal(machine.id, { jobId: job.id }),
    refusal(begun.machine.id, { jobId: begun.job.id }),
    refusal(machine.id, { jobId: begun.job.id }),
    refusal(machine.id),
  );
  expect(ended).toEqual([job.id]);
  expect(await jobRow(job.id)).toMatchObject({ state: 'refused', detail: 'Its sequence is not new.' });
  expect(await jobRow(begun.job.id)).toMatchObject({ state: 'running' });
  const { rows } = await admin().query(`select 1 from audit_entry where action = 'job.refuse'`);
  expect(rows).toHaveLength(4);
});

it('finds a job whose payload the agent would not read by what was offered', async () => {
  const { machine, job } = await makeJob();
  await setPayload(job.id, 'altered by a thief');
  expect(await refuse(unread(machine.id, 'altered by a thief'))).toEqual([job.id]);
  expect(await jobRow(job.id)).toMatchObject({
    state: 'refused',
    detail: 'The signature does not fit.',
    finished_at: expect.any(Date),
  });
  const { rows } = await admin().query(
    `select object_kind, after from audit_entry where action = 'job.refuse' and object_id = $1`,
    [job.id],
  );
  const payloadSha256 = sha256('altered by a thief');
  expect(rows).toEqual([
    { object_kind: 'job', after: { code: 'bad-signature', jobId: job.id, payloadSha256 } },
  ]);
});

it('ends nothing by the hash of what was not offered to that machine, or has begun', async () => {
  await clearJobs();
  const queued = await makeJob({ state: 'queued' });
  const begun = await makeJob({ state: 'running', goGranted: 5 });
  const others = await makeJob();
  for (const [index, { job }] of [queued, begun, others].entries()) await setPayload(job.id, `job ${index}`);
  const ended = await refuse(
    unread(queued.machine.id, 'job 0'),
    unread(begun.machine.id, 'job 1'),
    unread(begun.machine.id, 'job 2'),
  );
  expect(ended).toEqual([]);
  expect(await jobRow(others.job.id)).toMatchObject({ state: 'offered' });
});

it('audits what an agent refuses without end once a job, and a few times an hour otherwise', async () => {
  const { machine, job } = await makeJob();
  const flood = Array.from({ length: 100 }, () => [
    refusal(machine.id, { jobId: job.id }),
    refusal(machine.id, { jobId: randomUUID() }),
    unread(machine.id, randomUUID()),
  ]);
  for (let again = 0; again < 3; again += 1) await refuse(...flood.flat());
  const { rows } = await admin().query(
    `select object_kind, count(*)::int as n from audit_entry where action = 'job.refuse' and actor_id = $1 group by 1 order by 1`,
    [machine.id],
  );
  expect(rows).toEqual([
    { object_kind: 'job', n: 1 },
    { object_kind: 'machine', n: 5 },
  ]);
});
