import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { changePlanSchema, planHash } from '../src/change/change-plan';
import { finishJob, grant, OFF, ON, POLICY, reportEnd, toggle, toggleInput } from './support/changes';
import { NOW, TestFleet } from './support/fleet';

let fleet: TestFleet;
let id: string;

beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
beforeEach(async () => {
  id = await fleet.machine();
});

async function rolloutOf(rolloutId: string) {
  const [row] = await fleet.rows<{ plan: unknown; plan_hash: Buffer; kind: string; state: string }>(
    'select * from rollout where id = $1',
    [rolloutId],
  );
  return row!;
}

async function wishOf(machineId: string) {
  const [wish] = await fleet.rows<{ desired: unknown }>(
    'select desired from machine_desired where machine_id = $1',
    [machineId],
  );
  return wish?.desired ?? null;
}

describe('machine.toggle', () => {
  it('leaves a rollout of one, its approval, a job to sign and an entry', async () => {
    const { rolloutId, jobId } = await toggle(fleet, id);
    const rollout = await rolloutOf(rolloutId);
    expect(rollout).toMatchObject({ kind: 'single', state: 'running' });
    const [approval] = await fleet.rows('select * from approval where rollout_id = $1', [rolloutId]);
    expect(approval).toMatchObject({ kind: 'single', approver_id: fleet.people.get('operator')!.id });
    const [job] = await fleet.rows('select * from job where id = $1', [jobId]);
    expect(job).toMatchObject({ state: 'requested', sequence: '1', machine_id: id, payload: null });
    const [entry] = await fleet.entries(id);
    expect(entry).toMatchObject({
      action: 'machine.toggle',
      outcome: 'done',
      scope_id: fleet.scopeId,
      reason: 'a test',
    });
    expect(entry!.after).toMatchObject({ rolloutId, jobId, planHash: rollout.plan_hash.toString('hex') });
  });

  it('hashes the canonical plan, which reads back the same from the database', async () => {
    const { rolloutId } = await toggle(fleet, id);
    const { plan, plan_hash: hash } = await rolloutOf(rolloutId);
    expect(planHash(plan)).toEqual(hash);
    expect(changePlanSchema.parse(plan)).toMatchObject({
      machines: [id],
      work: { kind: 'apply', desired: ON },
      notBefore: NOW,
    });
  });

  it('tells the users in eight languages unless other texts are given', async () => {
    const standard = await toggle(fleet, id);
    const { plan } = await rolloutOf(standard.rolloutId);
    const { texts } = changePlanSchema.parse(plan).notice;
    expect(texts.map((text) => text.language)).toEqual([
      'en',
      'de',
      'fr',
      'es',
      'pt-BR',
      'ru',
      'ja',
      'zh-Hans',
    ]);
    const { name, email } = fleet.people.get('operator')!;
    for (const { body } of texts) expect(body).toContain(`${name} (${email})`);
    const own = [{ language: 'en', title: 'Own', body: 'Own words' }];
    const { policy } = toggleInput(id).notice;
    const other = await toggle(fleet, await fleet.machine(), { notice: { policy, texts: own } });
    expect(changePlanSchema.parse((await rolloutOf(other.rolloutId)).plan).notice.texts).toEqual(own);
  });

  it('refuses a notice that leaves no time to put the change off, or to start it at all', async () => {
    const day = 86_400;
    const defer = { ...POLICY, kind: 'defer' as const, maxDeferrals: 3, minimumDeferralSeconds: 3600 };
    for (const policy of [
      { ...defer, answerTimeoutSeconds: day },
      { ...POLICY, minimumNoticeSeconds: day },
    ]) {
      await expect(toggle(fleet, id, { notice: { policy } })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('24 hours'),
      });
    }
    expect(await fleet.rows('select id from job where machine_id = $1', [id])).toHaveLength(0);
    await toggle(fleet, id, { notice: { policy: { ...defer, answerTimeoutSeconds: 3600 } } });
  });

  it('does the same change once however often it is asked with one key', async () => {
    const input = toggleInput(id);
    const context = fleet.as('operator');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => verbs['machine.toggle'](context, input)),
    );
    expect(new Set(answers.map((answer) => answer.jobId)).size).toBe(1);
    expect(await fleet.rows('select id from job where machine_id = $1', [id])).toHaveLength(1);
    expect(await fleet.entries(id)).toHaveLength(1);
  });

  it('refuses a key that stands for another change', async () => {
    const idempotencyKey = randomUUID();
    await toggle(fleet, id, { idempotencyKey });
    await expect(toggle(fleet, id, { idempotencyKey, desired: OFF })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('lets one of many at once through and names the open job to the others', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => toggle(fleet, id)));
    const won = answers.filter((answer) => answer.status === 'fulfilled');
    expect(won).toHaveLength(1);
    const jobId = won[0]!.value.jobId;
    for (const answer of answers) {
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ code: 'conflict', message: expect.stringContaining(jobId) });
    }
  });

  it('says what settles a change whose machine was lost', async () => {
    const { jobId } = await toggle(fleet, id);
    await grant(fleet, jobId);
    await fleet.admin.query(`update job set state = 'lost-contact' where id = $1`, [jobId]);
    await expect(toggle(fleet, id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('retire it'),
    });
  });

  it('gives every job of a machine a higher sequence than the server gave and the agent has seen', async () => {
    const first = await toggle(fleet, id);
    await finishJob(fleet, first, 'verified');
    await fleet.admin.query('update machine set agent_sequence = 40 where id = $1', [id]);
    const second = await toggle(fleet, id, { desired: OFF });
    const [job] = await fleet.rows<{ sequence: string }>('select sequence from job where id = $1', [
      second.jobId,
    ]);
    expect(job!.sequence).toBe('41');
  });

  it.each(['pending', 'quarantined', 'retired'] as const)('refuses a machine that is %s', async (status) => {
    const machine = await fleet.machine({ status });
    await expect(toggle(fleet, machine)).rejects.toMatchObject({ code: 'conflict' });
    expect(await fleet.rows('select id from job where machine_id = $1', [machine])).toHaveLength(0);
    expect(await fleet.entries(machine)).toMatchObject([{ action: 'machine.toggle', outcome: 'refused' }]);
  });

  it('refuses when the machine changed since it was looked at, and not otherwise', async () => {
    await fleet.observe(id);
    const { basis } = await verbs['machine.preview'](fleet.as('operator'), { id, desired: ON });
    await fleet.observe(id, { at: NOW + 60_000 });
    expect((await verbs['machine.preview'](fleet.as('operator'), { id, desired: ON })).basis).toBe(basis);
    await fleet.observe(id, { type: 'client' });
    await expect(toggle(fleet, id, { basis })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('changed since you looked'),
    });
    await fleet.observe(id);
    await expect(toggle(fleet, id, { basis })).resolves.toMatchObject({ rolloutId: expect.any(String) });
  });

  it('stops an operator at the daily cap, also when changes race, and lets go after a day', async () => {
    await verbs['settings.set'](fleet.as('admin'), { singleChangesPerOperatorAndDay: 3 });
    const author = await fleet.person('operator');
    const machines = await Promise.all(Array.from({ length: 6 }, () => fleet.machine()));
    const answers = await Promise.allSettled(
      machines.map((machine) => verbs['machine.toggle'](fleet.as(author), toggleInput(machine))),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(3);
    fleet.now = NOW + 86_400_001;
    await expect(
      verbs['machine.toggle'](fleet.as(author), toggleInput(await fleet.machine())),
    ).resolves.toBeDefined();
    fleet.now = NOW;
    await verbs['settings.set'](fleet.as('admin'), { singleChangesPerOperatorAndDay: 1000 });
  });
});

describe('job.cancel', () => {
  it('ends a job that was not let start and takes the wish back', async () => {
    const started = await toggle(fleet, id);
    await verbs['job.cancel'](fleet.as('operator'), { jobId: started.jobId, reason: 'not today' });
    const [job] = await fleet.rows('select state, detail from job where id = $1', [started.jobId]);
    expect(job).toMatchObject({ state: 'cancelled', detail: expect.stringContaining('not today') });
    expect(await wishOf(id)).toBeNull();
  });

  it('goes back to what an earlier change left', async () => {
    await finishJob(fleet, await toggle(fleet, id, { desired: OFF }), 'verified');
    fleet.now = NOW + 1000;
    const second = await toggle(fleet, id);
    await verbs['job.cancel'](fleet.as('operator'), { jobId: second.jobId, reason: 'not today' });
    expect(await wishOf(id)).toEqual(OFF);
    fleet.now = NOW;
  });

  it('goes back to a wish that was not fulfilled', async () => {
    await finishJob(fleet, await toggle(fleet, id, { desired: OFF }), 'verify-failed');
    const second = await toggle(fleet, id);
    await verbs['job.cancel'](fleet.as('operator'), { jobId: second.jobId, reason: 'not today' });
    expect(await wishOf(id)).toEqual(OFF);
  });

  it('either cancels or lets start, never both', async () => {
    for (let round = 0; round < 5; round++) {
      const { jobId } = await toggle(fleet, await fleet.machine());
      const cancel = verbs['job.cancel'](fleet.as('operator'), { jobId, reason: 'a race' });
      const [answer] = await Promise.allSettled([cancel, grant(fleet, jobId)]);
      const [job] = await fleet.rows<{ state: string; go_granted_at: Date | null }>(
        'select * from job where id = $1',
        [jobId],
      );
      expect(job!.state).toBe(answer.status === 'fulfilled' ? 'cancelled' : 'running');
      expect(job!.go_granted_at === null).toBe(answer.status === 'fulfilled');
    }
  });
});

describe('job.undo', () => {
  const undo = (jobId: string, idempotencyKey = randomUUID()) =>
    verbs['job.undo'](fleet.as('operator'), { jobId, reason: 'it broke something', idempotencyKey });

  it('makes a rollback that gives back what the job saved', async () => {
    const first = await toggle(fleet, id);
    await finishJob(fleet, first, 'verify-failed');
    const back = await undo(first.jobId);
    const view = await verbs['rollout.get'](fleet.as('viewer'), { id: back.rolloutId });
    expect(view).toMatchObject({ kind: 'rollback', noticePolicy: { kind: 'inform' } });
    expect(view.jobs[0]).toMatchObject({
      work: { kind: 'restore', savedByJob: first.jobId },
      state: 'requested',
    });
    const [row] = await fleet.rows('select rollback_of_id from rollout where id = $1', [back.rolloutId]);
    expect(row).toMatchObject({ rollback_of_id: first.rolloutId });
  });

  it('does it once a key, and refuses it while one is open and after it is done', async () => {
    const first = await toggle(fleet, id);
    await finishJob(fleet, first, 'verified');
    const key = randomUUID();
    const back = await undo(first.jobId, key);
    expect(await undo(first.jobId, key)).toEqual(back);
    await expect(undo(first.jobId)).rejects.toMatchObject({ code: 'conflict' });
    await finishJob(fleet, back, 'rolled-back');
    await expect(undo(first.jobId)).rejects.toMatchObject({
      message: expect.stringContaining('undone already'),
    });
    const view = await verbs['rollout.get'](fleet.as('viewer'), { id: first.rolloutId });
    expect(view.jobs[0]!.undo).toEqual({ possible: false, why: 'This change is undone already.' });
  });

  it.each([
    ['none', null],
    ['the earlier one', OFF],
  ])('leaves the machine with the wish it had before: %s', async (_which, earlier) => {
    if (earlier !== null) await finishJob(fleet, await toggle(fleet, id, { desired: earlier }), 'verified');
    fleet.now = NOW + 1000;
    const change = await toggle(fleet, id);
    await finishJob(fleet, change, 'verify-failed');
    expect(await wishOf(id)).toEqual(ON);
    const back = await undo(change.jobId);
    await reportEnd(fleet, { machineId: id, jobId: back.jobId, state: 'rolled-back' });
    expect(await wishOf(id)).toEqual(earlier);
    const machine = await verbs['machine.get'](fleet.as('viewer'), { id });
    expect(machine.desired?.state ?? null).toEqual(earlier);
    fleet.now = NOW;
  });

  it('refuses a job that has not ended', async () => {
    const { jobId } = await toggle(fleet, id);
    await expect(undo(jobId)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('rollout.pause and rollout.resume', () => {
  it('moves a rollout once and refuses the second time', async () => {
    const { rolloutId } = await toggle(fleet, id);
    const reason = 'look at it first';
    await verbs['rollout.pause'](fleet.as('operator'), { id: rolloutId, reason });
    expect(await rolloutOf(rolloutId)).toMatchObject({ state: 'paused', pause_reason: reason });
    await expect(
      verbs['rollout.pause'](fleet.as('operator'), { id: rolloutId, reason }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await verbs['rollout.resume'](fleet.as('operator'), { id: rolloutId, reason });
    expect(await rolloutOf(rolloutId)).toMatchObject({ state: 'running', pause_reason: null });
  });
});
