import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DraftPlan, verbs } from '../src';
import { OFF, ON } from './support/changes';
import { TestFleet } from './support/fleet';
import { GATE } from './support/plans';
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
const membersOf = (id: string) =>
  fleet.rows<{ machine_id: string; wave: number | null; reason: unknown; excluded: unknown }>(
    'select machine_id, wave, reason, excluded from rollout_member where rollout_id = $1 order by wave, machine_id',
    [id],
  );
const approve = (saved: { id: string; planHash: string }, by: Parameters<TestFleet['as']>[0] = 'approver') =>
  verbs['rollout.approve'](fleet.as(by), saved);
const lastEntry = async (id: string) => (await fleet.entries(id)).at(-1);

describe('a draft', () => {
  it('is kept however little of it is chosen, and says in words what is missing', async () => {
    const { id } = await saveDraft(fleet, {});
    const view = await verbs['rollout.draft'](fleet.as('viewer'), { id });
    const texts = Object.fromEntries(view.faults.map(({ field, text }) => [field, text]));
    expect(texts).toMatchObject({
      target: 'The target is missing.',
      work: 'What is to be changed is missing.',
      waves: 'The waves are missing.',
      endAt: 'The end is missing.',
    });
    expect(view).toMatchObject({ state: 'draft', draft: { windows: [], zoneIfUnknown: 'UTC' } });
  });

  it('says what is wrong, each in a sentence', async () => {
    const cases: [DraftPlan, string, RegExp][] = [
      [
        { waves: [wave({ minSample: 0 })] },
        'waves.0.gate.minSample',
        /"minSample" must be a whole number from 1/,
      ],
      [{ waves: [wave({ maxFailPercent: 101 })] }, 'waves.0.gate.maxFailPercent', /from 0 to 100/],
      [{ waves: [wave({ successPercent: null })] }, 'waves.0.gate.successPercent', /wave 1/],
      [
        { waves: [{ ...wave(), selection: { kind: 'percent', percent: 0 } }] },
        'waves.0.selection.percent',
        /percentage of wave 1 must be a whole number from 1 to 100/,
      ],
      [{ waves: [wave(), wave()] }, 'waves', /different names/],
      [{ waves: [] }, 'waves', /a wave or more/],
      [{ endAt: fleet.now - 1 }, 'endAt', /over already/],
      [{ endAt: fleet.now + 91 * 86_400_000 }, 'endAt', /at most 90 days/],
      [{ startAt: fleet.now + 2 * 86_400_000 }, 'startAt', /before the end/],
      [{ zoneIfUnknown: 'Mars/Olympus' }, 'zoneIfUnknown', /time zone such as/],
      [{ windows: [{ days: [1], from: '25:00', to: '04:00' }] }, 'windows.0.from', /Window 1 must be a time/],
      [
        {
          windows: [
            { days: [new Date(fleet.now + 3 * 86_400_000).getUTCDay() || 7], from: '10:00', to: '11:00' },
          ],
        },
        'windows',
        /No window opens/,
      ],
      [
        { work: { kind: 'apply', desired: { ...ON, teredo: { ...ON.teredo, serverName: 'no name!' } } } },
        'work.desired.teredo.serverName',
        /Teredo server/,
      ],
      [
        { notice: { policy: { ...draft().notice!.policy, kind: 'inform', minimumNoticeSeconds: 200_000 } } },
        'notice.policy.minimumNoticeSeconds',
        /never start/,
      ],
    ];
    for (const [changes, field, text] of cases) {
      const { id, planHash } = await saveDraft(fleet, draft(changes));
      const { faults } = await verbs['rollout.draft'](fleet.as('viewer'), { id });
      expect(faults, field).toContainEqual({ field, text: expect.stringMatching(text) });
      const tried = verbs['rollout.submit'](fleet.as('operator'), { id, planHash, reason: 'as agreed' });
      await expect(tried, field).rejects.toMatchObject({ code: 'invalid' });
      expect(await stateOf(id)).toBe('draft');
    }
  });

  it('is not overwritten by somebody who looked at an older one', async () => {
    const first = await saveDraft(fleet, draft());
    const input = { id: first.id, name: 'Other', draft: draft({ endAt: null }) };
    await verbs['rollout.saveDraft'](fleet.as('operator'), { ...input, seen: first.planHash });
    const late = verbs['rollout.saveDraft'](fleet.as('admin'), { ...input, seen: first.planHash });
    await expect(late).rejects.toThrow(/Somebody changed this plan/);
  });

  it('goes back from approval, and whatever was approved is void, also where it says the same again', async () => {
    await machines(2);
    const saved = await approved(fleet, draft());
    expect(await stateOf(saved.id)).toBe('approved');
    const again = await verbs['rollout.saveDraft'](fleet.as('operator'), {
      id: saved.id,
      name: 'Again',
      draft: draft(),
    });
    expect(await stateOf(saved.id)).toBe('draft');
    expect(await membersOf(saved.id)).toEqual([]);
    const { planHash } = await submit(fleet, again);
    expect(planHash).toBe(saved.planHash);
    const approvals = await fleet.rows('select voided_at from approval where rollout_id = $1', [saved.id]);
    expect(approvals).toEqual([{ voided_at: expect.any(Date) }]);
  });

  it('is cloned without its times, and compared', async () => {
    await machines(1);
    const { id } = await saveDraft(fleet, draft());
    const clone = await verbs['rollout.clone'](fleet.as('admin'), { id, name: 'Second' });
    const view = await verbs['rollout.draft'](fleet.as('viewer'), clone);
    expect(view.draft).toMatchObject({ work: { desired: ON }, startAt: null });
    expect(view.draft.endAt).toBeUndefined();
    const { differences, outcomes } = await verbs['rollout.compare'](fleet.as('viewer'), {
      ids: [id, clone.id],
    });
    expect(differences).toEqual([
      { path: 'endAt', label: 'The end', a: String(draft().endAt), b: 'not set' },
    ]);
    expect(outcomes.map(({ name }) => name)).toEqual(['Teredo on everywhere', 'Second']);
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

describe('submitting', () => {
  it('writes down who is in which wave and why, those in contact first', async () => {
    const [first, second, third] = await machines(3);
    await fleet.connect(second!, true);
    const { id } = await submitted(fleet, draft());
    const members = await membersOf(id);
    expect(members[0]).toMatchObject({
      machine_id: second,
      wave: 0,
      reason: { kind: 'counted', position: 1, taken: 1, targeted: 3, inContact: true },
      excluded: null,
    });
    expect(
      members
        .slice(1)
        .map(({ machine_id: one }) => one)
        .sort(),
    ).toEqual([first, third].sort());
    expect(members.slice(1).every(({ wave: number }) => number === 1)).toBe(true);
    expect(await stateOf(id)).toBe('awaiting-approval');
    expect(await lastEntry(id)).toMatchObject({
      action: 'rollout.submit',
      reason: 'as agreed',
      after: { machines: 3 },
    });
  });

  it('leaves machines alone that an exclusion takes out, and says who is in no wave and which wave is left out', async () => {
    const [kept] = await machines(1);
    const [excluded] = await machines(1, { labels: [label, 'spare'] });
    const { id } = await submitted(
      fleet,
      draft({
        exclusions: [{ filter: { label: ['spare'] }, reason: 'used by the board' }],
        waves: [
          { ...wave(), name: 'Nobody', selection: { kind: 'filter', filter: { label: ['nobody has it'] } } },
          { ...wave(), name: 'One', selection: { kind: 'count', count: 1 } },
        ],
      }),
    );
    expect(await membersOf(id)).toEqual(
      [
        expect.objectContaining({ machine_id: kept, wave: 0, excluded: null }),
        expect.objectContaining({
          machine_id: excluded,
          excluded: { kind: 'by-plan', reason: 'used by the board' },
        }),
      ].sort((a, b) => String(a.sample.machine_id).localeCompare(String(b.sample.machine_id))),
    );
    expect(await lastEntry(id)).toMatchObject({
      after: { machines: 1, excluded: 1, wavesLeftOut: ['Nobody'] },
    });
  });

  it('keeps machines that no wave takes as members that are left alone', async () => {
    await machines(3);
    const { id } = await submitted(
      fleet,
      draft({ waves: [{ ...wave(), selection: { kind: 'count', count: 1 } }] }),
    );
    const members = await membersOf(id);
    expect(members.filter(({ excluded }) => excluded !== null)).toEqual([
      expect.objectContaining({ wave: null, excluded: { kind: 'no-wave' } }),
      expect.objectContaining({ wave: null, excluded: { kind: 'no-wave' } }),
    ]);
  });

  it('targets active machines of its own scope alone', async () => {
    const [mine] = await machines(1);
    await machines(1, { scopeId: fleet.otherScopeId });
    await machines(1, { status: 'pending' });
    await machines(1, { status: 'retired' });
    const { id } = await submitted(fleet, draft());
    expect((await membersOf(id)).map(({ machine_id: one }) => one)).toEqual([mine]);
  });

  it.each([
    ['a target that matches nothing', () => draft({}), /matches no active machine/],
    [
      'exclusions of everybody',
      () => draft({ exclusions: [{ filter: {}, reason: 'all of them' }] }),
      /is excluded/,
    ],
    [
      'waves that take nobody',
      () => draft({ waves: [{ ...wave(), selection: { kind: 'filter', filter: { label: ['none'] } } }] }),
      /No wave takes any/,
    ],
  ])('refuses %s', async (name, make, words) => {
    if (!name.includes('matches nothing')) await machines(1);
    const saved = await saveDraft(fleet, make());
    await expect(submit(fleet, saved)).rejects.toThrow(words);
    expect(await stateOf(saved.id)).toBe('draft');
    expect(await membersOf(saved.id)).toEqual([]);
  });

  it('is refused to whoever may not see its scope', async () => {
    await machines(1);
    const saved = await saveDraft(fleet, draft());
    const foreign = await fleet.person('operator', [fleet.otherScopeId]);
    await expect(submit(fleet, saved, foreign)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is refused twice, with the state in words', async () => {
    await machines(1);
    const saved = await submitted(fleet, draft());
    await expect(submit(fleet, saved)).rejects.toThrow(/awaits approval/);
  });
});

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

  it('is bound to what was looked at', async () => {
    await machines(1);
    const saved = await submitted(fleet, draft());
    await expect(approve({ ...saved, planHash: '0'.repeat(64) })).rejects.toThrow(/Somebody changed/);
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

  it('is taken back by a rejection, with its reason on record', async () => {
    await machines(1);
    const saved = await approved(fleet, draft());
    await verbs['rollout.reject'](fleet.as('approver'), { id: saved.id, reason: 'too early' });
    expect(await stateOf(saved.id)).toBe('draft');
    expect(await lastEntry(saved.id)).toMatchObject({ action: 'rollout.reject', reason: 'too early' });
    await settle(fleet, saved);
    expect(await stateOf(saved.id)).toBe('draft');
  });

  it('does not happen, and nothing starts, while the audit trail refuses entries', async () => {
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
