import { randomUUID } from 'node:crypto';
import type { Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DraftPlan, type RolloutPreview, verbs } from '../src';
import { OFF } from './support/changes';
import { TestFleet } from './support/fleet';
import { ASSUMPTIONS, GATE } from './support/plans';
import { draftOf, saveDraft, submit } from './support/rollouts';

let fleet: TestFleet;
let label = '';
const DAY_MS = 86_400_000;

beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
beforeEach(() => {
  label = `l-${randomUUID().slice(0, 8)}`;
});

const draft = (changes: DraftPlan = {}) => draftOf(fleet, label, changes);
const preview = (id: string) => verbs['rollout.preview'](fleet.as('viewer'), { id });

async function machine(
  seen: { type?: 'disabled' | 'client'; lastSeenAt?: Date | null; labels?: string[] } = {},
): Promise<string> {
  const id = await fleet.machine({ labels: [label, ...(seen.labels ?? [])] });
  if (seen.type !== undefined) await fleet.observe(id, { type: seen.type });
  if (seen.lastSeenAt === undefined) await fleet.connect(id, true);
  else if (seen.lastSeenAt !== null) await fleet.connect(id, false, seen.lastSeenAt);
  return id;
}

/** Alters what was last seen of a machine. */
const see = (id: string, changes: Partial<Record<keyof Observation, object>>) =>
  fleet.admin.query('update machine_facts set observation = observation || $2 where machine_id = $1', [
    id,
    JSON.stringify(changes),
  ]);

/** Has everything set as wished, with what its client then says. */
async function seeSettled(id: string, effective: Partial<Observation['effective']>): Promise<void> {
  await see(id, { service: { name: 'miredo', state: 'running' } });
  await fleet.admin.query(
    `update machine_facts set observation = jsonb_set(observation, '{configured,type}', '"client"')
       || jsonb_build_object('effective', observation -> 'effective' || $2) where machine_id = $1`,
    [id, JSON.stringify(effective)],
  );
}

const CONFIGURED = {
  at: 0,
  typeSetBy: 'local',
  serverName: null,
  serverNameSetBy: 'default',
  refreshIntervalSeconds: null,
  clientPort: null,
};
const RUNNING = {
  at: 0,
  state: 'qualified',
  address: '2001:0:c000:201::1',
  role: null,
  network: null,
  nat: null,
  error: null,
  errorCode: null,
  localMapping: null,
  externalMapping: null,
};

const group = ({ groups }: RolloutPreview, kind: string, key?: string) =>
  groups.find((one) => one.kind === kind && (key === undefined || one.key === key));

/** Every table with how many rows it has and which transaction wrote the newest. */
async function fingerprint(): Promise<unknown> {
  const tables = await fleet.rows<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const rows: unknown[] = [];
  for (const { name } of tables) {
    rows.push(
      ...(await fleet.rows(
        `select '${name}' as name, count(*)::int as n, max(xmin::text::bigint) as newest, md5(string_agg(t::text, '' order by t::text)) as text from "${name}" t`,
      )),
    );
  }
  return rows;
}

describe('a preview', () => {
  it('says wave by wave what the agents’ own plan would come to', async () => {
    const willChange = await machine({ type: 'disabled' });
    const compliant = await machine({ type: 'disabled' });
    await seeSettled(compliant, { state: 'qualified', address: '2001:0:c000:201:1410:7050:34ff:8ee8' });
    const notWorking = await machine({ type: 'disabled' });
    await seeSettled(notWorking, { state: 'offline', address: null });
    const blocked = await machine({ type: 'disabled' });
    await see(blocked, { elevated: false as unknown as object });
    const notApplicable = await machine({ type: 'disabled' });
    await see(notApplicable, {
      os: {
        family: 'windows',
        name: 'Windows 2000',
        version: '5.0.2195',
        servicePack: 4,
        displayLanguage: 'en',
      },
    });
    await machine();
    await machine({ type: 'disabled', labels: ['spare'] });
    const { id } = await saveDraft(
      fleet,
      draft({
        exclusions: [{ filter: { label: ['spare'] }, reason: 'used by the board' }],
        waves: [{ name: 'All', selection: { kind: 'rest' }, gate: GATE, patienceSeconds: 60 }],
      }),
    );
    const shown = await preview(id);
    expect(shown).toMatchObject({
      faults: [],
      targeted: 6,
      unassigned: 0,
      waves: [
        {
          name: 'All',
          leftOut: false,
          counts: {
            willChange: 1,
            alreadyCompliant: 1,
            notWorking: 1,
            blocked: 1,
            notApplicable: 1,
            excluded: 1,
            unknown: 1,
          },
        },
      ],
    });
    expect(group(shown, 'will-change')?.examples.map((one) => one.id)).toEqual([willChange]);
    expect(group(shown, 'not-working')?.examples.map((one) => one.id)).toEqual([notWorking]);
    expect(group(shown, 'blocked', 'not-elevated')?.examples.map((one) => one.id)).toEqual([blocked]);
    expect(group(shown, 'excluded')).toMatchObject({ key: 'used by the board', machines: 1 });
    expect(group(shown, 'never-seen')).toMatchObject({ machines: 1 });
  });

  it('says who uses Teredo now, who is away for how long, and who needs a restart', async () => {
    const qualified = await machine({ type: 'client' });
    await see(qualified, {
      effective: {
        at: 0,
        type: 'client',
        state: 'qualified',
        address: '2001:0:c000:201::1',
        role: 'client',
        network: null,
        nat: null,
        error: null,
        errorCode: null,
        localMapping: null,
        externalMapping: null,
      },
    });
    const directAccess = await machine({ type: 'disabled', lastSeenAt: new Date(fleet.now - 3 * DAY_MS) });
    await see(directAccess, {
      configured: {
        at: 0,
        type: 'enterpriseclient',
        typeSetBy: 'group-policy',
        serverName: null,
        serverNameSetBy: 'default',
        refreshIntervalSeconds: null,
        clientPort: null,
      },
    });
    const dead = await machine({ type: 'disabled', lastSeenAt: new Date(fleet.now - 40 * DAY_MS) });
    await see(dead, {
      os: {
        family: 'windows',
        name: 'Windows 10',
        version: '10.0.19045',
        servicePack: null,
        displayLanguage: 'en',
      },
      ipv6: { installed: true, disabledComponents: 0xff, nativeGlobalAddress: null },
      service: { name: 'iphlpsvc', state: 'running' },
    });
    const { id } = await saveDraft(fleet, draft());
    const shown = await preview(id);
    const idsOf = (kind: string, key?: string) => group(shown, kind, key)?.examples.map((one) => one.id);
    expect(idsOf('uses-teredo', 'qualified')).toEqual([qualified]);
    expect(idsOf('uses-teredo', 'address')).toEqual([qualified]);
    expect(idsOf('uses-teredo', 'directaccess')).toEqual([directAccess]);
    expect(idsOf('offline', 'week')).toEqual([directAccess]);
    expect(idsOf('offline', 'longer')).toEqual([dead]);
    expect(idsOf('needs-reboot')).toEqual([dead]);
  });

  it.each([
    ['on', 'Turned on, it gets no IPv6 internet by it'],
    ['off', 'Turned off, it keeps its own IPv6'],
  ] as const)(
    'counts no relay among those that use Teredo, and says what turning it %s is for one',
    async (mode, words) => {
      const relay = await machine({ type: 'client' });
      await seeSettled(relay, {
        state: 'qualified',
        role: 'host-specific-relay',
        address: '2001:0:c000:201:1410:7050:34ff:8ee8',
      });
      const others = await machine({ type: 'client' });
      await see(others, {
        configured: { ...CONFIGURED, type: 'relay' },
        effective: { ...RUNNING, type: 'relay' },
      });
      const teredo = { ...OFF.teredo, mode };
      const { id } = await saveDraft(fleet, draft({ work: { kind: 'apply', desired: { ...OFF, teredo } } }));
      const shown = await preview(id);
      expect(group(shown, 'uses-teredo')).toBeUndefined();
      const own = group(shown, 'relay', 'host-specific-relay');
      expect(own?.examples.map((one) => one.id)).toEqual([relay]);
      expect(own?.text).toContain(words);
      expect(own?.text).toContain('it has IPv6 of its own');
      const serving = group(shown, 'relay', 'relay');
      expect(serving?.examples.map((one) => one.id)).toEqual([others]);
      expect(serving?.text).toMatch(
        mode === 'on' ? /becomes a client and serves nobody/ : /those whom it serves lose it/,
      );
      // As the agents' own plan has it: both ways, one that serves others is changed.
      expect(group(shown, 'will-change')?.examples.map((one) => one.id)).toContain(others);
    },
  );

  it('shows ten examples of many, the machines that no wave takes, and waves that take nobody', async () => {
    for (let n = 0; n < 12; n += 1) await machine({ type: 'disabled' });
    const { id } = await saveDraft(
      fleet,
      draft({
        waves: [
          { name: 'Some', selection: { kind: 'percent', percent: 50 }, gate: GATE, patienceSeconds: 60 },
          {
            name: 'None',
            selection: { kind: 'filter', filter: { label: ['nobody has it'] } },
            gate: GATE,
            patienceSeconds: 60,
          },
        ],
      }),
    );
    const shown = await preview(id);
    expect(shown).toMatchObject({ targeted: 12, unassigned: 6 });
    expect(shown.waves.map(({ name, leftOut }) => [name, leftOut])).toEqual([
      ['Some', false],
      ['None', true],
    ]);
    expect(group(shown, 'unassigned')).toMatchObject({ machines: 6 });
    expect(group(shown, 'will-change')?.examples).toHaveLength(6);
  });

  it('says before it starts which wave would wait for whom, in numbers and with what to do', async () => {
    const branch = { labels: ['branch'], type: 'client' as const };
    for (let n = 0; n < 3; n += 1) await machine(branch);
    for (let n = 0; n < 2; n += 1) await machine({ ...branch, lastSeenAt: new Date(fleet.now - DAY_MS) });
    await machine({ type: 'client', lastSeenAt: null });
    const gate = { ...GATE, maxLatePercent: 30 };
    const { id } = await saveDraft(
      fleet,
      draft({
        work: { kind: 'apply', desired: OFF },
        waves: [
          {
            name: 'Branch',
            selection: { kind: 'filter', filter: { label: ['branch'] } },
            gate,
            patienceSeconds: 60,
          },
          { name: 'Rest', selection: { kind: 'rest' }, gate, patienceSeconds: 60 },
        ],
      }),
    );
    const { waves } = await preview(id);
    expect(waves).toMatchObject([
      {
        outOfContact: 2,
        foreseen: [
          {
            name: 'late',
            part: 2,
            whole: 5,
            allowed: 1,
            text: '2 of these 5 machines are out of contact now. If more than 1 of them stay away until the wave’s patience is over, the next wave waits for them.',
            remedy: expect.stringMatching(/^Allow 40 % to be late, .* or override the gate when it holds\.$/),
          },
        ],
      },
      { outOfContact: 1, foreseen: [] },
    ]);
  });

  it('says that a wave nobody of whom is in contact has nothing to judge by', async () => {
    const away = { type: 'client', lastSeenAt: new Date(fleet.now - DAY_MS) } as const;
    for (let n = 0; n < 2; n += 1) await machine(away);
    const { id } = await saveDraft(fleet, draft({ work: { kind: 'apply', desired: OFF } }));
    expect((await preview(id)).waves[0]).toMatchObject({
      outOfContact: 1,
      foreseen: [{ name: 'nobody-to-judge', text: expect.stringMatching(/nothing to judge by/) }],
    });
  });

  it('says the same of a plan before and after it was submitted', async () => {
    for (let n = 0; n < 5; n += 1) await machine({ type: 'disabled' });
    await machine({ type: 'client', lastSeenAt: null });
    const saved = await saveDraft(fleet, draft());
    const before = await preview(saved.id);
    await submit(fleet, saved);
    const after = await preview(saved.id);
    expect({ ...after, planHash: '' }).toEqual({ ...before, planHash: '' });
  });

  it('says what is wrong with a plan that can’t be submitted', async () => {
    const { id } = await saveDraft(fleet, draft({ waves: [] }));
    expect((await preview(id)).faults.map(({ field }) => field)).toEqual(['waves']);
    const rehearsal = await verbs['rollout.rehearse'](fleet.as('viewer'), { id, assumptions: ASSUMPTIONS });
    expect(rehearsal.faults.map(({ field }) => field)).toEqual(['waves']);
  });

  it('of a draft that was aborted before it was whole says what is missing', async () => {
    const { id } = await saveDraft(fleet, {});
    await verbs['rollout.abort'](fleet.as('operator'), { id, reason: 'not wanted any more' });
    expect((await preview(id)).faults.map(({ field }) => field)).toContain('target');
    const rehearsal = await verbs['rollout.rehearse'](fleet.as('viewer'), { id, assumptions: ASSUMPTIONS });
    expect(rehearsal.faults.map(({ field }) => field)).toContain('waves');
  });

  it('writes nothing, and neither does a rehearsal', async () => {
    for (let n = 0; n < 3; n += 1) await machine({ type: 'disabled' });
    const saved = await saveDraft(fleet, draft());
    const before = await fingerprint();
    await preview(saved.id);
    await verbs['rollout.rehearse'](fleet.as('viewer'), { id: saved.id, assumptions: ASSUMPTIONS });
    expect(await fingerprint()).toEqual(before);
    await submit(fleet, saved);
    const submittedTo = await fingerprint();
    await preview(saved.id);
    expect(await fingerprint()).toEqual(submittedTo);
  });

  it('is of no rollout that somebody may not see', async () => {
    const { id } = await saveDraft(fleet, draft());
    const foreign = await fleet.person('viewer', [fleet.otherScopeId]);
    for (const verb of ['rollout.preview', 'rollout.draft'] as const)
      await expect(verbs[verb](fleet.as(foreign), { id })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a rehearsal', () => {
  const rehearse = (id: string, changes: Partial<typeof ASSUMPTIONS> = {}) =>
    verbs['rollout.rehearse'](fleet.as('viewer'), { id, assumptions: { ...ASSUMPTIONS, ...changes } });

  it('plays the plan on what the preview shows: those that are as wished never begin', async () => {
    for (let n = 0; n < 4; n += 1) await machine({ type: 'client' });
    await machine({ type: 'disabled' });
    const { id } = await saveDraft(fleet, draft({ work: { kind: 'apply', desired: OFF } }));
    const shown = await preview(id);
    const played = await rehearse(id);
    expect(played.ending).toBe('done');
    const compliant = shown.waves.reduce((sum, { counts }) => sum + counts.alreadyCompliant, 0);
    const good = played.waves.reduce((sum, { counts }) => sum + counts.good, 0);
    expect([compliant, good]).toEqual([1, 4]);
    expect(played.events.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'The rollout starts.',
        'Canary opens.',
        'Everybody opens.',
        'The rollout is done.',
      ]),
    );
    expect(played.startedAt).toBe(new Date(fleet.now).toISOString());
  });

  it('names the gate that holds it to its end, with its numbers and what to do', async () => {
    for (let n = 0; n < 4; n += 1) await machine({ type: 'client' });
    const { id } = await saveDraft(
      fleet,
      draft({
        work: { kind: 'apply', desired: OFF },
        waves: [
          {
            name: 'Canary',
            selection: { kind: 'count', count: 3 },
            gate: { ...GATE, maxLatePercent: 0, coveragePercent: 0 },
            patienceSeconds: 60,
          },
          { name: 'Rest', selection: { kind: 'rest' }, gate: GATE, patienceSeconds: 60 },
        ],
      }),
    );
    const played = await rehearse(id, { offlinePercent: 50, longestOfflineSeconds: 7_776_000, seed: 3 });
    const late = played.waves[0]!.counts.late;
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(3);
    expect(played.text).toBe(
      `Wave 1 has too many machines in the late pool: ${late} of 3, 0 % allowed. When its end comes, ${1 + late} machines have not begun.`,
    );
    expect(played.waits.filter(({ lasting }) => lasting)).toMatchObject([
      { wave: { number: 0, name: 'Canary' }, name: 'late', part: late, whole: 3, percent: 0, allowed: 0 },
    ]);
  });

  it('shows which gate would trip, the same for the same seed', async () => {
    for (let n = 0; n < 5; n += 1) await machine({ type: 'disabled' });
    const { id } = await saveDraft(fleet, draft());
    const played = await rehearse(id, { failPercent: 100 });
    expect(played).toMatchObject({
      ending: 'paused',
      text: expect.stringMatching(/Wave 1 has new failures/),
    });
    expect(played.events.at(-1)).toMatchObject({ kind: 'paused', wave: { number: 0, name: 'Canary' } });
    expect(await rehearse(id, { failPercent: 100 })).toEqual(played);
  });
});
