import { enterExpiredWaivers, type FactsInput, upsertFacts } from '@teredo-fleet/db';
import type { Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { windows } from '../../teredo/test/factories';
import { type MachineFilter, observationFacts, type VerbInput, verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';
import { versionOf } from './support/rule-version';

const STIG = 'stig-wn12-cc-000010';
const VERSION = versionOf(STIG);
const DAY_MS = 86_400_000;
const os = {
  name: 'Windows Server 2012 R2 Standard',
  version: '6.3.9600',
  servicePack: null,
  displayLanguage: 'en',
};
const byPolicy = windows({ os, policyTeredoState: 'Disabled' });
const byHand = windows({ os });

let fleet: TestFleet;
let machines: { kiosk: string; desk: string; good: string };

async function look(
  machineId: string,
  observation: Observation,
  hours = -1,
  as = (input: FactsInput) => input,
): Promise<void> {
  const at = new Date(NOW + hours * 3_600_000);
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation,
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [as(facts)]);
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  machines = {
    kiosk: await fleet.machine({ hostname: 'kiosk', labels: ['public'] }),
    desk: await fleet.machine({ hostname: 'desk', labels: ['public', 'desk'] }),
    good: await fleet.machine({ hostname: 'good', labels: ['public'] }),
  };
  await look(machines.kiosk, byHand, -3);
  await look(machines.desk, byHand, -2);
  await look(machines.good, byPolicy);
});
beforeEach(async () => {
  fleet.now = NOW;
  await fleet.admin.query('delete from waiver');
  await fleet.admin.query('update machine_finding set waived_until = null');
  await fleet.admin.query(`update machine set labels = '{public}' where id = $1`, [machines.kiosk]);
});
afterAll(() => fleet.close());

const inDays = (days: number) => new Date(fleet.now + days * DAY_MS).toISOString();
const forMachine = (machineId: string, rest: Partial<VerbInput<'waiver.grant'>> = {}) => ({
  ruleId: STIG,
  ruleVersion: VERSION,
  machineId,
  owner: 'Kiosk team',
  reason: 'replaced in March',
  expiresAt: inDays(30),
  ...rest,
});
const grant = (input: VerbInput<'waiver.grant'>) => verbs['waiver.grant'](fleet.as('approver'), input);
const onLabel = (label: string, days = 30) =>
  grant(forMachine('', { machineId: undefined, label, scopeId: fleet.scopeId, expiresAt: inDays(days) }));

async function rule(filter: MachineFilter = { status: ['active'] }) {
  return (await verbs['finding.rules'](fleet.as('viewer'), { filter })).rows.find(({ id }) => id === STIG)!;
}
async function hosts(verdict: string) {
  const { rows } = await verbs['machine.list'](fleet.as('viewer'), {
    filter: { finding: [`${STIG}:${verdict}`] },
  });
  return rows.map(({ hostname }) => hostname);
}
async function onPage(id: string) {
  const { findings } = await verbs['machine.get'](fleet.as('viewer'), { id });
  return findings.find((one) => one.id === STIG)!;
}
const holding = async () => (await verbs['waiver.list'](fleet.as('auditor'), {})).rows;
const ended = async () => (await verbs['waiver.list'](fleet.as('auditor'), { which: 'ended' })).rows;

describe('a waiver of one machine', () => {
  it('keeps the finding visible, counted as waived, neither passed nor a finding', async () => {
    const { id } = await grant(forMachine(machines.kiosk));
    expect((await rule()).counts).toMatchObject({ finding: 1, waived: 1, pass: 1 });
    expect(await hosts('waived')).toEqual(['kiosk']);
    expect(await hosts('finding')).toEqual(['desk']);
    expect(await hosts('pass')).toEqual(['good']);
    const verdict = await onPage(machines.kiosk);
    expect(verdict).toMatchObject({ verdict: 'waived', text: expect.stringMatching(/Teredo_State/) });
    expect(verdict.waiver).toMatchObject({
      id,
      owner: 'Kiosk team',
      reason: 'replaced in March',
      state: 'holds',
    });
    expect(await onPage(machines.desk)).toMatchObject({
      verdict: 'finding',
      waiver: null,
      lapsedWaiver: null,
    });
    expect(verdict.since).toBe(new Date(NOW - 3 * 3_600_000).toISOString());
  });

  it('leaves the oldest finding to those that nobody answers for', async () => {
    const before = (await rule()).oldestFindingSince;
    await grant(forMachine(machines.kiosk));
    const after = await rule();
    expect(Date.parse(before!)).toBe(NOW - 3 * 3_600_000);
    expect(Date.parse(after.oldestFindingSince!)).toBe(NOW - 2 * 3_600_000);
  });

  it('covers a finding only: a machine that passes passes', async () => {
    await grant(forMachine(machines.good));
    expect(await onPage(machines.good)).toMatchObject({ verdict: 'pass', waiver: null });
    expect((await holding())[0]).toMatchObject({ covers: 0, state: 'holds' });
  });

  it('is of one rule and one version of it', async () => {
    await grant(forMachine(machines.kiosk));
    const newer = (input: FactsInput) => ({
      ...input,
      findings: input.findings.map((said) => said.replace(`${STIG}@${VERSION}`, `${STIG}@${VERSION + 1}`)),
    });
    await look(machines.kiosk, byHand, 1, newer);
    expect((await rule()).counts).toMatchObject({ finding: 2, waived: 0 });
    expect(await hosts('waived')).toEqual([]);
    await look(machines.kiosk, byHand, 2);
    expect((await rule()).counts).toMatchObject({ finding: 1, waived: 1 });
    await fleet.admin.query('update waiver set rule_version = 7');
    expect(await onPage(machines.kiosk)).toMatchObject({
      verdict: 'finding',
      waiver: null,
      lapsedWaiver: { state: 'rule-changed', ruleVersion: 7 },
    });
    expect(await holding()).toEqual([]);
    expect((await ended()).map(({ state }) => state)).toEqual(['rule-changed']);
    await expect(grant(forMachine(machines.kiosk, { ruleVersion: VERSION + 1 }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`version ${VERSION}, and you read version ${VERSION + 1}`),
    });
  });
});

describe('a waiver of a label', () => {
  it('is for the machines of its scope that have it now', async () => {
    await onLabel('public');
    expect(await hosts('waived')).toEqual(['desk', 'kiosk']);
    expect((await holding())[0]).toMatchObject({ covers: 2, target: { kind: 'label', label: 'public' } });
    await verbs['machine.setLabels'](fleet.as('admin'), { id: machines.kiosk, labels: [] });
    expect(await hosts('waived')).toEqual(['desk']);
    const elsewhere = await fleet.machine({
      hostname: 'elsewhere',
      labels: ['public'],
      scopeId: fleet.otherScopeId,
    });
    await look(elsewhere, byHand);
    expect(await hosts('waived')).toEqual(['desk']);
    await fleet.admin.query('delete from machine where id = $1', [elsewhere]);
  });

  it('counts a machine once that two waivers are for', async () => {
    await onLabel('public');
    await onLabel('desk');
    await grant(forMachine(machines.desk));
    expect((await rule()).counts).toMatchObject({ finding: 0, waived: 2, pass: 1 });
  });

  it('tells before whom it would be for', async () => {
    await grant(forMachine(machines.kiosk));
    const ask = (label: string) =>
      verbs['waiver.preview'](fleet.as('approver'), {
        ruleId: STIG,
        label,
        scopeId: fleet.scopeId,
      });
    expect(await ask('public')).toMatchObject({
      machines: 3,
      findings: 1,
      waived: 1,
      hostnames: ['desk'],
      ruleVersion: VERSION,
    });
    expect(await ask('nobody')).toMatchObject({ machines: 0, findings: 0, waived: 0, hostnames: [] });
  });
});

describe('the end of a waiver', () => {
  it('comes by the clock alone, at its instant, for every reader at once', async () => {
    await grant(forMachine(machines.kiosk, { expiresAt: inDays(1) }));
    fleet.now = NOW + DAY_MS - 1;
    expect((await rule()).counts).toMatchObject({ finding: 1, waived: 1 });
    fleet.now = NOW + DAY_MS;
    expect((await rule()).counts).toMatchObject({ finding: 2, waived: 0 });
    expect(await hosts('waived')).toEqual([]);
    expect(await onPage(machines.kiosk)).toMatchObject({
      verdict: 'finding',
      lapsedWaiver: { state: 'expired' },
    });
    expect((await ended())[0]).toMatchObject({ state: 'expired', covers: 0 });
  });

  it('names the instant that all of an answer is of', async () => {
    await grant(forMachine(machines.kiosk, { expiresAt: inDays(1) }));
    fleet.now = NOW + DAY_MS - 1;
    const { at } = await verbs['finding.rules'](fleet.as('viewer'), {});
    expect(at).toBe(new Date(fleet.now).toISOString());
  });

  it('is told to the audit trail once, when the engine comes to it', async () => {
    const { id } = await grant(forMachine(machines.kiosk));
    const engine = fleet.database.pool('engine');
    expect(await enterExpiredWaivers(engine)).toEqual([]);
    await fleet.admin.query(
      `update waiver set granted_at = now() - interval '2 days', expires_at = now() - interval '1 day'`,
    );
    expect(await enterExpiredWaivers(engine)).toEqual([id]);
    expect(await enterExpiredWaivers(engine)).toEqual([]);
    const [granted, expired] = await fleet.entries(id);
    expect(granted).toMatchObject({
      action: 'waiver.grant',
      reason: 'replaced in March',
      after: { ruleId: STIG, ruleVersion: VERSION, machineId: machines.kiosk, owner: 'Kiosk team' },
    });
    expect(expired).toMatchObject({
      action: 'waiver.expire',
      actor_kind: 'system',
      scope_id: fleet.scopeId,
      after: { hostname: 'kiosk', ruleId: STIG },
    });
  });

  it('comes at once when it is revoked, with who and why', async () => {
    const { id } = await grant(forMachine(machines.kiosk));
    fleet.now = NOW + 60_000;
    await verbs['waiver.revoke'](fleet.as('admin'), { id, reason: 'no longer true' });
    expect((await rule()).counts).toMatchObject({ finding: 2, waived: 0 });
    expect((await ended())[0]).toMatchObject({ state: 'revoked', revoked: { reason: 'no longer true' } });
    expect((await fleet.entries(id)).map(({ action }) => action)).toEqual(['waiver.grant', 'waiver.revoke']);
    await expect(
      verbs['waiver.revoke'](fleet.as('admin'), { id, reason: 'twice over' }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/revoked at .* already/) });
  });
});

describe('what can’t be granted', () => {
  it.each([
    ['an end that is past', -1, /run out already/],
    ['an end that is now', 0, /run out already/],
    ['more than a year', 367, /366 days at most/],
  ])('is %s', async (_, days, words) => {
    const before = await fleet.countEntries();
    await expect(grant(forMachine(machines.kiosk, { expiresAt: inDays(days) }))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(words),
      fields: { expiresAt: expect.any(String) },
    });
    expect(await holding()).toEqual([]);
    expect(await fleet.countEntries()).toBe(before);
  });

  it('is a rule that there is not, and a machine that is retired', async () => {
    await expect(grant(forMachine(machines.kiosk, { ruleId: 'no-such' }))).rejects.toMatchObject({
      code: 'not-found',
    });
    const retired = await fleet.machine({ hostname: 'old', status: 'retired' });
    await expect(grant(forMachine(retired))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is a second one that ends no later; a later one prolongs', async () => {
    await grant(forMachine(machines.kiosk));
    await expect(grant(forMachine(machines.kiosk, { expiresAt: inDays(29) }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/until .* already/),
    });
    await grant(forMachine(machines.kiosk, { expiresAt: inDays(60) }));
    expect((await rule()).counts).toMatchObject({ finding: 1, waived: 1 });
  });

  it.each(['machine', 'label'])(
    'is a second one for a %s by people who grant at the same time',
    async (of) => {
      const asked = () => (of === 'machine' ? grant(forMachine(machines.kiosk)) : onLabel('public', 30));
      const made = await Promise.allSettled([asked(), asked(), asked(), asked()]);
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(
        made.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : [])),
      ).toEqual(['conflict', 'conflict', 'conflict']);
    },
  );
});

it('lists page by page, the first to expire first, and a machine’s own alone', async () => {
  await onLabel('public', 20);
  await onLabel('desk', 10);
  await grant(forMachine(machines.kiosk));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<(typeof verbs)['waiver.list']>> = await verbs['waiver.list'](
      fleet.as('viewer'),
      {
        cursor,
        limit: 1,
      },
    );
    seen.push(...page.rows.map(({ target }) => (target.kind === 'label' ? target.label : target.hostname)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(['desk', 'public', 'kiosk']);
  const own = await verbs['waiver.list'](fleet.as('viewer'), { machineId: machines.kiosk });
  expect(own.rows).toHaveLength(2);
  const branch = await fleet.person('viewer', [fleet.otherScopeId]);
  expect((await verbs['waiver.list'](fleet.as(branch), {})).rows).toEqual([]);
});

describe('a file of findings', () => {
  async function file(input: VerbInput<'finding.export'>, who: 'auditor' | 'viewer' = 'auditor') {
    const { chunks, fileName } = await verbs['finding.export'](fleet.as(who), input);
    let text = '';
    for await (const chunk of chunks) text += chunk;
    return { text, fileName };
  }
  interface Json {
    at: string;
    machines: {
      machine: { hostname: string };
      nothingTold: boolean;
      verdicts: { ruleId: string; verdict: string; text: string; waiver: { owner: string } | null }[];
    }[];
  }
  const parsed = async (input: Omit<VerbInput<'finding.export'>, 'format'> = {}) =>
    JSON.parse((await file({ ...input, format: 'json' })).text) as Json;
  const stigOf = ({ machines: all }: Json) =>
    all.map(({ machine, verdicts }) => [
      machine.hostname,
      verdicts.find(({ ruleId }) => ruleId === STIG)?.verdict,
    ]);

  it('names its instant, and keeps to it although a waiver ends while it is written', async () => {
    await grant(forMachine(machines.kiosk, { expiresAt: inDays(1) }));
    fleet.now = NOW + DAY_MS - 1;
    const { chunks } = await verbs['finding.export'](fleet.as('auditor'), { format: 'json' });
    fleet.now = NOW + 2 * DAY_MS;
    let text = '';
    for await (const chunk of chunks) text += chunk;
    const said = JSON.parse(text) as Json;
    expect(said.at).toBe(new Date(NOW + DAY_MS - 1).toISOString());
    expect(stigOf(said)).toEqual([
      ['desk', 'finding'],
      ['good', 'pass'],
      ['kiosk', 'waived'],
    ]);
    expect(stigOf(await parsed())).toContainEqual(['kiosk', 'finding']);
  });

  it('has every verdict with its words, what waives it, and machines that told nothing', async () => {
    const silent = await fleet.machine({ hostname: 'silent' });
    await grant(forMachine(machines.kiosk));
    const { machines: all } = await parsed();
    expect(all.find(({ machine }) => machine.hostname === 'silent')).toMatchObject({
      nothingTold: true,
      verdicts: [],
    });
    const kiosk = all.find(({ machine }) => machine.hostname === 'kiosk')!;
    expect(kiosk.verdicts).toHaveLength(9);
    expect(kiosk.verdicts[0]).toMatchObject({
      ruleId: STIG,
      verdict: 'waived',
      text: expect.stringMatching(/is not set/),
      waiver: { owner: 'Kiosk team' },
    });
    await fleet.admin.query('delete from machine where id = $1', [silent]);
  });

  it('has what was asked for alone', async () => {
    await grant(forMachine(machines.kiosk));
    const waived = await parsed({ rules: [STIG], verdicts: ['waived'] });
    expect(stigOf(waived)).toEqual([['kiosk', 'waived']]);
    expect(stigOf(await parsed({ rules: [STIG], machineId: machines.good }))).toEqual([['good', 'pass']]);
    await expect(file({ format: 'csv', rules: ['no-such'] })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is a table for a spreadsheet, and an entry of the audit trail with its SHA-256', async () => {
    await grant(forMachine(machines.kiosk, { owner: '=cmd()' }));
    const { text, fileName } = await file({ format: 'csv', rules: [STIG] });
    const lines = text.replace(/\r\n$/, '').split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^\uFEFFasOf,machineId,hostname/);
    expect(lines.find((line) => line.includes('kiosk'))).toMatch(/,waived,.*'=cmd\(\)/);
    expect(fileName).toBe('teredo-fleet-findings-20261123T100000Z.csv');
    const [entry] = await fleet.rows<{ after: object }>(
      `select after from audit_entry where action = 'finding.export' order by seq desc limit 1`,
    );
    expect(entry!.after).toMatchObject({ rows: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});
