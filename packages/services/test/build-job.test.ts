import type { UnsignedJob } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildJob } from '../src';
import { planHash } from '../src/change/change-plan';
import { OFF, POLICY, toggle } from './support/changes';
import { NOW, TestFleet } from './support/fleet';
import { unsignedJobs } from './support/unsigned-jobs';

const NOTICE_URL = 'http://notice.example.com';

let fleet: TestFleet;
let good: UnsignedJob;
/** Nobody is told of this one. */
let untold: UnsignedJob;
const now = new Date(NOW + 1000);

beforeAll(async () => {
  fleet = await TestFleet.create();
  await toggle(fleet, await fleet.machine());
  await toggle(fleet, await fleet.machine(), { notice: { policy: { ...POLICY, kind: 'none' } } });
  const jobs = await unsignedJobs(fleet, 2);
  const isTold = ({ notice }: UnsignedJob) => JSON.stringify(notice).includes('"inform"');
  good = jobs.find(isTold)!;
  untold = jobs.find((job) => !isTold(job))!;
});
afterAll(() => fleet.close());

function refusal(changes: Partial<UnsignedJob>, at = now): string {
  const built = buildJob(
    { ...good, ...changes },
    { now: at, noticeUrl: NOTICE_URL, usersNamedBy: 'account' },
  );
  if (built.ok) throw new Error('it was built');
  return built.detail;
}

const approval = (changes: Partial<UnsignedJob['approvals'][number]>) => ({
  approvals: [{ ...good.approvals[0]!, ...changes }],
});

describe('buildJob', () => {
  it('builds what a toggle asked for, as the signer’s own database role reads it', () => {
    const built = buildJob(good, { now, noticeUrl: NOTICE_URL, usersNamedBy: 'account' });
    expect(built).toMatchObject({
      ok: true,
      payload: {
        jobId: good.id,
        machineId: good.machineId,
        enrolmentId: good.enrolmentId,
        sequence: 1,
        planHash: good.planHash.toString('hex'),
        issuedAt: now.getTime(),
      },
    });
  });

  it('names the signer’s own address of the notices’ page where somebody is told, and none where nobody is or there is no page', () => {
    const pageOf = (job: UnsignedJob, noticeUrl: string | null = NOTICE_URL) => {
      const built = buildJob(job, { now, noticeUrl, usersNamedBy: 'account' });
      return built.ok ? built.payload.noticeUrl : built.detail;
    };
    expect(pageOf(good)).toBe(NOTICE_URL);
    expect(pageOf(untold)).toBeUndefined();
    expect(pageOf(good, null)).toBeUndefined();
  });

  it('refuses a job that says other than its plan, whatever was altered', () => {
    const altered: Partial<UnsignedJob>[] = [
      { work: { kind: 'apply', desired: OFF } },
      { notice: { policy: { kind: 'none' }, texts: [] } },
      { witnesses: ['192.0.2.1'] },
      { contactWindowSeconds: 86_400 },
      { verify: { attempts: 1, intervalSeconds: 1 } },
      { notAfter: new Date(NOW + 10 * 86_400_000) },
      { notBefore: new Date(0) },
      { machineId: good.enrolmentId },
    ];
    for (const change of altered) expect(refusal(change)).toMatch(/not what its plan says/);
    expect(refusal({ windows: [[0, 1]] })).toMatch(/windows are not those of its plan/);
  });

  it('refuses a plan that was altered after its approval, with and without its hash', () => {
    const plan = { ...(good.plan as object), contactWindowSeconds: 86_400 };
    const job = { plan, contactWindowSeconds: 86_400 };
    expect(refusal(job)).toMatch(/altered after it was approved/);
    expect(refusal({ ...job, planHash: planHash(plan) })).toMatch(/no approval/);
  });

  it('refuses a plan of no known kind', () => {
    for (const plan of [null, {}, { ...(good.plan as object), command: 'format c:' }]) {
      expect(refusal({ plan })).toMatch(/not of a kind/);
    }
    expect(refusal({ rolloutKind: 'planned' })).toMatch(/not of a kind/);
  });

  it('refuses without an approval that counts', () => {
    const cases: Partial<UnsignedJob>[] = [
      { approvals: [] },
      approval({ planHash: '00'.repeat(32) }),
      approval({ disabled: true }),
      approval({ role: null }),
      approval({ scopeIds: null }),
      approval({ scopeIds: [fleet.otherScopeId] }),
      approval({ role: 'viewer' }),
      approval({ role: 'approver' }),
      approval({ approverId: 'somebody else' }),
      approval({ kind: 'approval' }),
      approval({ kind: 'approval', approverId: 'somebody else', role: 'operator' }),
      approval({ kind: 'emergency' }),
    ];
    for (const change of cases) expect(refusal(change)).toMatch(/no approval/);
  });

  it('takes a second person’s approval', () => {
    const second = approval({
      kind: 'approval',
      approverId: 'somebody else',
      role: 'approver',
      recorded: true,
    });
    expect(
      buildJob({ ...good, ...second }, { now, noticeUrl: NOTICE_URL, usersNamedBy: 'account' }),
    ).toMatchObject({ ok: true });
  });

  it('takes an approval of somebody who is limited to the scope of the machine', () => {
    expect(
      buildJob(
        { ...good, ...approval({ scopeIds: [fleet.scopeId] }) },
        { now, noticeUrl: NOTICE_URL, usersNamedBy: 'account' },
      ),
    ).toMatchObject({
      ok: true,
    });
  });

  it('refuses a number that would shut later jobs out, or that is not new', () => {
    for (const sequence of [Number.MAX_SAFE_INTEGER, 10_001, 0])
      expect(refusal({ sequence })).toMatch(/does not follow/);
    expect(refusal({ sequence: 7, highestSequence: 7 })).toMatch(/does not follow/);
    for (const [sequence, highestSequence] of [
      [8, 7],
      [10_007, 7],
    ] as const)
      expect(
        buildJob(
          { ...good, sequence, highestSequence },
          { now, noticeUrl: NOTICE_URL, usersNamedBy: 'account' },
        ),
      ).toMatchObject({
        ok: true,
      });
  });

  it('refuses a job that could be kept for years', () => {
    const notAfter = NOW + 91 * 86_400_000;
    const plan = { ...(good.plan as object), notAfter };
    const hash = planHash(plan);
    const late = {
      plan,
      planHash: hash,
      notAfter: new Date(notAfter),
      ...approval({ planHash: hash.toString('hex') }),
    };
    expect(refusal(late)).toMatch(/90 days/);
  });

  it('lets an author approve one machine and not two', () => {
    const plan = { ...(good.plan as { machines: string[] }), machines: [good.machineId, good.enrolmentId] };
    const hash = planHash(plan);
    const two = { plan, planHash: hash, ...approval({ planHash: hash.toString('hex') }) };
    expect(refusal(two)).toMatch(/no approval/);
  });

  it('refuses for a machine that changed its standing, a rollout that stands still, and after the end', () => {
    expect(refusal({ machineStatus: 'quarantined' })).toMatch(/quarantined or enrolled anew/);
    expect(refusal({ machineEnrolmentId: good.id })).toMatch(/enrolled anew/);
    expect(refusal({ rolloutState: 'aborted' })).toMatch(/does not run/);
    expect(refusal({}, good.notAfter)).toMatch(/is over/);
  });
});
