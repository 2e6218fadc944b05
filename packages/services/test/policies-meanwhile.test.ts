import { describe, expect, it } from 'vitest';
import { repairRound, verbs } from '../src';
import type { TestFleet } from './support/fleet';
import { Planned } from './support/planned';
import {
  draft,
  enforce,
  IS_OFF,
  look,
  machineSeen,
  RUNS,
  repairsOf,
  settleAll,
  usePolicyFleet,
  wants,
} from './support/policies';

let fleet: TestFleet;
let label = '';
usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
});

const machine = (labels = [label]) => machineSeen(fleet, labels, RUNS);
const jobsOf = (machineId: string) =>
  fleet.rows<{ state: string; cancelled: boolean }>(
    'select state, cancel_requested_at is not null as cancelled from job where machine_id = $1 order by created_at',
    [machineId],
  );

describe('a machine of a repair that is under way', () => {
  it('is not asked any more once another policy wants something else of it', async () => {
    const machines = [await machine(), await machine()];
    const one = await enforce(fleet, label);
    await settleAll(fleet);
    const [repair] = await repairsOf(fleet, one.id);
    const rollout = new Planned(fleet, repair!.id, [machines]);
    const [canary] = await fleet.rows<{ machine_id: string }>(
      'select machine_id from job where rollout_id = $1',
      [repair!.id],
    );
    const waiting = machines.find((id) => id !== canary!.machine_id)!;

    const other = `${label}-b`;
    await enforce(fleet, other, { name: 'The other', draft: draft(wants.on) });
    await fleet.rows('update machine set labels = $2 where id = $1', [waiting, [label, other]]);
    await settleAll(fleet);
    await rollout.report(canary!.machine_id, 'verified');
    await look(fleet, canary!.machine_id, IS_OFF);
    await settleAll(fleet);
    expect(await jobsOf(waiting)).toEqual([]);
    expect((await rollout.row()).state).toBe('done');
    expect((await verbs['policy.get'](fleet.as('viewer'), { id: one.id })).counts.undecided).toBe(1);
  });

  it('is not asked any more once it has lost the label', async () => {
    const machines = [await machine(), await machine()];
    const one = await enforce(fleet, label);
    await settleAll(fleet);
    const [repair] = await repairsOf(fleet, one.id);
    const rollout = new Planned(fleet, repair!.id, [machines]);
    const [canary] = await fleet.rows<{ machine_id: string }>(
      'select machine_id from job where rollout_id = $1',
      [repair!.id],
    );
    const waiting = machines.find((id) => id !== canary!.machine_id)!;
    await fleet.rows('update machine set labels = $2 where id = $1', [waiting, ['another']]);
    await rollout.report(canary!.machine_id, 'verified');
    await look(fleet, canary!.machine_id, IS_OFF);
    await settleAll(fleet);
    expect(await jobsOf(waiting)).toEqual([]);
    expect((await rollout.row()).state).toBe('done');
  });

  it('has what was not begun taken back once another policy wants something else of it', async () => {
    const asked = await machine();
    const one = await enforce(fleet, label);
    await settleAll(fleet);
    expect(await jobsOf(asked)).toMatchObject([{ cancelled: false }]);
    const other = `${label}-b`;
    await enforce(fleet, other, { name: 'The other', draft: draft(wants.on) });
    await fleet.rows('update machine set labels = $2 where id = $1', [asked, [label, other]]);
    await settleAll(fleet);
    expect((await jobsOf(asked)).every(({ state, cancelled }) => cancelled || state === 'cancelled')).toBe(
      true,
    );
    expect((await repairsOf(fleet, one.id)).length).toBe(1);
  });
});

describe('drift', () => {
  it('is not acted on by what was found before something about the machine changed', async () => {
    const bad = await machine();
    const one = await enforce(fleet, label, { draft: draft(wants.off, { graceSeconds: 3600 }) });
    await settleAll(fleet);
    await fleet.rows(`update machine_policy set since = since - interval '2 hours' where policy_id = $1`, [
      one.id,
    ]);
    const other = `${label}-b`;
    await enforce(fleet, other, { name: 'The other', draft: draft(wants.on) });
    await fleet.rows('update machine set labels = $2 where id = $1', [bad, [label, other]]);
    await repairRound(fleet.database.pool('engine'))();
    expect(await repairsOf(fleet, one.id)).toEqual([]);
  });

  it('that was given up stays so until somebody lets the policy go on, however long that takes', async () => {
    const bad = await machine();
    const { id } = await enforce(fleet, label);
    for (let n = 1; n <= 3; n += 1) {
      await settleAll(fleet);
      const rollout = new Planned(fleet, (await repairsOf(fleet, id)).at(-1)!.id, [[bad]]);
      await rollout.report(bad, 'verified');
      await look(fleet, bad, IS_OFF);
      await settleAll(fleet);
      await look(fleet, bad, RUNS);
    }
    await fleet.rows(`update policy set repairs_from = repairs_from - interval '20 days' where id = $1`, [
      id,
    ]);
    await fleet.rows(`update job set created_at = created_at - interval '10 days' where machine_id = $1`, [
      bad,
    ]);
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(3);
    expect((await verbs['policy.get'](fleet.as('viewer'), { id })).waits).toMatchObject({
      often: 1,
      next: 0,
    });
  });

  it('is not asked again at once where somebody cancelled what was asked', async () => {
    const bad = await machine();
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    const [job] = await fleet.rows<{ id: string }>('select id from job where machine_id = $1', [bad]);
    await verbs['job.cancel'](fleet.as('operator'), { jobId: job!.id, reason: 'not today' });
    await settleAll(fleet);
    await settleAll(fleet);
    expect(await jobsOf(bad)).toHaveLength(1);
    expect((await verbs['policy.get'](fleet.as('viewer'), { id })).waits).toMatchObject({
      again: 1,
      next: 0,
    });
  });
});

describe('a machine that somebody leaves out of a repair', () => {
  it('is not asked by the next one within seconds', async () => {
    const machines = [await machine(), await machine()];
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    const [repair] = await repairsOf(fleet, id);
    const [canary] = await fleet.rows<{ machine_id: string }>(
      'select machine_id from job where rollout_id = $1',
      [repair!.id],
    );
    const waiting = machines.find((one) => one !== canary!.machine_id)!;
    const hostname = (
      await fleet.rows<{ hostname: string }>('select hostname from machine where id = $1', [waiting])
    )[0]!.hostname;
    await verbs['rollout.exclude'](fleet.as('operator'), {
      id: repair!.id,
      filter: { search: hostname },
      reason: 'a demonstration today',
    });
    await new Planned(fleet, repair!.id, [machines]).report(canary!.machine_id, 'verified');
    await look(fleet, canary!.machine_id, IS_OFF);
    await settleAll(fleet);
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(1);
    expect((await verbs['policy.get'](fleet.as('viewer'), { id })).waits).toMatchObject({
      again: 1,
      next: 0,
    });
  });
});
