import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MachineFilter, type MachineSort, verbs } from '../src';
import { containsPattern } from '../src/core/like-pattern';
import { ON, toggle } from './support/changes';
import { NOW, TestFleet } from './support/fleet';

let fleet: TestFleet;
const minute = 60_000;

beforeAll(async () => {
  fleet = await TestFleet.create();
  const states = ['online', 'stale', 'offline', 'never-seen'] as const;
  for (let n = 0; n < 23; n++) {
    const id = await fleet.machine({
      hostname: `Host-${['a', 'B', 'ä', 'a'][n % 4]}${n % 7}`,
      labels: n % 2 === 0 ? ['even', '100%'] : ['odd_one'],
      platform: n % 5 === 0 ? 'simulated' : 'linux',
      status: n === 3 ? 'pending' : 'active',
    });
    const state = states[n % 4]!;
    const receivedAt = state === 'stale' ? NOW - 16 * minute : NOW;
    if (n % 3 !== 0) {
      await fleet.observe(id, {
        at: receivedAt,
        type: n % 2 === 0 ? 'client' : 'disabled',
        reachable: (['yes', 'no', 'unknown'] as const)[n % 3]!,
        role: (['client', 'host-specific-relay', 'none'] as const)[n % 3]!,
        severity: (['ok', 'problem', 'warning'] as const)[n % 3]!,
      });
    }
    if (n % 6 === 0) await fleet.ask(id, n % 12 === 0 ? 'Example Chat' : "100% 'quoted'");
    if (state !== 'never-seen') await fleet.connect(id, state !== 'offline', new Date(NOW - n * minute));
  }
});
afterAll(() => fleet.close());

async function pages(filter: MachineFilter, sort: MachineSort, limit: number) {
  const context = fleet.as('viewer');
  const all: string[][] = [];
  let cursor: string | null = null;
  let back: string | null = null;
  do {
    const page: Awaited<ReturnType<(typeof verbs)['machine.list']>> = await verbs['machine.list'](context, {
      filter,
      sort,
      cursor,
      limit,
    });
    all.push(page.rows.map((row) => row.id));
    cursor = page.nextCursor;
    back = page.previousCursor;
  } while (cursor !== null);
  const returned: string[][] = [all.at(-1)!];
  while (back !== null) {
    const page: Awaited<ReturnType<(typeof verbs)['machine.list']>> = await verbs['machine.list'](context, {
      filter,
      sort,
      cursor: back,
      limit,
    });
    returned.unshift(page.rows.map((row) => row.id));
    back = page.previousCursor;
  }
  return { all, returned };
}

describe('machine.list', () => {
  const sorts: MachineSort['by'][] = [
    'hostname',
    'lastSeenAt',
    'enrolledAt',
    'osName',
    'reachable',
    'severity',
  ];

  it.each(
    sorts.flatMap((by) => [
      { by, direction: 'asc' as const },
      { by, direction: 'desc' as const },
    ]),
  )('shows every machine once on pages by $by $direction, forward and back', async (sort) => {
    for (const limit of [1, 4, 23]) {
      const { all, returned } = await pages({}, sort, limit);
      const flat = all.flat();
      expect(flat).toHaveLength(23);
      expect(new Set(flat).size).toBe(23);
      expect(returned).toEqual(all);
    }
  });

  it('sorts by host name without regard to case', async () => {
    const { rows } = await verbs['machine.list'](fleet.as('viewer'), { limit: 200 });
    const names = rows.map((row) => row.hostname.toLowerCase());
    expect(names).toEqual([...names].sort((a, b) => Buffer.from(a).compare(Buffer.from(b))));
  });

  it('refuses a cursor of another sort, another filter, or of nobody', async () => {
    const context = fleet.as('viewer');
    const { nextCursor } = await verbs['machine.list'](context, { limit: 2 });
    const refused = { code: 'invalid' };
    const sort = { by: 'severity' as const, direction: 'asc' as const };
    await expect(verbs['machine.list'](context, { cursor: nextCursor, sort })).rejects.toMatchObject(refused);
    await expect(
      verbs['machine.list'](context, { cursor: nextCursor, filter: { label: ['even'] } }),
    ).rejects.toMatchObject(refused);
    const forged = nextCursor!.replace(/^./, (c) => (c === 'W' ? 'X' : 'W'));
    for (const cursor of [forged, 'x', '.', 'a.b.c']) {
      await expect(verbs['machine.list'](context, { cursor })).rejects.toMatchObject(refused);
    }
  });

  it('refuses a limit or a sort that is not offered', async () => {
    for (const bad of [
      { limit: 0 },
      { limit: 201 },
      { limit: 1e9 },
      { sort: { by: 'agent_key', direction: 'asc' } },
    ]) {
      await expect(verbs['machine.list'](fleet.as('viewer'), bad as never)).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });

  it('means the person’s own %, _ and \\ when it searches', async () => {
    const find = async (search: string) =>
      (await verbs['machine.list'](fleet.as('viewer'), { filter: { search } })).total;
    expect(await find('%')).toBe(12);
    expect(await find('_')).toBe(11);
    expect(await find('\\')).toBe(0);
    expect(await find('HOST-')).toBe(23);
    expect(await find(`' or 1=1 --`)).toBe(0);
    expect(containsPattern('a%b_c\\')).toBe('%a\\%b\\_c\\\\%');
  });

  it('names the open job of a machine', async () => {
    const id = await fleet.machine({ hostname: 'with-job', scopeId: fleet.otherScopeId });
    const started = await toggle(fleet, id);
    const { rows } = await verbs['machine.list'](fleet.as('viewer'), { filter: { search: 'with-job' } });
    expect(rows[0]!.activeJob).toEqual({
      id: started.jobId,
      rolloutId: started.rolloutId,
      state: 'requested',
    });
    await verbs['machine.retire'](fleet.as('admin'), { id, reason: 'clean up' });
    await verbs['machine.delete'](fleet.as('admin'), { id, reason: 'clean up', confirmHostname: 'with-job' });
  });
});

describe('machine.counts', () => {
  const totalOf = async (filter: MachineFilter) =>
    (await verbs['machine.list'](fleet.as('viewer'), { filter })).total;

  it('gives for every word the length of the list that the word leads to', async () => {
    const counts = await verbs['machine.counts'](fleet.as('viewer'), {});
    expect(counts.total).toBe(23);
    for (const [word, count] of Object.entries(counts.byContact))
      expect(await totalOf({ contact: [word as 'online'] })).toBe(count);
    for (const [word, count] of Object.entries(counts.byReachable))
      expect(await totalOf({ reachable: [word as 'yes'] })).toBe(count);
    for (const [word, count] of Object.entries(counts.byConfigured))
      expect(await totalOf({ configured: [word] })).toBe(count);
    for (const [word, count] of Object.entries(counts.byRole))
      expect(await totalOf({ role: [word as 'client'] })).toBe(count);
    expect(counts.byRole['host-specific-relay']).toBeGreaterThan(0);
    for (const [word, count] of Object.entries(counts.byApplication))
      expect(await totalOf({ application: [word] })).toBe(count);
    expect(counts.byApplication).toEqual({ 'Example Chat': 2, "100% 'quoted'": 2 });
    for (const [word, count] of Object.entries(counts.bySeverity))
      expect(await totalOf({ severity: [word as 'ok'] })).toBe(count);
    for (const [word, count] of Object.entries(counts.byStatus))
      expect(await totalOf({ status: [word as 'active'] })).toBe(count);
    for (const [word, count] of Object.entries(counts.byLabel))
      expect(await totalOf({ label: [word] })).toBe(count);
    expect(Object.keys(counts.byLabel)).toContain('even');
    for (const [version, count] of Object.entries(counts.byAgentVersion))
      expect(await totalOf({ agentVersion: [version] })).toBe(count);
    expect(Object.keys(counts.byAgentVersion).length).toBeGreaterThan(0);
    expect(await totalOf({ simulated: true })).toBe(counts.simulated);
    expect(Object.values(counts.byContact).every((count) => count > 0)).toBe(true);
    expect(Object.values(counts.byContact).reduce((sum, count) => sum + count, 0)).toBe(23);
  });

  it('counts within a filter what the list with that filter shows', async () => {
    const filters: MachineFilter[] = [
      { label: ['even'] },
      { label: ['even'], reachable: ['no', 'unknown'] },
      { contact: ['stale', 'offline'] },
      { search: 'host-a', simulated: false },
      { platform: ['simulated'], os: ['Debian GNU/Linux 12'] },
      { status: [], label: [] },
    ];
    for (const filter of filters) {
      expect((await verbs['machine.counts'](fleet.as('viewer'), { filter })).total).toBe(
        await totalOf(filter),
      );
    }
  });

  it('answers any search a person can type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 30 }), async (search) => {
        const answer = await verbs['machine.counts'](fleet.as('viewer'), { filter: { search } }).catch(
          (error) => error.code,
        );
        expect(typeof answer === 'object' || answer === 'invalid').toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('machine.get', () => {
  it('shows what a machine is beside what it should be', async () => {
    const id = await fleet.machine({ hostname: 'detailed' });
    await fleet.observe(id);
    await fleet.connect(id, true);
    await toggle(fleet, id);
    const machine = await verbs['machine.get'](fleet.as('viewer'), { id });
    expect(machine).toMatchObject({
      contact: 'online',
      configuredType: 'disabled',
      desired: { state: { teredo: { mode: 'on' } } },
    });
    expect(machine.drift.map((fact) => fact.fact)).toContain('configured.type');
    expect(machine.diagnoses.length).toBeGreaterThan(0);
    expect(machine.observation?.configured.type).toBe('disabled');
  });

  it('previews a change by the plan that the agent runs, and writes nothing', async () => {
    const id = await fleet.machine();
    const blind = await verbs['machine.preview'](fleet.as('viewer'), { id, desired: ON });
    expect(blind).toMatchObject({ steps: [], alreadyCompliant: false, basedOnObservedAt: null });
    expect(blind.warnings.join(' ')).toMatch(/not been seen/);
    await fleet.observe(id);
    const before = await fleet.countEntries();
    const seen = await verbs['machine.preview'](fleet.as('viewer'), { id, desired: ON });
    expect(seen.steps.map((step) => step.kind)).toContain('set-teredo');
    expect(seen.diff.length).toBeGreaterThan(0);
    expect(seen.notice.texts[0]).toMatchObject({ language: 'en', title: 'Teredo is to be turned on' });
    expect(await fleet.countEntries()).toBe(before);
  });

  it('tells the history of a machine, newest first, page by page', async () => {
    const id = await fleet.machine();
    await toggle(fleet, id);
    for (const label of ['1', '2', '3']) {
      fleet.now += 1000;
      await verbs['machine.setLabels'](fleet.as('operator'), { id, labels: [label] });
    }
    fleet.now = NOW;
    const titles: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<(typeof verbs)['machine.timeline']>> = await verbs['machine.timeline'](
        fleet.as('viewer'),
        { id, cursor, limit: 2 },
      );
      titles.push(...page.items.map((item) => item.title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect([...titles].sort()).toEqual([
      'Change asked for',
      'Job requested',
      'Labels changed',
      'Labels changed',
      'Labels changed',
    ]);
  });
});
