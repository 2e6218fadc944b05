import { expect, it } from 'vitest';
import { type ReceiptInput, takeReceipts } from '../src';
import { MAX_RECEIPTS_OF_JOB } from '../src/queries/take-receipts';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob } = useJobDatabase();
const now = new Date('2026-11-23T10:00:00.000Z');

async function scene() {
  const { machine, job } = await makeJob();
  const receipt = (rest: Partial<ReceiptInput> = {}): ReceiptInput => ({
    machineId: machine.id,
    jobId: job.id,
    attempt: 1,
    session: 'session-1',
    userName: 'ola',
    channel: 'desktop-dialog',
    language: 'nb',
    textSha256: 'a'.repeat(64),
    onAgentAt: now,
    displayedAt: now,
    answeredAt: now,
    answer: 'acknowledged',
    deferredUntil: null,
    deferrals: 0,
    isOverridden: false,
    receivedAt: now,
    ...rest,
  });
  return { machine, job, receipt };
}

const take = (...inputs: ReceiptInput[]) => takeReceipts(pool('gateway'), inputs);
const kept = async (jobId: string) =>
  (
    await admin().query(
      'select session, answer, deferrals, displayed_at from receipt where job_id = $1 order by session, deferrals',
      [jobId],
    )
  ).rows;

it('keeps one receipt a session and round', async () => {
  const { job, receipt } = await scene();
  const later = new Date(now.getTime() + 60_000);
  const taken = await take(
    receipt({ answer: 'deferred', deferredUntil: later }),
    receipt({ deferrals: 1 }),
    receipt({ session: 'session-2', answer: 'closed' }),
  );
  expect(taken.map((one) => one.verdict)).toEqual(['stored', 'stored', 'stored']);
  expect(await kept(job.id)).toMatchObject([
    { session: 'session-1', answer: 'deferred', deferrals: 0 },
    { session: 'session-1', answer: 'acknowledged', deferrals: 1 },
    { session: 'session-2', answer: 'closed', deferrals: 0 },
  ]);
});

it('changes nothing when the same receipt comes again, and does not let an answer be replaced', async () => {
  const { job, receipt } = await scene();
  await take(receipt({ answer: 'refused' }));
  expect(await take(receipt({ answer: 'refused' }), receipt())).toMatchObject([
    { verdict: 'stored' },
    { verdict: 'stored' },
  ]);
  expect(await kept(job.id)).toMatchObject([{ answer: 'refused' }]);
});

it('keeps a later that came when no deferral was left', async () => {
  const { job, receipt } = await scene();
  expect(await take(receipt({ answer: 'deferred' }))).toMatchObject([{ verdict: 'stored' }]);
  expect(await kept(job.id)).toMatchObject([{ answer: 'deferred' }]);
});

it('adds a display that was not known yet', async () => {
  const { job, receipt } = await scene();
  await take(receipt({ displayedAt: null }));
  await take(receipt());
  expect(await kept(job.id)).toMatchObject([{ displayed_at: now }]);
});

it('keeps nothing for another machine or attempt', async () => {
  const { job, receipt } = await scene();
  const other = await scene();
  expect(await take(receipt({ machineId: other.machine.id }), receipt({ attempt: 2 }))).toMatchObject([
    { verdict: 'unknown' },
    { verdict: 'unknown' },
  ]);
  expect(await kept(job.id)).toEqual([]);
});

it('keeps so many receipts of a job at most, however many the agent makes up', async () => {
  const { job, receipt } = await scene();
  for (let round = 0; round < 3; round += 1) {
    const made = Array.from({ length: 450 }, (_, n) => receipt({ session: `session-${round}-${n}` }));
    expect(await take(...made)).toHaveLength(450);
  }
  expect(await kept(job.id)).toHaveLength(MAX_RECEIPTS_OF_JOB);
});
