import { expect, it } from 'vitest';
import { expireJobs, markLostContact } from '../src';
import { findWish, insertContact, insertWish } from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob, jobRow, clearJobs, actionsOn } = useJobDatabase();
const engine = () => pool('engine');
const GRACES = { silenceSeconds: 30, overdueSeconds: 900 };

it('expires what was not started in time and nothing else', async () => {
  await clearJobs();
  const past = { notBefore: -100, notAfter: -1 };
  const late = await makeJob({ ...past, state: 'deferred' });
  const unsigned = await makeJob({ ...past, state: 'requested' });
  await makeJob({ ...past, state: 'running', goGranted: 5 });
  await makeJob({ ...past, goGranted: 5 });
  await makeJob();
  const expired = await expireJobs(engine());
  expect(expired.map((job) => job.jobId).sort()).toEqual([late.job.id, unsigned.job.id].sort());
  expect(await jobRow(late.job.id)).toMatchObject({
    state: 'expired',
    detail: expect.stringContaining('start it again'),
  });
  expect(await actionsOn(late.job.id)).toEqual(['job.expire']);
});

it('takes back what an expired job wished of its machine, and not what another wished since', async () => {
  await clearJobs();
  const past = { notBefore: -100, notAfter: -1 };
  const earlier = await makeJob();
  const first = await makeJob(past);
  const wantedBefore = await insertWish(admin(), earlier.machine, { rollout: earlier.rollout, mode: 'on' });
  const second = await makeJob({ ...past, wantedBefore });
  const replaced = await makeJob(past);
  for (const { machine, rollout } of [first, second])
    await insertWish(admin(), machine, { rollout, mode: 'off' });
  const since = await insertWish(admin(), replaced.machine, { rollout: earlier.rollout, mode: 'off' });
  await expireJobs(engine());
  expect(await findWish(admin(), first.machine.id)).toBeNull();
  expect(await findWish(admin(), second.machine.id)).toEqual(wantedBefore);
  expect(await findWish(admin(), replaced.machine.id)).toEqual(since);
});

it('loses contact with a started job after its window and the grace', async () => {
  await clearJobs();
  const silent = await makeJob({ state: 'running', goGranted: 200 });
  await insertContact(admin(), silent.machine.id, { seenSecondsAgo: 100 });
  const never = await makeJob({ goGranted: 100 });
  const heard = await makeJob({ state: 'running', goGranted: 200 });
  await insertContact(admin(), heard.machine.id, { seenSecondsAgo: 5 });
  const recent = await makeJob({ state: 'running', goGranted: 30 });
  await insertContact(admin(), recent.machine.id, { seenSecondsAgo: 100 });
  const lost = await markLostContact(engine(), GRACES);
  expect(lost.map((job) => job.jobId).sort()).toEqual([silent.job.id, never.job.id].sort());
  expect(await jobRow(silent.job.id)).toMatchObject({ state: 'lost-contact', finished_at: null });
  expect(await markLostContact(engine(), GRACES)).toEqual([]);
});

it('waits for a lost machine as long as the change may take, and then a while', async () => {
  await clearJobs();
  // Window 60 s, read-backs 3 times 5 s, and the grace of 900 s.
  const early = await makeJob({ state: 'running', goGranted: 200, notAfter: 3600 });
  const after = await makeJob({ state: 'running', goGranted: 5000, notBefore: -9000, notAfter: -4000 });
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
  const overdue = await makeJob({ state: 'running', ...times, notAfter: -976 });
  const maybe = await makeJob({ state: 'running', ...times, notAfter: -970 });
  for (const { machine } of [overdue, maybe]) await insertContact(admin(), machine.id);
  expect((await markLostContact(engine(), GRACES)).map((job) => job.jobId)).toEqual([overdue.job.id]);
  expect((await jobRow(overdue.job.id)).detail).toContain('teredo-agent status');
});

it('lets several engines tick at once without doing anything twice', async () => {
  await clearJobs();
  for (let n = 0; n < 10; n++) await makeJob({ notBefore: -100, notAfter: -1 });
  const all = await Promise.all(Array.from({ length: 4 }, () => expireJobs(engine())));
  expect(all.flat()).toHaveLength(10);
  expect(new Set(all.flat().map((job) => job.jobId)).size).toBe(10);
});
