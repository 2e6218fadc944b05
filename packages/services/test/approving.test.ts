import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DraftPlan, verbs } from '../src';
import { OFF } from './support/changes';
import { TestFleet } from './support/fleet';
import { approved, draftOf, saveDraft, settle, submit, submitted } from './support/rollouts';

let fleet: TestFleet;
let label = '';

beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());
beforeEach(() => {
  label = `l-${randomUUID().slice(0, 8)}`;
});

/** Machines with the test's own label. */
async function machines(count: number, rest: Parameters<TestFleet['machine']>[0] = {}): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push(await fleet.machine({ labels: [label], ...rest }));
  return made;
}

const draft = (changes: DraftPlan = {}) => draftOf(fleet, label, changes);
const stateOf = async (id: string) =>
  (await fleet.rows<{ state: string }>('select state from rollout where id = $1', [id]))[0]!.state;
const approve = (saved: { id: string; planHash: string }, by: Parameters<TestFleet['as']>[0] = 'approver') =>
  verbs['rollout.approve'](fleet.as(by), saved);
const lastEntry = async (id: string) => (await fleet.entries(id)).at(-1);

describe('approving', () => {
  it('is done by a second person and starts the rollout', async () => {
    await machines(1);
    const saved = await approved(fleet, draft());
    await settle(fleet, saved);
    expect(await stateOf(saved.id)).toBe('running');
  });

  it('is refused to its author and to everybody who wrote a part of it, whatever their role', async () => {
    await machines(1);
    const author = await fleet.person('admin');
    const editor = await fleet.person('admin');
    const made = await saveDraft(fleet, draft(), author);
    const edited = await verbs['rollout.saveDraft'](fleet.as(editor), {
      id: made.id,
      name: 'B',
      draft: draft({ windows: [] }),
    });
    const saved = await submit(fleet, edited, author);
    for (const writer of [author, editor])
      await expect(approve(saved, writer)).rejects.toMatchObject({ code: 'forbidden' });
    for (const role of ['operator', 'viewer', 'auditor'] as const)
      await expect(approve(saved, role)).rejects.toMatchObject({ code: 'forbidden' });
    await approve(saved, 'admin');
    expect(await stateOf(saved.id)).toBe('approved');
  });

  it('is asked of nobody who wrote a part of the plan', async () => {
    await machines(1);
    const [author, editor, other] = [
      await fleet.person('admin'),
      await fleet.person('admin'),
      await fleet.person('admin'),
    ];
    const made = await saveDraft(fleet, draft(), author);
    const edited = await verbs['rollout.saveDraft'](fleet.as(editor), {
      id: made.id,
      name: 'C',
      draft: draft({ windows: [] }),
    });
    const asked = async (who: typeof author) => {
      const { rows } = await verbs['rollout.list'](fleet.as(who), { filter: { approval: 'mine' } });
      return rows.some(({ id }) => id === made.id);
    };
    expect(await asked(other)).toBe(false);
    const saved = await submit(fleet, edited, author);
    expect([await asked(author), await asked(editor), await asked(other)]).toEqual([false, false, true]);
    await approve(saved, other);
    expect(await asked(other)).toBe(false);
  });

  it('counts while whoever gave it may still give it: else the rollout waits, and no machine is asked', async () => {
    const [machineId] = await machines(1);
    const approver = await fleet.person('approver');
    const saved = await submitted(fleet, draft());
    await approve(saved, approver);
    await fleet.rows(`update "user" set role = 'viewer' where id = $1`, [approver.id]);
    await settle(fleet, saved);
    const jobs = () => fleet.rows('select 1 from job where machine_id = $1', [machineId]);
    const [paused] = await fleet.rows('select state, pause_reason as why from rollout where id = $1', [
      saved.id,
    ]);
    expect(paused).toEqual({
      state: 'paused',
      why: expect.stringMatching(/may not approve it any more.*Clone/),
    });
    expect(await jobs()).toEqual([]);
    await fleet.rows(`update "user" set role = 'approver' where id = $1`, [approver.id]);
    await verbs['rollout.resume'](fleet.as('operator'), { id: saved.id, reason: 'the role is back' });
    await settle(fleet, saved);
    expect(await jobs()).toHaveLength(1);
  });

  it('is bound to what was looked at', async () => {
    await machines(1);
    const saved = await submitted(fleet, draft());
    await expect(approve({ ...saved, planHash: '0'.repeat(64) })).rejects.toThrow(/Somebody changed/);
  });

  it('is of the machines that were looked at: submitted again for others it is another plan', async () => {
    await machines(1);
    const saved = await submitted(fleet, draft());
    await verbs['rollout.reject'](fleet.as('operator'), { id: saved.id, reason: 'once more' });
    await machines(3);
    const again = await submit(fleet, saved);
    await expect(approve(saved)).rejects.toThrow(/Somebody changed this plan/);
    expect(await stateOf(saved.id)).toBe('awaiting-approval');
    await approve(again);
    await settle(fleet, saved);
    expect(await stateOf(saved.id)).toBe('running');
  });

  it('is refused once its times are impossible', async () => {
    await machines(1);
    const saved = await submitted(fleet, draft());
    const before = fleet.now;
    fleet.now += 2 * 86_400_000;
    await expect(approve(saved)).rejects.toThrow(/over already/);
    fleet.now = before;
  });

  it('takes two people in an emergency, the author among them, and not one twice', async () => {
    await machines(1);
    const saved = await submitted(fleet, draft());
    const input = { ...saved, reason: 'the network is down' };
    expect(await verbs['rollout.approveEmergency'](fleet.as('operator'), input)).toEqual({
      approvals: 1,
      needed: 2,
    });
    expect(await stateOf(saved.id)).toBe('awaiting-approval');
    await expect(verbs['rollout.approveEmergency'](fleet.as('operator'), input)).rejects.toThrow(
      /second person/,
    );
    const second = await fleet.person('operator');
    expect(await verbs['rollout.approveEmergency'](fleet.as(second), input)).toEqual({
      approvals: 2,
      needed: 2,
    });
    expect(await stateOf(saved.id)).toBe('approved');
  });

  it('takes two people in an emergency who both still may: a closed account is nobody’s yes', async () => {
    await machines(1);
    const saved = await submitted(fleet, draft());
    const input = { ...saved, reason: 'the network is down' };
    const first = await fleet.person('operator');
    const emergency = (by: Parameters<TestFleet['as']>[0]) =>
      verbs['rollout.approveEmergency'](fleet.as(by), input);
    await emergency(first);
    await fleet.rows('update "user" set disabled_at = now() where id = $1', [first.id]);
    expect(await emergency('operator')).toEqual({ approvals: 1, needed: 2 });
    expect(await stateOf(saved.id)).toBe('awaiting-approval');
    expect(await emergency('approver')).toEqual({ approvals: 2, needed: 2 });
    expect(await stateOf(saved.id)).toBe('approved');
  });

  it('is taken back by a rejection, with its reason on record', async () => {
    await machines(1);
    const saved = await approved(fleet, draft());
    await verbs['rollout.reject'](fleet.as('approver'), { id: saved.id, reason: 'too early' });
    expect(await stateOf(saved.id)).toBe('draft');
    expect(await lastEntry(saved.id)).toMatchObject({ action: 'rollout.reject', reason: 'too early' });
    await settle(fleet, saved);
    expect(await stateOf(saved.id)).toBe('draft');
  });

  it('does not happen, and nothing starts, with an audit table that refuses writes', async () => {
    await machines(1);
    const waiting = await submitted(fleet, draft());
    const ready = await approved(fleet, draft({ work: { kind: 'apply', desired: OFF } }));
    await fleet.admin.query(
      `create function refuse_entry() returns trigger language plpgsql as $$ begin raise exception 'no entry'; end $$`,
    );
    await fleet.admin.query(
      'create trigger refuse before insert on audit_entry for each row execute function refuse_entry()',
    );
    try {
      await expect(approve(waiting)).rejects.toThrow();
      await expect(settle(fleet, ready)).rejects.toThrow();
    } finally {
      await fleet.admin.query('drop function refuse_entry cascade');
    }
    expect(await stateOf(waiting.id)).toBe('awaiting-approval');
    expect(await stateOf(ready.id)).toBe('approved');
    expect(await fleet.rows('select 1 from approval where rollout_id = $1', [waiting.id])).toEqual([]);
  });
});
