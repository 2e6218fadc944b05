import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verbs } from '../src';
import type { TestFleet } from './support/fleet';
import { Planned } from './support/planned';
import {
  approve,
  draft,
  enforce,
  IS_OFF,
  look,
  RUNS,
  repairsOf,
  save,
  settleAll,
  usePolicyFleet,
  wants,
} from './support/policies';

let fleet: TestFleet;
let label = '';
const { get, onMachine, machine } = usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
});

describe('drift under a policy that is enforced', () => {
  it('is repaired by a rollout of the policy’s own waves, told apart from planned ones, once it is approved', async () => {
    const machines = [await machine([label], RUNS), await machine([label], RUNS), await machine()];
    const saved = await save(fleet, label);
    await settleAll(fleet);
    expect(await repairsOf(fleet, saved.id)).toEqual([]);
    expect((await get(saved.id)).state).toBe('awaiting-approval');

    await approve(fleet, saved);
    await settleAll(fleet);
    const [repair, second] = await repairsOf(fleet, saved.id);
    expect(second).toBeUndefined();
    expect(repair).toMatchObject({ state: 'running', members: [...machines.slice(0, 2)].sort() });
    expect(repair!.reason).toBe(`2 machines drifted from the policy "Policy of ${label}" (version 1).`);
    const listed = await verbs['rollout.list'](fleet.as('viewer'), { filter: { kind: ['repair'] } });
    expect(listed.rows.map(({ id }) => id)).toContain(repair!.id);
    const planned = await verbs['rollout.list'](fleet.as('viewer'), { filter: { kind: ['planned'] } });
    expect(planned.rows.map(({ id }) => id)).not.toContain(repair!.id);
    const view = await verbs['rollout.get'](fleet.as('viewer'), { id: repair!.id });
    expect(view).toMatchObject({ kind: 'repair', approvals: [{ kind: 'policy' }] });

    const asked = await fleet.rows<{ machine_id: string }>(
      'select machine_id from job where rollout_id = $1',
      [repair!.id],
    );
    expect(asked).toHaveLength(1);
    expect(await get(saved.id)).toMatchObject({
      state: 'enforced',
      repair: { id: repair!.id },
      waits: { busy: 2, next: 0 },
    });
    const entry = (await fleet.entries(repair!.id))[0]!;
    expect(entry).toMatchObject({
      action: 'policy.repair',
      actor_kind: 'system',
      after: { policyId: saved.id, machines: 2 },
    });
  });

  it('stops at the canary where a repair does harm, and nothing follows while it is paused', async () => {
    const machines = [await machine([label], RUNS), await machine([label], RUNS)];
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    const [repair] = await repairsOf(fleet, id);
    const rollout = new Planned(fleet, repair!.id, [machines]);
    const [asked] = await fleet.rows<{ machine_id: string }>(
      'select machine_id from job where rollout_id = $1',
      [repair!.id],
    );
    await rollout.report(asked!.machine_id, 'failed');
    await settleAll(fleet);
    expect((await rollout.row()).state).toBe('paused');
    await look(fleet, machines[0]!, IS_OFF);
    await look(fleet, machines[0]!, RUNS);
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(1);
  });

  it('is left alone for as long as the grace says', async () => {
    const bad = await machine([label], RUNS);
    const { id } = await enforce(fleet, label, { draft: draft(wants.off, { graceSeconds: 3600 }) });
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toEqual([]);
    expect((await get(id)).waits).toMatchObject({ grace: 1, next: 0 });
    expect((await onMachine(bad))[0]!.waits).toBe('grace');
    await fleet.rows(`update machine_policy set since = since - interval '2 hours' where policy_id = $1`, [
      id,
    ]);
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(1);
  });

  it('waits while another change is open on the machine', async () => {
    const bad = await machine([label], RUNS);
    await verbs['machine.toggle'](fleet.as('operator'), {
      id: bad,
      desired: wants.on,
      notice: { policy: draft().notice!.policy as never },
      reason: 'a test',
      idempotencyKey: randomUUID(),
    });
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toEqual([]);
    expect((await onMachine(bad))[0]!.waits).toBe('busy');
  });

  it('is not repaired for ever where something puts it back each time', async () => {
    const bad = await machine([label], RUNS);
    const { id } = await enforce(fleet, label);
    for (let n = 1; n <= 3; n += 1) {
      await settleAll(fleet);
      const repairs = await repairsOf(fleet, id);
      expect(repairs).toHaveLength(n);
      const rollout = new Planned(fleet, repairs.at(-1)!.id, [[bad]]);
      await rollout.report(bad, 'verified');
      await look(fleet, bad, IS_OFF);
      await settleAll(fleet);
      expect((await rollout.row()).state).toBe('done');
      await look(fleet, bad, RUNS);
    }
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(3);
    expect((await get(id)).waits).toMatchObject({ often: 1, next: 0 });
    expect((await onMachine(bad))[0]).toMatchObject({ waits: 'often', lastRepair: { state: 'verified' } });

    await verbs['policy.resume'](fleet.as('operator'), { id, reason: 'the other tool was found' });
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(4);
  });

  it('does not ask a machine again at once on which a repair came to nothing', async () => {
    const bad = await machine([label], RUNS);
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    const rollout = new Planned(fleet, (await repairsOf(fleet, id))[0]!.id, [[bad]]);
    await rollout.report(bad, 'refused');
    await settleAll(fleet);
    expect((await rollout.row()).state).toBe('done');
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(1);
    expect((await get(id)).waits).toMatchObject({ again: 1, next: 0 });
  });

  it('is repaired by nobody after somebody aborted a repair, until it is let go on', async () => {
    await machine([label], RUNS);
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    const [repair] = await repairsOf(fleet, id);
    await verbs['rollout.abort'](fleet.as('operator'), { id: repair!.id, reason: 'the wrong week' });
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(1);
    expect(await get(id)).toMatchObject({ state: 'stopped', stoppedBy: { id: repair!.id } });
    await verbs['policy.resume'](fleet.as('operator'), { id, reason: 'now it fits' });
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toHaveLength(2);
  });
});

describe('the grace', () => {
  it('counts from when a policy came to be for a machine, however long it was otherwise', async () => {
    await machine([label], RUNS);
    const { id } = await enforce(fleet, label, { draft: draft(wants.off, { graceSeconds: 30 }) });
    await settleAll(fleet);
    expect((await get(id)).waits).toMatchObject({ grace: 1, next: 0 });
  });
});
