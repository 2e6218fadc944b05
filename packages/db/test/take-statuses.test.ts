import { randomUUID } from 'node:crypto';
import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ENDED_JOB_STATES,
  type StatusInput,
  SUCCEEDED_JOB_STATES,
  takeStatuses,
  UNTOUCHED_JOB_STATES,
} from '../src';
import { MAX_EVENTS_OF_JOB } from '../src/queries/take-statuses';
import {
  findWish,
  insertJob,
  insertMachine,
  insertRollout,
  insertWish,
  type JobRest,
  type MachineRef,
} from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, jobRow } = useJobDatabase();
const gateway = () => pool('gateway');
const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second));

async function scene(rest: JobRest = {}, machine?: MachineRef) {
  const m = machine ?? (await insertMachine(admin()));
  const rollout = await insertRollout(admin(), m.scopeId);
  const job = await insertJob(admin(), rollout, m, rest);
  const status = (version: number, state: string, more: Partial<StatusInput> = {}): StatusInput => ({
    machineId: m.id,
    jobId: job.id,
    attempt: 1,
    version,
    state,
    at: at(version),
    receivedAt: at(version),
    detail: null,
    until: null,
    steps: [],
    before: null,
    after: null,
    unmet: [],
    blockers: [],
    ...more,
  });
  return { machine: m, rollout, job, status };
}

const take = async (...inputs: StatusInput[]) =>
  (await takeStatuses(gateway(), inputs)).map((taken) => taken.verdict);

const desiredOf = (machineId: string) => findWish(admin(), machineId);

it('knows the same ends of a job as the protocol', () => {
  expect([...ENDED_JOB_STATES].sort()).toEqual([...TERMINAL_JOB_STATES].sort());
  for (const state of [...SUCCEEDED_JOB_STATES, ...UNTOUCHED_JOB_STATES])
    expect(ENDED_JOB_STATES).toContain(state);
});

it('follows a job from notice to its end', async () => {
  const { job, status, rollout, machine } = await scene();
  await take(status(1, 'notifying'));
  await take(status(2, 'running', { before: { was: 'off' }, steps: [{ step: 1 }] }));
  const taken = await takeStatuses(gateway(), [
    status(3, 'verified', { after: { is: 'on' }, steps: [{ step: 1 }, { step: 2 }] }),
  ]);
  expect(taken).toEqual([
    { verdict: 'accepted', jobId: job.id, machineId: machine.id, rolloutId: rollout.id, ended: true },
  ]);
  expect(await jobRow(job.id)).toMatchObject({
    state: 'verified',
    status_version: 3,
    started_at: at(2),
    finished_at: at(3),
    before: { was: 'off' },
    after: { is: 'on' },
    steps: [{ step: 1 }, { step: 2 }],
  });
});

it('takes a whole life in one batch, in any order', async () => {
  const { job, status } = await scene();
  const verdicts = await take(
    status(3, 'verified', { after: { is: 'on' } }),
    status(1, 'notifying'),
    status(2, 'running', { before: { was: 'off' } }),
  );
  expect(verdicts).toEqual(['accepted', 'accepted', 'accepted']);
  expect(await jobRow(job.id)).toMatchObject({
    state: 'verified',
    started_at: at(2),
    before: { was: 'off' },
    after: { is: 'on' },
  });
});

it('changes nothing by a duplicate or an older report, and keeps both as events', async () => {
  const { job, status } = await scene();
  expect(await take(status(2, 'queued'), status(2, 'queued'))).toEqual(['accepted', 'duplicate']);
  expect(await take(status(1, 'notifying'))).toEqual(['duplicate']);
  expect(await jobRow(job.id)).toMatchObject({ state: 'queued', status_version: 2 });
  const { rows } = await admin().query(
    'select version, state, accepted from job_event where job_id = $1 order by received_at, accepted desc',
    [job.id],
  );
  expect(rows).toEqual([
    { version: 1, state: 'notifying', accepted: false },
    { version: 2, state: 'queued', accepted: true },
    { version: 2, state: 'queued', accepted: false },
  ]);
});

it('changes nothing after the end, within a batch and later', async () => {
  const { job, status } = await scene();
  expect(await take(status(1, 'failed'), status(2, 'verified'))).toEqual(['accepted', 'late']);
  expect(await take(status(3, 'verified'))).toEqual(['late']);
  expect(await jobRow(job.id)).toMatchObject({ state: 'failed', status_version: 1 });
});

it('knows neither jobs of other machines nor none', async () => {
  const { status } = await scene();
  const other = await scene();
  expect(
    await take(
      status(1, 'queued', { machineId: other.machine.id }),
      status(1, 'queued', { jobId: randomUUID() }),
    ),
  ).toEqual(['unknown', 'unknown']);
});

it('calls a report of an earlier attempt late', async () => {
  const { status } = await scene({ attempt: 2 });
  expect(await take(status(1, 'failed'))).toEqual(['late']);
});

it('lets the machine correct a lost contact', async () => {
  const { job, status } = await scene({ state: 'lost-contact', goGranted: 500 });
  expect(await take(status(4, 'reverted'))).toEqual(['accepted']);
  expect(await jobRow(job.id)).toMatchObject({ state: 'reverted' });
});

it.each([
  ['verified', 'done'],
  ['already-compliant', 'done'],
  ['rolled-back', 'done'],
  ['refused', 'refused'],
  ['blocked', 'refused'],
  ['failed', 'failed'],
  ['verify-failed', 'failed'],
])('audits the end %s as %s, by the machine', async (state, outcome) => {
  const { job, status, machine } = await scene();
  await take(status(1, 'running'), status(2, state, { detail: 'why' }));
  const { rows } = await admin().query('select * from audit_entry where object_id = $1', [job.id]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    actor_kind: 'machine',
    actor_id: machine.id,
    actor_name: machine.hostname,
    action: 'job.finish',
    outcome,
    reason: 'why',
    scope_id: machine.scopeId,
    before: { state: 'offered' },
    after: { state },
  });
});

describe('desired state', () => {
  const apply = (mode: string) => ({ work: { kind: 'apply', desired: { teredo: { mode } } } });
  const finish = async (rest: JobRest, machine?: MachineRef, state = 'verified') => {
    const made = await scene(rest, machine);
    await take(made.status(1, state));
    return made;
  };
  const undo = (job: { id: string }, machine: MachineRef, state = 'rolled-back') =>
    finish({ work: { kind: 'restore', savedByJob: job.id } }, machine, state);
  it('is what the verified job asked for', async () => {
    const { machine, rollout } = await finish(apply('on'));
    expect(await desiredOf(machine.id)).toEqual({
      desired: { teredo: { mode: 'on' } },
      rolloutId: rollout.id,
    });
  });

  it('stays as it was when a job fails', async () => {
    const { machine } = await finish(apply('on'));
    await finish(apply('off'), machine, 'failed');
    expect(await desiredOf(machine.id)).toMatchObject({ desired: { teredo: { mode: 'on' } } });
  });

  it('is again what it was where a job expired at its agent, unless another wished since', async () => {
    const first = await finish(apply('on'));
    const wantedBefore = await desiredOf(first.machine.id);
    const wishesOff = ({ rollout }: Pick<typeof first, 'rollout'>) =>
      insertWish(admin(), first.machine, { rollout, mode: 'off' });
    const second = await scene({ ...apply('off'), wantedBefore }, first.machine);
    await wishesOff(second);
    await take(second.status(1, 'expired'));
    expect(await desiredOf(first.machine.id)).toEqual(wantedBefore);
    const third = await scene({ ...apply('off'), wantedBefore: null }, first.machine);
    await take(third.status(1, 'expired'));
    expect(await desiredOf(first.machine.id)).toEqual(wantedBefore);
    const fourth = await scene({ ...apply('off'), wantedBefore: null }, first.machine);
    await wishesOff(fourth);
    await take(fourth.status(1, 'expired'));
    expect(await desiredOf(first.machine.id)).toBeNull();
  });

  it.each(['refused', 'blocked', 'not-applicable', 'failed'])(
    'stays wished where the machine answered %s',
    async (state) => {
      const asked = await scene(apply('off'));
      const wish = await insertWish(admin(), asked.machine, { rollout: asked.rollout, mode: 'off' });
      await take(asked.status(1, state));
      expect(await desiredOf(asked.machine.id)).toEqual(wish);
    },
  );

  it.each(['rolled-back', 'already-compliant'])(
    'goes back to none when the first job is undone (%s)',
    async (state) => {
      const first = await finish(apply('on'));
      await undo(first.job, first.machine, state);
      expect(await desiredOf(first.machine.id)).toBeNull();
    },
  );

  it('goes back to what it was before the undone job', async () => {
    const first = await finish(apply('on'));
    const wantedBefore = await desiredOf(first.machine.id);
    const second = await finish({ ...apply('off'), wantedBefore }, first.machine);
    await undo(second.job, first.machine);
    expect(await desiredOf(first.machine.id)).toEqual({
      desired: { teredo: { mode: 'on' } },
      rolloutId: first.rollout.id,
    });
  });

  it('goes back through a job that was itself undone', async () => {
    const first = await finish(apply('on'));
    await undo(first.job, first.machine);
    const wantedBefore = await desiredOf(first.machine.id);
    const third = await finish({ ...apply('off'), wantedBefore }, first.machine);
    await undo(third.job, first.machine);
    expect(await desiredOf(first.machine.id)).toBeNull();
  });

  it('stays while an undo has not given anything back', async () => {
    const first = await finish(apply('on'));
    await undo(first.job, first.machine, 'failed');
    expect(await desiredOf(first.machine.id)).toMatchObject({ desired: { teredo: { mode: 'on' } } });
  });

  it('is not touched by an undo that names another machine’s job', async () => {
    const [one, other] = [await finish(apply('on')), await finish(apply('off'))];
    await undo(other.job, one.machine);
    expect(await desiredOf(one.machine.id)).toMatchObject({ desired: { teredo: { mode: 'on' } } });
    expect(await desiredOf(other.machine.id)).toMatchObject({ desired: { teredo: { mode: 'off' } } });
  });
});

it('comes to the same end whatever the order and repetition of reports, batch by batch', async () => {
  const states = ['notifying', 'queued', 'running', 'verifying', 'verified'];
  const deliveries = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(deliveries, fc.integer({ min: 1, max: 4 }), async (versions, size) => {
      const { job, status } = await scene();
      for (let from = 0; from < versions.length; from += size) {
        await take(...versions.slice(from, from + size).map((v) => status(v, states[v - 1] ?? '')));
      }
      const highest = Math.max(...versions);
      expect(await jobRow(job.id)).toMatchObject({ status_version: highest, state: states[highest - 1] });
      const { rows } = await admin().query('select accepted from job_event where job_id = $1', [job.id]);
      expect(rows).toHaveLength(versions.length);
    }),
    { numRuns: 40 },
  );
});

it('accepts each version once when two servers get the same batch', async () => {
  const { job, status } = await scene();
  const batch = [status(1, 'notifying'), status(2, 'running'), status(3, 'verified')];
  const both = await Promise.all([takeStatuses(gateway(), batch), takeStatuses(gateway(), batch)]);
  expect(both.flat().filter((taken) => taken.verdict === 'accepted')).toHaveLength(3);
  const { rows } = await admin().query(`select 1 from audit_entry where object_id = $1`, [job.id]);
  expect(rows).toHaveLength(1);
});

it('keeps so many events of a job at most, and always the one that ends it', async () => {
  const { job, status } = await scene();
  for (let round = 0; round < 3; round += 1)
    await take(...Array.from({ length: 450 }, (_, n) => status(round * 450 + n + 1, 'notifying')));
  expect(await take(status(5_000, 'verified'))).toEqual(['accepted']);
  await take(...Array.from({ length: 50 }, (_, n) => status(6_000 + n, 'failed')));
  const { rows } = await admin().query(
    `select count(*)::int as n, count(*) filter (where state = 'verified')::int as ends from job_event where job_id = $1`,
    [job.id],
  );
  expect(rows).toEqual([{ n: MAX_EVENTS_OF_JOB + 1, ends: 1 }]);
});
