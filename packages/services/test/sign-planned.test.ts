import { randomUUID } from 'node:crypto';
import type { UnsignedJob } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildJob, type DraftPlan, planHash, type RollbackPlan } from '../src';
import { OFF } from './support/changes';
import { TestFleet } from './support/fleet';
import { GATE, plannedPlan } from './support/plans';
import { approved, draftOf, settle } from './support/rollouts';
import { unsignedJobsOf } from './support/unsigned-jobs';

const NOTICE_URL = 'http://notice.example.com';

/*
 * What the signer refuses of a rollout in waves, whoever wrote it into the database. The first job is a good one; each
 * test changes one thing of it.
 */

let fleet: TestFleet;
let label = '';
let rolloutId = '';
let good: UnsignedJob;

const WINDOWS: DraftPlan['windows'] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '04:00' }];

beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
  label = `l-${randomUUID().slice(0, 8)}`;
  for (const zone of ['Asia/Kolkata', 'Europe/Oslo']) {
    const id = await fleet.machine({ labels: [label] });
    await fleet.admin.query('update machine set time_zone = $2 where id = $1', [id, zone]);
  }
  const one = { name: 'All', selection: { kind: 'rest' as const }, gate: GATE, patienceSeconds: 60 };
  const saved = await approved(fleet, draftOf(fleet, label, { windows: WINDOWS, waves: [one] }));
  rolloutId = saved.id;
  await settle(fleet, saved);
  good = (await unsignedJobsOf(fleet, rolloutId)).find(({ timeZone }) => timeZone === 'Asia/Kolkata')!;
});
afterAll(() => fleet.close());

const now = () => new Date();

function refusal(changes: Partial<UnsignedJob>, at = now()): string {
  const built = buildJob(
    { ...good, ...changes },
    { now: at, noticeUrl: NOTICE_URL, usersNamedBy: 'account' },
  );
  if (built.ok) throw new Error('it was built');
  return built.detail;
}

/** The one approval, otherwise. */
const approval = (changes: Partial<UnsignedJob['approvals'][number]>) => ({
  approvals: [{ ...good.approvals[0]!, ...changes }],
});

describe('a job of an approved plan', () => {
  it('is signed with the windows of its machine’s own zone', async () => {
    const jobs = await unsignedJobsOf(fleet, rolloutId);
    expect(jobs).toHaveLength(2);
    for (const job of jobs) {
      const built = buildJob(job, { now: now(), noticeUrl: NOTICE_URL, usersNamedBy: 'account' });
      if (!built.ok) throw new Error(built.detail);
      const { windows, notBefore, notAfter } = built.payload;
      const clock = new Intl.DateTimeFormat('en-GB', {
        timeZone: job.timeZone!,
        hour: '2-digit',
        minute: '2-digit',
      });
      expect(windows.map((window) => window.map((at) => clock.format(at)))).toContainEqual([
        '22:00',
        '04:00',
      ]);
      expect(notBefore).toBeLessThanOrEqual(Date.now());
      expect(notAfter).toBe((job.plan as { endAt: number }).endAt);
    }
    const [one, other] = jobs;
    expect(one!.windows).not.toEqual(other!.windows);
  });

  it('is refused where it says other than its plan, whatever was altered', () => {
    const altered: Partial<UnsignedJob>[] = [
      { work: { kind: 'apply', desired: OFF } },
      { work: { kind: 'restore', savedByJob: good.id } },
      { notice: { policy: { kind: 'none' }, texts: [] } },
      { witnesses: ['192.0.2.1'] },
      { contactWindowSeconds: 86_400 },
      { verify: { attempts: 1, intervalSeconds: 1 } },
      { notAfter: new Date(good.notAfter.getTime() + 1) },
    ];
    for (const change of altered) expect(refusal(change)).toMatch(/not what its plan says/);
  });

  it('is refused in windows that are not its machine’s', () => {
    for (const windows of [[], [[0, Date.now() + 86_400_000]]])
      expect(refusal({ windows })).toMatch(/windows are not those/);
    expect(refusal({ timeZone: 'America/Lima' })).toMatch(/may have moved/);
    expect(refusal({ timeZone: null })).toMatch(/windows are not those/);
  });

  it('is refused when it is dated before the start of its plan, or later than now', () => {
    const plan = {
      ...plannedPlan({ ...(good.plan as object), windows: [] }),
      startAt: Date.now() + 3_600_000,
    };
    const hash = planHash(plan);
    const rest = { plan, planHash: hash, windows: [], ...approval({ planHash: hash.toString('hex') }) };
    expect(refusal(rest)).toMatch(/not what its plan says/);
    const dated = { ...rest, notBefore: new Date(plan.startAt!) };
    expect(refusal(dated)).toMatch(/dated later than now/);
    expect(
      buildJob(
        { ...good, ...dated },
        { now: new Date(plan.startAt!), noticeUrl: NOTICE_URL, usersNamedBy: 'account' },
      ),
    ).toMatchObject({ ok: true });
  });

  it('is refused when its plan was altered, with and without its hash', () => {
    const plan = { ...(good.plan as object), exclusions: [{ filter: {}, reason: 'nobody else' }] };
    expect(refusal({ plan })).toMatch(/altered after it was approved/);
    expect(refusal({ plan, planHash: planHash(plan) })).toMatch(/no approval/);
  });

  it('is refused when its plan is not of the kind that its rollout says', () => {
    for (const rolloutKind of ['single', 'rollback'])
      expect(refusal({ rolloutKind })).toMatch(/not of a kind/);
    expect(refusal({ plan: { ...(good.plan as object), command: 'format c:' } })).toMatch(/not of a kind/);
  });

  it('is refused for a machine that is no member, is left alone, or whose wave is not open', () => {
    expect(refusal({ member: null })).toMatch(/no member/);
    expect(refusal({ member: { excluded: true, called: true } })).toMatch(/left alone/);
    expect(refusal({ member: { excluded: false, called: false } })).toMatch(/wave is not open/);
  });

  it('is refused for a machine of another scope than the rollout’s', () => {
    for (const changes of [
      { machineScopeId: fleet.otherScopeId },
      { rolloutScopeId: fleet.otherScopeId },
      { scopeId: fleet.otherScopeId },
    ])
      expect(refusal(changes)).toMatch(/another scope/);
  });

  it('is refused without an approval by a second person whose role and scopes still allow it', () => {
    const cases: Partial<UnsignedJob>[] = [
      { approvals: [] },
      approval({ planHash: '00'.repeat(32) }),
      approval({ voided: true }),
      approval({ recorded: false }),
      approval({ disabled: true }),
      approval({ role: null }),
      approval({ role: 'operator' }),
      approval({ role: 'viewer' }),
      approval({ scopeIds: null }),
      approval({ scopeIds: [fleet.otherScopeId] }),
      approval({ approverId: good.authorId }),
      approval({ kind: 'single', approverId: good.authorId, role: 'admin' }),
      approval({ kind: 'emergency' }),
      { editorIds: [...good.editorIds, good.approvals[0]!.approverId] },
    ];
    for (const change of cases) expect(refusal(change)).toMatch(/no approval/);
  });

  it('takes two different people in an emergency, the author among them', () => {
    const one = { ...good.approvals[0]!, kind: 'emergency', role: 'operator' };
    const author = { ...one, approverId: good.authorId };
    expect(
      buildJob(
        { ...good, approvals: [one, author] },
        { now: now(), noticeUrl: NOTICE_URL, usersNamedBy: 'account' },
      ),
    ).toMatchObject({ ok: true });
    for (const approvals of [
      [one, one],
      [one, { ...author, voided: true }],
      [one, { ...author, recorded: false }],
      [one, { ...author, disabled: true }],
      [one, { ...author, role: 'auditor' }],
      [one, { ...author, planHash: '00'.repeat(32) }],
      [one, { ...author, kind: 'approval' }],
    ])
      expect(refusal({ approvals })).toMatch(/no approval/);
  });

  it('is refused while the rollout stands still, and after its end', () => {
    expect(refusal({ rolloutState: 'aborted' })).toMatch(/does not run/);
    expect(refusal({}, good.notAfter)).toMatch(/is over/);
    expect(refusal({ machineStatus: 'quarantined' })).toMatch(/quarantined/);
    expect(refusal({ sequence: good.sequence + 20_000 })).toMatch(/does not follow/);
  });
});

describe('a rollback of many', () => {
  const rollback = (changes: Partial<RollbackPlan> = {}): Partial<UnsignedJob> => {
    const {
      target: _t,
      exclusions: _e,
      work: _w,
      ...schedule
    } = plannedPlan({
      ...(good.plan as object),
      windows: [],
    });
    const plan: RollbackPlan = {
      ...schedule,
      kind: 'rollback',
      rollbackOfId: rolloutId,
      members: [{ machineId: good.machineId, savedByJob: good.id }],
      ...changes,
    };
    return {
      plan,
      planHash: planHash(plan),
      rolloutKind: 'rollback',
      rolloutId: randomUUID(),
      rollbackOfId: rolloutId,
      savedUnder: rolloutId,
      work: { kind: 'restore', savedByJob: good.id },
      windows: [],
      approvals: [],
      author: { role: 'operator', scopeIds: [], disabled: false },
    };
  };

  it('is covered by the approval of the plan that it takes back', () => {
    expect(
      buildJob({ ...good, ...rollback() }, { now: now(), noticeUrl: NOTICE_URL, usersNamedBy: 'account' }),
    ).toMatchObject({
      ok: true,
      payload: { work: { kind: 'restore', savedByJob: good.id } },
    });
  });

  it('is refused where what it gives back was not saved under that plan', () => {
    for (const changes of [
      { savedUnder: null },
      { savedUnder: randomUUID() },
      { rollbackOfId: null },
      { rollbackOfId: randomUUID() },
    ])
      expect(refusal({ ...rollback(), ...changes })).toMatch(/no approval/);
  });

  it('is refused when nobody who may has asked for it', () => {
    for (const author of [
      { role: 'viewer', scopeIds: [], disabled: false },
      { role: 'operator', scopeIds: [], disabled: true },
      { role: 'operator', scopeIds: [fleet.otherScopeId], disabled: false },
      { role: null, scopeIds: null, disabled: false },
    ])
      expect(refusal({ ...rollback(), author })).toMatch(/no approval/);
  });

  it('is refused for another machine, or another job, than its plan names', () => {
    const elsewhere = rollback({ members: [{ machineId: randomUUID(), savedByJob: good.id }] });
    expect(refusal(elsewhere)).toMatch(/not what its plan says/);
    const other = { ...rollback(), work: { kind: 'restore', savedByJob: randomUUID() } };
    expect(refusal(other)).toMatch(/not what its plan says/);
    const applies = { ...rollback(), work: good.work };
    expect(refusal(applies)).toMatch(/not what its plan says/);
  });
});
