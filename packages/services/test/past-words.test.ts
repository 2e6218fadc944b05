import { upsertFacts } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linux, offLinux } from '../../teredo/test/factories';
import { observationFacts, verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';

const daysAgo = (days: number) => new Date(NOW - days * 86_400_000);
const AT = daysAgo(5).toISOString();

let fleet: TestFleet;
let desk = '';

async function seen(at: Date, observation: object): Promise<void> {
  const facts = observationFacts({
    machineId: desk,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation: structuredClone(linux(observation)),
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [facts]);
}

async function ownRule(id: string, { title, scopeId }: { title: string; scopeId: string }): Promise<void> {
  await fleet.admin.query(
    `insert into own_rule (id, scope_id, version, title, demand, remedy, kind, severity, asks, reads_volatile, created_by_id,
       created_at, changed_by_id, changed_at, retired_by_id, retired_at, retire_reason)
     values ($1, $2, 1, $3, 'd', 'r', 'function', 'low', 'firewall.on', false, 'a', $4, 'a', $4, 'a', $5, 'done')`,
    [id, scopeId, title, daysAgo(40), daysAgo(1)],
  );
  await fleet.admin.query(
    `insert into machine_finding (machine_id, rule_id, rule_version, verdict, since, until) values ($1, $2, 1, 'pass', $3, $4)`,
    [desk, id, daysAgo(20), daysAgo(1)],
  );
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  desk = await fleet.machine({ hostname: 'desk' });
  await fleet.admin.query('update machine_status_history set since = $1', [daysAgo(90)]);
  await seen(daysAgo(30), {});
  await seen(daysAgo(10), offLinux);
  await ownRule('own-quiet', { title: 'A quiet desk', scopeId: fleet.scopeId });
  // It moved here from where that rule is for.
  await ownRule('own-branch', { title: 'What the branch asks', scopeId: fleet.otherScopeId });
});
afterAll(() => fleet.close());

describe('the past says it in the words of today', () => {
  it('rules by the titles that the machine and the findings have, with their ids beside them', async () => {
    const { findings } = await verbs['machine.get'](fleet.as('viewer'), { id: desk });
    const titles = new Map([
      ...findings.map(({ id, title }) => [id, title] as const),
      ['own-quiet', 'A quiet desk'],
      ['own-branch', 'What the branch asks'],
    ]);
    const machine = await verbs['past.machine'](fleet.as('viewer'), { id: desk, at: AT });
    expect(machine.verdicts.length).toBeGreaterThan(3);
    for (const { ruleId, ruleTitle } of machine.verdicts) expect(ruleTitle).toBe(titles.get(ruleId));
    const counted = await verbs['past.fleet'](fleet.as('viewer'), { at: AT });
    for (const { ruleId, ruleTitle } of counted.findings) expect(ruleTitle).toBe(titles.get(ruleId));
  });

  it('in the order of the findings, and rules of the organisation after those by their titles', async () => {
    const { rows } = await verbs['finding.rules'](fleet.as('viewer'), {});
    const order = [...rows.map(({ id }) => id), 'own-quiet', 'own-branch'];
    const { verdicts } = await verbs['past.machine'](fleet.as('viewer'), { id: desk, at: AT });
    expect(verdicts.map(({ ruleId }) => ruleId)).toEqual(
      order.filter((id) => verdicts.some(({ ruleId }) => ruleId === id)),
    );
    const { findings } = await verbs['past.fleet'](fleet.as('viewer'), { at: AT });
    expect([...new Set(findings.map(({ ruleId }) => ruleId))]).toEqual(verdicts.map(({ ruleId }) => ruleId));
  });

  it('and nothing of a rule that the asker may not see but its id', async () => {
    const here = await fleet.person('viewer', [fleet.scopeId]);
    const { verdicts } = await verbs['past.machine'](fleet.as(here), { id: desk, at: AT });
    const titleOf = (id: string) => verdicts.find(({ ruleId }) => ruleId === id)?.ruleTitle;
    expect([titleOf('own-quiet'), titleOf('own-branch')]).toEqual(['A quiet desk', null]);
  });

  it('diagnoses by the titles that the list of machines has', async () => {
    const { rows } = await verbs['machine.list'](fleet.as('viewer'), {});
    const { state } = await verbs['past.machine'](fleet.as('viewer'), { id: desk, at: AT });
    const now = rows[0]!.diagnosis!;
    expect([state!.diagnosis, state!.diagnosisTitle]).toEqual([now.code, now.title]);
    expect(now.title).not.toBe(now.code);
    const listed = await verbs['past.machines'](fleet.as('viewer'), { at: AT });
    expect(listed.rows[0]!.state!.diagnosisTitle).toBe(now.title);
    const compared = await verbs['past.compare'](fleet.as('viewer'), { at: daysAgo(20).toISOString() });
    const [one] = compared.rows;
    expect(one!.after!.diagnosisTitle).toBe(now.title);
    expect(one!.before!.diagnosisTitle).not.toBe(one!.before!.diagnosis);
  });
});
