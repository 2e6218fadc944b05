import { inPoolTransaction, noteFleetDay, noteMissedFleetDay } from '@teredo-fleet/db';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { TestFleet } from './support/fleet';

const DAYS = 9;

let fleet: TestFleet;
let machines: string[] = [];
const engine = () => fleet.database.pool('engine');

beforeEach(async () => {
  await fleet?.close();
  fleet = await TestFleet.create();
  machines = [];
});
afterAll(() => fleet.close());

type State = readonly [day: number, configured: string, effective: string, server: string | null];
type Status = readonly [day: number, status: string];

interface History {
  isBranch: boolean;
  states: readonly State[];
  statuses: readonly Status[];
}

/** So many days ago at that part of the day, less a millisecond: numbers are of the last one of a day. */
const AGO = `date_trunc('day', now()) - make_interval(days => $2) + make_interval(secs => 86400 * $3::float8) - interval '1 millisecond'`;

async function enrol({ isBranch, states, statuses }: History): Promise<void> {
  const id = await fleet.machine({ scopeId: isBranch ? fleet.otherScopeId : fleet.scopeId });
  machines.push(id);
  await fleet.admin.query('delete from machine_status_history where machine_id = $1', [id]);
  for (const [day, status] of statuses)
    await fleet.admin.query(
      `insert into machine_status_history values ($1, ${AGO}, $4) on conflict do nothing`,
      [id, Math.floor(day), day % 1, status],
    );
  for (const state of states) await tell(id, state);
}

async function tell(id: string, [day, ...rest]: State): Promise<void> {
  await fleet.admin.query(
    `insert into machine_past (machine_id, since, os_name, configured_type, configured_set_by, effective_state, reachable, role,
         diagnosis_code, severity, nat, server)
       values ($1, ${AGO}, 'Debian 12', $4, 'local', $5, 'unknown', 'client', 'dormant', 'ok', 'unknown', $6) on conflict do nothing`,
    [id, Math.floor(day), day % 1, ...rest],
  );
}

/** As an engine does until there is nothing to count; how many days it counted. */
async function count(): Promise<number> {
  for (let counted = 0; counted < 40; counted += 1) {
    await noteFleetDay(engine());
    if ((await noteMissedFleetDay(engine())) === null) return counted;
  }
  throw new Error('The engine counts on and on.');
}

/** What is kept of days that are over, and what counting all machines anew would say of each. */
async function keptAndAnew() {
  const kept = `select day::text, scope_id, facet, word, machines from fleet_day where day < (now() at time zone 'UTC')::date`;
  const anew = `
    select d.day::text, n.scope_id, n.facet, n.word, n.machines
    from (select distinct day from (${kept}) k) d,
      fleet_numbers((d.day::date + 1)::timestamp at time zone 'UTC' - interval '1 millisecond') n
    union all select d.day::text, s.id, 'all', 'any', 0 from (select distinct day from (${kept}) k) d, scope s`;
  const inOrder = (query: string) => fleet.admin.query(`${query} order by 1, 2, 3, 4`);
  return [(await inOrder(kept)).rows, (await inOrder(anew)).rows] as const;
}

async function expectAsCountedAnew(): Promise<void> {
  const [kept, anew] = await keptAndAnew();
  expect(kept.length).toBeGreaterThan(DAYS);
  expect(kept).toEqual(anew);
}

const asWeb = <T>(work: Parameters<typeof inPoolTransaction<T>>[2]) =>
  inPoolTransaction(fleet.database.pool('web'), { scopes: '*', userId: null }, work);
const DELETE = 'delete from machine where id = $1';
const remove = (id: string) => asWeb((db) => db.query(DELETE, [id]));
const move = (id: string) =>
  asWeb((db) =>
    db.query('update machine set scope_id = case scope_id when $2 then $3 else $2 end::uuid where id = $1', [
      id,
      fleet.scopeId,
      fleet.otherScopeId,
    ]),
  );

/** A day that is over is counted anew, whatever the reason. */
const makeDue = (day: number) =>
  fleet.admin.query(
    `insert into fleet_day_due select distinct day, now() from fleet_day where day = (now() at time zone 'UTC')::date - $1::int
     on conflict do nothing`,
    [day],
  );

/** Days ago, by quarters: the instant of which a day's numbers are is among them. */
const when = fc.integer({ min: 4, max: DAYS * 4 }).map((quarters) => quarters / 4);
const state: fc.Arbitrary<State> = fc.tuple(
  when,
  fc.constantFrom('client', 'disabled'),
  fc.constantFrom('dormant', 'offline'),
  fc.constantFrom('a.example.net', null),
);
const history: fc.Arbitrary<History> = fc.record({
  isBranch: fc.boolean(),
  states: fc.array(state, { maxLength: 6 }),
  statuses: fc
    .tuple(
      when,
      fc.constantFrom('active', 'pending'),
      fc.array(fc.tuple(when, fc.constantFrom('active', 'quarantined', 'retired')), { maxLength: 3 }),
    )
    .map(([day, status, rest]) => [[day, status] as const, ...rest]),
});
const act = fc.record({
  kind: fc.constantFrom('delete', 'move', 'late', 'count', 'miss', 'due'),
  of: fc.nat(),
  state,
});

describe('what a machine was, in numbers of days that are over', () => {
  it('goes with it and moves with it, as if all machines had been counted anew', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(history, { minLength: 1, maxLength: 8 }),
          fc.array(act, { minLength: 1, maxLength: 12 }),
          async (histories, acts) => {
            // One that nobody touches, from the first day on.
            await enrol({ isBranch: false, states: [], statuses: [[DAYS, 'active']] });
            machines = [];
            for (const one of histories) await enrol(one);
            await count();
            for (const { kind, of, state: told } of acts) {
              const id = machines[of % Math.max(1, machines.length)];
              if (kind === 'count') await noteFleetDay(engine());
              else if (kind === 'miss') await noteMissedFleetDay(engine());
              else if (kind === 'due') await makeDue(1 + (of % DAYS));
              else if (id !== undefined && kind === 'late') await tell(id, told);
              else if (id !== undefined) {
                await (kind === 'move' ? move : remove)(id);
                if (kind === 'delete') machines = machines.filter((one) => one !== id);
              }
            }
            await count();
            await expectAsCountedAnew();
          },
        )
        .beforeEach(async () => {
          await fleet.admin.query('truncate machine, fleet_day, fleet_day_due, fleet_day_touched cascade');
          machines = [];
        }),
      { numRuns: 60 },
    );
  }, 300_000);

  describe('of which one told two things', () => {
    beforeEach(async () => {
      for (const configured of ['client', 'disabled'])
        await enrol({
          isBranch: false,
          statuses: [[DAYS, 'active']],
          states: [
            [7, configured, 'dormant', null],
            [3, 'client', 'offline', null],
          ],
        });
      await count();
    });

    it('goes without any day being counted anew, and at once', async () => {
      await remove(machines[1]!);
      expect(await count()).toBe(0);
      await expectAsCountedAnew();
    });

    it('moves without any day being counted anew', async () => {
      await move(machines[1]!);
      expect(await count()).toBe(0);
      await expectAsCountedAnew();
    });

    it('is taken away once from a day that was counted while it was being deleted', async () => {
      await asWeb(async (db) => {
        await db.query(DELETE, [machines[1]]);
        await makeDue(4);
        expect(await count()).toBe(1);
      });
      expect(await count()).toBe(0);
      await expectAsCountedAnew();
    });

    it('is not taken away twice from a day that was counted after it was deleted', async () => {
      await remove(machines[1]!);
      await makeDue(4);
      expect(await noteMissedFleetDay(engine())).not.toBeNull();
      await expectAsCountedAnew();
      expect(await count()).toBe(0);
      await expectAsCountedAnew();
    });
  });
});
