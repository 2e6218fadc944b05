import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ForbiddenError,
  mayUse,
  PERMISSIONS,
  type Permission,
  ROLES,
  ServiceError,
  UnauthenticatedError,
  VERB_NAMES,
  type VerbInput,
  type VerbName,
  verbs,
  verbsOf,
} from '../src';
import { ON, toggleInput } from './support/changes';
import { TestFleet } from './support/fleet';
import { ASSUMPTIONS } from './support/plans';
import { versionOf } from './support/rule-version';

/** A well-formed input for every verb that people use; ids name nothing. */
const id = randomUUID();
const reason = 'a matrix';
const planHash = '0'.repeat(64);
const INPUTS: { [N in VerbName]?: VerbInput<N> } = {
  'viewer.me': {},
  'setup.status': {},
  'setup.checkLink': { link: 'x' },
  'machine.list': {},
  'machine.counts': {},
  'finding.rules': {},
  'finding.history': { ruleId: 'xbox-party' },
  'finding.export': { format: 'csv' },
  'past.fleet': { at: '2026-01-01T00:00:00Z' },
  'past.machines': { at: '2026-01-01T00:00:00Z' },
  'past.machine': { id, at: '2026-01-01T00:00:00Z' },
  'past.compare': { at: '2026-01-01T00:00:00Z' },
  'past.export': { at: '2026-01-01T00:00:00Z', format: 'csv' },
  'policy.list': {},
  'policy.get': { id },
  'policy.preview': { name: 'Matrix', label: 'matrix', mode: 'audit', draft: {} },
  'policy.ofMachine': { machineId: id },
  'policy.save': { name: 'Matrix', label: 'matrix', mode: 'audit', draft: {}, reason },
  'policy.approve': { id, contentHash: planHash },
  'policy.decide': { winnerId: id, loserId: '01900000-0000-7000-8000-000000000002', reason },
  'policy.resume': { id, reason },
  'policy.retire': { id, reason },
  'ownRule.list': {},
  'ownRule.get': { id: 'own-matrix' },
  'ownRule.preview': { appliesWhen: null, asks: 'firewall.on' },
  'ownRule.save': {
    name: 'matrix',
    title: 'Matrix',
    kind: 'function',
    severity: 'low',
    demand: 'The firewall is on.',
    remedy: 'Turn it on.',
    appliesWhen: null,
    asks: 'firewall.on',
  },
  'ownRule.retire': { id: 'own-matrix', reason },
  'waiver.list': {},
  'waiver.preview': { ruleId: 'xbox-party', machineId: id },
  'waiver.grant': {
    ruleId: 'xbox-party',
    ruleVersion: versionOf('xbox-party'),
    machineId: id,
    owner: 'Matrix',
    reason,
    expiresAt: '2026-12-24T18:00:00Z',
  },
  'waiver.revoke': { id, reason },
  'machine.get': { id },
  'machine.timeline': { id },
  'machine.preview': { id, desired: ON },
  'machine.toggle': toggleInput(id),
  'machine.observe': { id },
  'machine.accept': { ids: [id] },
  'machine.refuse': { ids: [id], reason },
  'machine.setLabels': { id, labels: [] },
  'machine.retire': { id, reason },
  'machine.delete': { id, reason, confirmHostname: 'x' },
  'machine.releaseQuarantine': { id, reason },
  'rollout.list': {},
  'rollout.get': { id },
  'rollout.members': { id },
  'rollout.notices': { id },
  'rollout.log': { id },
  'rollout.saveDraft': { id, name: 'Matrix', draft: {} },
  'rollout.draft': { id },
  'rollout.preview': { id },
  'rollout.rehearse': { id, assumptions: ASSUMPTIONS },
  'rollout.submit': { id, planHash, reason },
  'rollout.approve': { id, planHash },
  'rollout.approveEmergency': { id, planHash, reason },
  'rollout.reject': { id, reason },
  'rollout.clone': { id, name: 'Matrix' },
  'rollout.compare': { ids: [id, id] },
  'rollout.pause': { id, reason },
  'rollout.resume': { id, reason },
  'rollout.promote': { id, wave: 0, reason },
  'rollout.overrideGate': { id, wave: 0, reason },
  'rollout.retryFailed': { id, reason },
  'rollout.nudge': { id, reason },
  'rollout.nudgePreview': { id },
  'rollout.askNoticeOverride': { id, reason },
  'rollout.grantNoticeOverride': { id, overrideId: id, reason },
  'rollout.closeNoticeOverride': { id, overrideId: id, reason },
  'rollout.noticeOverridePreview': { id },
  'rollout.exclude': { id, filter: {}, reason },
  'rollout.abort': { id, reason },
  'rollout.rollBack': { id, what: { kind: 'whole' }, reason, idempotencyKey: id },
  'notice.list': {},
  'notice.get': { id },
  'notice.version': { id, number: 1 },
  'notice.save': {
    name: 'Matrix',
    texts: [{ language: 'en', title: 'Matrix', changes: 'Nothing' }],
  },
  'notice.archive': { id, archived: true },
  'freeze.list': {},
  'freeze.add': { name: 'Matrix', from: '2026-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', reason },
  'freeze.remove': { id, reason },
  'job.undo': { jobId: id, reason, idempotencyKey: id },
  'job.cancel': { jobId: id, reason },
  'report.export': { rolloutId: id, format: 'json' },
  'evidence.request': { rolloutId: id },
  'evidence.list': {},
  'evidence.get': { id },
  'evidence.download': { id },
  'reportLink.list': { rolloutId: id },
  'reportLink.create': { rolloutId: id, name: 'Matrix', expiresInDays: 1 },
  'reportLink.revoke': { id },
  'token.list': {},
  'token.create': { label: 'Matrix', autoAccept: true, maxUses: 1, expiresInHours: 1 },
  'token.revoke': { id: 'nothing' },
  'apiToken.list': {},
  'apiToken.create': { name: 'Matrix', role: 'viewer', scopeIds: [], expiresInDays: 1 },
  'apiToken.revoke': { id },
  'user.list': {},
  'user.create': {
    name: 'A',
    email: 'a@example.test',
    role: 'viewer',
    scopeIds: [id],
    password: 'a long enough one',
  },
  'user.setRole': { id: 'nobody', role: 'viewer', scopeIds: [] },
  'user.disable': { id: 'nobody' },
  'user.enable': { id: 'nobody' },
  'user.createResetLink': { id: 'nobody' },
  'user.checkResetLink': { secret: 'x' },
  'scope.list': {},
  'scope.create': { name: 'Everything' },
  'machine.programs': { id },
  'program.list': {},
  'program.machines': { id },
  'program.add': { path: 'C:\\Chat\\chat.exe' },
  'program.remove': { id, reason },
  'teredoServer.list': {},
  'teredoServer.add': { name: 'matrix.example', secondary: null, note: null, measured: false },
  'teredoServer.edit': { name: 'no.example', secondary: null, note: null, measured: false },
  'teredoServer.remove': { name: 'no.example', reason },
  'teredoServer.measure': { name: 'no.example' },
  'agentUpdate.get': {},
  'agentUpdate.offer': {
    version: '9.9.9',
    label: null,
    percent: 1,
    canaries: 1,
    atOnce: 1,
    maxFailures: 1,
    reason,
  },
  'agentUpdate.change': { percent: 1, atOnce: 1, goOn: false, reason },
  'agentUpdate.stop': { reason },
  'settings.get': {},
  'settings.set': {},
  'brake.get': {},
  'brake.set': { on: false, reason },
  'overview.days': {},
  'overview.numbers': {},
  'overview.changes': {},
  'overview.visit': {},
  'alert.list': {},
  'alert.counts': {},
  'alert.acknowledge': { id },
  'alertDestination.list': {},
  'alertDestination.create': { name: 'Matrix', to: { kind: 'mail', addresses: ['ops@example.com'] } },
  'alertDestination.edit': { id, name: 'Matrix' },
  'alertDestination.remove': { id },
  'alertDestination.test': { id },
  'alertDestination.deliveries': { id },
  'audit.list': {},
  'audit.export': { format: 'csv' },
  'audit.chain': {},
  'audit.check': {},
  'reportSchedule.list': {},
  'reportSchedule.create': {
    name: 'Matrix',
    format: 'csv',
    every: 'day',
    hour: 6,
    timeZone: 'Europe/Oslo',
    to: { kind: 'folder' },
  },
  'reportSchedule.remove': { id },
  'reportSchedule.send': { id },
  'view.list': { page: 'audit' },
  'view.save': { page: 'audit', name: 'Matrix', search: 'outcome=refused' },
  'view.remove': { id },
  'event.changes': { events: [] },
};

const peopleVerbs = VERB_NAMES.filter((verb) => Array.isArray(PERMISSIONS[verb]));

/** Calls a verb whose name is known only at run time. */
function call(fleet: TestFleet, who: Parameters<TestFleet['as']>[0], verb: VerbName): Promise<unknown> {
  const run = verbs[verb] as (context: unknown, input: unknown) => Promise<unknown>;
  return run(fleet.as(who), INPUTS[verb]);
}

async function errorOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => null,
    (error: unknown) => error,
  );
}

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

describe('permissions', () => {
  it('has a verb for every permission and a permission for every verb', () => {
    expect(Object.keys(verbs).sort()).toEqual([...VERB_NAMES].sort());
    for (const name of VERB_NAMES) expect(verbs[name].verb).toBe(name);
  });

  it('has an input in this matrix for every verb that people use', () => {
    expect(peopleVerbs.filter((verb) => INPUTS[verb] === undefined)).toEqual([]);
  });

  it('gives nobody but an admin power over people, scopes and settings', () => {
    for (const verb of [
      'user.create',
      'user.setRole',
      'user.disable',
      'user.enable',
      'user.createResetLink',
      'scope.create',
      'settings.set',
      'agentUpdate.offer',
      'agentUpdate.change',
      'agentUpdate.stop',
      'ownRule.save',
      'ownRule.retire',
      'program.add',
      'program.remove',
      'teredoServer.add',
      'teredoServer.edit',
      'teredoServer.remove',
      'teredoServer.measure',
    ] as const) {
      expect(ROLES.filter((role) => mayUse(role, verb))).toEqual(['admin']);
    }
  });

  it('lets an auditor read everything that anybody reads, and change nothing but what is their own', () => {
    const open = (verb: VerbName) => mayUse('auditor', verb);
    const reading = peopleVerbs.filter((verb) => verbs[verb].mode === 'query');
    expect(reading.filter((verb) => !open(verb))).toEqual([]);
    const changing = peopleVerbs.filter((verb) => verbs[verb].mode === 'change');
    // Exports and a check write who wanted them; tokens and views are the caller's own.
    expect(changing.filter(open)).toEqual([
      'past.export',
      'finding.export',
      'report.export',
      'apiToken.create',
      'apiToken.revoke',
      'overview.visit',
      'audit.export',
      'audit.check',
      'evidence.request',
      'evidence.download',
      'view.save',
      'view.remove',
    ]);
    expect(changing.length).toBeGreaterThan(35);
  });

  it('lets viewers, auditors and approvers change nothing', () => {
    // Everybody sees to their own views and API tokens, which may do no more than they.
    const changing = peopleVerbs.filter(
      (verb) =>
        !/^(apiToken|view|waiver)\./.test(verb) &&
        /\.(toggle|observe|accept|refuse|set\w*|retire|delete|release\w*|pause|resume|undo|cancel|create\w*|revoke|disable|enable|add|edit|remove|measure)$/.test(
          verb,
        ),
    );
    expect(changing.length).toBeGreaterThan(15);
    // To answer for a finding is an approver's to decide, and neither an auditor's nor an operator's.
    for (const verb of ['waiver.grant', 'waiver.revoke'] as const)
      expect(ROLES.filter((role) => mayUse(role, verb))).toEqual(['admin', 'approver']);
    for (const role of ['viewer', 'auditor', 'approver'] as const) {
      expect(changing.filter((verb) => mayUse(role, verb))).toEqual([]);
    }
  });

  it('lists for a person exactly the verbs they may use', async () => {
    for (const role of ROLES) {
      const me = await verbs['viewer.me'](fleet.as(role), {});
      expect(me!.may).toEqual(verbsOf(role));
      expect(me!.may).toEqual(peopleVerbs.filter((verb) => (PERMISSIONS[verb] as Permission).includes(role)));
    }
  });
});

describe.each(peopleVerbs)('%s', (verb) => {
  it.each(ROLES)('is open or closed to the role %s as declared', async (role) => {
    const before = await fleet.countEntries();
    const error = await errorOf(call(fleet, role, verb));
    if (mayUse(role, verb)) {
      expect(error === null || error instanceof ServiceError).toBe(true);
      expect(error).not.toBeInstanceOf(ForbiddenError);
      expect(error).not.toBeInstanceOf(UnauthenticatedError);
    } else {
      expect(error).toBeInstanceOf(ForbiddenError);
      const [entry] = await fleet.rows('select * from audit_entry order by seq desc limit 1');
      expect(entry).toMatchObject({ action: verb, outcome: 'refused', actor_id: fleet.people.get(role)!.id });
      expect(await fleet.countEntries()).toBe(before + 1);
    }
  });

  it('is closed to people who are not signed in, who leave no entry', async () => {
    const before = await fleet.countEntries();
    expect(await errorOf(call(fleet, { kind: 'nobody' }, verb))).toBeInstanceOf(UnauthenticatedError);
    expect(await fleet.countEntries()).toBe(before);
  });

  it('is closed to a gateway', async () => {
    expect(await errorOf(call(fleet, { kind: 'gateway' }, verb))).toBeInstanceOf(ForbiddenError);
  });
});

describe('verbs of the server’s own processes', () => {
  const own = VERB_NAMES.filter((verb) => PERMISSIONS[verb] === 'agent' || PERMISSIONS[verb] === 'system');

  it.each(own)('%s is closed to an admin and to nobody', async (verb) => {
    expect(await errorOf(call(fleet, 'admin', verb))).toBeInstanceOf(ForbiddenError);
    expect(await errorOf(call(fleet, { kind: 'nobody' }, verb))).toBeInstanceOf(ForbiddenError);
  });
});
