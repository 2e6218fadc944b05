import { randomUUID } from 'node:crypto';
import {
  createPool,
  expireJobs,
  inPoolTransaction,
  markLostContact,
  type Queryable,
  takeStatuses,
} from '@teredo-fleet/db';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { tickRollout } from '../src/rollout/tick-rollout';
import { TestFleet } from './support/fleet';
import { type Planned, plan, running } from './support/planned';

const EVERYTHING = { scopes: '*', userId: null } as const;
const HOUR_MS = 3_600_000;

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
afterEach(() => fleet.rows('update rollout set wake_at = null'));

const reason = 'a person says so';
const operator = () => fleet.as('operator');
const viewOf = async ({ id }: Planned) => (await verbs['rollout.get'](fleet.as('viewer'), { id })).planned!;
const isBack = (machineId: string) =>
  fleet.rows('update machine_contact set connected = true, last_seen_at = now() where machine_id = $1', [
    machineId,
  ]);

describe('machines that are away', () => {
  it('with every machine offline, are all late, and the plan ends without them', async () => {
    const planned = await running(fleet, [2, 1], {
      seenSecondsAgo: 86_400,
      patienceSeconds: 0,
      gate: { maxLatePercent: 100 },
    });
    await planned.settle();
    const { waves, holds } = await viewOf(planned);
    expect(waves[0]!.counts).toMatchObject({ planned: 2, late: 2 });
    expect(holds.map(({ name }) => name)).toEqual(['nobody-to-judge']);
    expect(await planned.row()).toMatchObject({ opened: [true, false] });
    await fleet.rows(
      `update job set not_before = now() - interval '2 days', not_after = now() - interval '1 s' where rollout_id = $1`,
      [planned.id],
    );
    await inPoolTransaction(fleet.database.pool('engine'), EVERYTHING, (db) => expireJobs(db));
    const { latePool } = await viewOf(planned);
    expect(latePool).toMatchObject({ planned: 2, expired: 2, waiting: 0 });
  });

  it('are done from the late pool when they come back, after the others went on without them', async () => {
    const planned = await running(fleet, [10, 1], { patienceSeconds: 0, gate: { coveragePercent: 100 } });
    const [first = [], [next] = []] = planned.machines;
    const away = first.slice(0, 3);
    await fleet.rows(
      `update machine_contact set connected = false, last_seen_at = now() - interval '1 day' where machine_id = any ($1)`,
      [away],
    );
    for (const machine of first.slice(3)) await planned.report(machine, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, true] });
    await planned.report(next!, 'verified');
    await planned.settle();
    expect((await viewOf(planned)).holds).toMatchObject([{ name: 'late-pool' }]);
    for (const machine of away) {
      await isBack(machine);
      await planned.report(machine, 'verified');
    }
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
  });

  it('trip the rollout from the late pool too', async () => {
    const planned = await running(fleet, [3], {
      patienceSeconds: 0,
      seenSecondsAgo: 86_400,
      gate: { maxFailures: 1 },
    });
    await planned.settle();
    const [late] = planned.machines[0]!;
    await planned.report(late!, 'failed');
    await planned.settle();
    expect(await planned.row()).toMatchObject({
      state: 'paused',
      pauseReason: expect.stringMatching(/late pool/),
    });
  });

  it('whose job expired while they were off are skipped, not failures', async () => {
    const planned = await running(fleet, [2]);
    const [[off, good] = []] = planned.machines;
    await fleet.rows(
      `update job set not_before = now() - interval '2 days', not_after = now() - interval '1 s'
       where rollout_id = $1 and machine_id = $2`,
      [planned.id, off],
    );
    await inPoolTransaction(fleet.database.pool('engine'), EVERYTHING, (db) => expireJobs(db));
    await planned.report(good!, 'verified');
    await planned.settle();
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ expired: 1, good: 1, bad: 0 });
    expect(await planned.row()).toMatchObject({ state: 'done' });
  });
});

describe('reports', () => {
  it('that come twice, late or out of order change no count', async () => {
    const planned = await running(fleet, [2], { gate: { maxFailPercent: 100 } });
    const [[machine] = []] = planned.machines;
    expect(await planned.report(machine!, 'verified', { version: 10 })).toBe('accepted');
    expect(await planned.report(machine!, 'verified', { version: 10 })).toBe('duplicate');
    expect(await planned.report(machine!, 'running', { version: 4 })).toBe('duplicate');
    expect(await planned.report(machine!, 'failed', { version: 11 })).toBe('late');
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ good: 1, bad: 0, begun: 0, waiting: 1 });
  });

  it('of an attempt before the one that counts change nothing', async () => {
    const planned = await running(fleet, [2], { gate: { maxFailPercent: 100 } });
    const [[machine] = []] = planned.machines;
    await planned.report(machine!, 'failed');
    const { id: jobId } = await planned.job(machine!);
    await verbs['rollout.retryFailed'](operator(), { id: planned.id, reason });
    await planned.settle();
    const at = new Date();
    const report = {
      machineId: machine!,
      jobId,
      attempt: 1,
      version: 99,
      state: 'verified',
      at,
      receivedAt: at,
    };
    const nothing = {
      detail: null,
      until: null,
      steps: [],
      before: null,
      after: null,
      unmet: [],
      blockers: [],
    };
    const [taken] = await takeStatuses(fleet.database.pool('gateway'), [{ ...report, ...nothing }]);
    expect(taken?.verdict).toBe('late');
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ good: 0, bad: 0, waiting: 2 });
  });

  it('of a change whose grant is not on record are of one that began: it is waited for, and given up like any other', async () => {
    const planned = await running(fleet, [1]);
    const [[machine] = []] = planned.machines;
    await planned.begin(machine!);
    await fleet.rows(
      'update job set go_ask_id = null, go_granted_at = null, started_at = now() where rollout_id = $1',
      [planned.id],
    );
    await fleet.rows(
      `update rollout set plan = jsonb_set(plan, '{endAt}', to_jsonb((extract(epoch from now()) * 1000)::bigint)) where id = $1`,
      [planned.id],
    );
    await planned.settle();
    await expect(
      verbs['job.cancel'](operator(), { jobId: (await planned.job(machine!)).id, reason }),
    ).rejects.toThrow(/has begun/);
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ waiting: 0, begun: 1 });
    expect(await planned.actions()).not.toContain('rollout.close');
    await fleet.rows(`update job set started_at = now() - interval '1 day' where rollout_id = $1`, [
      planned.id,
    ]);
    await fleet.rows(
      `update machine_contact set last_seen_at = now() - interval '1 day' where machine_id = $1`,
      [machine],
    );
    await inPoolTransaction(fleet.database.pool('engine'), EVERYTHING, async (db) => {
      const graces = { silenceSeconds: 30, overdueSeconds: 900 };
      expect(await markLostContact(db, graces)).toMatchObject([{ machineId: machine }]);
      await expireJobs(db);
    });
    expect(await planned.job(machine!)).toMatchObject({ state: 'lost-contact' });
  });

  it('of a machine that was out of contact correct what was counted, also after it was acknowledged', async () => {
    const planned = await running(fleet, [3], { gate: { maxFailures: 1, maxFailPercent: 100 } });
    const [[lost] = []] = planned.machines;
    await planned.begin(lost!);
    await fleet.rows(
      `update job set state = 'lost-contact', until = now() + interval '1 hour' where id = $1`,
      [(await planned.job(lost!)).id],
    );
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'paused' });
    expect((await viewOf(planned)).waves[0]).toMatchObject({
      counts: { bad: 1, provisional: 1 },
      unknown: 1,
    });
    await verbs['rollout.resume'](operator(), { id: planned.id, reason });
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ bad: 1, acknowledged: 1 });
    await planned.report(lost!, 'verified');
    await planned.settle();
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ good: 1, bad: 0, acknowledged: 0 });
    expect(await planned.row()).toMatchObject({ state: 'running' });
  });
});

describe('a machine that joins late', () => {
  it('late, while the rollout is paused, waits, and is taken in and asked after that', async () => {
    const planned = await running(fleet, [1, 1], { joinByLabel: 'branch-7' });
    const [[first] = []] = planned.machines;
    await verbs['rollout.pause'](operator(), { id: planned.id, reason });
    const late = await fleet.machine({ labels: ['branch-7'] });
    const settle = async () => {
      await fleet.rows('update rollout set joiners_at = null where id = $1', [planned.id]);
      await planned.settle();
    };
    await settle();
    expect(await planned.member(late)).toBeUndefined();
    await verbs['rollout.resume'](operator(), { id: planned.id, reason });
    await settle();
    expect(await planned.member(late)).toMatchObject({ excluded: null });
    expect(await planned.jobs(late)).toEqual([]);
    await planned.report(first!, 'verified');
    await settle();
    expect(await planned.jobs(late)).toHaveLength(1);
    expect((await viewOf(planned)).waves[1]!.counts).toMatchObject({ planned: 2 });
  });
});

describe('what has begun', () => {
  it('is ended by no cancel while running, and goes on in a rollout that is paused', async () => {
    const planned = await running(fleet, [1]);
    const [[machine] = []] = planned.machines;
    await planned.begin(machine!);
    const { id: jobId } = await planned.job(machine!);
    await expect(verbs['job.cancel'](operator(), { jobId, reason })).rejects.toMatchObject({
      code: 'conflict',
    });
    await verbs['rollout.pause'](operator(), { id: planned.id, reason });
    expect(await planned.report(machine!, 'verified')).toBe('accepted');
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ good: 1 });
  });
});

describe('a server that is killed', () => {
  /** A connection that is cut at its nth query. */
  const cutAt = (db: Queryable, nth: number): Queryable => {
    let asked = 0;
    return {
      async query(text: string, values?: unknown[]) {
        asked += 1;
        if (asked === nth) await db.query('select pg_terminate_backend(pg_backend_pid())');
        return db.query(text, values);
      },
    } as Queryable;
  };

  it('in any phase of a tick leaves nothing half done, and the next server goes on', async () => {
    const stateOf = async (planned: Planned) => ({
      row: await planned.row(),
      jobs: (await planned.jobs(planned.machines[0]![0]!)).length,
      actions: await planned.actions(),
    });
    let finished = false;
    for (let nth = 1; !finished; nth += 1) {
      expect(nth).toBeLessThan(40);
      const planned = await plan(fleet, [2]);
      // Started, so that the tick that is cut opens a wave and makes jobs.
      await planned.tick();
      const before = await stateOf(planned);
      await fleet.rows(`update rollout set wake_at = now() - interval '1 s' where id = $1`, [planned.id]);
      const pool = createPool(fleet.database.urls.engine, { max: 1, onIdleError: () => {} });
      finished = await inPoolTransaction(pool, EVERYTHING, (db) => tickRollout(cutAt(db, nth))).then(
        () => true,
        () => false,
      );
      await pool.end();
      if (!finished) expect(await stateOf(planned)).toEqual(before);
      await planned.settle();
      expect(await stateOf(planned)).toEqual({
        row: { state: 'running', pauseReason: null, opened: [true] },
        jobs: 1,
        actions: ['rollout.start', 'rollout.open-wave'],
      });
      await fleet.rows('update rollout set wake_at = null where id = $1', [planned.id]);
    }
  });

  it('beside another leaves the work to it: two that tick while people steer decide everything once', async () => {
    const planned = await running(fleet, [4, 2], { gate: { maxFailures: 9, maxFailPercent: 100 } });
    const due = () =>
      fleet.rows(
        `update rollout set wake_at = now() - interval '1 s' where id = $1 and finished_at is null`,
        [planned.id],
      );
    const quietly = (work: Promise<unknown>) => work.catch(() => null);
    for (let round = 0; round < 8; round += 1) {
      const open = await fleet.rows<{ machineId: string }>(
        `select machine_id as "machineId" from job where rollout_id = $1 and finished_at is null limit 1`,
        [planned.id],
      );
      await due();
      await Promise.all([
        quietly(planned.tick()),
        quietly(planned.tick()),
        ...open.map(({ machineId }) => quietly(planned.report(machineId, 'verified'))),
        quietly(verbs['rollout.pause'](operator(), { id: planned.id, reason })),
      ]);
      await quietly(verbs['rollout.resume'](operator(), { id: planned.id, reason }));
    }
    await planned.settle();
    for (const machine of planned.machines.flat()) {
      const jobs = await planned.jobs(machine);
      expect(jobs.length).toBeLessThanOrEqual(1);
    }
    const opened = (await planned.actions()).filter((action) => action === 'rollout.open-wave');
    expect(opened).toHaveLength(2);
    expect((await planned.actions()).filter((action) => action === 'rollout.start')).toHaveLength(1);
  });
});

describe('a plan whose time is over', () => {
  it('never starts, and its machines were not asked', async () => {
    const planned = await plan(fleet, [2], { endAt: Date.now() - HOUR_MS });
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done', opened: [false] });
    expect(await planned.member(planned.machines[0]![0]!)).toMatchObject({
      excluded: { kind: 'rollout-ended' },
    });
  });
});

describe('a freeze and the brake', () => {
  it('keep an approved rollout from starting, which starts by itself when they are over', async () => {
    const planned = await plan(fleet, [1]);
    const from = new Date(Date.now() - 1000).toISOString();
    const to = new Date(Date.now() + HOUR_MS).toISOString();
    const { id } = await verbs['freeze.add'](fleet.as('admin'), { name: randomUUID(), from, to, reason });
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'approved' });
    await verbs['brake.set'](operator(), { on: true, reason });
    await verbs['freeze.remove'](fleet.as('admin'), { id, reason });
    while ((await planned.tick()) !== null);
    expect(await planned.row()).toMatchObject({ state: 'approved' });
    await verbs['brake.set'](operator(), { on: false, reason });
    while ((await planned.tick()) !== null);
    expect(await planned.row()).toMatchObject({ state: 'running' });
  });

  it('of the calendar is set by admins without limits only', async () => {
    const limited = await fleet.person('admin', [fleet.scopeId]);
    const input = { name: 'Mine', from: '2098-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', reason };
    await expect(verbs['freeze.add'](fleet.as(limited), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verbs['freeze.add'](operator(), input)).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await verbs['freeze.add'](fleet.as('admin'), input);
    expect((await verbs['freeze.list'](fleet.as(limited), {})).rows).toMatchObject([
      { id, name: 'Mine', active: false, reason },
    ]);
    await expect(verbs['freeze.remove'](fleet.as(limited), { id, reason })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await verbs['freeze.remove'](fleet.as('admin'), { id, reason });
    expect((await verbs['freeze.list'](fleet.as(limited), {})).rows).toEqual([]);
  });

  it('that would be over already, or ends before it begins, is refused', async () => {
    const add = (from: string, to: string) =>
      verbs['freeze.add'](fleet.as('admin'), { name: 'Odd', from, to, reason });
    await expect(add('2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z')).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(add('2099-02-01T00:00:00Z', '2099-01-01T00:00:00Z')).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
