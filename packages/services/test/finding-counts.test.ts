import { foldFindingDeltas, noteFindingDay, rightFindingCounts, upsertFacts } from '@teredo-fleet/db';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windows } from '../../teredo/test/factories';
import { observationFacts, verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';

const STIG = 'stig-wn12-cc-000010';
const os = {
  name: 'Windows Server 2012 R2 Standard',
  version: '6.3.9600',
  servicePack: null,
  displayLanguage: 'en',
};
const LOOKS = [windows({ os, policyTeredoState: 'Disabled' }), windows({ os }), windows()];
const LABELS = [[], ['public'], ['public', 'desk']];
const STATUSES = ['active', 'quarantined', 'pending'] as const;

let fleet: TestFleet;
let machines: string[];
let minute = 0;

beforeAll(async () => {
  fleet = await TestFleet.create();
  machines = [];
  for (let n = 0; n < 4; n += 1)
    machines.push(
      await fleet.machine({ hostname: `m${n}`, scopeId: n === 3 ? fleet.otherScopeId : fleet.scopeId }),
    );
});
afterAll(() => fleet.close());

async function look(machineId: string, which: number): Promise<void> {
  minute += 1;
  const at = new Date(NOW - 86_400_000 + minute * 60_000);
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation: LOOKS[which]!,
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [facts]);
}

const ACTIVE = { status: ['active' as const] };
const kept = async () => (await verbs['finding.rules'](fleet.as('viewer'), { filter: ACTIVE })).rows;
/** A condition that every machine meets makes the same question one that is counted. */
const counted = async () =>
  (await verbs['finding.rules'](fleet.as('viewer'), { filter: { ...ACTIVE, simulated: false } })).rows;

type Change = (machineId: string, choice: number) => Promise<unknown>;
const CHANGES: Change[] = [
  look,
  look,
  (id, choice) => fleet.admin.query('update machine set labels = $2 where id = $1', [id, LABELS[choice]]),
  (id, choice) => fleet.admin.query('update machine set status = $2 where id = $1', [id, STATUSES[choice]]),
  (id, choice) =>
    fleet.admin.query('update machine set scope_id = $2 where id = $1', [
      id,
      choice === 0 ? fleet.otherScopeId : fleet.scopeId,
    ]),
  (id, choice) =>
    fleet.admin.query(
      `insert into waiver (scope_id, rule_id, rule_version, machine_id, label, owner, reason, granted_by_id, granted_at, expires_at)
       values ($1, $2, 1, $3, $4, 'o', 'r', 'x', $5::timestamptz, $5::timestamptz + make_interval(days => $6))`,
      [
        choice === 0 ? fleet.otherScopeId : fleet.scopeId,
        STIG,
        choice === 2 ? id : null,
        choice === 2 ? null : 'public',
        new Date(NOW - 3_600_000),
        choice + 1,
      ],
    ),
  () =>
    fleet.admin.query(
      `update waiver set revoked_at = $1, revoked_by_id = 'x', revoke_reason = 'r'
       where id = (select id from waiver where revoked_at is null order by id limit 1)`,
      [new Date(NOW - 1000)],
    ),
  () => foldFindingDeltas(fleet.admin),
];

const anyChange = fc.record({
  which: fc.nat(CHANGES.length - 1),
  machine: fc.nat(3),
  choice: fc.nat(2),
});

describe('the kept numbers of findings', () => {
  it('are what counting says, whatever happened, now and when waivers have ended', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyChange, { minLength: 1, maxLength: 6 }),
        fc.nat(4),
        async (changes, days) => {
          fleet.now = NOW;
          for (const { which, machine, choice } of changes) await CHANGES[which]!(machines[machine]!, choice);
          expect(await kept()).toEqual(await counted());
          fleet.now = NOW + days * 86_400_000;
          expect(await kept()).toEqual(await counted());
        },
      ),
      { numRuns: 25 },
    );
    fleet.now = NOW;
    expect(await rightFindingCounts(fleet.admin)).toEqual([]);
  }, 60_000);

  it('are what counting says when everything happens at once', async () => {
    await fleet.admin.query(`update machine set status = 'active', labels = '{public}'`);
    const waive = () => CHANGES[5]!(machines[0]!, 1);
    const setLabels = (n: number) => CHANGES[2]!(machines[n % 4]!, n % 3);
    const setStatus = (n: number) => CHANGES[3]!(machines[n % 4]!, n % 2);
    for (let round = 0; round < 4; round += 1) {
      const all = [0, 1, 2, 3].flatMap((n) => [
        look(machines[n]!, (n + round) % 3),
        setLabels(n + round),
        setStatus(n + round),
        waive(),
        foldFindingDeltas(fleet.admin),
      ]);
      await Promise.all(all);
    }
    expect(await rightFindingCounts(fleet.admin)).toEqual([]);
    expect(await kept()).toEqual(await counted());
  });

  it('are told and put right where somebody broke them', async () => {
    await foldFindingDeltas(fleet.admin);
    await fleet.admin.query(`update machine set status = 'active'`);
    await look(machines[1]!, 1);
    await foldFindingDeltas(fleet.admin);
    await fleet.admin.query('update finding_count set machines = machines + 5 where rule_id = $1', [STIG]);
    const wrong = await rightFindingCounts(fleet.database.pool('engine'));
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.every(({ ruleId, counted: was, are }) => ruleId === STIG && was === are + 5)).toBe(true);
    expect(await rightFindingCounts(fleet.admin)).toEqual([]);
    expect(await kept()).toEqual(await counted());
  });
});

describe('a rule over time', () => {
  const history = (who: Parameters<TestFleet['as']>[0] = 'viewer', days = 30) =>
    verbs['finding.history'](fleet.as(who), { ruleId: STIG, days });

  it('is told by the last numbers of each day, and by those of now', async () => {
    await fleet.admin.query('delete from waiver');
    await fleet.admin.query(`update machine_finding set waived_until = null where waived_until is not null`);
    await fleet.admin.query(`update machine set status = 'active', labels = '{}'`);
    for (const machine of machines) await look(machine, 1);
    await noteFindingDay(fleet.database.pool('engine'));
    await noteFindingDay(fleet.database.pool('engine'));
    await fleet.admin.query(`update finding_day set day = $1, counted_at = $2`, [
      '2026-11-21',
      new Date('2026-11-21T23:59:40Z'),
    ]);
    await look(machines[0]!, 0);
    const { days, at, rule } = await history();
    expect(at).toBe(new Date(NOW).toISOString());
    expect(days.map(({ day, counts }) => [day, counts.finding, counts.pass])).toEqual([
      ['2026-11-21', 4, 0],
      ['2026-11-23', 3, 1],
    ]);
    expect(days[0]!.countedAt).toBe('2026-11-21T23:59:40.000Z');
    expect(rule.counts).toEqual(days[1]!.counts);
  });

  it('is told of one’s own scopes alone, and no further back than asked', async () => {
    const branch = await fleet.person('viewer', [fleet.otherScopeId]);
    const { days } = await history(branch);
    const { rows } = await fleet.admin.query<{ n: number }>(
      'select count(*)::int as n from machine where scope_id = $1',
      [fleet.otherScopeId],
    );
    expect(days[0]!.counts.finding).toBe(rows[0]!.n);
    expect((await history('viewer', 2)).days.map(({ day }) => day)).toEqual(['2026-11-23']);
    await expect(verbs['finding.history'](fleet.as('viewer'), { ruleId: 'no-such' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('forgets a number that is none any more on the same day', async () => {
    const engine = fleet.database.pool('engine');
    await noteFindingDay(engine);
    const today = async () =>
      (
        await fleet.rows<{ verdict: string }>(
          `select distinct verdict from finding_day where rule_id = $1 and day = (now() at time zone 'UTC')::date order by 1`,
          [STIG],
        )
      ).map(({ verdict }) => verdict);
    expect(await today()).toEqual(['finding', 'pass']);
    await look(machines[0]!, 1);
    await noteFindingDay(engine);
    expect(await today()).toEqual(['finding']);
  });

  it('leads to the machines of that instant', async () => {
    const hosts = async (finding: string) =>
      (await verbs['machine.list'](fleet.as('viewer'), { filter: { finding: [finding] } })).rows.map(
        ({ hostname }) => hostname,
      );
    const then = new Date(NOW - 86_400_000 + minute * 60_000 - 30_000).toISOString();
    expect(await hosts(`${STIG}:pass@${then}`)).toEqual(['m0']);
    expect(await hosts(`${STIG}:pass`)).toEqual([]);
    expect(await hosts(`${STIG}:pass@2026-99-99T00:00:00Z`)).toEqual([]);
    expect(await hosts(`${STIG}:pass@yesterday`)).toEqual([]);
  });
});
