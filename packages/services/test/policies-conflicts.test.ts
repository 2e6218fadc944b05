import { POLICY_APPROVERS } from '@teredo-fleet/db';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS, verbs } from '../src';
import type { TestFleet } from './support/fleet';
import {
  approve,
  draft,
  enforce,
  RUNS,
  repairsOf,
  save,
  settleAll,
  usePolicyFleet,
  wants,
} from './support/policies';
import { draftOf, saveDraft } from './support/rollouts';

let fleet: TestFleet;
let label = '';
const { get, onMachine, shownIn, machine } = usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
});

describe('two policies that disagree about a machine', () => {
  it('are shown as a conflict before either acts, and neither does until somebody decided', async () => {
    const other = `${label}-b`;
    const both = await machine([label, other], RUNS);
    const one = await enforce(fleet, label);
    await settleAll(fleet);
    // It ran before the second came.
    const [first] = await repairsOf(fleet, one.id);
    await verbs['rollout.abort'](fleet.as('operator'), { id: first!.id, reason: 'a test' });

    const written = {
      scopeId: fleet.scopeId,
      name: 'The other',
      label: other,
      mode: 'enforce' as const,
      draft: draft(wants.on),
    };
    const preview = await verbs['policy.preview'](fleet.as('operator'), written);
    expect(preview.conflicts).toMatchObject([
      {
        policy: { id: one.id },
        about: expect.arrayContaining(['teredo.mode']),
        machines: 1,
        outcome: 'undecided',
      },
    ]);
    expect(preview.counts).toMatchObject({ machines: 1, undecided: 1 });
    const two = await enforce(fleet, other, { name: 'The other', draft: draft(wants.on) });
    await verbs['policy.resume'](fleet.as('operator'), { id: one.id, reason: 'a test' });
    await settleAll(fleet);
    expect(await repairsOf(fleet, one.id)).toHaveLength(1);
    expect(await repairsOf(fleet, two.id)).toEqual([]);
    expect((await onMachine(both)).map(({ standing, rivals }) => [standing, rivals.length])).toEqual([
      ['undecided', 1],
      ['undecided', 1],
    ]);
    expect(await shownIn(`${one.id}:undecided`)).toEqual([both]);

    await verbs['policy.decide'](fleet.as('approver'), {
      winnerId: one.id,
      loserId: two.id,
      reason: 'safety first',
    });
    await settleAll(fleet);
    expect(await repairsOf(fleet, one.id)).toHaveLength(2);
    expect(await repairsOf(fleet, two.id)).toEqual([]);
    const [winner, loser] = await onMachine(both);
    expect([winner!.policy.id, winner!.standing, loser!.standing]).toEqual([one.id, 'wins', 'yields']);
    expect((await get(two.id)).conflicts).toMatchObject([
      { outcome: 'other', decided: { reason: 'safety first' } },
    ]);
  });

  it('are decided anew once one of them wants something else', async () => {
    const other = `${label}-b`;
    await machine([label, other]);
    const one = await save(fleet, label);
    const two = await save(fleet, other, { name: 'Two', draft: draft(wants.on) });
    await verbs['policy.decide'](fleet.as('approver'), {
      winnerId: one.id,
      loserId: two.id,
      reason: 'for now',
    });
    await save(fleet, other, {
      id: two.id,
      name: 'Two',
      draft: draft({ ...wants.on, teredo: { ...wants.on.teredo, serverName: 'teredo.example' } }),
    });
    expect((await get(one.id)).conflicts).toMatchObject([{ outcome: 'undecided', decided: null }]);
    await settleAll(fleet);
    expect((await get(one.id)).counts.undecided).toBe(1);
  });

  /** Policies that each want another server, and who wins over whom by index. */
  async function ring(count: number) {
    const desiredOf = (server: string) => ({
      ...wants.on,
      teredo: { ...wants.on.teredo, serverName: server },
    });
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const desired = desiredOf(`s${index}.example`);
      ids.push((await save(fleet, `${label}-${index}`, { draft: draft(desired) })).id);
    }
    const decide = (winner: number, loser: number) =>
      verbs['policy.decide'](fleet.as('approver'), {
        winnerId: ids[winner]!,
        loserId: ids[loser]!,
        reason: 'a test',
      });
    const rewrite = (index: number, server: string) =>
      save(fleet, `${label}-${index}`, { id: ids[index]!, draft: draft(desiredOf(server)) });
    return { ids, decide, rewrite };
  }

  it('never win in a circle', async () => {
    const { decide } = await ring(3);
    await decide(0, 1);
    await decide(1, 2);
    await expect(decide(2, 0)).rejects.toThrow(/nobody would win/);
    await decide(1, 0);
    await expect(decide(0, 0)).rejects.toThrow(/does not stand against itself/);
  });

  it.each([1, 2, 3])('never win in a circle that several people close at the same time (%i)', async () => {
    const { decide } = await ring(4);
    await decide(0, 1);
    await decide(2, 3);
    const made = await Promise.allSettled([decide(1, 2), decide(3, 0)]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are decided although a policy that is retired would stand between them', async () => {
    const { ids, decide } = await ring(3);
    await decide(0, 1);
    await decide(1, 2);
    await verbs['policy.retire'](fleet.as('operator'), { id: ids[1]!, reason: 'a test' });
    await decide(2, 0);
    expect((await get(ids[2]!)).conflicts).toMatchObject([{ policy: { id: ids[0] }, outcome: 'this' }]);
  });

  it('are decided by what stands now, and no circle comes back with what stood before', async () => {
    const { ids, decide, rewrite } = await ring(3);
    await decide(0, 1);
    await decide(1, 2);
    await rewrite(1, 'elsewhere.example');
    await decide(2, 0);
    await rewrite(1, 's1.example');
    const outcomes = (await get(ids[1]!)).conflicts.map(({ policy, outcome }) => [policy.id, outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({ [ids[0]!]: 'other', [ids[2]!]: 'undecided' });
  });

  it('are no conflict where one of them only looks: it hinders nobody', async () => {
    const other = `${label}-b`;
    const both = await machine([label, other], RUNS);
    const looks = await save(fleet, other, { name: 'Looks', mode: 'audit', draft: draft(wants.on) });
    const acts = await enforce(fleet, label);
    await settleAll(fleet);
    expect(await repairsOf(fleet, acts.id)).toHaveLength(1);
    expect((await onMachine(both)).map(({ policy, standing }) => [policy.id, standing])).toEqual([
      [acts.id, 'wins'],
      [looks.id, 'yields'],
    ]);
  });
});

describe('a change against an enforced policy', () => {
  it('of one machine is warned of in its preview', async () => {
    const under = await machine();
    await enforce(fleet, label);
    await settleAll(fleet);
    const warnings = async (desired: typeof wants.on) =>
      (await verbs['machine.preview'](fleet.as('operator'), { id: under, desired })).warnings.filter((text) =>
        text.includes('policy'),
      );
    expect(await warnings(wants.on)).toEqual([
      expect.stringMatching(new RegExp(`“Policy of ${label}” is enforced here and wants otherwise`)),
    ]);
    expect(await warnings(wants.off)).toEqual([]);
  });
});

describe('a plan against an enforced policy', () => {
  it('says in its preview whom the policy would put back', async () => {
    const under = await machine([label], RUNS);
    await enforce(fleet, label);
    await settleAll(fleet);
    const saved = await saveDraft(fleet, draftOf(fleet, label));
    const { groups } = await verbs['rollout.preview'](fleet.as('operator'), { id: saved.id });
    expect(groups.find(({ kind }) => kind === 'policy-against')).toMatchObject({
      text: `The policy “Policy of ${label}” is enforced there, wants otherwise and would put it back`,
      machines: 1,
      examples: [{ id: under }],
    });
  });
});

describe('a policy that nobody approved', () => {
  it('hinders none that acts, however it is enforced and edited', async () => {
    const other = `${label}-b`;
    const both = await machine([label, other], RUNS);
    const acts = await enforce(fleet, label);
    const waits = await save(fleet, other, { name: `Waits ${label}`, draft: draft(wants.on) });
    await settleAll(fleet);
    expect((await onMachine(both)).map(({ policy, standing }) => [policy.id, standing])).toEqual([
      [acts.id, 'wins'],
      [waits.id, 'yields'],
    ]);
    expect(await repairsOf(fleet, acts.id)).toHaveLength(1);
    expect((await get(acts.id)).conflicts).toMatchObject([{ outcome: 'this', decided: null }]);
    await approve(fleet, waits);
    await settleAll(fleet);
    expect((await onMachine(both)).map(({ standing }) => standing)).toEqual(['undecided', 'undecided']);
    expect((await get(acts.id)).conflicts).toMatchObject([{ outcome: 'undecided' }]);
  });

  it('is one whose approver may not approve any more, and says so', async () => {
    const approver = await fleet.person('approver');
    const saved = await save(fleet, label);
    await approve(fleet, saved, approver);
    expect((await get(saved.id)).state).toBe('enforced');
    await fleet.rows(`update "user" set disabled_at = now() where id = $1`, [approver.id]);
    expect((await get(saved.id)).state).toBe('awaiting-approval');
  });

  it('is judged by the roles that the verb asks for', () => {
    expect(POLICY_APPROVERS).toEqual(PERMISSIONS['policy.approve']);
  });
});
