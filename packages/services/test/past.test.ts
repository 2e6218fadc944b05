import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { NOW, type TestFleet } from './support/fleet';
import { DAY_MS, isThere, MACHINES, newestBy, START, WitnessedFleet } from './support/witnessed-fleet';

const MOMENTS = 1000;
const PARTS = 10;
const AT_ONCE = 10;

type Remembered = ReturnType<WitnessedFleet['remembered']>;

let past: WitnessedFleet;
let fleet: TestFleet;
let ids: readonly string[] = [];

beforeAll(async () => {
  past = await WitnessedFleet.create();
  ({ fleet, ids } = past);
}, 120_000);
afterAll(() => fleet.close());

function counted(words: readonly (string | null | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) if (word) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function looksTheSameAt(at: number): Promise<void> {
  const asked = { at: new Date(at).toISOString() };
  const { rows } = await verbs['past.machines'](fleet.as('auditor'), asked);
  const told = rows.map(({ id, status, state, told: one }) => ({
    id,
    status,
    state:
      state === null
        ? null
        : [state.since, state.effective, state.configured, state.reachable, state.nat, state.server],
    told: one?.word ?? null,
  }));
  const expected = ids.map((id) => past.remembered(id, at)).filter(isThere);
  expect(told).toEqual(expected);
  const counts = await verbs['past.fleet'](fleet.as('auditor'), asked);
  expect(counts.known).toBe(expected.filter(({ state }) => state !== null).length);
  expect(counts.known + counts.unknown).toBe(expected.length);
  expect(counts.byNat).toEqual(counted(expected.map(({ state }) => state?.[4])));
  expect(counts.byServer).toEqual(counted(expected.map(({ state }) => state && (state[5] ?? 'none'))));
  expect(counts.byEffective).toEqual(counted(expected.map(({ state }) => state?.[1])));
  expect(counts.byTold).toEqual(counted(expected.map((one) => one.told ?? 'nothing')));
  const verdicts = expected.map(({ id }) => newestBy(past.witness(id).verdicts, at)?.verdict);
  expect(Object.fromEntries(counts.findings.map(({ verdict, machines }) => [verdict, machines]))).toEqual(
    counted(verdicts),
  );
}

describe('the past', () => {
  it.each(Array.from({ length: PARTS }, (_, part) => part + 1))(
    `is what somebody who saw everything come in remembers, at ${MOMENTS} moments of their own choice: part %i of ${PARTS}`,
    async () => {
      const moments = Array.from({ length: MOMENTS / PARTS }, () => past.moment());
      while (moments.length > 0) await Promise.all(moments.splice(0, AT_ONCE).map(looksTheSameAt));
    },
  );

  it('is written into a file as the pages tell it', async () => {
    for (let left = 20; left > 0; left -= 1) {
      const asked = { at: new Date(past.moment()).toISOString() };
      const { chunks } = await verbs['past.export'](fleet.as('auditor'), { ...asked, format: 'json' });
      const { machines } = JSON.parse(await text(chunks));
      expect(machines).toEqual((await verbs['past.machines'](fleet.as('auditor'), asked)).rows);
    }
  });

  it('is compared with another moment: who differs, and from what to what', async () => {
    for (let left = 50; left > 0; left -= 1) {
      const [from, until] = [past.moment(), past.moment()].sort((a, b) => a - b) as [number, number];
      const iso = (at: number) => new Date(at).toISOString();
      const found = await verbs['past.compare'](fleet.as('viewer'), { at: iso(from), until: iso(until) });
      const both = ids
        .map((id) => [past.remembered(id, from), past.remembered(id, until)] as const)
        .filter(([before, after]) => isThere(before) || isThere(after));
      const said = ({ status, state }: Remembered) => [status, ...(state?.slice(1) ?? ['nothing'])].join();
      const differs = both.map(([before, after]) => said(before) !== said(after));
      const pairs = both.map(([before, after]) => [before.state, after.state] as const);
      expect(found.rows.map(({ id }) => id)).toEqual(
        both.filter((_, index) => differs[index]).map(([{ id }]) => id),
      );
      expect([found.same, found.different]).toEqual([
        differs.filter((one) => !one).length,
        differs.filter(Boolean).length,
      ]);
      const moved = pairs.flatMap(([before, after]) =>
        before?.[1] === after?.[1] ? [] : [`${before?.[1] ?? null} to ${after?.[1] ?? null}`],
      );
      const enrolments = both.filter(([before, after]) => before.status !== after.status);
      expect(
        found.changes
          .filter(({ fact }) => fact === 'status')
          .reduce((sum, { machines }) => sum + machines, 0),
      ).toBe(enrolments.length);
      const effective = found.changes.filter(({ fact }) => fact === 'effective');
      expect(
        Object.fromEntries(effective.map(({ from: one, to, machines }) => [`${one} to ${to}`, machines])),
      ).toEqual(counted(moved));
    }
  });

  it('is paged to its end, also where it is compared with a now that goes on', async () => {
    const input = { at: new Date(START + 60 * DAY_MS).toISOString(), limit: 2 };
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      fleet.now += 1000;
      const page: Awaited<ReturnType<(typeof verbs)['past.compare']>> = await verbs['past.compare'](
        fleet.as('viewer'),
        { ...input, cursor },
      );
      found.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    fleet.now = NOW;
    const whole = await verbs['past.compare'](fleet.as('viewer'), { at: input.at });
    expect(found).toEqual(whole.rows.map(({ id }) => id));
    expect(found.length).toBeGreaterThan(2);
  });

  it('of one machine is all that is known of it then, and nothing that came later', async () => {
    const [id] = ids.filter((one) => past.witness(one).told.length > 0);
    const [shown, answered] = [...past.witness(id!).told].sort((one, other) => one.at - other.at);
    const at = (ms: number) => ({ id: id!, at: new Date(ms).toISOString() });
    const before = await verbs['past.machine'](fleet.as('viewer'), at(shown!.at - 1));
    expect(before.receipts).toEqual([]);
    const during = await verbs['past.machine'](fleet.as('viewer'), at(answered!.at - 1));
    expect(during.receipts).toMatchObject([{ displayedAt: new Date(shown!.at).toISOString(), answer: null }]);
    const after = await verbs['past.machine'](fleet.as('viewer'), at(answered!.at));
    expect(after.receipts).toMatchObject([{ answer: answered!.word }]);
    const state = past.remembered(id!, answered!.at).state;
    expect(after.state === null ? null : after.observation).toEqual(
      state === null
        ? null
        : {
            said: [state[1], state[2], state[3], state[4], state[5]],
            effective: { nat: state[4] },
          },
    );
  });

  it('is told with words for a moment that nobody can ask for, and a filter of then', async () => {
    const future = { at: new Date(NOW + 1).toISOString() };
    await expect(verbs['past.fleet'](fleet.as('viewer'), future)).rejects.toThrow(/yet to come/);
    const at = new Date(NOW - 30 * DAY_MS).toISOString();
    const swapped = { at, until: new Date(NOW - 31 * DAY_MS).toISOString() };
    await expect(verbs['past.compare'](fleet.as('viewer'), swapped)).rejects.toThrow(/swap the two/);
    const offline = await verbs['past.machines'](fleet.as('viewer'), {
      at,
      filter: { effective: ['offline'] },
    });
    const then = ids.map((id) => past.remembered(id, Date.parse(at)));
    const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);
    expect(idsOf(offline.rows)).toEqual(
      idsOf(then.filter((one) => isThere(one) && one.state?.[1] === 'offline')),
    );
    for (const [filter, index, words] of [
      [{ nat: ['symmetric'] }, 4, ['symmetric']],
      [{ server: ['a.example.net'] }, 5, ['a.example.net']],
      [{ server: ['none', 'b.example.net'] }, 5, [null, 'b.example.net']],
    ] as const) {
      const { rows } = await verbs['past.machines'](fleet.as('viewer'), {
        at,
        filter: structuredClone(filter) as object,
      });
      expect(idsOf(rows)).toEqual(
        idsOf(
          then.filter((one) => isThere(one) && one.state && words.some((word) => word === one.state![index])),
        ),
      );
      expect(rows.length).toBeGreaterThan(0);
    }
    const counts = await verbs['past.fleet'](fleet.as('viewer'), { at });
    for (const words of [['refused'], ['shown', 'acknowledged'], ['nothing'], ['nothing', 'timed-out']]) {
      const { rows } = await verbs['past.machines'](fleet.as('viewer'), { at, filter: { told: words } });
      const isTold = ({ told }: (typeof then)[number]) => words.includes(told ?? 'nothing');
      expect(idsOf(rows)).toEqual(idsOf(then.filter((one) => isThere(one) && isTold(one))));
      expect(words.reduce((sum, word) => sum + (counts.byTold[word] ?? 0), 0)).toBe(rows.length);
    }
    for (const verdict of ['pass', 'finding']) {
      const filter = { said: [`xbox-party@1:${verdict}`] };
      const { rows } = await verbs['past.machines'](fleet.as('viewer'), { at, filter });
      const isSaid = ({ id }: { id: string }) =>
        newestBy(past.witness(id).verdicts, Date.parse(at))?.verdict === verdict;
      expect(idsOf(rows)).toEqual(idsOf(then.filter((one) => isThere(one) && isSaid(one))));
      expect(rows).toHaveLength(counts.findings.find((one) => one.verdict === verdict)!.machines);
    }
    const retired = await verbs['past.machines'](fleet.as('viewer'), { at, filter: { status: ['retired'] } });
    expect(idsOf(retired.rows)).toEqual([ids[2]]);
  });

  it('counts what one rule said among the machines of another, and leads to just those', async () => {
    const [at, since] = [NOW - 30 * DAY_MS, new Date(NOW - 40 * DAY_MS)];
    await fleet.admin.query(
      `insert into machine_finding (machine_id, rule_id, rule_version, verdict, since)
       select id, 'own-rule', 2, (array['pass', 'unknown', 'finding'])[1 + (n % 3)], $2 from unnest($1::uuid[]) with ordinality as m (id, n)`,
      [ids, since],
    );
    const asked = { at: new Date(at).toISOString() };
    const fleetOf = (said: string[]) =>
      verbs['past.fleet'](fleet.as('viewer'), { ...asked, filter: { said } });
    const listOf = async (said: string[]) =>
      (await verbs['past.machines'](fleet.as('viewer'), { ...asked, filter: { said } })).rows.length;
    const own = ['own-rule@2:pass', 'own-rule@2:unknown'];
    const { findings } = await fleetOf(own);
    expect(findings.length).toBeGreaterThan(3);
    for (const { ruleId, ruleVersion, verdict, machines } of findings) {
      const others = ruleId === 'own-rule' ? [] : own;
      expect(await listOf([...others, `${ruleId}@${ruleVersion}:${verdict}`])).toBe(machines);
    }
    for (const nothing of ['own-rule@1:pass', 'own-rule:pass', 'own-rule@2:waived'])
      expect(await listOf([nothing])).toBe(0);
    await fleet.admin.query(`delete from machine_finding where rule_id = 'own-rule'`);
  });

  it('before the first report is nothing, and not a guess', async () => {
    const asked = { at: new Date(START).toISOString() };
    expect(await verbs['past.fleet'](fleet.as('viewer'), asked)).toMatchObject({
      known: 0,
      unknown: MACHINES - 1,
      byEffective: {},
      findings: [],
    });
  });

  it('goes on from what was so when the time of keeping begins, and says since when it is kept', async () => {
    // The database goes by its own clock.
    const days = 100 + Math.ceil((Date.now() - NOW) / DAY_MS);
    await fleet.admin.query(
      `insert into setting (key, value) values ('retention', jsonb_build_object('observations', $1::int))
       on conflict (key) do update set value = excluded.value`,
      [days],
    );
    const moments = [99, 60, 5].map((days) => NOW - days * DAY_MS);
    const told = () =>
      Promise.all(
        moments.map(async (ms) => {
          const { rows } = await verbs['past.machines'](fleet.as('viewer'), {
            at: new Date(ms).toISOString(),
          });
          return rows;
        }),
      );
    const before = await told();
    await fleet.admin.query('select prune_observations(100000)');
    expect(await told()).toEqual(before);
    for (const table of ['machine_past', 'machine_status_history']) {
      const { rows } = await fleet.admin.query(
        `select count(*)::int as rows, count(distinct machine_id)::int as machines from ${table} where since < $1`,
        [new Date(Date.now() - days * DAY_MS)],
      );
      expect([table, rows[0].rows]).toEqual([table, rows[0].machines]);
    }
    const { keptSince } = await verbs['past.fleet'](fleet.as('viewer'), { at: new Date(NOW).toISOString() });
    expect(keptSince! >= new Date(NOW - days * DAY_MS).toISOString()).toBe(true);
    expect(keptSince! <= new Date(moments[0]!).toISOString()).toBe(true);
    // Who keeps longer from now on gets nothing back of what was removed.
    for (const longer of ['400', 'null']) {
      await fleet.admin.query(
        `update setting set value = jsonb_build_object('observations', $1::jsonb) where key = 'retention'`,
        [longer],
      );
      const later = await verbs['past.fleet'](fleet.as('viewer'), { at: new Date(NOW).toISOString() });
      expect(later.keptSince).toBe(keptSince);
    }
  });
});
