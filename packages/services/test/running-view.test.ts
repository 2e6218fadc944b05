import { judgeVerb, ROLLOUT_VERBS } from '@teredo-fleet/rollout';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type MemberGroup, verbs } from '../src';
import { toggle } from './support/changes';
import { TestFleet } from './support/fleet';
import { type Planned, plan, running } from './support/planned';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
afterEach(() => fleet.rows('update rollout set wake_at = null'));

const reason = 'a person says so';
const viewer = () => fleet.as('viewer');
const view = async ({ id }: Planned) => {
  const { planned, jobs } = await verbs['rollout.get'](viewer(), { id });
  expect(jobs).toEqual([]);
  return planned!;
};
const members = ({ id }: Planned, rest: object = {}) => verbs['rollout.members'](viewer(), { id, ...rest });

const GROUPS: MemberGroup[] = ['waiting', 'begun', 'good', 'bad', 'skipped', 'excluded', 'unknown'];

/** One machine for each thing that can become of one, in a wave of seven, and a shut wave of two. */
async function mixed(): Promise<Planned> {
  const planned = await running(fleet, [7, 2], { gate: { maxFailures: 9, maxFailPercent: 100 } });
  const [good, bad, begun, skipped, out, away] = planned.machines[0]!;
  await planned.report(good!, 'verified');
  await planned.report(bad!, 'failed');
  await planned.begin(begun!);
  await planned.report(skipped!, 'already-compliant', { touched: false });
  await verbs['rollout.exclude'](fleet.as('operator'), { id: planned.id, machineIds: [out!], reason });
  await fleet.rows(
    `update machine_contact set connected = false, last_seen_at = now() - interval '1 day' where machine_id = $1`,
    [away],
  );
  await planned.settle();
  return planned;
}

describe('the view of a running rollout', () => {
  it('of one that can’t be judged leaves a person its reason, its machines and the way out', async () => {
    const planned = await plan(fleet, [2], { gate: { maxFailures: 0 } });
    await planned.settle();
    const { state, pauseReason, planned: seen } = await verbs['rollout.get'](viewer(), { id: planned.id });
    expect([state, seen]).toEqual(['paused', null]);
    expect(pauseReason).toMatch(/can't be read/);
    const { rows, total } = await members(planned);
    expect(total).toBe(2);
    expect(rows[0]?.why).toBe('Wave 1 is not open yet. The rollout is paused.');
    await verbs['rollout.abort'](fleet.as('operator'), { id: planned.id, reason });
    expect((await verbs['rollout.get'](viewer(), { id: planned.id })).state).toBe('aborted');
  });

  it('counts each machine once, by what was reported, with the unknown as a number of its own', async () => {
    const planned = await mixed();
    const { waves, totals, unknown } = await view(planned);
    const counts = {
      planned: 7,
      good: 1,
      bad: 1,
      begun: 1,
      alreadyCompliant: 1,
      excluded: 1,
      waiting: 2,
      unreached: 1,
    };
    expect(waves[0]).toMatchObject({ number: 0, name: 'wave 0', counts, unknown: 1, trip: null });
    expect(waves[1]).toMatchObject({
      openedAt: null,
      counts: { planned: 2, waiting: 2, unreached: 0 },
      unknown: 0,
    });
    expect(totals).toMatchObject({ planned: 9, good: 1, waiting: 4 });
    expect(unknown).toBe(1);
  });

  it('names what blocks, with its numbers, and what may be done', async () => {
    const planned = await mixed();
    const { holds, waves, may, eta } = await view(planned);
    expect(holds).toContainEqual({
      name: 'coverage',
      wave: 0,
      text: expect.stringContaining('2 of 5'),
      until: null,
    });
    expect(waves[0]!.checks.find(({ name }) => name === 'coverage')).toMatchObject({
      passes: false,
      text: '2 of 5 machines reported, 100 % needed.',
    });
    expect(may).toEqual(
      ROLLOUT_VERBS.map((verb) => {
        const verdict = judgeVerb(verb, 'running');
        return { verb, ok: verdict.ok, text: verdict.ok ? '' : verdict.text };
      }),
    );
    expect(eta.at).not.toBeNull();
  });

  it('tells of the brake, a freeze, a trip and a pause', async () => {
    const planned = await running(fleet, [3], { gate: { maxFailures: 1 } });
    await planned.report(planned.machines[0]![0]!, 'failed');
    expect((await view(planned)).waves[0]!.trip).toMatch(/new failures: 1/);
    await planned.settle();
    const to = new Date(Date.now() + 3_600_000).toISOString();
    const freeze = { name: 'Close', from: new Date(Date.now() - 1000).toISOString(), to, reason };
    const { id } = await verbs['freeze.add'](fleet.as('admin'), freeze);
    await verbs['brake.set'](fleet.as('admin'), { on: true, reason });
    const shown = await view(planned);
    await verbs['brake.set'](fleet.as('admin'), { on: false, reason });
    await verbs['freeze.remove'](fleet.as('admin'), { id, reason });
    expect(shown).toMatchObject({ brake: true, frozenUntil: to, eta: { at: null } });
    expect(shown.holds.map(({ name, until }) => [name, until])).toEqual([
      ['brake', null],
      ['frozen', to],
      ['paused', null],
    ]);
  });

  it('counts a machine of the late pool there, and in its wave as one that left', async () => {
    const planned = await running(fleet, [2], { patienceSeconds: 0, seenSecondsAgo: 86_400 });
    await planned.settle();
    const { waves, latePool, totals } = await view(planned);
    expect(waves[0]!.counts).toMatchObject({ planned: 2, late: 2, waiting: 0 });
    expect(latePool).toMatchObject({ planned: 2, waiting: 2 });
    expect(totals).toMatchObject({ planned: 2, late: 0, waiting: 2 });
    const { rows } = await members(planned, { filter: { wave: 'late' } });
    expect(rows.map(({ late }) => late)).toEqual([true, true]);
  });

  it('is none for a change of one machine, which has its jobs, and for a gate that cannot be read', async () => {
    const { rolloutId: id } = await toggle(fleet, await fleet.machine());
    expect(await verbs['rollout.get'](viewer(), { id })).toMatchObject({
      planned: null,
      jobs: [{ rolloutId: id }],
    });
    const broken = await plan(fleet, [1]);
    await fleet.rows(`update rollout_wave set gate = gate - 'minSample' where rollout_id = $1`, [broken.id]);
    await broken.settle();
    expect(await verbs['rollout.get'](viewer(), { id: broken.id })).toMatchObject({
      planned: null,
      state: 'paused',
      pauseReason: expect.stringMatching(/can't be read/),
    });
  });

  it('of a draft that says nothing yet is shown all the same', async () => {
    const author = fleet.people.get('operator')!.id;
    const [row] = await fleet.rows<{ id: string }>(
      `insert into rollout (scope_id, name, kind, state, plan, plan_hash, author_id)
       values ($1, 'A draft', 'planned', 'draft', '{"v": 1, "kind": "planned"}', sha256('x'), $2) returning id`,
      [fleet.scopeId, author],
    );
    expect(await verbs['rollout.get'](viewer(), { id: row!.id })).toMatchObject({
      state: 'draft',
      planned: null,
    });
  });
});

describe('the machines of a rollout', () => {
  it('are each in exactly one group, and the groups are what the waves count', async () => {
    const planned = await mixed();
    const all = (await members(planned)).rows.map(({ machine }) => machine.id).sort();
    expect(all).toEqual(planned.machines.flat().sort());
    const found: string[] = [];
    for (const group of GROUPS) {
      const { rows, total } = await members(planned, { filter: { group } });
      expect(rows.every((row) => row.group === group)).toBe(true);
      expect(total).toBe(rows.length);
      found.push(...rows.map(({ machine }) => machine.id));
    }
    expect(found.sort()).toEqual(all);
  });

  it('come page by page, each once, in order of their names', async () => {
    const planned = await running(fleet, [5, 2]);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof members>> = await members(planned, { limit: 3, cursor });
      expect(page.total).toBe(7);
      names.push(...page.rows.map(({ machine }) => machine.hostname));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(names).toHaveLength(7);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('are found by wave, state and part of the name', async () => {
    const planned = await mixed();
    expect((await members(planned, { filter: { wave: 1 } })).total).toBe(2);
    expect((await members(planned, { filter: { states: ['failed', 'verified'] } })).total).toBe(2);
    expect((await members(planned, { filter: { states: ['waiting-wave'] } })).total).toBe(2);
    const [row] = (await members(planned)).rows;
    const search = row!.machine.hostname.slice(2).toUpperCase();
    expect((await members(planned, { filter: { search } })).rows).toEqual([row]);
    expect((await members(planned, { filter: { search: '%' } })).total).toBe(0);
  });

  it('say why they are not done and what comes next', async () => {
    const planned = await mixed();
    const { rows } = await members(planned);
    const of = (id: string) => rows.find(({ machine }) => machine.id === id)!;
    const [good, bad, , , out, away] = planned.machines[0]!;
    expect(of(good!)).toMatchObject({
      state: 'verified',
      why: expect.stringMatching(/read back/),
      next: null,
    });
    expect(of(bad!)).toMatchObject({ state: 'failed', attempt: 1, acknowledged: false });
    expect(of(out!)).toMatchObject({ state: 'excluded', excluded: expect.stringContaining(reason) });
    const { waves } = await view(planned);
    expect(of(away!)).toMatchObject({
      group: 'unknown',
      next: expect.stringMatching(/late pool/),
      nextAt: new Date(Date.parse(waves[0]!.openedAt!) + 3_600_000).toISOString(),
    });
    expect(of(planned.machines[1]![0]!)).toMatchObject({ state: 'waiting-wave', attempt: null, jobId: null });
  });
});

describe('the log of a rollout', () => {
  it('has what people and the engine did, newest first, without where they did it from', async () => {
    const planned = await running(fleet, [1]);
    await verbs['rollout.pause'](fleet.as('operator'), { id: planned.id, reason });
    const { rows, nextCursor } = await verbs['rollout.log'](viewer(), { id: planned.id, limit: 2 });
    expect(rows.map(({ action, actor, address }) => [action, actor.kind, address])).toEqual([
      ['rollout.pause', 'user', null],
      ['rollout.open-wave', 'system', null],
    ]);
    const rest = await verbs['rollout.log'](viewer(), { id: planned.id, cursor: nextCursor });
    expect(rest.rows.map(({ action }) => action)).toEqual(['rollout.start', 'rollout.approve']);
  });
});

describe('the list of rollouts', () => {
  it('is found by state, kind and part of the name, and counts machines by where they stand', async () => {
    const planned = await mixed();
    await fleet.rows(`update rollout set name = 'Branch A' where id = $1`, [planned.id]);
    const list = (filter: object) => verbs['rollout.list'](viewer(), { filter });
    const { rows } = await list({ search: 'branch a' });
    expect(rows).toMatchObject([
      {
        id: planned.id,
        state: 'running',
        planned: { waves: 2, openWaves: 1 },
        counts: { good: 1, bad: 1, begun: 1, skipped: 1, excluded: 1, unknown: 1, waiting: 3 },
      },
    ]);
    expect((await list({ search: 'branch a', state: ['done'] })).rows).toEqual([]);
    expect((await list({ search: 'branch a', kind: ['single'] })).rows).toEqual([]);
    for (const search of ['%', '_', '\\', 'branch_a'])
      expect((await list({ search })).rows, search).toEqual([]);
    const singles = (await list({ kind: ['single'] })).rows;
    expect(singles.every((row) => row.planned === null && row.counts === null)).toBe(true);
  });
});
