import { inPoolTransaction, noteFleetDay, noteMissedFleetDay, upsertFacts } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linux, offLinux } from '../../teredo/test/factories';
import { observationFacts, type UserActor, verbs } from '../src';
import { TestFleet } from './support/fleet';

const DAY_MS = 86_400_000;
const DAYS = 6;
let fleet: TestFleet;
let branch: UserActor;
let desk = '';
let laptop = '';

const ago = (days: number) => new Date(fleet.now - days * DAY_MS);
const dayOf = (days: number) => ago(days).toISOString().slice(0, 10);
const engine = () => fleet.database.pool('engine');

/** As a page does for somebody who may see every scope. */
async function asWeb(text: string, values: unknown[]): Promise<void> {
  const scope = { scopes: '*' as const, userId: null };
  const done = await inPoolTransaction(fleet.database.pool('web'), scope, (db) => db.query(text, values));
  expect(done.rowCount).toBe(1);
}

/** What a machine was, told when it is received. */
async function seen(machineId: string, observedAt: Date, receivedAt: Date, observation = {}): Promise<void> {
  const facts = observationFacts({
    machineId,
    observedAt,
    receivedAt,
    reason: 'changed',
    observation: structuredClone(linux(observation)),
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [facts]);
}

/** The rounds of an engine until there is nothing to count; the days that it counted. */
async function count(): Promise<string[]> {
  const counted: string[] = [];
  for (let round = 0; round < 40; round += 1) {
    await noteFleetDay(engine());
    const day = await noteMissedFleetDay(engine());
    if (day === null) return counted;
    counted.push(day);
  }
  throw new Error('The engine counts on and on.');
}

/** Of each day that is over, how many machines are said to have been off, and how many the list has that the number leads to. */
async function numbersAndLists(who: UserActor | 'viewer' = 'viewer') {
  const { days } = await verbs['overview.days'](fleet.as(who), { days: 30 });
  const over = days.filter(({ day }) => day !== dayOf(0));
  return Promise.all(
    over.map(async ({ day, countedAt, facets }) => {
      const filter = { status: ['active' as const], configured: ['disabled'] };
      const { rows } = await verbs['past.machines'](fleet.as(who), { at: countedAt, filter });
      return { day, off: facets.configured.disabled ?? 0, listed: rows.length };
    }),
  );
}

const off = async (who?: UserActor) => (await numbersAndLists(who)).map((one) => one.off);

async function expectOne(who?: UserActor): Promise<void> {
  for (const { day, off: number, listed } of await numbersAndLists(who))
    expect([day, number]).toEqual([day, listed]);
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  // At noon: which days are touched is no matter of when the test runs.
  fleet.now = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS / 2;
  branch = await fleet.person('viewer', [fleet.otherScopeId]);
  desk = await fleet.machine({ hostname: 'desk' });
  laptop = await fleet.machine({ hostname: 'laptop', scopeId: fleet.otherScopeId });
  await fleet.admin.query('update machine_status_history set since = $1', [ago(DAYS)]);
  await seen(desk, ago(DAYS), ago(DAYS));
  await seen(laptop, ago(DAYS), ago(DAYS));
  await count();
});
afterAll(() => fleet.close());

describe('a number of a day that is over is as long as the list it leads to', () => {
  it('when it was counted', async () => {
    expect(await off()).toEqual(Array(DAYS).fill(0));
    await expectOne();
    expect(await count()).toEqual([]);
  });

  it('when a machine tells days later of what it was: those days are counted anew, the earlier ones not', async () => {
    await seen(laptop, ago(3), ago(0), offLinux);
    expect((await count()).sort()).toEqual([dayOf(3), dayOf(2), dayOf(1)]);
    expect(await off()).toEqual([0, 0, 0, 1, 1, 1]);
    expect(await off(branch)).toEqual([0, 0, 0, 1, 1, 1]);
    await expectOne();
    await expectOne(branch);
    expect(await count()).toEqual([]);
  });

  it('and what is told of today touches none', async () => {
    await seen(desk, ago(0), ago(0), offLinux);
    expect(await count()).toEqual([]);
  });

  it('when many tell late between two rounds: each of the days is counted once', async () => {
    for (const days of [4, 2, 3, 1]) await seen(await fleet.machine(), ago(days), ago(0), offLinux);
    await fleet.admin.query('update machine_status_history set since = $1', [ago(DAYS)]);
    expect(await count()).toEqual([1, 2, 3, 4].map(dayOf));
    await expectOne();
  });

  it('when a machine moves, and when it is deleted: no day is counted anew', async () => {
    await asWeb('update machine set scope_id = $2 where id = $1', [laptop, fleet.scopeId]);
    expect(await count()).toEqual([]);
    expect(await off(branch)).toEqual(Array(DAYS).fill(0));
    await expectOne();
    const before = await off();
    await asWeb('delete from machine where id = $1', [laptop]);
    expect(await count()).toEqual([]);
    expect(await off()).toEqual(before.map((number, index) => (index < 3 ? number : number - 1)));
    await expectOne();
  });

  it('when something was told between the last numbers of a day and its end', async () => {
    // As the engine leaves it: numbers of the evening, and from midnight on none of a new day yet.
    await fleet.admin.query('delete from fleet_day where day = $1', [dayOf(0)]);
    await fleet.admin.query(`update fleet_day set machines = machines + 7 where day = $1 and word <> 'any'`, [
      dayOf(1),
    ]);
    expect(await count()).toEqual([dayOf(1)]);
    await expectOne();
  });
});

describe('what pruning removed', () => {
  /** Keeps observations that many days; null: for ever. */
  const keep = (days: number | null) =>
    fleet.admin.query(
      `insert into setting (key, value) values ('retention', jsonb_build_object('observations', $1::int))
       on conflict (key) do update set value = excluded.value`,
      [days],
    );
  const counted = async () =>
    (await verbs['overview.days'](fleet.as('viewer'), { days: 30 })).days.filter(
      ({ day }) => day !== dayOf(0),
    );

  /** Days whose end, as Past says, is not kept, are not among them. */
  async function expectKept(): Promise<void> {
    const { keptSince } = await verbs['past.fleet'](fleet.as('viewer'), { at: ago(0).toISOString() });
    const days = await counted();
    expect(days.length).toBeGreaterThan(1);
    expect(days.map(({ day, countedAt }) => [day, countedAt >= keptSince!])).toEqual(
      days.map(({ day }) => [day, true]),
    );
    await expectOne();
  }

  it('is a gap when it is kept longer from then on: no day is made up from what was left', async () => {
    const tower = await fleet.machine({ hostname: 'tower' });
    await fleet.admin.query('update machine_status_history set since = $1', [ago(DAYS)]);
    await seen(tower, ago(6), ago(2), offLinux);
    await seen(tower, ago(5), ago(1));
    await count();
    const before = await counted();
    expect(before).toHaveLength(DAYS);
    await keep(3);
    await fleet.admin.query('select prune_observations(100000)');
    await keep(null);
    expect(await count()).toEqual([]);
    await expectKept();
    expect(before).toEqual(expect.arrayContaining(await counted()));
  });

  it('nor when one is deleted that told of such a day', async () => {
    await asWeb('delete from machine where id = $1', [desk]);
    expect(await count()).toEqual([]);
    await expectKept();
  });

  it('nor when such a day waits to be counted anew', async () => {
    await fleet.admin.query(
      `insert into fleet_day (day, scope_id, facet, word, machines, counted_at)
       values ($1::date, $2, 'all', 'any', 9, ($1::date + 1)::timestamp at time zone 'UTC' - interval '1 millisecond')
       on conflict do nothing`,
      [dayOf(5), fleet.scopeId],
    );
    await fleet.admin.query('insert into fleet_day_due (day, due_at) values ($1, now())', [dayOf(5)]);
    expect(await noteMissedFleetDay(engine())).toBeNull();
    await noteFleetDay(engine());
    await expectKept();
  });
});
