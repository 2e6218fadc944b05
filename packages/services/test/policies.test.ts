import { randomUUID } from 'node:crypto';
import { POLICY_APPROVERS } from '@teredo-fleet/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS, verbs } from '../src';
import { readDrift } from '../src/alert/conditions/drift';
import { readHeldPolicies } from '../src/alert/conditions/policy-held';
import { TestFleet } from './support/fleet';
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
  wants,
} from './support/policies';
import { draftOf, saveDraft } from './support/rollouts';

let fleet: TestFleet;
let label = '';

beforeAll(async () => {
  fleet = await TestFleet.create();
});
beforeEach(async () => {
  await fleet.rows('update policy set retired_at = now() where retired_at is null');
  fleet.now = Date.now();
  label = `l-${randomUUID().slice(0, 8)}`;
});
afterAll(() => fleet.close());

const machine = async (labels = [label], observation = IS_OFF) => {
  const id = await fleet.machine({ labels });
  await fleet.connect(id, true, new Date(Date.now() + 60_000));
  await look(fleet, id, observation);
  return id;
};
const get = (id: string) => verbs['policy.get'](fleet.as('viewer'), { id });
const onMachine = async (machineId: string) =>
  (await verbs['policy.ofMachine'](fleet.as('viewer'), { machineId })).rows;
const shownIn = async (words: string) =>
  (await verbs['machine.list'](fleet.as('viewer'), { filter: { policy: [words] } })).rows.map(({ id }) => id);

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

describe('an edit', () => {
  it('ends the repair that follows from the version before, and waits for a new approval', async () => {
    await machine([label], RUNS);
    const saved = await enforce(fleet, label);
    await settleAll(fleet);
    const edited = await save(fleet, label, {
      id: saved.id,
      draft: draft(wants.off, { graceSeconds: 1 }),
      seen: 1,
    });
    expect(edited.version).toBe(2);
    expect((await repairsOf(fleet, saved.id))[0]!.state).toBe('aborted');
    await settleAll(fleet);
    expect(await repairsOf(fleet, saved.id)).toHaveLength(1);
    expect((await get(saved.id)).state).toBe('awaiting-approval');
    await expect(
      verbs['policy.approve'](fleet.as('approver'), { id: saved.id, contentHash: saved.contentHash }),
    ).rejects.toThrow(/changed this policy since you looked/);
    await verbs['policy.approve'](fleet.as('approver'), { id: saved.id, contentHash: edited.contentHash });
    await fleet.rows(`update machine_policy set since = since - interval '1 hour' where policy_id = $1`, [
      saved.id,
    ]);
    await settleAll(fleet);
    const repairs = await repairsOf(fleet, saved.id);
    expect(repairs).toHaveLength(2);
    expect(repairs[1]).toMatchObject({ state: 'running' });
  });

  it('back to what was approved once is approved by that no more', async () => {
    const first = await enforce(fleet, label);
    await save(fleet, label, { id: first.id, mode: 'audit' });
    const third = await save(fleet, label, { id: first.id });
    expect(third.version).toBe(3);
    expect((await get(first.id)).state).toBe('awaiting-approval');
  });

  it('that changes nothing makes no version', async () => {
    const first = await save(fleet, label);
    expect(await save(fleet, label, { id: first.id })).toEqual(first);
  });

  it('of a version that somebody else left behind is refused, and nothing is lost', async () => {
    const first = await save(fleet, label);
    await save(fleet, label, { id: first.id, mode: 'audit', seen: 1 });
    await expect(save(fleet, label, { id: first.id, name: 'mine', seen: 1 })).rejects.toThrow(
      /saved version 2 .* nothing was changed/,
    );
  });
});

describe('an approval', () => {
  it('is nobody’s who wrote a part of it since the last one', async () => {
    const admin = await fleet.person('admin');
    const saved = await save(fleet, label);
    const edited = await verbs['policy.save'](fleet.as(admin), {
      id: saved.id,
      name: `Policy of ${label}`,
      label,
      mode: 'enforce',
      draft: draft(wants.off, { graceSeconds: 60 }),
      reason: 'later',
    });
    const as = (who: Parameters<TestFleet['as']>[0]) =>
      verbs['policy.approve'](fleet.as(who), { id: saved.id, contentHash: edited.contentHash });
    await expect(as(admin)).rejects.toThrow(/You wrote this policy/);
    await expect(as('viewer')).rejects.toThrow();
    await as('approver');
    expect((await get(saved.id)).approvals).toHaveLength(1);
  });

  it('is not asked for what only looks', async () => {
    const saved = await save(fleet, label, { mode: 'audit' });
    await expect(approve(fleet, saved)).rejects.toThrow(/only looks/);
  });

  it('by somebody who may not approve any more covers no repair', async () => {
    const bad = await machine([label], RUNS);
    const approver = await fleet.person('approver');
    const saved = await save(fleet, label);
    await approve(fleet, saved, approver);
    await fleet.rows(`update "user" set role = 'viewer' where id = $1`, [approver.id]);
    await settleAll(fleet);
    expect(await repairsOf(fleet, saved.id)).toEqual([]);
    expect(await onMachine(bad)).toHaveLength(1);
  });
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

  it('never win in a circle', async () => {
    const names = ['a', 'b', 'c'].map((name) => `${label}-${name}`);
    const servers = ['a.example', 'b.example', 'c.example'];
    const ids: string[] = [];
    for (const [index, name] of names.entries()) {
      const desired = { ...wants.on, teredo: { ...wants.on.teredo, serverName: servers[index]! } };
      ids.push((await save(fleet, name, { draft: draft(desired) })).id);
    }
    const decide = (winner: number, loser: number) =>
      verbs['policy.decide'](fleet.as('approver'), {
        winnerId: ids[winner]!,
        loserId: ids[loser]!,
        reason: 'a test',
      });
    await decide(0, 1);
    await decide(1, 2);
    await expect(decide(2, 0)).rejects.toThrow(/nobody would win/);
    await decide(1, 0);
    await expect(decide(0, 0)).rejects.toThrow(/does not stand against itself/);
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

describe('what is refused', () => {
  it.each<[string, Parameters<typeof save>[2], RegExp]>([
    [
      'a plan without waves',
      { draft: draft(wants.off, { waves: [] }) },
      /can't be saved yet. The waves must have a wave/,
    ],
    ['nothing wanted', { draft: { graceSeconds: 0 } }, /What is to be changed is missing/],
    [
      'a grace that is no number of seconds',
      { draft: draft(wants.off, { graceSeconds: -1 }) },
      /grace must be a whole number/,
    ],
  ])('%s', async (_name, rest, message) => {
    await expect(save(fleet, label, rest)).rejects.toThrow(message);
  });

  it('is a second policy of the same name, in any case', async () => {
    await save(fleet, label, { name: `Same ${label}` });
    await expect(save(fleet, `${label}-2`, { name: `SAME ${label}` })).rejects.toThrow(
      /already. Choose another name/,
    );
  });

  it('is anything beyond one’s scopes, as if it were not there', async () => {
    const saved = await save(fleet, label);
    const stranger = await fleet.person('admin', [fleet.otherScopeId]);
    await expect(verbs['policy.get'](fleet.as(stranger), { id: saved.id })).rejects.toThrow(
      /no such policy|not there|policy/i,
    );
    expect((await verbs['policy.list'](fleet.as(stranger), {})).rows.map(({ id }) => id)).not.toContain(
      saved.id,
    );
    await expect(
      verbs['policy.retire'](fleet.as(stranger), { id: saved.id, reason: 'a try' }),
    ).rejects.toThrow();
  });
});

describe('what a policy is told of', () => {
  const conditions = async (read: typeof readDrift) =>
    read({
      db: fleet.database.pool('engine'),
      now: new Date(),
      settings: {} as never,
      open: [],
    });

  it('is its drift where it is followed, and no second time as that of a rollout', async () => {
    const bad = await machine([label], RUNS);
    const { id } = await save(fleet, label, { mode: 'audit' });
    await settleAll(fleet);
    expect((await conditions(readDrift))!.filter(({ subject }) => subject === id)).toMatchObject([
      { kind: 'drift', name: `Policy of ${label}`, machines: 1, outOf: 1 },
    ]);
    await look(fleet, bad, IS_OFF);
    await settleAll(fleet);
    expect((await conditions(readDrift))!.filter(({ subject }) => subject === id)).toEqual([]);
  });

  it('is no conflict of policies that do not act', async () => {
    const other = `${label}-b`;
    await machine([label, other], RUNS);
    const one = await save(fleet, label, { mode: 'audit' });
    await save(fleet, other, { name: `Other ${label}`, mode: 'audit', draft: draft(wants.on) });
    await settleAll(fleet);
    expect((await get(one.id)).counts.undecided).toBe(1);
    expect((await conditions(readHeldPolicies))!.map(({ subject }) => subject)).not.toContain(one.id);
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
    const held = (await conditions(readHeldPolicies))!.find(({ subject }) => subject === one.id);
    expect(held).toMatchObject({ kind: 'policy-held', machines: 1 });
    expect(held!.text).toMatch(/nobody decided which is followed\. Somebody stopped a repair/);
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

describe('the grace', () => {
  it('counts from when a policy came to be for a machine, however long it was otherwise', async () => {
    await machine([label], RUNS);
    const { id } = await enforce(fleet, label, { draft: draft(wants.off, { graceSeconds: 30 }) });
    await settleAll(fleet);
    expect((await get(id)).waits).toMatchObject({ grace: 1, next: 0 });
  });
});
