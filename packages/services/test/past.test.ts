import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { type FactsInput, upsertFacts } from '@teredo-fleet/db';
import { insertJob, insertRollout } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = NOW - 300 * DAY_MS;
const MACHINES = 12;
const MOMENTS = 1000;
const PARTS = 10;
const AT_ONCE = 10;

/** mulberry32: the same history in every run. */
let seed = 20261129;
function draw(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const below = (count: number) => Math.floor(draw() * count);
const pick = <T>(all: readonly T[]): T => all[below(all.length)]!;

/** What somebody who saw everything come in would remember: the newest of each list up to a moment counts. */
class Witness {
  readonly states: {
    at: number;
    effective: string;
    configured: string;
    reachable: string;
    nat: string;
    server: string | null;
  }[] = [];
  readonly statuses: { at: number; status: string }[] = [{ at: START, status: 'active' }];
  readonly verdicts: { at: number; verdict: string }[] = [];
  readonly told: { at: number; word: string }[] = [];
  newest = -Infinity;
  last = '';
  lastVerdict = '';
}

const newestBy = <T extends { at: number }>(list: readonly T[], at: number): T | null =>
  list.filter((one) => one.at <= at).sort((one, other) => other.at - one.at)[0] ?? null;

let fleet: TestFleet;
const ids: string[] = [];
const witnesses = new Map<string, Witness>();

function facts(machineId: string, observedAt: number, receivedAt: number): FactsInput {
  const effectiveState = pick(['dormant', 'qualified', 'offline']);
  const configuredType = pick(['client', 'disabled']);
  const reachable = pick(['yes', 'no', 'unknown'] as const);
  const nat = pick(['cone', 'symmetric', 'unknown']);
  const server = pick(['a.example.net', 'b.example.net', null]);
  const said = [effectiveState, configuredType, reachable, nat, server];
  return {
    machineId,
    observedAt: new Date(observedAt),
    receivedAt: new Date(receivedAt),
    reason: 'change',
    observation: { said, effective: { nat } },
    clockSkewMs: null,
    observationHash: createHash('sha256').update(said.join()).digest(),
    osFamily: 'windows',
    osName: 'Windows 10 Pro',
    configuredType,
    configuredSetBy: 'local',
    effectiveState,
    reachable,
    teredoAddress: null,
    diagnosisCode: 'dormant',
    severity: 'ok',
    role: 'client',
    server,
    findings: [`xbox-party@1=${pick(['pass', 'finding'])}`],
  };
}

/** One batch as a gateway takes it; the witness takes what is newer than all before it, in the order of its time. */
async function take(batch: readonly FactsInput[]): Promise<void> {
  await upsertFacts(fleet.database.pool('gateway'), batch);
  for (const machineId of new Set(batch.map((one) => one.machineId))) {
    const witness = witnesses.get(machineId)!;
    const timeOf = (one: FactsInput) => Math.min(one.observedAt.getTime(), one.receivedAt.getTime());
    const newer = batch
      .filter((one) => one.machineId === machineId && timeOf(one) > witness.newest)
      .sort((one, other) => timeOf(one) - timeOf(other));
    for (const one of newer) {
      const { effectiveState: effective, configuredType: configured, reachable, server } = one;
      const { nat } = (one.observation as { effective: { nat: string } }).effective;
      const said = [effective, configured, reachable, nat, server].join();
      if (said !== witness.last)
        witness.states.push({ at: timeOf(one), effective, configured, reachable, nat, server });
      witness.last = said;
      witness.newest = timeOf(one);
    }
    const verdict = newer.at(-1)?.findings[0]?.split('=')[1];
    if (verdict !== undefined && verdict !== witness.lastVerdict) {
      witness.verdicts.push({ at: witness.newest, verdict });
      witness.lastVerdict = verdict;
    }
  }
}

async function tell(machineId: string): Promise<void> {
  const rollout = await insertRollout(fleet.admin, fleet.scopeId, { state: 'done' });
  const { rows } = await fleet.admin.query('select * from machine where id = $1', [machineId]);
  const machine = {
    id: machineId,
    scopeId: rows[0].scope_id,
    enrolmentId: rows[0].enrolment_id,
    hostname: rows[0].hostname,
  };
  const job = await insertJob(fleet.admin, rollout, machine);
  await fleet.admin.query(
    `update job set state = 'verified', created_at = $2, finished_at = $3 where id = $1`,
    [job.id, new Date(START), new Date(NOW)],
  );
  const shown = START + below(300 * DAY_MS - HOUR_MS);
  const answered = shown + 1 + below(HOUR_MS);
  const answer = pick(['acknowledged', 'refused', 'timed-out']);
  await fleet.admin.query(
    `insert into receipt (job_id, scope_id, attempt, session, channel, language, text_sha256, queued_at, on_agent_at, displayed_at,
       answered_at, answer, received_at)
     values ($1, $2, 1, 'pts/1', 'terminal', 'en', repeat('0', 64), $3, $3, $3, $4, $5, $6)`,
    [
      job.id,
      machine.scopeId,
      new Date(shown),
      answer === 'timed-out' ? null : new Date(answered),
      answer,
      new Date(answered),
    ],
  );
  const { told } = witnesses.get(machineId)!;
  told.push({ at: shown, word: 'shown' }, { at: answered, word: answer });
}

/** The enrolment of a machine becomes something, days after the start. */
async function become(machineId: string, ...changes: [day: number, status: string][]): Promise<void> {
  for (const [day, status] of changes) {
    const at = START + day * DAY_MS;
    await fleet.admin.query('insert into machine_status_history values ($1, $2, $3)', [
      machineId,
      new Date(at),
      status,
    ]);
    witnesses.get(machineId)!.statuses.push({ at, status });
  }
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = NOW;
  for (let number = 0; number < MACHINES; number += 1) {
    const id = await fleet.machine({ hostname: `host-${String(number).padStart(2, '0')}` });
    ids.push(id);
    witnesses.set(id, new Witness());
  }
  let at = START + 10 * DAY_MS;
  while (at < NOW - DAY_MS) {
    const batch = new Map<string, FactsInput>();
    for (let count = 1 + below(6); count > 0; count -= 1) {
      // Late ones come out of order, and a clock that is years ahead says what its time is.
      const late = draw() < 0.2 ? below(3 * DAY_MS) : 0;
      const ahead = draw() < 0.1 ? 900 * DAY_MS : 0;
      const machineId = pick(ids.slice(0, MACHINES - 1));
      const observedAt = at - late + ahead - below(1000);
      batch.set(`${machineId} ${Math.min(observedAt, at)}`, facts(machineId, observedAt, at));
    }
    await take([...batch.values()]);
    at += 1000 + below(DAY_MS);
  }
  for (const id of ids) for (let count = below(4); count > 0; count -= 1) await tell(id);
  await fleet.admin.query('update machine_status_history set since = $1', [new Date(START)]);
  // One is put in quarantine, released and retired in the end; one enrols late, and waits to be accepted.
  await become(ids[2]!, [100, 'quarantined'], [150, 'active'], [220, 'retired']);
  await become(ids[3]!, [60, 'pending'], [62, 'active']);
  await fleet.admin.query('delete from machine_status_history where machine_id = $1 and since = $2', [
    ids[3],
    new Date(START),
  ]);
  witnesses.get(ids[3]!)!.statuses.shift();
}, 120_000);
afterAll(() => fleet.close());

/** What the witness remembers of a machine. */
function remembered(id: string, at: number) {
  const { states, statuses, told } = witnesses.get(id)!;
  const state = newestBy(states, at);
  const since = state === null ? null : new Date(state.at).toISOString();
  return {
    id,
    status: newestBy(statuses, at)?.status ?? null,
    state:
      state === null
        ? null
        : [since, state.effective, state.configured, state.reachable, state.nat, state.server],
    told: newestBy(told, at)?.word ?? null,
  };
}

const isThere = ({ status }: { status: string | null }) => status !== null && status !== 'retired';

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
  const expected = ids.map((id) => remembered(id, at)).filter(isThere);
  expect(told).toEqual(expected);
  const counts = await verbs['past.fleet'](fleet.as('auditor'), asked);
  expect(counts.known).toBe(expected.filter(({ state }) => state !== null).length);
  expect(counts.known + counts.unknown).toBe(expected.length);
  expect(counts.byNat).toEqual(counted(expected.map(({ state }) => state?.[4])));
  expect(counts.byServer).toEqual(counted(expected.map(({ state }) => state && (state[5] ?? 'none'))));
  expect(counts.byEffective).toEqual(counted(expected.map(({ state }) => state?.[1])));
  expect(counts.byTold).toEqual(counted(expected.map((one) => one.told ?? 'nothing')));
  const verdicts = expected.map(({ id }) => newestBy(witnesses.get(id)!.verdicts, at)?.verdict);
  expect(Object.fromEntries(counts.findings.map(({ verdict, machines }) => [verdict, machines]))).toEqual(
    counted(verdicts),
  );
}

describe('the past', () => {
  it.each(Array.from({ length: PARTS }, (_, part) => part + 1))(
    `is what somebody who saw everything come in remembers, at ${MOMENTS} moments of their own choice: part %i of ${PARTS}`,
    async () => {
      const moments = Array.from({ length: MOMENTS / PARTS }, () => START + below(NOW - START));
      while (moments.length > 0) await Promise.all(moments.splice(0, AT_ONCE).map(looksTheSameAt));
    },
  );

  it('is written into a file as the pages tell it', async () => {
    for (let left = 20; left > 0; left -= 1) {
      const asked = { at: new Date(START + below(NOW - START)).toISOString() };
      const { chunks } = await verbs['past.export'](fleet.as('auditor'), { ...asked, format: 'json' });
      const { machines } = JSON.parse(await text(chunks));
      expect(machines).toEqual((await verbs['past.machines'](fleet.as('auditor'), asked)).rows);
    }
  });

  it('is compared with another moment: who differs, and from what to what', async () => {
    for (let left = 50; left > 0; left -= 1) {
      const [from, until] = [START + below(NOW - START), START + below(NOW - START)].sort(
        (a, b) => a - b,
      ) as [number, number];
      const iso = (at: number) => new Date(at).toISOString();
      const found = await verbs['past.compare'](fleet.as('viewer'), { at: iso(from), until: iso(until) });
      const both = ids
        .map((id) => [remembered(id, from), remembered(id, until)] as const)
        .filter(([before, after]) => isThere(before) || isThere(after));
      const said = ({ status, state }: ReturnType<typeof remembered>) =>
        [status, ...(state?.slice(1) ?? ['nothing'])].join();
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

  it('is compared with another moment by the same clock, which may have shown it twice', async () => {
    const asked = { at: '2026-03-31T12:00', timeZone: 'Europe/Oslo' };
    const compare = (rest: object) => verbs['past.compare'](fleet.as('viewer'), { ...asked, ...rest });
    expect(await compare({ until: '2026-04-01T12:00' })).toMatchObject({
      until: '2026-04-01T10:00:00.000Z',
      untilOtherwise: null,
    });
    const october = '2026-10-25T02:30';
    const [first, second] = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
    expect(await compare({ until: october })).toMatchObject({ until: first, untilOtherwise: second });
    expect(await compare({ until: october, untilLater: true })).toMatchObject({
      until: second,
      untilOtherwise: first,
    });
    await expect(compare({ until: '2099-01-01T00:00' })).rejects.toMatchObject({
      fields: { until: 'That moment is yet to come.' },
    });
    await expect(compare({ at: '2026-03-28T12:00', until: '2026-03-29T02:30' })).rejects.toMatchObject({
      fields: { until: expect.stringMatching(/put forward/) },
    });
  });

  it('of one machine is all that is known of it then, and nothing that came later', async () => {
    const [id] = ids.filter((one) => witnesses.get(one)!.told.length > 0);
    const [shown, answered] = [...witnesses.get(id!)!.told].sort((one, other) => one.at - other.at);
    const at = (ms: number) => ({ id: id!, at: new Date(ms).toISOString() });
    const before = await verbs['past.machine'](fleet.as('viewer'), at(shown!.at - 1));
    expect(before.receipts).toEqual([]);
    const during = await verbs['past.machine'](fleet.as('viewer'), at(answered!.at - 1));
    expect(during.receipts).toMatchObject([{ displayedAt: new Date(shown!.at).toISOString(), answer: null }]);
    const after = await verbs['past.machine'](fleet.as('viewer'), at(answered!.at));
    expect(after.receipts).toMatchObject([{ answer: answered!.word }]);
    const state = remembered(id!, answered!.at).state;
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
    const then = ids.map((id) => remembered(id, Date.parse(at)));
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
        newestBy(witnesses.get(id)!.verdicts, Date.parse(at))?.verdict === verdict;
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
