import { describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { readHeldPolicies } from '../src/alert/conditions/policy-held';
import { conditionsOf } from './support/conditions';
import type { TestFleet } from './support/fleet';
import { Planned } from './support/planned';
import {
  approve,
  draft,
  enforce,
  IS_OFF,
  look,
  machineSeen,
  RUNS,
  repairsOf,
  save,
  settleAll,
  usePolicyFleet,
  wants,
} from './support/policies';

let fleet: TestFleet;
let label = '';
const { get } = usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
});

const machine = async (labels: string[]) => {
  const id = await fleet.machine({ labels });
  await look(fleet, id, RUNS);
  return id;
};
const seen = (...labels: string[]) => machineSeen(fleet, [label, ...labels], RUNS);
/** Waves that take machines of these labels, and nobody else. */
const only = (...labels: string[]) => {
  const [canary] = draft().waves!;
  const waves = labels.map((one) => ({
    ...canary!,
    name: one,
    selection: { kind: 'filter' as const, filter: { label: [one] } },
  }));
  return draft(wants.off, { waves });
};
const waitOf = async (machineId: string) =>
  (await verbs['policy.ofMachine'](fleet.as('viewer'), { machineId })).rows[0]!.waits;

describe('a machine that no wave of its policy takes', () => {
  it('is shown as such beside one that is repaired, and before the policy is saved', async () => {
    const [taken, left] = [await machine([label, 'first']), await machine([label])];
    const written = { scopeId: fleet.scopeId, name: 'New', label, mode: 'enforce' as const };
    const preview = (waves: ReturnType<typeof only>) =>
      verbs['policy.preview'](fleet.as('operator'), { ...written, draft: waves });
    expect(await preview(only('first'))).toMatchObject({ untaken: 1, faults: [] });
    expect(await preview(draft())).toMatchObject({ untaken: 0, faults: [] });
    const { id } = await enforce(fleet, label, { draft: only('first') });
    await settleAll(fleet);
    expect((await repairsOf(fleet, id)).map(({ state }) => state)).toEqual(['running']);
    expect((await get(id)).waits).toMatchObject({ busy: 1, untaken: 1, next: 0 });
    expect([await waitOf(taken), await waitOf(left)]).toEqual(['busy', 'untaken']);
  });

  it('is said on its page where it lost what a wave takes it by', async () => {
    const left = await machine([label, 'first']);
    const { id } = await enforce(fleet, label, { draft: only('first') });
    await fleet.rows('update machine set labels = $2 where id = $1', [left, [label]]);
    await settleAll(fleet);
    expect(await repairsOf(fleet, id)).toEqual([]);
    expect((await get(id)).waits).toMatchObject({ untaken: 1, next: 0 });
  });
});

describe('machines that drifted and that no wave of their policy takes', () => {
  const told = async (policyId: string) =>
    (await conditionsOf(fleet, readHeldPolicies)).find(({ subject }) => subject === policyId);

  it('are told of as what the policy waits for, with their number, until a wave takes them', async () => {
    const [taken, left] = [await machine([label, 'first']), await machine([label])];
    const { id } = await enforce(fleet, label, { draft: only('first') });
    await settleAll(fleet);
    expect(await told(id)).toMatchObject({
      kind: 'policy-held',
      name: `Policy of ${label}`,
      machines: 1,
      text: 'None of its waves takes some machines that drifted, so nothing repairs them.',
    });
    await fleet.rows('update machine set labels = $2 where id = $1', [taken, [label]]);
    await fleet.rows('update machine set labels = $2 where id = $1', [left, [label, 'first']]);
    await settleAll(fleet);
    // One is asked already, whatever its labels are now.
    expect(await told(id)).toBeUndefined();
  });

  it('are not told of where they are as wished, or the policy repairs nothing anyway', async () => {
    const left = await machine([label]);
    await machine([label, 'first']);
    const { id } = await save(fleet, label, { draft: only('first'), mode: 'audit' });
    await settleAll(fleet);
    expect(await told(id)).toBeUndefined();
    const other = `${label}-b`;
    await fleet.rows('update machine set labels = $2 where id = $1', [left, [label, other]]);
    await machine([other, 'first']);
    const saved = await save(fleet, other, { name: `Other ${label}`, draft: only('first') });
    await settleAll(fleet);
    expect(await told(saved.id)).toBeUndefined();
    await approve(fleet, saved);
    await settleAll(fleet);
    expect(await told(saved.id)).toMatchObject({ machines: 1 });
    await look(fleet, left, IS_OFF);
    // Seen otherwise and not judged yet.
    expect(await told(saved.id)).toBeUndefined();
    await settleAll(fleet);
    expect(await told(saved.id)).toBeUndefined();
  });

  it('are counted once where repairs of them had been given up before, and those that a wave takes beside them', async () => {
    const bad = [await seen('first'), await seen('first')];
    const { id } = await enforce(fleet, label, { draft: only('first') });
    for (let n = 1; n <= 3; n += 1) {
      await settleAll(fleet);
      const rollout = new Planned(fleet, (await repairsOf(fleet, id)).at(-1)!.id, [bad]);
      for (const one of bad) await rollout.report(one, 'verified');
      for (const one of bad) await look(fleet, one, IS_OFF);
      await settleAll(fleet);
      for (const one of bad) await look(fleet, one, RUNS);
    }
    await settleAll(fleet);
    const gaveUp = 'On some machines three repairs within seven days did not last or came to nothing.';
    expect(await told(id)).toMatchObject({ machines: 2, text: gaveUp });
    const untaken = 'None of its waves takes some machines that drifted, so nothing repairs them.';
    await fleet.rows('update machine set labels = $2 where id = $1', [bad[0], [label]]);
    await settleAll(fleet);
    expect(await told(id)).toMatchObject({ machines: 2, text: `${gaveUp} ${untaken}` });
    await fleet.rows('update machine set labels = $2 where id = $1', [bad[1], [label]]);
    await settleAll(fleet);
    expect(await told(id)).toMatchObject({ machines: 2, text: untaken });
    expect((await get(id)).waits).toMatchObject({ untaken: 2, often: 0 });
  });
});

describe('a policy whose waves take nobody', () => {
  it('is refused as long as it is to be enforced and has machines', async () => {
    await machine([label]);
    await machine([label]);
    const refused = save(fleet, label, { draft: only('first', 'second') });
    await expect(refused).rejects.toThrow(
      /can't be saved yet\. None of the waves takes any of the 2 machines labelled .* Add a wave that takes the rest/,
    );
    await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: { waves: expect.any(String) } });
    await save(fleet, label, { draft: only('first'), mode: 'audit' });
    await save(fleet, `${label}-nobody-yet`, { name: 'Nobody yet', draft: only('first') });
  });
});
