import { describe, expect, it } from 'vitest';
import { verbs } from '../src';
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

let fleet: TestFleet;
let label = '';
const { get, onMachine, machine } = usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
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
