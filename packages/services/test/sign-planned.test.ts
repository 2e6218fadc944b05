import { randomUUID } from 'node:crypto';
import { claimUnsignedJobs, inPoolTransaction, type UnsignedJob } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildJob, type DraftPlan, planHash, type RollbackPlan } from '../src';
import { OFF } from './support/changes';
import { TestFleet } from './support/fleet';
import { GATE, plannedPlan } from './support/plans';
import { approved, draftOf, saveDraft, settle, submit, submitted } from './support/rollouts';

const NOTICE_URL = 'http://notice.example.com';

/*
 * What the signer refuses of a rollout in waves, whoever wrote it into the database. The first job is a good one; each
 * test changes one thing of it.
 */

let fleet: TestFleet;
let label = '';
let rolloutId = '';
let good: UnsignedJob;

const claim = (limit = 100) =>
  inPoolTransaction(fleet.database.pool('signer'), { scopes: '*', userId: null }, (db) =>
    claimUnsignedJobs(db, limit),
  );
const ofRollout = async (id: string) => (await claim()).filter((job) => job.rolloutId === id);
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
  good = (await ofRollout(rolloutId)).find(({ timeZone }) => timeZone === 'Asia/Kolkata')!;
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
    const jobs = await ofRollout(rolloutId);
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

describe('somebody with the rights of the web role', () => {
  const asWeb = (sql: string, values: unknown[]) =>
    inPoolTransaction(fleet.database.pool('web'), { scopes: '*', userId: null }, (db) =>
      db.query(sql, values),
    );
  const waiting = async () => {
    const own = `l-${randomUUID().slice(0, 8)}`;
    const machineId = await fleet.machine({ labels: [own] });
    return { own, machineId };
  };

  /** By the engine nobody is asked; whoever makes the job itself gets it refused. */
  async function expectNothingSigned({ id }: { id: string }, machineId: string): Promise<void> {
    expect(await ofRollout(id)).toEqual([]);
    const [row] = await fleet.rows('select state, pause_reason from rollout where id = $1', [id]);
    expect(row).toMatchObject({
      state: 'paused',
      pause_reason: expect.stringMatching(/No machine is asked/),
    });
    await asWeb(`update rollout set state = 'running' where id = $1`, [id]);
    await asWeb(
      `insert into job (rollout_id, machine_id, scope_id, enrolment_id, sequence, work, notice, windows, witnesses,
         contact_window_seconds, verify, not_before, not_after, state)
       select r.id, m.id, m.scope_id, m.enrolment_id, 1, r.plan -> 'work', r.plan -> 'notice', '[]', r.plan -> 'witnesses',
         (r.plan ->> 'contactWindowSeconds')::int, r.plan -> 'verify', now(), to_timestamp((r.plan ->> 'endAt')::float8 / 1000), 'requested'
       from rollout r, machine m where r.id = $1 and m.id = $2`,
      [id, machineId],
    );
    const [job] = await ofRollout(id);
    expect(buildJob(job!, { now: now(), noticeUrl: NOTICE_URL, usersNamedBy: 'account' })).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/no approval/),
    });
  }

  it('starts an unapproved plan and gets nothing signed', async () => {
    const { own, machineId } = await waiting();
    const saved = await submitted(fleet, draftOf(fleet, own));
    await asWeb(`update rollout set state = 'approved' where id = $1`, [saved.id]);
    await settle(fleet, saved);
    await expectNothingSigned(saved, machineId);
  });

  it('cannot count an approval that the audit trail does not tell of', async () => {
    const { own, machineId } = await waiting();
    const saved = await submitted(fleet, draftOf(fleet, own));
    await asWeb(
      `insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind)
       select id, scope_id, plan_hash, $2, 'approval' from rollout where id = $1`,
      [saved.id, fleet.people.get('approver')!.id],
    );
    await asWeb(`update rollout set state = 'approved' where id = $1`, [saved.id]);
    await settle(fleet, saved);
    await expectNothingSigned(saved, machineId);
  });

  it('alters no plan after its submission, adds no machine to it, and takes no exclusion back', async () => {
    const { own, machineId } = await waiting();
    const excluded = await fleet.machine({ labels: [own, 'spare'] });
    const saved = await approved(
      fleet,
      draftOf(fleet, own, { exclusions: [{ filter: { label: ['spare'] }, reason: 'spare ones' }] }),
    );
    const stranger = await fleet.machine();
    const tries: [string, unknown[]][] = [
      [
        `update rollout set plan = plan || '{"windows": []}', plan_hash = plan_hash, editor_ids = '{}' where id = $1`,
        [saved.id],
      ],
      [`update rollout set state = 'draft', editor_ids = '{}' where id = $1`, [saved.id]],
      [
        `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
        [saved.id, stranger, fleet.scopeId],
      ],
      [
        `update rollout_member set excluded = null where rollout_id = $1 and machine_id = $2`,
        [saved.id, excluded],
      ],
      [`update rollout_member set wave = 0 where rollout_id = $1 and machine_id = $2`, [saved.id, machineId]],
      [`update rollout_wave set opened_at = now() where rollout_id = $1`, [saved.id]],
      [`update approval set voided_at = null where rollout_id = $1`, [saved.id]],
    ];
    for (const [sql, values] of tries) await expect(asWeb(sql, values), sql).rejects.toThrow();
  });

  it('slips no machine into a draft that somebody submits', async () => {
    const { own } = await waiting();
    const saved = await saveDraft(fleet, draftOf(fleet, own));
    const stranger = await fleet.machine();
    await asWeb(
      `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
      [saved.id, stranger, fleet.scopeId],
    );
    await expect(submit(fleet, saved)).rejects.toThrow(/did not choose/);
  });

  it('slips no wave into it either', async () => {
    const { own } = await waiting();
    const saved = await saveDraft(fleet, draftOf(fleet, own));
    await asWeb(
      `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds)
       values ($1, 7, $2, 'One more', '{"kind": "rest"}', '{}', 0)`,
      [saved.id, fleet.scopeId],
    );
    await expect(submit(fleet, saved)).rejects.toThrow(/did not choose/);
  });

  it('adds nothing in the very moment in which somebody submits', async () => {
    const { own } = await waiting();
    const saved = await saveDraft(fleet, draftOf(fleet, own));
    const stranger = await fleet.machine();
    const person = await fleet.admin.connect();
    await person.query('begin');
    await person.query(`update rollout set state = 'awaiting-approval' where id = $1`, [saved.id]);
    const added = asWeb(
      `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
      [saved.id, stranger, fleet.scopeId],
    );
    const refused = expect(added).rejects.toThrow(/takes nothing more/);
    const isWaiting = () =>
      fleet.rows(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%rollout_member%'`,
      );
    await expect.poll(isWaiting).toHaveLength(1);
    await person.query('commit');
    person.release();
    await refused;
  });

  it('that sends a plan back to be a draft loses its approvals and members', async () => {
    const { own } = await waiting();
    const saved = await approved(fleet, draftOf(fleet, own));
    await asWeb(`update rollout set state = 'draft' where id = $1`, [saved.id]);
    await asWeb(`update rollout set state = 'approved' where id = $1`, [saved.id]);
    expect(await fleet.rows('select 1 from rollout_member where rollout_id = $1', [saved.id])).toEqual([]);
    expect(
      await fleet.rows('select 1 from approval where rollout_id = $1 and voided_at is null', [saved.id]),
    ).toEqual([]);
  });
});
