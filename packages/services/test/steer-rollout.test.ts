import { randomUUID } from 'node:crypto';
import { grantGo } from '@teredo-fleet/db';
import { judgeVerb, ROLLOUT_STATES, type RolloutState, type RolloutVerb } from '@teredo-fleet/rollout';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type VerbInput, type VerbName, verbs } from '../src';
import { toggle } from './support/changes';
import { TestFleet } from './support/fleet';
import { type Planned, plan, running } from './support/planned';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
// What a test leaves running must not be due in the next.
afterEach(() => fleet.rows('update rollout set wake_at = null'));

const reason = 'a person says so';
const operator = () => fleet.as('operator');
const pause = ({ id }: Planned) => verbs['rollout.pause'](operator(), { id, reason });
const resume = ({ id }: Planned, seenFailures?: number) =>
  verbs['rollout.resume'](operator(), {
    id,
    reason,
    ...(seenFailures === undefined ? {} : { seenFailures }),
  });
const retry = ({ id }: Planned, rest: Partial<VerbInput<'rollout.retryFailed'>> = {}) =>
  verbs['rollout.retryFailed'](operator(), { id, reason, ...rest });
const exclude = ({ id }: Planned, rest: Partial<VerbInput<'rollout.exclude'>>) =>
  verbs['rollout.exclude'](operator(), { id, reason, ...rest });
const override = ({ id }: Planned, wave: number, who: 'operator' | 'admin' = 'operator') =>
  verbs['rollout.overrideGate'](fleet.as(who), { id, wave, reason });
const rollBackOf = ({ id }: Planned, what: VerbInput<'rollout.rollBack'>['what'], key = randomUUID()) =>
  verbs['rollout.rollBack'](operator(), { id, what, reason, idempotencyKey: key });

/** A rollout in each state, with one machine that failed, one that waits and one of a shut wave. */
async function inState(state: RolloutState): Promise<Planned> {
  if (state === 'draft') return plan(fleet, [2, 1], { state });
  const planned = await running(fleet, [2, 1], { gate: { promotion: 'by-hand', maxFailPercent: 100 } });
  const [[failed] = []] = planned.machines;
  await planned.report(failed!, 'verify-failed');
  const ended = state === 'done' || state === 'aborted';
  await fleet.rows(
    `update rollout set state = $2, finished_at = case when $3 then now() end, wake_at = null where id = $1`,
    [planned.id, state, ended],
  );
  return planned;
}

/** How each verb of a running rollout is called. */
const CALLS: Partial<Record<RolloutVerb, { verb: VerbName; call: (planned: Planned) => Promise<unknown> }>> =
  {
    pause: { verb: 'rollout.pause', call: pause },
    resume: { verb: 'rollout.resume', call: resume },
    promote: {
      verb: 'rollout.promote',
      call: ({ id }) => verbs['rollout.promote'](operator(), { id, wave: 0, reason }),
    },
    'override-gate': { verb: 'rollout.overrideGate', call: (planned) => override(planned, 0) },
    'retry-failed': { verb: 'rollout.retryFailed', call: (planned) => retry(planned) },
    exclude: { verb: 'rollout.exclude', call: (planned) => exclude(planned, { filter: { wave: 1 } }) },
    abort: { verb: 'rollout.abort', call: ({ id }) => verbs['rollout.abort'](operator(), { id, reason }) },
    'roll-back': { verb: 'rollout.rollBack', call: (planned) => rollBackOf(planned, { kind: 'whole' }) },
  };
const TABLE = Object.entries(CALLS).flatMap(([name, { verb, call }]) =>
  ROLLOUT_STATES.map((state) => ({ name: name as RolloutVerb, verb, call, state })),
);

describe('each verb at each state', () => {
  it.each(TABLE)(
    'pause and resume in every state, and every other verb: $name of a rollout that is $state',
    async ({ name, verb, call, state }) => {
      const planned = await inState(state);
      const verdict = judgeVerb(name, state);
      const before = await planned.row();
      const entries = (await fleet.entries(planned.id)).length;
      const answer = await call(planned).then(
        () => null,
        (error: { code: string; message: string }) => error,
      );
      const record = (await fleet.entries(planned.id)).slice(entries);
      if (verdict.ok) {
        expect(answer).toBeNull();
        expect(record).toMatchObject([{ action: verb, outcome: 'done', reason }]);
        const [{ wake } = { wake: null }] = await fleet.rows<{ wake: boolean }>(
          'select wake_at <= now() as wake from rollout where id = $1 and finished_at is null',
          [planned.id],
        );
        expect(wake).toBe(
          (
            await fleet.rows('select 1 from rollout where id = $1 and state in ($2, $3, $4)', [
              planned.id,
              'approved',
              'running',
              'paused',
            ])
          ).length === 1
            ? true
            : null,
        );
      } else {
        expect(answer).toMatchObject({ code: 'conflict', message: verdict.text });
        expect(record).toMatchObject([{ action: verb, outcome: 'refused', reason: verdict.text }]);
        expect(await planned.row()).toEqual(before);
      }
    },
  );
});

describe('a pause', () => {
  it('in the first instant after the start lets nothing begin, and nothing be signed or asked', async () => {
    const planned = await running(fleet, [2]);
    const [[first] = []] = planned.machines;
    await pause(planned);
    await fleet.rows(
      `update job set state = 'offered', payload = 'p', signature = 's', signed_at = now(), offered_at = now(),
         not_before = now() - interval '1 s' where rollout_id = $1 and machine_id = $2`,
      [planned.id, first],
    );
    const ask = { machineId: first!, epoch: 1, jobId: (await planned.job(first!)).id, attempt: 1 };
    expect(await grantGo(fleet.database.pool('gateway'), { ...ask, askId: randomUUID() })).toMatchObject({
      outcome: 'hold',
      reason: 'paused',
    });
    await resume(planned);
    expect(await grantGo(fleet.database.pool('gateway'), { ...ask, askId: randomUUID() })).toMatchObject({
      outcome: 'granted',
    });
  });

  it('before the start keeps it from starting, and resumed it waits for its time again', async () => {
    const planned = await plan(fleet, [1], { startAt: Date.now() + 3_600_000 });
    await pause(planned);
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'paused', opened: [false] });
    await resume(planned);
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'approved', opened: [false] });
  });

  it('and a tick at the same moment leave it paused or pause it after its wave opened, never torn', async () => {
    for (let n = 0; n < 5; n += 1) {
      const planned = await plan(fleet, [1]);
      await Promise.all([planned.tick(), planned.tick(), pause(planned).catch(() => null)]);
      const { state, opened } = await planned.row();
      const jobs = await planned.jobs(planned.machines[0]![0]!);
      if (state === 'paused') await planned.settle();
      expect((await planned.row()).opened).toEqual(opened);
      expect((await planned.jobs(planned.machines[0]![0]!)).length).toBe(jobs.length);
      await fleet.rows(`update rollout set wake_at = null where id = $1`, [planned.id]);
    }
  });
});

describe('resume', () => {
  it('acknowledges known failures, and only a new one pauses again', async () => {
    const planned = await running(fleet, [4], {
      gate: { maxFailures: 1, maxFailPercent: 100, successPercent: 0 },
    });
    const [[one, two, three] = []] = planned.machines;
    await planned.report(one!, 'failed');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'paused', pauseReason: expect.stringMatching(/1/) });
    await resume(planned);
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'running', pauseReason: null });
    const entry = (await fleet.entries(planned.id)).find(({ action }) => action === 'rollout.resume');
    expect(entry?.after).toEqual({ state: 'running', acknowledged: [{ machineId: one, attempt: 1 }] });
    await planned.report(two!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'running' });
    await planned.report(three!, 'reverted');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'paused' });
  });

  it('acknowledges nothing that was not seen: refused, and nothing changed, when more machines failed meanwhile', async () => {
    const planned = await running(fleet, [4], { gate: { maxFailures: 1, maxFailPercent: 100 } });
    const [[one, two] = []] = planned.machines;
    await planned.report(one!, 'failed');
    await planned.settle();
    await planned.report(two!, 'failed');
    await expect(resume(planned, 1)).rejects.toThrow(/One machine more went wrong since you looked/);
    expect(await planned.row()).toMatchObject({ state: 'paused' });
    await planned.settle();
    expect(await resume(planned, 2)).toEqual({ ok: true });
    expect(await planned.row()).toMatchObject({ state: 'running' });
  });

  it('acknowledges the attempt and not the machine: a retry after an acknowledgement that fails is a new failure', async () => {
    const planned = await running(fleet, [2], { gate: { maxFailures: 1, maxFailPercent: 100 } });
    const [[one] = []] = planned.machines;
    await planned.report(one!, 'failed');
    await planned.settle();
    await resume(planned);
    expect(await retry(planned)).toEqual({ machines: 1 });
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'running' });
    await planned.report(one!, 'failed');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'paused' });
  });
});

describe('retryFailed', () => {
  it('has a new attempt made, with a job and a sequence of its own, and the earlier one stays', async () => {
    const planned = await running(fleet, [2], { gate: { maxFailPercent: 100 } });
    const [[failed, good] = []] = planned.machines;
    await planned.report(failed!, 'verify-failed');
    await planned.report(good!, 'verified');
    await retry(planned);
    await planned.settle();
    const jobs = await planned.jobs(failed!);
    expect(jobs).toMatchObject([
      { attempt: 1, state: 'verify-failed' },
      { attempt: 2, state: 'requested' },
    ]);
    expect(jobs[1]!.sequence).toBeGreaterThan(jobs[0]!.sequence);
    expect(await planned.jobs(good!)).toHaveLength(1);
    await planned.report(failed!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ state: 'done' });
  });

  it('of a paused rollout makes the job when it is resumed', async () => {
    const planned = await running(fleet, [2], { gate: { maxFailures: 1 } });
    const [[failed] = []] = planned.machines;
    await planned.report(failed!, 'failed');
    await planned.settle();
    await retry(planned);
    await planned.settle();
    expect(await planned.jobs(failed!)).toHaveLength(1);
    await resume(planned);
    await planned.settle();
    expect(await planned.jobs(failed!)).toHaveLength(2);
  });

  it('takes a named machine that was blocked or cancelled, and by itself only failures', async () => {
    const planned = await running(fleet, [3], { gate: { maxFailPercent: 100 } });
    const [[blocked, good, open] = []] = planned.machines;
    await planned.report(blocked!, 'blocked');
    await planned.report(good!, 'verified');
    await expect(retry(planned)).rejects.toMatchObject({ code: 'conflict' });
    await expect(retry(planned, { machineIds: [good!, open!] })).rejects.toMatchObject({ code: 'conflict' });
    expect(await retry(planned, { machineIds: [blocked!, good!, open!] })).toEqual({ machines: 1 });
  });

  it('takes those that a filter matches, and of them only failures unless it asks for their state', async () => {
    const planned = await running(fleet, [3], { gate: { maxFailPercent: 100, maxFailures: 9 } });
    const [[one, two, blocked] = []] = planned.machines;
    await planned.report(one!, 'failed');
    await planned.report(two!, 'failed');
    await planned.report(blocked!, 'blocked');
    const { machine } = (
      await verbs['rollout.members'](operator(), { id: planned.id, filter: { group: 'bad' } })
    ).rows[0]!;
    expect(await retry(planned, { filter: { group: 'bad', search: machine.hostname } })).toEqual({
      machines: 1,
    });
    expect(await retry(planned, { filter: { wave: 0 } })).toEqual({ machines: 1 });
    expect(await retry(planned, { filter: { states: ['blocked'] } })).toEqual({ machines: 1 });
    await expect(retry(planned, { filter: {}, wave: 0 })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('does not try again one that is out of contact', async () => {
    const planned = await running(fleet, [2], { gate: { maxFailPercent: 100 } });
    const [[lost] = []] = planned.machines;
    await planned.begin(lost!);
    await fleet.rows(
      `update job set state = 'lost-contact', until = now() + interval '1 hour' where id = $1`,
      [(await planned.job(lost!)).id],
    );
    await expect(retry(planned)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('after the end of its plan', () => {
  it('nobody is tried again, promoted or let pass: nothing begins any more, and that is said', async () => {
    const planned = await running(fleet, [2, 1], { gate: { promotion: 'by-hand' } });
    const [[failed, begun] = []] = planned.machines;
    await planned.report(failed!, 'failed');
    await planned.begin(begun!);
    await fleet.rows(`update rollout set plan = jsonb_set(plan, '{endAt}', '1700000000000') where id = $1`, [
      planned.id,
    ]);
    const { id } = planned;
    for (const call of [
      () => verbs['rollout.retryFailed'](operator(), { id, reason }),
      () => verbs['rollout.promote'](operator(), { id, wave: 0, reason }),
      () => verbs['rollout.overrideGate'](operator(), { id, wave: 0, reason }),
    ])
      await expect(call()).rejects.toMatchObject({
        code: 'conflict',
        message: /came to its end at 2023-11-14 22:13 UTC.*Clone/,
      });
    expect(await planned.member(failed!)).toMatchObject({ attempt: 1 });
  });
});

describe('exclude', () => {
  it('leaves out everybody who matches a filter and has not begun, and ends their jobs', async () => {
    const planned = await running(fleet, [3, 2], { gate: { maxFailPercent: 100 } });
    const [[begun, ended, waits] = [], rest = []] = planned.machines;
    await planned.begin(begun!);
    await planned.report(ended!, 'verified');
    expect(await exclude(planned, { filter: {} })).toEqual({ machines: 3 });
    expect(await planned.member(begun!)).toMatchObject({ excluded: null });
    expect(await planned.member(ended!)).toMatchObject({ excluded: null });
    for (const machine of [waits!, ...rest]) {
      expect(await planned.member(machine)).toMatchObject({ excluded: { kind: 'by-hand' } });
    }
    expect(await planned.job(waits!)).toMatchObject({
      state: 'cancelled',
      detail: expect.stringContaining(reason),
    });
    expect(await fleet.rows('select 1 from machine_desired where machine_id = $1', [waits])).toEqual([]);
    const [entry] = (await fleet.entries(planned.id)).filter(({ action }) => action === 'rollout.exclude');
    expect(entry?.after).toMatchObject({ filter: {}, machines: 3 });
    await expect(exclude(planned, { filter: {} })).rejects.toMatchObject({ code: 'conflict' });
    await planned.report(begun!, 'verified');
    await planned.settle();
    // Nobody is left in the second wave; the first one passed and the rollout comes to its end.
    expect(await planned.row()).toMatchObject({ state: 'done', opened: [true, true] });
  });

  it('and a grant of a start at the same moment: exactly one of them happens', async () => {
    const planned = await running(fleet, [6]);
    const machines = planned.machines[0]!;
    await fleet.rows(
      `update job set state = 'offered', payload = 'p', signature = 's', signed_at = now(), offered_at = now(),
         not_before = now() - interval '1 s' where rollout_id = $1`,
      [planned.id],
    );
    const jobs = await Promise.all(machines.map((machine) => planned.job(machine)));
    const asks = machines.map((machineId, n) =>
      grantGo(fleet.database.pool('gateway'), {
        machineId,
        epoch: 1,
        jobId: jobs[n]!.id,
        attempt: 1,
        askId: randomUUID(),
      }),
    );
    const excluded = exclude(planned, { machineIds: [...machines] }).catch(() => ({ machines: 0 }));
    const answers = await Promise.all(asks);
    const { machines: left } = await excluded;
    expect(answers.filter(({ outcome }) => outcome === 'granted').length + left).toBe(machines.length);
  });

  it('of a machine by its cancelled job leaves the others', async () => {
    const planned = await running(fleet, [2, 1]);
    const [[one, two] = []] = planned.machines;
    await verbs['job.cancel'](operator(), { jobId: (await planned.job(one!)).id, reason });
    await planned.report(two!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, true] });
    expect((await planned.job(one!)).state).toBe('cancelled');
  });
});

describe('overrideGate', () => {
  it('lets the next wave open although the checks fail', async () => {
    const planned = await running(fleet, [2, 1], { gate: { maxFailPercent: 100, successPercent: 100 } });
    const [[one] = []] = planned.machines;
    await planned.report(one!, 'failed');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, false] });
    expect(await override(planned, 0)).toEqual({ ok: true, overridden: true });
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, true] });
  });

  it('needs a second person where the organisation asks for one', async () => {
    await verbs['settings.set'](fleet.as('admin'), { overrideNeedsTwo: true });
    const planned = await running(fleet, [1, 1]);
    expect(await override(planned, 0)).toEqual({ ok: true, overridden: false });
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, false] });
    await expect(override(planned, 0)).rejects.toMatchObject({ code: 'conflict', message: /second person/ });
    expect(await override(planned, 0, 'admin')).toEqual({ ok: true, overridden: true });
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, true] });
    await verbs['settings.set'](fleet.as('admin'), { overrideNeedsTwo: false });
  });

  it('counts the first of two people only while they may still override gates', async () => {
    await verbs['settings.set'](fleet.as('admin'), { overrideNeedsTwo: true });
    const planned = await running(fleet, [1, 1]);
    const first = await fleet.person('operator');
    await verbs['rollout.overrideGate'](fleet.as(first), { id: planned.id, wave: 0, reason });
    await fleet.rows('update "user" set disabled_at = now() where id = $1', [first.id]);
    expect(await override(planned, 0)).toEqual({ ok: true, overridden: false });
    await expect(override(planned, 0)).rejects.toMatchObject({ code: 'conflict' });
    expect(await override(planned, 0, 'admin')).toEqual({ ok: true, overridden: true });
    await verbs['settings.set'](fleet.as('admin'), { overrideNeedsTwo: false });
  });

  it('is refused for a wave that is shut, and for one that is not there', async () => {
    const planned = await running(fleet, [1, 1]);
    await expect(override(planned, 1)).rejects.toMatchObject({ code: 'conflict', message: /not open yet/ });
    await expect(override(planned, 7)).rejects.toMatchObject({ code: 'conflict', message: /no wave 8/ });
  });
});

describe('promote', () => {
  it('opens the next wave of a gate that asks for it, once its checks hold', async () => {
    const planned = await running(fleet, [1, 1], { gate: { promotion: 'by-hand' } });
    const [[one] = []] = planned.machines;
    await planned.report(one!, 'verified');
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, false] });
    await verbs['rollout.promote'](operator(), { id: planned.id, wave: 0, reason });
    await planned.settle();
    expect(await planned.row()).toMatchObject({ opened: [true, true] });
  });

  it('is refused where the wave goes on by itself', async () => {
    const planned = await running(fleet, [1, 1]);
    await expect(
      verbs['rollout.promote'](operator(), { id: planned.id, wave: 0, reason }),
    ).rejects.toMatchObject({ code: 'conflict', message: /goes on by itself/ });
  });
});

describe('abort', () => {
  it('ends what has not begun, waits for what has, and gives every machine one outcome', async () => {
    const planned = await running(fleet, [3, 1]);
    const [[begun, waits, good] = [], [later] = []] = planned.machines;
    await planned.begin(begun!);
    await planned.report(good!, 'verified');
    await verbs['rollout.abort'](operator(), { id: planned.id, reason });
    expect(await planned.row()).toMatchObject({ state: 'aborted' });
    expect((await planned.job(waits!)).state).toBe('cancelled');
    expect(await planned.jobs(later!)).toEqual([]);
    expect(await planned.member(later!)).toMatchObject({ excluded: { kind: 'aborted' } });
    expect((await planned.job(begun!)).state).toBe('running');
    expect(await planned.report(begun!, 'verified')).toBe('accepted');
    expect((await planned.job(begun!)).state).toBe('verified');
  });

  it('ends a change of one machine that has not begun', async () => {
    const { rolloutId: id, jobId } = await toggle(fleet, await fleet.machine());
    await verbs['rollout.abort'](operator(), { id, reason });
    expect(await fleet.rows('select state from job where id = $1', [jobId])).toEqual([
      { state: 'cancelled' },
    ]);
    expect(await fleet.rows('select state from rollout where id = $1', [id])).toEqual([{ state: 'aborted' }]);
  });
});
