import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { enrol, machineOf, makeToken, newKey, openSession } from './support/agents';
import { TestFleet } from './support/fleet';
import { type Planned, running } from './support/planned';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  // Tokens live by the database's clock.
  fleet.now = Date.now();
});
afterAll(() => fleet.close());
afterEach(() => fleet.rows('update rollout set wake_at = null'));

const reason = 'a person says so';
const operator = () => fleet.as('operator');
const retire = (id: string) => verbs['machine.retire'](operator(), { id, reason });
const override = ({ id }: Planned, wave: number) =>
  verbs['rollout.overrideGate'](operator(), { id, wave, reason });
const viewOf = async ({ id }: Planned) => (await verbs['rollout.get'](fleet.as('viewer'), { id })).planned!;
const rowsOf = async ({ id }: Planned) => (await verbs['rollout.members'](fleet.as('viewer'), { id })).rows;

/** The word for what became of a machine. */
const outcome = async (planned: Planned, machineId: string) =>
  (await rowsOf(planned)).find(({ machine }) => machine.id === machineId)?.state;

/** Every machine is counted once, and what is over leaves nobody open. */
async function expectWhole(planned: Planned): Promise<void> {
  const { totals } = await viewOf(planned);
  const members = await rowsOf(planned);
  expect(totals.planned).toBe(members.length);
  const { state } = await planned.row();
  if (state === 'done')
    expect(members.filter(({ group }) => ['waiting', 'begun'].includes(group))).toEqual([]);
}

describe('a machine that is retired midway', () => {
  it('is left out before it was asked, cancelled before it began, and a failure after that', async () => {
    const planned = await running(fleet, [3, 1], {
      gate: { maxFailures: 9, maxFailPercent: 100, successPercent: 0 },
    });
    const [[asked, begun, good] = [], [shut] = []] = planned.machines;
    await planned.begin(begun!);
    for (const machine of [asked!, begun!, shut!]) await retire(machine);
    await planned.settle();
    expect(await outcome(planned, asked!)).toBe('cancelled');
    expect(await outcome(planned, begun!)).toBe('timed-out');
    expect(await planned.member(shut!)).toMatchObject({ excluded: { kind: 'retired' } });
    expect(await planned.actions()).toContain('rollout.leave-alone');
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({
      planned: 3,
      cancelled: 1,
      bad: 1,
      waiting: 1,
    });
    await planned.report(good!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
    await expectWhole(planned);
  });

  it('and leaves a wave that was emptied midway, holds it as nobody to judge, until somebody overrides the gate', async () => {
    const planned = await running(fleet, [1, 1]);
    const [[only] = [], [next] = []] = planned.machines;
    await retire(only!);
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'running', opened: [true, false] });
    expect((await viewOf(planned)).holds.map(({ name }) => name)).toEqual(['nobody-to-judge']);
    await override(planned, 0);
    await planned.settle();
    await planned.report(next!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
    await expectWhole(planned);
  });

  it('empties a wave that is still shut, which then holds nobody else for ever', async () => {
    const planned = await running(fleet, [1, 1, 1]);
    const [[first] = [], [emptied] = [], [last] = []] = planned.machines;
    await retire(emptied!);
    await planned.report(first!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, true, false] });
    expect((await viewOf(planned)).waves[1]!.counts).toMatchObject({ planned: 1, excluded: 1, waiting: 0 });
    expect((await viewOf(planned)).holds.map(({ name }) => name)).toEqual(['nobody-to-judge']);
    await override(planned, 1);
    await planned.settle();
    await planned.report(last!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
  });

  it('while it was to be tried again stays as its last attempt left it', async () => {
    const planned = await running(fleet, [2], { gate: { maxFailures: 9, maxFailPercent: 100 } });
    const [[failed] = []] = planned.machines;
    await planned.report(failed!, 'verify-failed');
    await verbs['rollout.retryFailed'](operator(), { id: planned.id, reason });
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ bad: 0, waiting: 2 });
    await retire(failed!);
    await planned.settle();
    expect(await planned.member(failed!)).toMatchObject({ attempt: 1, excluded: null });
    expect(await outcome(planned, failed!)).toBe('verify-failed');
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ bad: 1, waiting: 1 });
  });

  it('is not deleted while it is counted, and is when the rollout is over', async () => {
    const planned = await running(fleet, [2], {
      gate: { maxFailures: 9, maxFailPercent: 100, successPercent: 0 },
    });
    const [[failed, good] = []] = planned.machines;
    await planned.report(failed!, 'failed');
    await retire(failed!);
    const [{ hostname } = { hostname: '' }] = await fleet.rows<{ hostname: string }>(
      'select hostname from machine where id = $1',
      [failed],
    );
    const remove = () =>
      verbs['machine.delete'](operator(), { id: failed!, reason, confirmHostname: hostname });
    await expect(remove()).rejects.toMatchObject({
      code: 'conflict',
      message: /counted in the rollout "Teredo on"/,
    });
    expect((await viewOf(planned)).waves[0]!.counts).toMatchObject({ planned: 2, bad: 1 });
    await planned.report(good!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
    await expect(remove()).resolves.toEqual({ ok: true });
  });
});

describe('a machine whose identity is used twice', () => {
  const copied = async (machineId: string) => {
    const [one, other] = [
      { bootId: randomUUID(), hardwareId: randomUUID() },
      { bootId: randomUUID(), hardwareId: randomUUID() },
    ];
    for (const identity of [one, other, one]) await openSession(fleet, machineId, identity);
    expect(await fleet.rows('select status from machine where id = $1', [machineId])).toEqual([
      { status: 'quarantined' },
    ]);
  };

  it('is quarantined in its rollout, asked or not, and asked when it is released', async () => {
    const planned = await running(fleet, [2, 1], { gate: { coveragePercent: 100 } });
    const [[asked, good] = [], [shut] = []] = planned.machines;
    await copied(asked!);
    await copied(shut!);
    await planned.report(good!, 'verified');
    await planned.settle();
    // The first wave passed by its other machine; nobody of the second can be asked, so nobody is waited for.
    expect(await outcome(planned, asked!)).toBe('quarantined');
    expect(await outcome(planned, shut!)).toBe('quarantined');
    expect(await planned.row()).toMatchObject({ state: 'done', opened: [true, true] });
    await expectWhole(planned);
  });

  it('is asked once it is released while its wave is open', async () => {
    const planned = await running(fleet, [1, 2]);
    const [[first] = [], [copy, other] = []] = planned.machines;
    await copied(copy!);
    await planned.report(first!, 'verified');
    await planned.settle();
    expect(await planned.jobs(copy!)).toEqual([]);
    await verbs['machine.releaseQuarantine'](operator(), { id: copy!, reason });
    await planned.settle();
    expect(await planned.jobs(copy!)).toHaveLength(1);
    await planned.report(copy!, 'verified');
    await planned.report(other!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
    await expectWhole(planned);
  });
});

describe('a machine that is enrolled again midway', () => {
  it('has its jobs void, and is asked under its new enrolment when its wave opens', async () => {
    const planned = await running(fleet, [2, 1], { gate: { coveragePercent: 100 } });
    const [[asked, good] = [], [shut] = []] = planned.machines;
    for (const machineId of [asked!, shut!]) {
      const key = newKey();
      await fleet.rows('update machine set agent_key = $2 where id = $1', [machineId, Buffer.from(key)]);
      const answer = await enrol(fleet, await makeToken(fleet, { scopeId: fleet.scopeId }), key);
      expect(answer).toMatchObject({ ok: true, machineId, enrolment: 'again' });
    }
    await planned.report(good!, 'verified');
    await planned.settle();
    expect(await outcome(planned, asked!)).toBe('cancelled');
    const [job] = await fleet.rows<{ same: boolean }>(
      `select j.enrolment_id = m.enrolment_id as same from job j join machine m on m.id = j.machine_id
       where j.machine_id = $1`,
      [shut],
    );
    expect(job).toEqual({ same: true });
    await planned.report(shut!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
    await expectWhole(planned);
  });

  it('after it was wiped, under the same name, is another machine: what its old self was asked is not for it', async () => {
    const planned = await running(fleet, [2], { patienceSeconds: 0, endAt: Date.now() + 3_600_000 });
    const [[wiped, good] = []] = planned.machines;
    const [{ hostname } = { hostname: '' }] = await fleet.rows<{ hostname: string }>(
      'select hostname from machine where id = $1',
      [wiped],
    );
    const token = await makeToken(fleet, { scopeId: fleet.scopeId });
    const anew = await machineOf(enrol(fleet, token, newKey(), { hostname }));
    await fleet.rows(
      `update machine_contact set last_seen_at = now() - interval '1 day' where machine_id = $1`,
      [wiped],
    );
    await planned.report(good!, 'verified');
    await planned.settle();
    expect(anew).not.toBe(wiped);
    expect(await planned.jobs(anew)).toEqual([]);
    expect(await planned.member(wiped!)).toMatchObject({ late: true });
    expect(await outcome(planned, wiped!)).toBe('requested');
    await retire(wiped!);
    await planned.settle();
    expect(await outcome(planned, wiped!)).toBe('cancelled');
    expect(await planned.row()).toMatchObject({ state: 'done' });
    await expectWhole(planned);
  });
});

describe('a machine that is moved to another scope midway', () => {
  it('is left out if it was not asked yet, and ends what it was asked', async () => {
    const planned = await running(fleet, [1, 1]);
    const [[asked] = [], [shut] = []] = planned.machines;
    for (const machine of [asked!, shut!])
      await fleet.rows('update machine set scope_id = $2 where id = $1', [machine, fleet.otherScopeId]);
    await planned.report(asked!, 'verified');
    await planned.settle();
    expect(await planned.member(shut!)).toMatchObject({ excluded: { kind: 'other-scope' } });
    expect(await planned.member(asked!)).toMatchObject({ excluded: null });
    expect(await planned.row()).toMatchObject({ state: 'done' });
    await expectWhole(planned);
  });
});
