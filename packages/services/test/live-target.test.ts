import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DraftPlan, verbs } from '../src';
import { TestFleet } from './support/fleet';
import { GATE } from './support/plans';
import { approved, draftOf, settle } from './support/rollouts';

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
const membersOf = (id: string) =>
  fleet.rows<{ machine_id: string; wave: number | null; reason: unknown; excluded: unknown }>(
    'select machine_id, wave, reason, excluded from rollout_member where rollout_id = $1 order by wave, machine_id',
    [id],
  );

describe('a live target', () => {
  const live = (changes: DraftPlan = {}) =>
    draft({ target: { filter: { label: [label] }, mode: 'live' }, ...changes });

  it('takes machines in that fit later: into an unopened wave, then into the late pool', async () => {
    await machines(1);
    const filtered = { ...wave(), name: 'Rest', selection: { kind: 'rest' as const } };
    const saved = await approved(
      fleet,
      live({ waves: [{ ...wave(), name: 'First', selection: { kind: 'count', count: 1 } }, filtered] }),
    );
    // The second wave took nobody and is left out, so whoever comes is late.
    await settle(fleet, saved);
    const [late] = await machines(1);
    await fleet.admin.query('update rollout set joiners_at = null where id = $1', [saved.id]);
    await settle(fleet, saved);
    expect(await membersOf(saved.id)).toContainEqual({
      machine_id: late,
      wave: null,
      reason: { kind: 'joined' },
      excluded: null,
    });
    expect((await fleet.entries(saved.id)).map(({ action }) => action)).toContain('rollout.join');
  });

  it('takes in a machine on which an application asks for Teredo later, and no other', async () => {
    const [early, later, other] = await machines(3);
    await fleet.ask(early!, `chat ${label}`);
    const target = { filter: { label: [label], application: [`chat ${label}`] }, mode: 'live' as const };
    const saved = await approved(fleet, live({ target }));
    await settle(fleet, saved);
    const ids = async () => (await membersOf(saved.id)).map(({ machine_id: id }) => id).sort();
    expect(await ids()).toEqual([early]);
    await fleet.ask(later!, `chat ${label}`);
    await fleet.ask(other!, 'something else');
    await fleet.admin.query('update rollout set joiners_at = null where id = $1', [saved.id]);
    await settle(fleet, saved);
    expect(await ids()).toEqual([early, later].sort());
  });

  it('asks those of the late pool alone when every wave is open: none is changed before the canary is judged', async () => {
    await machines(3);
    const counted = (name: string, count: number) => ({
      ...wave(),
      name,
      selection: { kind: 'count' as const, count },
    });
    const saved = await approved(fleet, live({ waves: [counted('Canary', 1), counted('More', 2)] }));
    await settle(fleet, saved);
    const [joined] = await machines(1);
    await fleet.connect(joined!, true);
    await fleet.admin.query('update rollout set joiners_at = null where id = $1', [saved.id]);
    await settle(fleet, saved);
    const asked = async () => (await fleet.rows('select 1 from job where machine_id = $1', [joined])).length;
    const rowOf = async () => {
      const { rows } = await verbs['rollout.members'](fleet.as('viewer'), { id: saved.id });
      return rows.find(({ machine }) => machine.id === joined);
    };
    expect(await membersOf(saved.id)).toContainEqual(
      expect.objectContaining({ machine_id: joined, wave: null }),
    );
    expect(await asked()).toBe(0);
    expect(await rowOf()).toMatchObject({
      why: expect.stringContaining('Wave 2 is not open yet.'),
      next: 'It is asked when wave 2 opens.',
    });
    await verbs['rollout.overrideGate'](fleet.as('operator'), {
      id: saved.id,
      wave: 0,
      reason: 'seen to work',
    });
    await settle(fleet, saved);
    expect(await asked()).toBe(1);
  });

  it('puts them into the first unopened wave that takes them, and takes no excluded one', async () => {
    await machines(2);
    const saved = await approved(
      fleet,
      live({ exclusions: [{ filter: { label: ['spare'] }, reason: 'spare ones' }] }),
    );
    await settle(fleet, saved);
    const [joining] = await machines(1);
    const [spare] = await machines(1, { labels: [label, 'spare'] });
    await fleet.admin.query('update rollout set joiners_at = null where id = $1', [saved.id]);
    await settle(fleet, saved);
    const members = await membersOf(saved.id);
    expect(members).toContainEqual({
      machine_id: joining,
      wave: 1,
      reason: { kind: 'rest' },
      excluded: null,
    });
    expect(members.some(({ machine_id: one }) => one === spare)).toBe(false);
  });

  it('is not what a frozen one is', async () => {
    await machines(1);
    const saved = await approved(fleet, draft());
    await settle(fleet, saved);
    await machines(1);
    await settle(fleet, saved);
    expect(await membersOf(saved.id)).toHaveLength(1);
  });
});

function wave(gate: Record<string, number | null> = {}) {
  return {
    name: 'All',
    selection: { kind: 'rest' as const },
    gate: { ...GATE, ...gate },
    patienceSeconds: 60,
  };
}
