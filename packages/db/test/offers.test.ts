import { expect, it } from 'vitest';
import { offerableJobs, takeMachineRequests } from '../src';
import { insertJob, insertRollout, type JobRest } from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob, jobRow, actionsOn } = useJobDatabase();
const offers = (ids: string[], again = false) => offerableJobs(pool('gateway'), ids, again);

it('offers a signed job once, and again to a new session, in rising sequence', async () => {
  const { machine, job } = await makeJob({ state: 'queued' });
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
  const { machine } = await makeJob(rest);
  if (change !== null) await admin().query(change, [machine.id]);
  expect(await offers([machine.id], true)).toEqual({ offers: [], cancels: [] });
});

it('tells of a cancellation until the agent has answered', async () => {
  const { machine, job } = await makeJob({ state: 'waiting-window' });
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
  const { machine, job } = await makeJob({ state: 'waiting-window' });
  await admin().query(`update job set state = 'cancelled', finished_at = now() where id = $1`, [job.id]);
  expect((await offers([machine.id], true)).cancels).toHaveLength(1);
  await admin().query('update machine set enrolment_id = gen_random_uuid() where id = $1', [machine.id]);
  expect((await offers([machine.id], true)).cancels).toEqual([]);
});

it('hands out a request to observe once', async () => {
  const { machine } = await makeJob();
  await admin().query(
    `insert into machine_request (machine_id, scope_id, kind) values ($1, $2, 'observe-now')`,
    [machine.id, machine.scopeId],
  );
  expect(await takeMachineRequests(pool('gateway'), [machine.id])).toEqual([
    { machineId: machine.id, kind: 'observe-now' },
  ]);
  expect(await takeMachineRequests(pool('gateway'), [machine.id])).toEqual([]);
});
