import { expect, it } from 'vitest';
import { finishRollouts, takeStatuses } from '../src';
import { insertJob, insertMachine } from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob, jobRow, clearJobs, actionsOn } = useJobDatabase();
const engine = () => pool('engine');

it('finishes rollouts whose every job has ended', async () => {
  await admin().query(`update job set state = 'cancelled', finished_at = now() where finished_at is null`);
  await finishRollouts(engine());
  const done = await makeJob();
  await admin().query(`update job set state = 'verified', finished_at = now() where id = $1`, [done.job.id]);
  const paused = await makeJob({}, { state: 'paused' });
  await admin().query(`update job set state = 'failed', finished_at = now() where id = $1`, [paused.job.id]);
  await makeJob();
  expect((await finishRollouts(engine())).sort()).toEqual([done.rollout.id, paused.rollout.id].sort());
  expect(await actionsOn(done.rollout.id)).toEqual(['rollout.finish']);
});

it('finishes a rollout whose last machine is lost for good, not before, and leaves the job to be corrected', async () => {
  await clearJobs();
  const lost = await makeJob({ state: 'lost-contact', goGranted: 5000 });
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
  const [taken] = await takeStatuses(pool('gateway'), [{ ...report, at: now, receivedAt: now, ...nothing }]);
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
  const lost = await makeJob({ state: 'lost-contact', goGranted: 5000 });
  await admin().query(`update job set until = now() - interval '1 second' where id = $1`, [lost.job.id]);
  const other = await insertMachine(admin());
  await insertJob(admin(), lost.rollout, other);
  expect(await finishRollouts(engine())).toEqual([]);
});

it('leaves a rollout with waves to those who judge waves', async () => {
  await clearJobs();
  const planned = await makeJob();
  const { id, scopeId } = planned.rollout;
  await admin().query(
    `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds)
     values ($1, 0, $2, 'rest', '{}', '{}', 60)`,
    [id, scopeId],
  );
  await admin().query(`update job set state = 'verified', finished_at = now() where id = $1`, [
    planned.job.id,
  ]);
  expect(await finishRollouts(engine())).toEqual([]);
});
