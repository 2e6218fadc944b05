import { inPoolTransaction, rightFindingCounts, upsertFacts } from '@teredo-fleet/db';
import type { Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { windows } from '../../teredo/test/factories';
import {
  judgeByOwnRules,
  type MachineFilter,
  observationFacts,
  ownRuleRound,
  type VerbInput,
  verbs,
} from '../src';
import { NOW, TestFleet } from './support/fleet';

type Asked = VerbInput<'ownRule.save'>;

const EVERYTHING = { scopes: '*', userId: null } as const;
const ACTIVE = { status: ['active' as const] };
const firewall = (on: boolean | 'unknown') => ({ ...windows(), firewall: { ...windows().firewall, on } });

let fleet: TestFleet;
let machines: { kiosk: string; desk: string; branch: string };
let minute = 0;
let made = 0;

async function look(machineId: string, observation: Observation): Promise<void> {
  minute += 1;
  const at = new Date(NOW - 86_400_000 + minute * 60_000);
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation,
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await inPoolTransaction(fleet.database.pool('gateway'), EVERYTHING, (db) => upsertFacts(db, [facts]));
}

const round = () => ownRuleRound(fleet.database.pool('engine'))();

beforeAll(async () => {
  fleet = await TestFleet.create();
  machines = {
    kiosk: await fleet.machine({ hostname: 'kiosk', labels: ['public'] }),
    desk: await fleet.machine({ hostname: 'desk' }),
    branch: await fleet.machine({ hostname: 'branch', scopeId: fleet.otherScopeId }),
  };
});
beforeEach(async () => {
  fleet.now = NOW;
  await look(machines.kiosk, firewall(true));
  await look(machines.desk, firewall(false));
  await look(machines.branch, firewall('unknown'));
});
afterAll(() => fleet.close());

const texts = (rest: Partial<Asked> = {}): Asked => ({
  title: 'Firewall on',
  kind: 'compliance',
  severity: 'high',
  demand: 'The host firewall is on.',
  remedy: 'Turn it on.',
  appliesWhen: null,
  asks: 'firewall.on',
  ...rest,
});

async function save(rest: Partial<Asked> = {}, who: Parameters<TestFleet['as']>[0] = 'admin') {
  made += 1;
  return verbs['ownRule.save'](fleet.as(who), texts({ name: `rule-${made}`, ...rest }));
}

async function edit(id: string, rest: Partial<Asked>) {
  const { revision } = await verbs['ownRule.get'](fleet.as('viewer'), { id });
  return verbs['ownRule.save'](fleet.as('admin'), texts({ id, revision, ...rest }));
}

async function counts(ruleId: string, filter: MachineFilter = ACTIVE) {
  const { rows } = await verbs['finding.rules'](fleet.as('viewer'), { filter });
  const row = rows.find(({ id }) => id === ruleId);
  return row === undefined
    ? null
    : Object.fromEntries(Object.entries(row.counts).filter(([, many]) => many > 0));
}

const standing = (ruleId: string) =>
  fleet.rows<{ hostname: string; version: number; verdict: string }>(
    `select m.hostname, v.rule_version as version, v.verdict from machine_finding v join machine m on m.id = v.machine_id
     where v.rule_id = $1 and v.until is null order by 1`,
    [ruleId],
  );

async function expectRightNumbers(): Promise<void> {
  expect(await inPoolTransaction(fleet.database.pool('engine'), EVERYTHING, rightFindingCounts)).toEqual([]);
}

describe('a rule that an organisation writes', () => {
  it('is judged on every machine that told something, and counted as every other rule is', async () => {
    const { id } = await save();
    expect((await verbs['ownRule.get'](fleet.as('viewer'), { id })).own.judging).toEqual({
      judged: 0,
      machines: 0,
    });
    await round();
    expect(await counts(id)).toEqual({ pass: 1, finding: 1, unknown: 1 });
    expect(await counts(id, { ...ACTIVE, simulated: false })).toEqual({ pass: 1, finding: 1, unknown: 1 });
    expect((await verbs['ownRule.get'](fleet.as('viewer'), { id })).own.judging).toBeNull();
    const { rows } = await verbs['machine.list'](fleet.as('viewer'), {
      filter: { finding: [`${id}:finding`] },
    });
    expect(rows.map(({ hostname }) => hostname)).toEqual(['desk']);
    await expectRightNumbers();
  });

  it('follows what a machine tells, and its labels', async () => {
    const { id } = await save({ appliesWhen: 'machine.labels contains "public"' });
    await round();
    expect(await counts(id)).toEqual({ pass: 1, 'not-applicable': 2 });
    await look(machines.kiosk, firewall(false));
    await round();
    expect(await counts(id)).toEqual({ finding: 1, 'not-applicable': 2 });
    await verbs['machine.setLabels'](fleet.as('operator'), { id: machines.desk, labels: ['public'] });
    await round();
    expect(await counts(id)).toEqual({ finding: 2, 'not-applicable': 1 });
    await verbs['machine.setLabels'](fleet.as('operator'), { id: machines.desk, labels: [] });
    await round();
    await expectRightNumbers();
  });

  it('of one scope says nothing of machines of another, also after they move', async () => {
    const { id } = await save({ scopeId: fleet.otherScopeId });
    await round();
    expect(await standing(id)).toEqual([{ hostname: 'branch', version: 1, verdict: 'unknown' }]);
    await fleet.admin.query('update machine set scope_id = $2 where id = $1', [
      machines.branch,
      fleet.scopeId,
    ]);
    await round();
    expect(await standing(id)).toEqual([]);
    await fleet.admin.query('update machine set scope_id = $2 where id = $1', [
      machines.branch,
      fleet.otherScopeId,
    ]);
    await round();
    expect(await standing(id)).toEqual([{ hostname: 'branch', version: 1, verdict: 'unknown' }]);
    await expectRightNumbers();
  });

  it('is a new version where it comes to mean something else, and the same one where only words change', async () => {
    const { id } = await save();
    await round();
    expect(await edit(id, { title: 'Firewall is on', asks: 'FIREWALL.ON' })).toEqual({ id, version: 1 });
    expect((await standing(id)).map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(await edit(id, { asks: 'not firewall.on' })).toEqual({ id, version: 2 });
    await round();
    expect(await counts(id)).toEqual({ pass: 1, finding: 1, unknown: 1 });
    expect(
      (await standing(id)).map(({ hostname, version, verdict }) => [hostname, version, verdict]),
    ).toEqual([
      ['branch', 2, 'unknown'],
      ['desk', 2, 'pass'],
      ['kiosk', 2, 'finding'],
    ]);
    const { versions } = await verbs['ownRule.get'](fleet.as('viewer'), { id });
    expect(versions.map(({ version, asks }) => [version, asks])).toEqual([
      [2, 'not firewall.on'],
      [1, 'firewall.on'],
    ]);
    await expectRightNumbers();
  });

  it('is waived as every rule is, and a waiver of an earlier version covers nothing', async () => {
    const { id } = await save();
    await round();
    const waiver = { machineId: machines.desk, owner: 'Desk team', reason: 'replaced in March' };
    const expiresAt = new Date(Date.now() + 86_400_000 * 30).toISOString();
    fleet.now = Date.now();
    await verbs['waiver.grant'](fleet.as('approver'), { ...waiver, ruleId: id, ruleVersion: 1, expiresAt });
    expect(await counts(id)).toEqual({ pass: 1, waived: 1, unknown: 1 });
    await edit(id, { asks: 'firewall.on or false and elevated' });
    await round();
    expect(await counts(id)).toEqual({ pass: 1, finding: 1, unknown: 1 });
    await expectRightNumbers();
  });

  it('is in the machine’s page and in files with what it rests on', async () => {
    const { id } = await save();
    await round();
    const { findings } = await verbs['machine.get'](fleet.as('viewer'), { id: machines.desk });
    expect(findings.find((one) => one.id === id)).toMatchObject({
      verdict: 'finding',
      text: 'It is not so: firewall.on.',
      evidence: [{ fact: 'firewall.on', value: 'false' }],
      since: expect.any(String),
    });
    for (const format of ['csv', 'json', 'oscal'] as const) {
      const { chunks } = await verbs['finding.export'](fleet.as('auditor'), { format, rules: [id] });
      let text = '';
      for await (const chunk of chunks) text += chunk;
      expect(text).toContain('It is not so: firewall.on.');
    }
    const day = await verbs['finding.history'](fleet.as('viewer'), { ruleId: id });
    expect(day.rule).toMatchObject({ id, own: { asks: 'firewall.on', scope: null, retired: null } });
    const past = await verbs['past.machine'](
      { ...fleet.as('viewer'), now: () => Date.now() + 5000 },
      { id: machines.desk, at: new Date(Date.now() + 1000).toISOString() },
    );
    expect(past.verdicts).toContainEqual(expect.objectContaining({ ruleId: id, verdict: 'finding' }));
  });

  it('is asked no more once it is retired, and what it said is kept', async () => {
    const { id } = await save();
    await round();
    await verbs['ownRule.retire'](fleet.as('admin'), { id, reason: 'not needed any more' });
    await round();
    expect(await standing(id)).toEqual([]);
    expect(await counts(id)).toBeNull();
    expect(await fleet.rows('select from machine_finding where rule_id = $1', [id])).toHaveLength(3);
    const { rule } = await verbs['finding.history'](fleet.as('viewer'), { ruleId: id });
    expect(rule.own?.retired).toMatchObject({ reason: 'not needed any more' });
    await expect(edit(id, {})).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      verbs['ownRule.save'](fleet.as('admin'), texts({ name: id.slice(4) })),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expectRightNumbers();
  });

  it('is refused with the place of what can not be read, and where somebody else changed it meanwhile', async () => {
    await expect(save({ asks: 'firewall.on and\n elevatd' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { asks: 'line 2, column 2: There is no fact “elevatd”. Did you mean “elevated”?' },
    });
    await expect(save({ appliesWhen: 'os.name = 5' })).rejects.toMatchObject({
      fields: { appliesWhen: expect.stringMatching(/line 1, column 11/) },
    });
    const { id } = await save();
    await expect(verbs['ownRule.save'](fleet.as('admin'), texts({ id, revision: 7 }))).rejects.toMatchObject({
      code: 'conflict',
    });
    const limited = await fleet.person('admin', [fleet.otherScopeId]);
    await expect(save({}, limited)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      verbs['ownRule.save'](fleet.as(limited), texts({ id, revision: 1, scopeId: fleet.otherScopeId })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('leaves entries of what it was and what it is', async () => {
    const { id } = await save();
    await edit(id, { asks: 'elevated' });
    const rows = await fleet.rows<{
      before: { asks: string } | null;
      after: { asks: string; version: number };
    }>(`select before, after from audit_entry where object_id = $1 order by seq`, [id]);
    expect(rows.map(({ before, after }) => [before?.asks, after.asks, after.version])).toEqual([
      [undefined, 'firewall.on', 1],
      ['firewall.on', 'elevated', 2],
    ]);
  });
});

describe('judging by own rules', () => {
  it('goes on where it was cut off, and says how far it came', async () => {
    await round();
    const { id } = await save();
    await fleet.admin.query('delete from own_rule_due');
    // One that came to the first machine alone, and then the process was gone.
    const [first] = await fleet.rows<{ id: string }>(
      'select machine_id as id from machine_facts order by 1 limit 1',
    );
    await fleet.admin.query('update own_rule set judged_to = $2, judged = 1, to_judge = 3 where id = $1', [
      id,
      first!.id,
    ]);
    expect((await verbs['ownRule.get'](fleet.as('viewer'), { id })).own.judging).toEqual({
      judged: 1,
      machines: 3,
    });
    await round();
    expect(await standing(id)).toHaveLength(2);
    const [{ judged }] = (await fleet.rows<{ judged: number }>('select judged from own_rule where id = $1', [
      id,
    ])) as [{ judged: number }];
    expect(judged).toBe(3);
  });

  it('judges anew now and then what changes with nothing told', async () => {
    const { id } = await save({ asks: 'machine.lookAge < 1 day' });
    await round();
    expect(await counts(id)).toEqual({ finding: 3 });
    await fleet.admin.query(
      `update machine_facts set observed_at = now() - interval '1 minute' where machine_id = $1`,
      [machines.kiosk],
    );
    await round();
    expect(await counts(id)).toEqual({ finding: 3 });
    await fleet.admin.query(`update own_rule set judged_at = now() - interval '31 minutes' where id = $1`, [
      id,
    ]);
    await round();
    expect(await counts(id)).toEqual({ pass: 1, finding: 2 });
    await verbs['ownRule.retire'](fleet.as('admin'), { id, reason: 'was a test' });
    await fleet.admin.query('delete from machine_facts where machine_id = $1', [machines.kiosk]);
  });

  it('loses nothing that is told while it judges, and nothing that is changed of a rule', async () => {
    const { id } = await save();
    const gateway = await fleet.database.pool('gateway').connect();
    try {
      // A look that is written and not committed when the engine passes.
      await gateway.query('begin');
      await gateway.query(`select set_config('teredo.all_scopes', 'on', true)`);
      minute += 1;
      const at = new Date(NOW - 86_400_000 + minute * 60_000);
      const facts = observationFacts({
        machineId: machines.desk,
        observedAt: at,
        receivedAt: at,
        reason: 'periodic',
        observation: firewall(true),
      });
      if ('unreadable' in facts) throw new Error(facts.unreadable);
      await upsertFacts(gateway, [facts]);
      await round();
      expect((await standing(id)).find(({ hostname }) => hostname === 'desk')?.verdict).toBe('finding');
      await gateway.query('commit');
    } finally {
      gateway.release();
    }
    await round();
    expect((await standing(id)).find(({ hostname }) => hostname === 'desk')?.verdict).toBe('pass');

    // The engine has judged by version 1 and not committed when version 2 is written.
    const engine = await fleet.database.pool('engine').connect();
    await fleet.admin.query(
      'update own_rule set judged_at = null, judged_to = null, judged = 0 where id = $1',
      [id],
    );
    let saving: Promise<unknown>;
    try {
      await engine.query('begin');
      await judgeByOwnRules(engine);
      saving = edit(id, { asks: 'not firewall.on' });
      await new Promise((resolve) => setTimeout(resolve, 200));
      await engine.query('commit');
      await saving;
    } finally {
      engine.release();
    }
    await round();
    expect((await standing(id)).find(({ hostname }) => hostname === 'desk')).toMatchObject({
      version: 2,
      verdict: 'finding',
    });
    await expectRightNumbers();
  });

  it('knows the first rule for a look that is being written while it is made', async () => {
    await fleet.admin.query(
      `update own_rule set retired_at = now(), retired_by_id = 'x', retire_reason = 'test' where retired_at is null`,
    );
    await round();
    const gateway = await fleet.database.pool('gateway').connect();
    let saving: Promise<{ id: string }>;
    try {
      await gateway.query('begin');
      await gateway.query(`select set_config('teredo.all_scopes', 'on', true)`);
      minute += 1;
      const at = new Date(NOW - 86_400_000 + minute * 60_000);
      const facts = observationFacts({
        machineId: machines.desk,
        observedAt: at,
        receivedAt: at,
        reason: 'periodic',
        observation: firewall(true),
      });
      if ('unreadable' in facts) throw new Error(facts.unreadable);
      await upsertFacts(gateway, [facts]);
      saving = save();
      await new Promise((resolve) => setTimeout(resolve, 200));
      await gateway.query('commit');
    } finally {
      gateway.release();
    }
    const { id } = await saving;
    await round();
    expect((await standing(id)).find(({ hostname }) => hostname === 'desk')?.verdict).toBe('pass');
  });

  it('is one server’s at a time', async () => {
    const { id } = await save();
    await Promise.all([round(), round(), round()]);
    expect(await standing(id)).toHaveLength((await fleet.rows('select from machine_facts')).length);
    await expectRightNumbers();
  });
});

describe('a preview of a rule', () => {
  const preview = (input: Partial<VerbInput<'ownRule.preview'>>) =>
    verbs['ownRule.preview'](fleet.as('viewer'), { appliesWhen: null, asks: 'firewall.on', ...input });

  it('says whom it would hit, and writes nothing', async () => {
    const before = await fleet.rows('select from machine_finding');
    const found = await preview({});
    expect(found).toMatchObject({ machines: 3, unseen: 0, looked: 3, exact: true });
    expect(found.counts).toEqual({ pass: 1, finding: 1, unknown: 1, 'not-reviewed': 0, 'not-applicable': 0 });
    expect(found.examples.finding).toEqual([{ id: machines.desk, hostname: 'desk' }]);
    expect(await fleet.rows('select from machine_finding')).toHaveLength(before.length);
    await expect(preview({ asks: 'firewall' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('judges some that were picked by chance where there are many, and says so', async () => {
    await fleet.admin.query(`
      insert into machine (scope_id, hostname, labels, status, platform, simulated, agent_version, agent_key, enrolment_id, hardware_id)
      select m.scope_id, 'many-' || n, m.labels, 'active', m.platform, true, m.agent_version, sha256(n::text::bytea), gen_random_uuid(), gen_random_uuid()::text
      from machine m cross join generate_series(1, 9000) n where m.id = '${machines.desk}'`);
    await fleet.admin.query(`
      insert into machine_facts (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash, os_family, os_name, configured_type, configured_set_by, effective_state, reachable, diagnosis_code, severity)
      select m.id, f.scope_id, f.observed_at, f.received_at, f.changed_at, f.observation, f.observation_hash, f.os_family, f.os_name, f.configured_type, f.configured_set_by, f.effective_state, f.reachable, f.diagnosis_code, f.severity
      from machine m join machine_facts f on f.machine_id = '${machines.desk}' where m.hostname like 'many-%'`);
    const { exact, looked, machines: all, counts: found } = await preview({});
    expect([exact, all]).toEqual([false, 9003]);
    expect(looked).toBeGreaterThan(3000);
    expect(looked).toBeLessThan(5000);
    expect(found.finding).toBeGreaterThan(8900);
    await fleet.admin.query(`delete from machine where hostname like 'many-%'`);
  });
});
