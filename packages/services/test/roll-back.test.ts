import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildJob, type VerbInput, verbs } from '../src';
import type { Call } from '../src/core/define-verb';
import { transact } from '../src/core/transaction';
import { laterJobs } from '../src/job/undo-job';
import { findRestores } from '../src/rollout/find-restores';
import { TestFleet } from './support/fleet';
import { type Planned, running } from './support/planned';
import { unsignedJobsOf } from './support/unsigned-jobs';

const NOTICE_URL = 'http://notice.example.com';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
// What a test leaves running must not be due in the next.
afterEach(() => fleet.rows('update rollout set wake_at = null'));

const reason = 'a person says so';
const operator = () => fleet.as('operator');
const retry = ({ id }: Planned, rest: Partial<VerbInput<'rollout.retryFailed'>> = {}) =>
  verbs['rollout.retryFailed'](operator(), { id, reason, ...rest });
const rollBackOf = ({ id }: Planned, what: VerbInput<'rollout.rollBack'>['what'], key = randomUUID()) =>
  verbs['rollout.rollBack'](operator(), { id, what, reason, idempotencyKey: key });

describe('rollBack', () => {
  const planOf = async (id: string) =>
    (
      await fleet.rows<{ state: string; kind: string; plan: { members: unknown[] }; of: string }>(
        'select state, kind, plan, rollback_of_id as of from rollout where id = $1',
        [id],
      )
    )[0]!;

  it('of the whole ends the rollout and gives every changed machine what its first attempt had saved', async () => {
    const planned = await running(fleet, [4], { gate: { maxFailPercent: 100, maxFailures: 9 } });
    const [[good, twice, begun, untouched] = []] = planned.machines;
    await planned.report(good!, 'verified');
    await planned.report(twice!, 'verify-failed');
    await retry(planned);
    await planned.settle();
    await planned.report(twice!, 'verified');
    await planned.begin(begun!);
    await planned.report(untouched!, 'already-compliant', { touched: false });
    const { rolloutId } = await rollBackOf(planned, { kind: 'whole' });
    expect(await planned.row()).toMatchObject({ state: 'aborted' });
    const made = await planOf(rolloutId);
    const saved = async (machineId: string) => ({
      machineId,
      savedByJob: (await planned.jobs(machineId))[0]!.id,
    });
    const members = [await saved(good!), await saved(twice!), await saved(begun!)];
    expect(made).toMatchObject({ state: 'approved', kind: 'rollback', of: planned.id });
    expect(made.plan.members).toEqual(members.sort((a, b) => (a.machineId < b.machineId ? -1 : 1)));
    const rows = await fleet.rows<{ machine_id: string }>(
      'select machine_id from rollout_member where rollout_id = $1',
      [rolloutId],
    );
    expect(rows.map((row) => row.machine_id).sort()).toEqual([good, twice, begun].sort());
  });

  it('of a wave pauses the rollout, leaves out who waits in it and takes no other wave', async () => {
    const planned = await running(fleet, [2, 1], { gate: { coveragePercent: 50 } });
    const [[good, waits] = [], [next] = []] = planned.machines;
    await planned.report(good!, 'verified');
    await planned.settle();
    await planned.report(next!, 'verified');
    const { rolloutId } = await rollBackOf(planned, { kind: 'wave', wave: 0 });
    expect(await planned.row()).toMatchObject({ state: 'paused' });
    expect(await planned.member(waits!)).toMatchObject({ excluded: { kind: 'rolled-back' } });
    expect((await planOf(rolloutId)).plan.members).toEqual([
      { machineId: good, savedByJob: (await planned.job(good!)).id },
    ]);
  });

  it('is named by both: what it takes back, and what takes that back', async () => {
    const planned = await running(fleet, [1, 1], { gate: { coveragePercent: 50 } });
    const [[good] = []] = planned.machines;
    await planned.report(good!, 'verified');
    const { rolloutId } = await rollBackOf(planned, { kind: 'wave', wave: 0 });
    const of = await verbs['rollout.get'](operator(), { id: planned.id });
    const rollback = await verbs['rollout.get'](operator(), { id: rolloutId });
    expect(of).toMatchObject({
      rollbackOf: null,
      policy: null,
      rollbacks: [{ id: rolloutId, name: rollback.name, state: 'approved' }],
    });
    expect(rollback).toMatchObject({ rollbackOf: { id: planned.id, name: of.name }, rollbacks: [] });
  });

  it('of a wave as large as a fleet passes its machines as one value: PostgreSQL takes 65,535', async () => {
    const planned = await running(fleet, [1]);
    const [[good] = []] = planned.machines;
    await planned.report(good!, 'verified');
    const { id } = await planned.job(good!);
    const fleetOf = (one: string) => [one, ...Array.from({ length: 70_000 }, () => randomUUID())];
    await transact(operator(), '*', async (tx) => {
      const restores = await findRestores({ tx } as Call, planned.id, fleetOf(good!));
      expect([...restores]).toEqual([[good, { savedByJob: id }]]);
      const later = await laterJobs(
        tx,
        fleetOf(id).map((one) => ({ id: one })),
      );
      expect([later.size, later.get(id)]).toEqual([70_001, []]);
    });
  });

  it('of one machine is the undo of its job, and the rollout goes on', async () => {
    const planned = await running(fleet, [2]);
    const [[good] = []] = planned.machines;
    await planned.report(good!, 'verified');
    const { rolloutId } = await rollBackOf(planned, { kind: 'machine', machineId: good! });
    const jobs = await fleet.rows('select work, machine_id as "machineId" from job where rollout_id = $1', [
      rolloutId,
    ]);
    expect(jobs).toEqual([
      { machineId: good, work: { kind: 'restore', savedByJob: (await planned.job(good!)).id } },
    ]);
    expect(await planned.row()).toMatchObject({ state: 'running' });
  });

  it('by two people at once is one rollback: what is being rolled back is not rolled back twice', async () => {
    const planned = await running(fleet, [2, 1], { gate: { coveragePercent: 50 } });
    const [[good] = [], [next] = []] = planned.machines;
    await planned.report(good!, 'verified');
    await planned.settle();
    await planned.report(next!, 'verified');
    const made = await Promise.allSettled([
      rollBackOf(planned, { kind: 'wave', wave: 0 }),
      rollBackOf(planned, { kind: 'wave', wave: 0 }),
    ]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = made.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict', message: /is being rolled back already/ });
    await expect(rollBackOf(planned, { kind: 'machine', machineId: good! })).rejects.toThrow(/already/);
    const { rolloutId } = await rollBackOf(planned, { kind: 'whole' });
    expect((await planOf(rolloutId)).plan.members).toMatchObject([{ machineId: next }]);
  });

  it('with the same key is the same rollback, and with a key of something else is refused', async () => {
    const planned = await running(fleet, [1]);
    await planned.report(planned.machines[0]![0]!, 'verified');
    const key = randomUUID();
    const other = await running(fleet, [1]);
    const first = await rollBackOf(planned, { kind: 'whole' }, key);
    expect(await rollBackOf(planned, { kind: 'whole' }, key)).toEqual(first);
    await expect(rollBackOf(other, { kind: 'whole' }, key)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('with the key of another part of the same rollout is refused, and nothing is taken for done', async () => {
    const planned = await running(fleet, [2, 1], { gate: { coveragePercent: 50 } });
    const [[one, two] = [], [next] = []] = planned.machines;
    await planned.report(one!, 'verified');
    await planned.report(two!, 'verified');
    await planned.settle();
    await planned.report(next!, 'verified');
    const [wave, machine] = [randomUUID(), randomUUID()];
    await rollBackOf(planned, { kind: 'machine', machineId: one! }, machine);
    await rollBackOf(planned, { kind: 'wave', wave: 0 }, wave);
    for (const [what, key] of [
      [{ kind: 'machine', machineId: two! }, machine],
      [{ kind: 'whole' }, machine],
      [{ kind: 'wave', wave: 1 }, wave],
      [{ kind: 'machine', machineId: two! }, wave],
      [{ kind: 'whole' }, wave],
    ] as [VerbInput<'rollout.rollBack'>['what'], ReturnType<typeof randomUUID>][]) {
      const again = rollBackOf(planned, what, key);
      await expect(again, JSON.stringify(what)).rejects.toMatchObject({
        code: 'conflict',
        message: /used for another/,
      });
    }
  });

  it('is refused with the reason where nothing was changed, and leaves the rollout as it is', async () => {
    const planned = await running(fleet, [1]);
    await planned.report(planned.machines[0]![0]!, 'blocked', { touched: false });
    await expect(rollBackOf(planned, { kind: 'whole' })).rejects.toMatchObject({
      code: 'conflict',
      message: /nothing to give back.*changed nothing/,
    });
    expect(await planned.row()).toMatchObject({ state: 'running' });
  });

  it('runs in a freeze, by the engine, with a job for each machine that the signer signs on the plan’s approval', async () => {
    const planned = await running(fleet, [2]);
    for (const machine of planned.machines[0]!) await planned.report(machine, 'verified');
    const { rolloutId } = await rollBackOf(planned, { kind: 'whole' });
    const now = Date.now();
    const { id } = await verbs['freeze.add'](fleet.as('admin'), {
      name: 'Year end',
      from: new Date(now - 1000).toISOString(),
      to: new Date(now + 3_600_000).toISOString(),
      reason,
    });
    await planned.settle();
    await verbs['freeze.remove'](fleet.as('admin'), { id, reason });
    const jobs = await fleet.rows<{ work: { kind: string }; state: string }>(
      'select work, state from job where rollout_id = $1',
      [rolloutId],
    );
    expect(jobs).toHaveLength(2);
    expect(jobs.every(({ work }) => work.kind === 'restore')).toBe(true);
    const unsigned = await unsignedJobsOf(fleet, rolloutId);
    const built = unsigned.map((job) =>
      buildJob(job, { now: new Date(), noticeUrl: NOTICE_URL, usersNamedBy: 'account' }),
    );
    expect(built).toMatchObject([{ ok: true }, { ok: true }]);
  });
});
