import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DraftPlan, verbs } from '../src';
import { utcText } from '../src/core/utc-text';
import { everyDefaultTexts } from '../src/notice/default-notice';
import { OFF, ON } from './support/changes';
import { TestFleet } from './support/fleet';
import { GATE } from './support/plans';
import { approved, draftOf, saveDraft, submit, submitted } from './support/rollouts';

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
      [{ witnesses: ['gateway.example.com'] }, 'witnesses.0', /witnesses must be IP addresses/],
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
        {
          endAt: fleet.now + 80 * 86_400_000,
          windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '04:00' }],
        },
        'windows',
        /more often until the end than a machine can be told\. Choose an end before \d{4}-\d\d-\d\d \d\d:\d\d UTC/,
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
    const late = verbs['rollout.saveDraft'](fleet.as('admin'), {
      ...input,
      draft: draft(),
      seen: first.planHash,
    });
    await expect(late).rejects.toThrow(/Somebody changed this plan/);
    const renamed = { ...input, name: 'A third', draft: draft(), seen: first.planHash };
    await expect(verbs['rollout.saveDraft'](fleet.as('admin'), renamed)).rejects.toThrow(/changed this plan/);
  });

  it('is taken once more where its answer was lost: what it says stands there already', async () => {
    const first = await saveDraft(fleet, draft());
    const input = { id: first.id, name: 'Other', draft: draft({ endAt: null }), seen: first.planHash };
    const saved = await verbs['rollout.saveDraft'](fleet.as('operator'), input);
    const entries = () =>
      fleet.rows('select count(*)::int as n from audit_entry where object_id = $1', [first.id]);
    const before = await entries();
    expect(await verbs['rollout.saveDraft'](fleet.as('operator'), input)).toEqual(saved);
    expect(await entries()).toEqual(before);
  });

  it('is not a draft again by a save from before it was submitted, which says the same', async () => {
    await machines(1);
    const first = await saveDraft(fleet, draft());
    const input = {
      id: first.id,
      name: 'Other',
      draft: draft({ endAt: fleet.now + 3_600_000 }),
      seen: first.planHash,
    };
    const saved = await verbs['rollout.saveDraft'](fleet.as('operator'), input);
    await submit(fleet, saved);
    await expect(verbs['rollout.saveDraft'](fleet.as('operator'), input)).rejects.toThrow(
      /changed this plan/,
    );
    expect(await stateOf(first.id)).toBe('awaiting-approval');
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
      { path: 'endAt', label: 'The end', a: utcText(fleet.now + 86_400_000), b: 'not set' },
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

describe('the standard texts of a notice', () => {
  const title = async (id: string) => {
    const { draft: written, standardTexts } = await verbs['rollout.draft'](fleet.as('operator'), { id });
    return {
      own: written.notice?.texts?.[0]?.title,
      standard: standardTexts[0]!.title,
      body: standardTexts[0]!.body,
    };
  };

  it('follow what the plan says when it is edited after it was submitted', async () => {
    await machines(1);
    const { id } = await submitted(fleet, draft());
    await verbs['rollout.reject'](fleet.as('approver'), { id, reason: 'off, not on' });
    const { draft: written } = await verbs['rollout.draft'](fleet.as('operator'), { id });
    const work = { kind: 'apply' as const, desired: OFF };
    await verbs['rollout.saveDraft'](fleet.as('operator'), { id, name: 'Off', draft: { ...written, work } });
    expect(await title(id)).toMatchObject({ own: undefined, standard: 'Teredo is to be turned off' });
  });

  it('are standard still in the version of then, which a submitted plan keeps and a new edit replaces', async () => {
    await machines(1);
    const { id } = await submitted(fleet, draft());
    const { name, email } = fleet.people.get('operator')!;
    const [texts] = everyDefaultTexts('teredo-on', { name, email });
    expect(texts![0]!.title).toBe('Teredo will be turned on');
    const stored = `update rollout set plan = jsonb_set(plan, '{notice,texts}', $2::jsonb) where id = $1`;
    await fleet.database.pool('admin').query(stored, [id, JSON.stringify(texts)]);
    expect(await title(id)).toMatchObject({ own: undefined, standard: 'Teredo is to be turned on' });
  });

  it('name whoever cloned the plan, not whoever wrote the first one', async () => {
    await machines(1);
    const { id } = await submitted(fleet, draft());
    const clone = await verbs['rollout.clone'](fleet.as('admin'), { id, name: 'Once more' });
    const { own, body } = await title(clone.id);
    expect(own).toBeUndefined();
    expect(body).toContain(fleet.people.get('admin')!.email);
  });

  it('are not what somebody wrote: that stays', async () => {
    await machines(1);
    const texts = [{ language: 'en', title: 'Mine', body: 'My words' }];
    const { id } = await submitted(fleet, draft({ notice: { ...draft().notice!, texts } }));
    expect(await title(id)).toMatchObject({ own: 'Mine' });
  });
});

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
