import { describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { readHeldPolicies } from '../src/alert/conditions/policy-held';
import { conditionsOf } from './support/conditions';
import type { TestFleet } from './support/fleet';
import { Planned } from './support/planned';
import {
  draft,
  enforce,
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

const machine = () => machineSeen(fleet, [label], RUNS);
const machines = (count: number) => Promise.all(Array.from({ length: count }, machine));
const askedBy = async (repairId: string) =>
  (
    await fleet.rows<{ machine_id: string }>('select machine_id from job where rollout_id = $1', [repairId])
  ).map(({ machine_id }) => machine_id);
/** The newest repair, whose canary is asked; that one says how it went. */
async function canarySays(policyId: string, state: string): Promise<string> {
  const repair = (await repairsOf(fleet, policyId)).at(-1)!;
  const [canary] = await askedBy(repair.id);
  await new Planned(fleet, repair.id, []).report(canary!, state, { touched: false });
  return canary!;
}
const held = async (policyId: string) =>
  (await conditionsOf(fleet, readHeldPolicies)).find(({ subject }) => subject === policyId);

describe('a repair whose canary can’t be judged by', () => {
  it.each(['refused', 'blocked'])('takes the next machine where it was %s', async (state) => {
    await machines(3);
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    const first = await canarySays(id, state);
    await settleAll(fleet);
    await settleAll(fleet);
    const [given, next] = await repairsOf(fleet, id);
    expect(given!.state).toBe('done');
    expect(next).toMatchObject({ state: 'running' });
    expect(next!.members).not.toContain(first);
    expect(await askedBy(given!.id)).toEqual([first]);
    const entry = (await fleet.entries(given!.id)).at(-1)!;
    expect(entry).toMatchObject({
      action: 'rollout.give-up',
      actor_kind: 'system',
      after: { state: 'done', wave: 0 },
    });
    expect((await verbs['policy.get'](fleet.as('viewer'), { id })).waits).toMatchObject({
      again: 1,
      next: 0,
    });
  });

  it('takes the next machine where it lost the label', async () => {
    await machines(2);
    const { id } = await enforce(fleet, label);
    await settleAll(fleet);
    const [canary] = await askedBy((await repairsOf(fleet, id))[0]!.id);
    await fleet.rows(`update machine set labels = '{}' where id = $1`, [canary]);
    await settleAll(fleet);
    await settleAll(fleet);
    const [given, next] = await repairsOf(fleet, id);
    expect([given!.state, next!.state]).toEqual(['done', 'running']);
    expect(await askedBy(next!.id)).not.toContain(canary);
  });

  it('waits for a person after the third in a row, and is told of until somebody lets its gate pass', async () => {
    await machines(5);
    const { id } = await enforce(fleet, label);
    for (let n = 0; n < 3; n += 1) {
      await settleAll(fleet);
      expect(await held(id)).toBeUndefined();
      await canarySays(id, 'refused');
      await settleAll(fleet);
    }
    await settleAll(fleet);
    const repairs = await repairsOf(fleet, id);
    expect(repairs.map(({ state }) => state)).toEqual(['done', 'done', 'running']);
    const text =
      'Its repair is held: Wave 1 has no machine to judge by. Look why, then override its gate or abort.';
    expect(await held(id)).toMatchObject({ kind: 'policy-held', scopeId: fleet.scopeId, text });
    expect(await verbs['policy.get'](fleet.as('viewer'), { id })).toMatchObject({
      repairHolds: ['Wave 1 has no machine to judge by. Look why, then override its gate or abort.'],
    });
    const { id: repairId } = repairs[2]!;
    await verbs['rollout.overrideGate'](fleet.as('admin'), { id: repairId, wave: 0, reason: 'they may' });
    await settleAll(fleet);
    expect(await held(id)).toBeUndefined();
    expect(await askedBy(repairId)).toHaveLength(3);
  });

  it('goes on by itself again once somebody let the policy go on', async () => {
    await machines(4);
    const { id } = await enforce(fleet, label);
    for (let n = 0; n < 2; n += 1) {
      await settleAll(fleet);
      await canarySays(id, 'refused');
      await settleAll(fleet);
    }
    await verbs['policy.resume'](fleet.as('operator'), { id, reason: 'they agreed' });
    await settleAll(fleet);
    await canarySays(id, 'blocked');
    await settleAll(fleet);
    await settleAll(fleet);
    expect((await repairsOf(fleet, id)).map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'running',
    ]);
  });
});

describe('a repair that waits for a promotion', () => {
  it('is told of', async () => {
    await machines(2);
    const waves = draft().waves!.map((wave) => ({
      ...wave,
      gate: { ...wave.gate!, promotion: 'by-hand' as const },
    }));
    const { id } = await enforce(fleet, label, { draft: draft(wants.off, { waves }) });
    await settleAll(fleet);
    expect(await held(id)).toBeUndefined();
    await canarySays(id, 'verified');
    await settleAll(fleet);
    expect((await held(id))!.text).toBe('Its repair is held: Wave 1 waits for somebody to promote it.');
  });
});
