import { describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { readDrift } from '../src/alert/conditions/drift';
import { readHeldPolicies } from '../src/alert/conditions/policy-held';
import { conditionsOf } from './support/conditions';
import type { TestFleet } from './support/fleet';
import {
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
const { get, onMachine, shownIn, machine } = usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
});

describe('what a policy finds', () => {
  it('is judged for each machine with its label, as it is seen, labelled and retired', async () => {
    const [good, bad, never] = [
      await machine(),
      await machine([label], RUNS),
      await fleet.machine({ labels: [label] }),
    ];
    const other = await machine(['another'], RUNS);
    const { id } = await save(fleet, label, { mode: 'audit' });
    expect((await get(id)).counts).toMatchObject({ machines: 3, unjudged: 3 });
    await settleAll(fleet);
    expect((await get(id)).counts).toEqual({
      machines: 3,
      compliant: 1,
      drifted: 1,
      blocked: 0,
      ineffective: 0,
      unknown: 1,
      unjudged: 0,
      yields: 0,
      undecided: 0,
    });
    expect(await shownIn(`${id}:drifted`)).toEqual([bad]);
    expect(await shownIn(`${id}:unknown`)).toEqual([never]);
    const [shown] = await onMachine(bad);
    expect(shown).toMatchObject({ verdict: 'drifted', standing: 'alone', policy: { id, state: 'audit' } });
    expect(shown!.steps).toContainEqual(expect.objectContaining({ kind: 'set-teredo' }));

    await look(fleet, bad, IS_OFF);
    await look(fleet, good, RUNS);
    await fleet.rows(`update machine set labels = $2 where id = $1`, [other, [label, 'another']]);
    await fleet.rows(`update machine set status = 'retired', retired_at = now() where id = $1`, [never]);
    await settleAll(fleet);
    expect((await get(id)).counts).toMatchObject({ machines: 3, compliant: 1, drifted: 2, unknown: 0 });
    expect((await shownIn(`${id}:drifted`)).sort()).toEqual([good, other].sort());
    expect(await repairsOf(fleet, id)).toEqual([]);
  });

  it('forgets a machine that loses the label, and everything once it is retired', async () => {
    const bad = await machine([label], RUNS);
    const { id } = await save(fleet, label, { mode: 'audit' });
    await settleAll(fleet);
    await fleet.rows(`update machine set labels = '{}' where id = $1`, [bad]);
    await settleAll(fleet);
    expect(await onMachine(bad)).toEqual([]);
    await fleet.rows(`update machine set labels = $2 where id = $1`, [bad, [label]]);
    await settleAll(fleet);
    expect(await onMachine(bad)).toHaveLength(1);
    await verbs['policy.retire'](fleet.as('operator'), { id, reason: 'not needed' });
    await settleAll(fleet);
    expect(await onMachine(bad)).toEqual([]);
    expect(await fleet.rows('select from machine_policy where policy_id = $1', [id])).toEqual([]);
  });
});

describe('what a policy is told of', () => {
  const conditions = (read: typeof readDrift) => conditionsOf(fleet, read);

  it('is its drift where it is followed, and no second time as that of a rollout', async () => {
    const bad = await machine([label], RUNS);
    const { id } = await save(fleet, label, { mode: 'audit' });
    await settleAll(fleet);
    expect((await conditions(readDrift)).filter(({ subject }) => subject === id)).toMatchObject([
      { kind: 'drift', name: `Policy of ${label}`, machines: 1, outOf: 1 },
    ]);
    await look(fleet, bad, IS_OFF);
    await settleAll(fleet);
    expect((await conditions(readDrift)).filter(({ subject }) => subject === id)).toEqual([]);
  });

  it('is no conflict of policies that do not act', async () => {
    const other = `${label}-b`;
    await machine([label, other], RUNS);
    const one = await save(fleet, label, { mode: 'audit' });
    await save(fleet, other, { name: `Other ${label}`, mode: 'audit', draft: draft(wants.on) });
    await settleAll(fleet);
    expect((await get(one.id)).counts.undecided).toBe(1);
    expect((await conditions(readHeldPolicies)).map(({ subject }) => subject)).not.toContain(one.id);
  });

  it('is that nobody decided, and that somebody stopped it', async () => {
    const other = `${label}-b`;
    await machine([label, other], RUNS);
    const one = await enforce(fleet, label);
    await settleAll(fleet);
    await verbs['rollout.abort'](fleet.as('operator'), {
      id: (await repairsOf(fleet, one.id))[0]!.id,
      reason: 'a test',
    });
    await enforce(fleet, other, { name: `Other ${label}`, draft: draft(wants.on) });
    await settleAll(fleet);
    const held = (await conditions(readHeldPolicies)).find(({ subject }) => subject === one.id);
    expect(held).toMatchObject({ kind: 'policy-held', machines: 1 });
    expect(held!.text).toMatch(/nobody decided which is followed\. Somebody stopped a repair/);
  });
});
