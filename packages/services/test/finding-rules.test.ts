import { upsertFacts } from '@teredo-fleet/db';
import { FINDING_RULES, FINDING_VERDICTS, type Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linux, windows } from '../../teredo/test/factories';
import { observationFacts, verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';

const STIG = 'stig-wn12-cc-000010';
const SERVER_2012 = {
  os: {
    name: 'Windows Server 2012 R2 Standard',
    version: '6.3.9600',
    servicePack: null,
    displayLanguage: 'en',
  },
};
const byPolicy = windows({ ...SERVER_2012, policyTeredoState: 'Disabled' });
const byHand = windows(SERVER_2012);

let fleet: TestFleet;
let machines: string[];

/** Takes a look in as the gateway does. */
async function look(machineId: string, hours: number, observation: Observation): Promise<void> {
  const at = new Date(NOW + hours * 3_600_000);
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation,
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [facts]);
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  machines = [];
  for (const hostname of ['good', 'early', 'late', 'penguin', 'silent'])
    machines.push(await fleet.machine({ hostname, labels: [hostname] }));
  const [good, early, late, penguin] = machines as [string, string, string, string];
  await look(good, -5, byHand);
  await look(good, -2, byPolicy);
  await look(early, -4, byHand);
  await look(early, -3, byHand);
  await look(late, -1, byHand);
  await look(penguin, -1, linux());
});
afterAll(() => fleet.close());

const ask = (filter = {}) => verbs['finding.rules'](fleet.as('viewer'), { filter });
const inHours = (iso: string | null) => (iso === null ? null : (Date.parse(iso) - NOW) / 3_600_000);

describe('what each rule says of the fleet', () => {
  it('is told of every rule in the order of the documentation, each machine once', async () => {
    const { rows, machines: total, unseen } = await ask();
    expect(rows.map(({ id }) => id)).toEqual(FINDING_RULES.map(({ id }) => id));
    expect({ total, unseen }).toEqual({ total: 5, unseen: 1 });
    for (const { counts } of rows) {
      const sum = Object.values(counts).reduce((one, other) => one + other, 0);
      expect(sum).toBe(total - unseen);
    }
  });

  it('counts a machine by what it says now, and tells since when', async () => {
    const stig = (await ask()).rows.find(({ id }) => id === STIG)!;
    expect(stig.counts).toEqual({
      finding: 2,
      waived: 0,
      unknown: 0,
      'not-reviewed': 0,
      pass: 1,
      'not-applicable': 1,
    });
    expect([stig.oldestFindingSince, stig.newestFindingSince].map(inHours)).toEqual([-4, -1]);
    const passed = (await ask({ label: ['good'] })).rows.find(({ id }) => id === STIG)!;
    expect(passed).toMatchObject({ oldestFindingSince: null, newestFindingSince: null });
  });

  it('gives for every verdict the length of the list that it leads to', async () => {
    for (const { id, counts } of (await ask()).rows)
      for (const verdict of FINDING_VERDICTS) {
        const filter = { finding: [`${id}:${verdict}`] };
        expect((await verbs['machine.list'](fleet.as('viewer'), { filter })).total).toBe(counts[verdict]);
      }
    const both = [`${STIG}:pass`, `${STIG}:finding`];
    const { rows } = await verbs['machine.list'](fleet.as('viewer'), { filter: { finding: both } });
    expect(rows.map(({ hostname }) => hostname)).toEqual(['early', 'good', 'late']);
  });

  it('tells nothing of machines of other scopes', async () => {
    const elsewhere = await fleet.machine({ hostname: 'elsewhere', scopeId: fleet.otherScopeId });
    await look(elsewhere, -1, byHand);
    const counts = async (who: Parameters<TestFleet['as']>[0]) =>
      (await verbs['finding.rules'](fleet.as(who), {})).rows.find(({ id }) => id === STIG)!.counts.finding;
    expect(await counts('viewer')).toBe(3);
    expect(await counts(await fleet.person('viewer', [fleet.otherScopeId]))).toBe(1);
  });
});
