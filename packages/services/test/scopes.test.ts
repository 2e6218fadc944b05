import { randomUUID } from 'node:crypto';
import { FINDING_RULES } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedChange, type UserActor, type VerbInput, type VerbName, verbs } from '../src';
import { finishJob, ON, toggle, toggleInput } from './support/changes';
import { TestFleet } from './support/fleet';
import { draft, save } from './support/policies';

let fleet: TestFleet;
/** Limited to the branch; everything else is in the other scope. */
let admin: UserActor;
let foreignMachine: string;
let ownMachine: string;
let foreign: StartedChange;
let foreignToken: string;
let foreignWaiver: string;
let foreignRule: string;
let foreignPolicy: string;
let foreignProgram: string;
let foreignAlert: string;

/** A rule that every organisation has. */
const WAIVED = FINDING_RULES.find(({ id }) => id === 'xbox-party')!;

const RULE = {
  kind: 'function' as const,
  severity: 'low' as const,
  demand: 'The firewall is on.',
  remedy: 'Turn it on.',
  appliesWhen: null,
  asks: 'firewall.on',
};

beforeAll(async () => {
  fleet = await TestFleet.create();
  admin = await fleet.person('admin', [fleet.otherScopeId]);
  foreignMachine = await fleet.machine({ hostname: 'foreign-one' });
  ownMachine = await fleet.machine({ hostname: 'own-one', scopeId: fleet.otherScopeId });
  foreign = await toggle(fleet, foreignMachine);
  await finishJob(fleet, foreign, 'verified');
  const made = await verbs['token.create'](fleet.as('admin'), {
    label: 'Foreign',
    scopeId: fleet.scopeId,
    autoAccept: true,
    maxUses: 5,
    expiresInHours: 1,
  });
  foreignToken = made.token.id;
  const waived = await verbs['waiver.grant'](fleet.as('admin'), {
    ruleId: WAIVED.id,
    ruleVersion: WAIVED.version,
    label: 'foreign',
    scopeId: fleet.scopeId,
    owner: 'Somebody else',
    reason: 'a foreign one',
    expiresAt: '2026-12-24T18:00:00Z',
  });
  foreignWaiver = waived.id;
  const { id: ruleId } = await verbs['ownRule.save'](fleet.as('admin'), {
    name: 'foreign',
    title: 'Foreign',
    ...RULE,
    scopeId: fleet.scopeId,
  });
  foreignRule = ruleId;
  foreignPolicy = (await save(fleet, 'foreign')).id;
  const named = { path: 'C:\\Foreign\\chat.exe', scopeId: fleet.scopeId };
  foreignProgram = (await verbs['program.add'](fleet.as('admin'), named)).id;
  const { rows } = await fleet.admin.query<{ id: string }>(
    `insert into alert (kind, subject, scope_id, name, opened_at, told_at) values ('drift', '', $1, 'Foreign', now(), now()) returning id`,
    [fleet.scopeId],
  );
  foreignAlert = rows[0]!.id;
});
afterAll(() => fleet.close());

async function errorOf(answer: Promise<unknown>): Promise<{ code: string; message: string } | null> {
  return answer.then(
    () => null,
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );
}

const reason = 'a foreign one';
type Cases = {
  [N in VerbName]?: (ids: {
    machine: string;
    rollout: string;
    job: string;
    token: string;
    user: string;
    waiver: string;
    rule: string;
    policy: string;
    program: string;
    alert: string;
  }) => VerbInput<N>;
};

/** Every verb that takes the id of something that has a scope. */
const CASES: Cases = {
  'machine.get': ({ machine }) => ({ id: machine }),
  'machine.timeline': ({ machine }) => ({ id: machine }),
  'machine.preview': ({ machine }) => ({ id: machine, desired: ON }),
  'machine.toggle': ({ machine }) => toggleInput(machine),
  'machine.observe': ({ machine }) => ({ id: machine }),
  'machine.refuse': ({ machine }) => ({ ids: [machine], reason }),
  'machine.accept': ({ machine }) => ({ ids: [machine] }),
  'machine.setLabels': ({ machine }) => ({ id: machine, labels: ['mine'] }),
  'machine.retire': ({ machine }) => ({ id: machine, reason }),
  'machine.delete': ({ machine }) => ({ id: machine, reason, confirmHostname: 'foreign-one' }),
  'machine.releaseQuarantine': ({ machine }) => ({ id: machine, reason }),
  'machine.programs': ({ machine }) => ({ id: machine }),
  'program.machines': ({ program }) => ({ id: program }),
  'program.remove': ({ program }) => ({ id: program, reason }),
  'past.machine': ({ machine }) => ({ id: machine, at: '2026-01-01T00:00:00Z' }),
  'ownRule.get': ({ rule }) => ({ id: rule }),
  'ownRule.retire': ({ rule }) => ({ id: rule, reason }),
  'ownRule.save': ({ rule }) => ({
    id: rule,
    revision: 1,
    title: 'Mine',
    ...RULE,
    scopeId: fleet.otherScopeId,
  }),
  'finding.history': ({ rule }) => ({ ruleId: rule }),
  'waiver.preview': ({ machine }) => ({ ruleId: WAIVED.id, machineId: machine }),
  'waiver.grant': ({ machine }) => ({
    ruleId: WAIVED.id,
    ruleVersion: WAIVED.version,
    machineId: machine,
    owner: 'Mine',
    reason,
    expiresAt: '2026-12-24T18:00:00Z',
  }),
  'alert.acknowledge': ({ alert }) => ({ id: alert, reason }),
  'waiver.revoke': ({ waiver }) => ({ id: waiver, reason }),
  'policy.get': ({ policy }) => ({ id: policy }),
  'policy.preview': ({ policy }) => ({
    id: policy,
    name: 'Mine',
    label: 'mine',
    mode: 'audit',
    draft: draft(),
  }),
  'policy.ofMachine': ({ machine }) => ({ machineId: machine }),
  'policy.save': ({ policy }) => ({
    id: policy,
    name: 'Mine',
    label: 'mine',
    mode: 'audit',
    draft: draft(),
    reason,
  }),
  'policy.approve': ({ policy }) => ({ id: policy, contentHash: '0'.repeat(64) }),
  'policy.decide': ({ policy }) => ({ winnerId: policy, loserId: randomUUID(), reason }),
  'policy.resume': ({ policy }) => ({ id: policy, reason }),
  'policy.retire': ({ policy }) => ({ id: policy, reason }),
  'rollout.get': ({ rollout }) => ({ id: rollout }),
  'rollout.members': ({ rollout }) => ({ id: rollout }),
  'rollout.notices': ({ rollout }) => ({ id: rollout }),
  'rollout.log': ({ rollout }) => ({ id: rollout }),
  'rollout.pause': ({ rollout }) => ({ id: rollout, reason }),
  'rollout.resume': ({ rollout }) => ({ id: rollout, reason }),
  'rollout.promote': ({ rollout }) => ({ id: rollout, wave: 0, reason }),
  'rollout.overrideGate': ({ rollout }) => ({ id: rollout, wave: 0, reason }),
  'rollout.retryFailed': ({ rollout }) => ({ id: rollout, reason }),
  'rollout.nudge': ({ rollout }) => ({ id: rollout, reason }),
  'rollout.nudgePreview': ({ rollout }) => ({ id: rollout }),
  'rollout.askNoticeOverride': ({ rollout }) => ({ id: rollout, reason }),
  'rollout.grantNoticeOverride': ({ rollout }) => ({ id: rollout, overrideId: rollout, reason }),
  'rollout.closeNoticeOverride': ({ rollout }) => ({ id: rollout, overrideId: rollout, reason }),
  'rollout.noticeOverridePreview': ({ rollout }) => ({ id: rollout }),
  'rollout.exclude': ({ rollout }) => ({ id: rollout, filter: {}, reason }),
  'rollout.abort': ({ rollout }) => ({ id: rollout, reason }),
  'rollout.rollBack': ({ rollout }) => ({
    id: rollout,
    what: { kind: 'whole' },
    reason,
    idempotencyKey: randomUUID(),
  }),
  'job.undo': ({ job }) => ({ jobId: job, reason, idempotencyKey: randomUUID() }),
  'job.cancel': ({ job }) => ({ jobId: job, reason }),
  'report.export': ({ rollout }) => ({ rolloutId: rollout, format: 'json' }),
  'evidence.request': ({ rollout }) => ({ rolloutId: rollout }),
  'token.revoke': ({ token }) => ({ id: token }),
  'user.setRole': ({ user }) => ({ id: user, role: 'viewer', scopeIds: [fleet.otherScopeId] }),
  'user.disable': ({ user }) => ({ id: user }),
};

function call(verb: VerbName, ids: Parameters<NonNullable<Cases['machine.get']>>[0]): Promise<unknown> {
  const run = verbs[verb] as (context: unknown, input: unknown) => Promise<unknown>;
  return run(fleet.as(admin), CASES[verb]!(ids));
}

describe.each(Object.keys(CASES) as VerbName[])('%s of something in a foreign scope', (verb) => {
  it('gives the same answer as for an id that names nothing, and changes nothing', async () => {
    const foreignIds = {
      machine: foreignMachine,
      rollout: foreign.rolloutId,
      job: foreign.jobId,
      token: foreignToken,
      waiver: foreignWaiver,
      policy: foreignPolicy,
      rule: foreignRule,
      program: foreignProgram,
      alert: foreignAlert,
      user: fleet.people.get('viewer')!.id,
    };
    const none = randomUUID();
    const absent = {
      machine: none,
      rollout: none,
      job: none,
      token: 'f'.repeat(16),
      user: none,
      waiver: none,
      policy: none,
      rule: 'own-none',
      program: none,
      alert: none,
    };
    const before = await fleet.rows('select status, labels from machine where id = $1', [foreignMachine]);
    const answer = await errorOf(call(verb, foreignIds));
    expect(answer).toMatchObject({ code: 'not-found' });
    expect(answer).toEqual(await errorOf(call(verb, absent)));
    expect(await fleet.rows('select status, labels from machine where id = $1', [foreignMachine])).toEqual(
      before,
    );
  });
});

describe('lists of somebody limited to a scope', () => {
  it('shows own machines only, and counts no others', async () => {
    const page = await verbs['machine.list'](fleet.as(admin), {});
    expect(page.rows.map((row) => row.id)).toEqual([ownMachine]);
    expect(page.total).toBe(1);
    expect((await verbs['machine.counts'](fleet.as(admin), {})).total).toBe(1);
    expect((await verbs['machine.list'](fleet.as('admin'), {})).total).toBe(2);
  });

  it('shows no foreign rollout, token, scope, person or entry', async () => {
    const context = fleet.as(admin);
    expect((await verbs['rollout.list'](context, {})).rows).toEqual([]);
    expect((await verbs['policy.list'](context, {})).rows).toEqual([]);
    expect((await verbs['ownRule.list'](context, {})).rows).toEqual([]);
    const { rows: rules } = await verbs['finding.rules'](context, {});
    expect(rules.filter(({ own }) => own !== null)).toEqual([]);
    expect((await verbs['token.list'](context, {})).rows).toEqual([]);
    expect((await verbs['scope.list'](context, {})).rows.map((row) => row.name)).toEqual(['Branch']);
    expect((await verbs['user.list'](context, {})).rows.map((row) => row.id)).toEqual([admin.id]);
    await verbs['machine.setLabels'](context, { id: ownMachine, labels: ['mine'] });
    const { rows } = await verbs['audit.list'](context, {});
    expect(rows.map((row) => row.object.id)).toEqual([ownMachine]);
  });

  it('lets readers of a rollout read who was refused it, but for those who may not see it', async () => {
    const input = { id: foreign.rolloutId, reason };
    await errorOf(verbs['rollout.abort'](fleet.as(admin), input));
    await errorOf(verbs['rollout.abort'](fleet.as('viewer'), input));
    const rows = await fleet.rows<{ scope: string | null }>(
      `select scope_id as scope from audit_entry where outcome = 'refused' and action = 'rollout.abort' and object_id = '${foreign.rolloutId}'
       order by seq desc limit 2`,
    );
    expect(rows.map(({ scope }) => scope)).toEqual([fleet.scopeId, null]);
  });

  it('passes on changes of own things only', async () => {
    const events = [
      { kind: 'machine' as const, id: foreignMachine },
      { kind: 'machine' as const, id: ownMachine },
      { kind: 'job' as const, id: foreign.jobId },
      { kind: 'rollout' as const, id: foreign.rolloutId },
      { kind: 'token' as const, id: foreignToken },
      { kind: 'settings' as const, id: null },
    ];
    expect((await verbs['event.changes'](fleet.as(admin), { events })).events).toEqual([
      events[1],
      events[5],
    ]);
    expect((await verbs['event.changes'](fleet.as('admin'), { events })).events).toEqual(events);
    const audit = [{ kind: 'audit' as const, id: null }];
    expect((await verbs['event.changes'](fleet.as('viewer'), { events: audit })).events).toEqual([]);
  });

  it('keeps rows of a foreign scope from a query that forgot its condition', async () => {
    const pool = fleet.database.pool('web');
    const client = await pool.connect();
    await client.query('begin');
    await client.query(`select set_config('teredo.scopes', $1, true)`, [fleet.otherScopeId]);
    const { rows } = await client.query<{ id: string }>('select id from machine');
    await client.query('rollback');
    client.release();
    expect(rows.map((row) => row.id)).toEqual([ownMachine]);
  });
});

describe('granting access', () => {
  const password = 'long enough to be taken';

  it('lets a limited admin give only what they have', async () => {
    const context = fleet.as(admin);
    const person = { name: 'New', email: 'new@example.test', role: 'viewer' as const, password };
    for (const scopeIds of [[], [fleet.scopeId], [fleet.scopeId, fleet.otherScopeId]]) {
      await expect(verbs['user.create'](context, { ...person, scopeIds })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    const { id } = await verbs['user.create'](context, { ...person, scopeIds: [fleet.otherScopeId] });
    await expect(verbs['user.setRole'](context, { id, role: 'admin', scopeIds: [] })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('lets nobody limited make a scope, touch the brake or change what holds for everybody', async () => {
    await expect(
      verbs['settings.set'](fleet.as(admin), { singleChangesPerOperatorAndDay: 100_000 }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verbs['scope.create'](fleet.as(admin), { name: 'Mine' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(verbs['brake.set'](fleet.as(admin), { on: true, reason })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('keeps one admin who sees everything, also when two take each other’s role at once', async () => {
    const first = fleet.people.get('admin')!;
    const second = await fleet.person('admin');
    const demote = (actor: UserActor, id: string) =>
      verbs['user.setRole'](fleet.as(actor), { id, role: 'viewer', scopeIds: [] });
    const answers = await Promise.allSettled([demote(first, second.id), demote(second, first.id)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await fleet.rows(`select id from "user" where role = 'admin' and scope_ids = '{}'`);
    expect(left).toHaveLength(1);
  });
});
