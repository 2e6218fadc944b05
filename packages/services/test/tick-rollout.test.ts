import { insertJob, insertRollout, type MachineRef } from '@teredo-fleet/db/testing';
import { COUNTED_JOB_STATES, groupOf, isFinal } from '@teredo-fleet/rollout';
import { describe, expect, it } from 'vitest';
import { plannedPlan } from './support/plans';
import { type Planned, useTickBench } from './support/tick-bench';

const { admin, plan, report, tick, settle, rowOf, recordOf } = useTickBench();

describe('a planned rollout', () => {
  it('starts, opens its waves one after the other as their gates pass, and ends', async () => {
    const planned = await plan([2, 3]);
    const [canary = [], rest = []] = planned.machines;
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ state: 'running', opened: [true, false] });
    await report(planned, canary[0]!, 'verified');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ opened: [true, false] });
    await report(planned, canary[1]!, 'verified');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ state: 'running', opened: [true, true] });
    for (const machine of rest) await report(planned, machine, 'verified');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ state: 'done' });
    expect(await recordOf(planned)).toEqual([
      'rollout.start',
      'rollout.open-wave',
      'rollout.open-wave',
      'rollout.finish',
    ]);
  });

  it('starts nothing between a failure and its judgement, and goes on when that lets it', async () => {
    const planned = await plan([3]);
    const [first, second] = planned.machines[0]!;
    await settle(planned);
    const heldOf = async () => {
      const { rows } = await admin().query<{ hold: string | null }>(
        'select (hold_start(rollout_id, id)).hold from job where rollout_id = $1 and machine_id = $2',
        [planned.rollout.id, second!.id],
      );
      return rows[0]!.hold;
    };
    expect(await heldOf()).toBeNull();
    await report(planned, first!, 'failed');
    expect(await heldOf()).toBe('judging');
    while ((await tick()) !== null);
    expect(await rowOf(planned)).toMatchObject({ state: 'running' });
    expect(await heldOf()).toBeNull();
    // The failure waits for a sample of two: whatever ends next completes it.
    await report(planned, second!, 'verified');
    expect(await heldOf()).toBe('judging');
  });

  it.each(COUNTED_JOB_STATES)('judges %s first where it is a failure', async (state) => {
    const planned = await plan([2]);
    await settle(planned);
    const { id } = planned.rollout;
    await admin().query(
      `update job set state = $2, finished_at = case when $3 then now() end, payload = 'p', signature = 's', signed_at = now()
       where rollout_id = $1`,
      [id, state, isFinal(state)],
    );
    const { rows } = await admin().query('select from unjudged_end where rollout_id = $1 and bad', [id]);
    expect(rows.length > 0).toBe(groupOf(state) === 'bad');
  });

  it('pauses by itself when too many fail, with the numbers, and opens nothing more', async () => {
    const planned = await plan([3, 3]);
    const [canary = []] = planned.machines;
    await settle(planned);
    for (const machine of canary.slice(0, 2)) await report(planned, machine, 'verify-failed');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({
      state: 'paused',
      pauseReason: expect.stringContaining('2'),
      opened: [true, false],
    });
    await report(planned, canary[2]!, 'verified');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ state: 'paused', opened: [true, false] });
  });

  it('moves who is not heard of to the late pool when the patience is over', async () => {
    const planned = await plan([3, 1], { seenSecondsAgo: 7200 });
    const [canary = []] = planned.machines;
    await settle(planned);
    await insertLateContact(canary.slice(0, 2));
    for (const machine of canary.slice(0, 2)) await report(planned, machine, 'verified');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ opened: [true, false] });
    await admin().query(
      `update rollout_wave set opened_at = now() - interval '61 seconds' where rollout_id = $1 and number = 0`,
      [planned.rollout.id],
    );
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ opened: [true, true] });
    const { rows } = await admin().query('select machine_id from rollout_member where late_at is not null');
    expect(rows).toEqual([{ machine_id: canary[2]?.id }]);
  });

  it('moves one that is tried again and not heard of to the late pool, whatever became of the attempt before', async () => {
    const planned = await plan([2], { seenSecondsAgo: 7200 });
    const [[again, other] = []] = planned.machines;
    await settle(planned);
    await insertLateContact([other!]);
    await report(planned, again!, 'failed');
    await insertJob(admin(), planned.rollout, again!, { attempt: 2 });
    await admin().query('update rollout_member set attempt = 2 where machine_id = $1', [again?.id]);
    await admin().query(
      `update rollout_wave set opened_at = now() - interval '61 seconds' where rollout_id = $1`,
      [planned.rollout.id],
    );
    await settle(planned);
    const { rows } = await admin().query(
      'select machine_id from rollout_member where rollout_id = $1 and late_at is not null',
      [planned.rollout.id],
    );
    expect(rows).toEqual([{ machine_id: again?.id }]);
  });

  it('ends what has not begun when its end has come, and waits for what has', async () => {
    const planned = await plan([3], { schedule: { endAt: Date.now() + 3_600_000 } });
    const [[asked, begun] = []] = planned.machines;
    await settle(planned);
    await admin().query(
      `update job set state = 'running', go_ask_id = gen_random_uuid(), go_granted_at = now(), payload = 'p',
         signature = 's', signed_at = now() where rollout_id = $1 and machine_id = $2`,
      [planned.rollout.id, begun?.id],
    );
    await admin().query(`update rollout set plan = plan || '{"endAt": 1}' where id = $1`, [
      planned.rollout.id,
    ]);
    await settle(planned);
    const stateOf = async (machine: MachineRef | undefined) => {
      const { rows } = await admin().query(
        'select state from job where rollout_id = $1 and machine_id = $2',
        [planned.rollout.id, machine?.id],
      );
      return rows[0]?.state;
    };
    expect([await stateOf(asked), await stateOf(begun)]).toEqual(['expired', 'running']);
    expect(await rowOf(planned)).toMatchObject({ state: 'running' });
    await report(planned, begun!, 'verified');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ state: 'done' });
    expect(await recordOf(planned)).toContain('rollout.close');
  });
});

describe('a paused rollout whose end has come', () => {
  it('ends when what had begun has ended, without anybody doing anything', async () => {
    const planned = await plan([1], { schedule: { endAt: Date.now() + 3_600_000 } });
    const [[begun] = []] = planned.machines;
    await settle(planned);
    await admin().query(
      `update job set state = 'running', go_ask_id = gen_random_uuid(), go_granted_at = now(), payload = 'p',
         signature = 's', signed_at = now() where rollout_id = $1`,
      [planned.rollout.id],
    );
    await admin().query(`update rollout set state = 'paused', plan = plan || '{"endAt": 1}' where id = $1`, [
      planned.rollout.id,
    ]);
    await settle(planned);
    await report(planned, begun!, 'verified');
    // Time passes, and whoever looks at what is due finds it.
    await admin().query(`update rollout set wake_at = wake_at - interval '3 s' where id = $1`, [
      planned.rollout.id,
    ]);
    await tick();
    expect(await rowOf(planned)).toMatchObject({ state: 'done' });
  });
});

describe('the machines of a wave that opens', () => {
  const jobsOf = async (planned: Planned, machine: MachineRef) =>
    (
      await admin().query(
        `select j.state, j.work, j.enrolment_id as "enrolmentId", j.sequence::int, j.not_after as "notAfter",
           j.wanted_before as "wantedBefore", d.desired, d.rollout_id as "wishOf"
         from job j left join machine_desired d on d.machine_id = j.machine_id
         where j.rollout_id = $1 and j.machine_id = $2`,
        [planned.rollout.id, machine.id],
      )
    ).rows;

  it('are asked for what the plan says, and are wished it; those of the next wave are not', async () => {
    const { work, endAt } = plannedPlan();
    const planned = await plan([1, 1], { schedule: { endAt } });
    const [[first] = [], [second] = []] = planned.machines;
    await settle(planned);
    expect(await jobsOf(planned, first!)).toEqual([
      {
        state: 'requested',
        work,
        enrolmentId: first?.enrolmentId,
        sequence: 1,
        notAfter: new Date(endAt),
        wantedBefore: null,
        desired: work.desired,
        wishOf: planned.rollout.id,
      },
    ]);
    expect(await jobsOf(planned, second!)).toEqual([]);
  });

  it('wait while another change is open on them, and while they are not active', async () => {
    const planned = await plan([2]);
    const [[busy, silent] = []] = planned.machines;
    const other = await insertRollout(admin(), planned.rollout.scopeId);
    const { id } = await insertJob(admin(), other, busy!);
    await admin().query(`update machine set status = 'quarantined' where id = $1`, [silent?.id]);
    await settle(planned);
    expect([...(await jobsOf(planned, busy!)), ...(await jobsOf(planned, silent!))]).toEqual([]);
    await admin().query(`update job set state = 'verified', finished_at = now() where id = $1`, [id]);
    await admin().query(`update machine set status = 'active' where id = $1`, [silent?.id]);
    await settle(planned);
    expect(await jobsOf(planned, busy!)).toMatchObject([{ state: 'requested' }]);
    expect(await jobsOf(planned, silent!)).toMatchObject([{ state: 'requested' }]);
  });

  it('are not asked while the rollout is paused, nor when somebody excluded them', async () => {
    const planned = await plan([1, 1]);
    const [[first] = [], [second] = []] = planned.machines;
    await admin().query(`update rollout_member set excluded = '{"kind": "by-hand"}' where machine_id = $1`, [
      first?.id,
    ]);
    await admin().query(`update rollout set state = 'paused' where id = $1`, [planned.rollout.id]);
    await admin().query(`update rollout_wave set opened_at = now() where rollout_id = $1`, [
      planned.rollout.id,
    ]);
    await settle(planned);
    expect([...(await jobsOf(planned, first!)), ...(await jobsOf(planned, second!))]).toEqual([]);
    await admin().query(`update rollout set state = 'running' where id = $1`, [planned.rollout.id]);
    await settle(planned);
    expect(await jobsOf(planned, first!)).toEqual([]);
    expect(await jobsOf(planned, second!)).toHaveLength(1);
  });
});

/** These were heard of just now. */
async function insertLateContact(machines: readonly MachineRef[]): Promise<void> {
  await admin().query(`update machine_contact set last_seen_at = now() where machine_id = any ($1)`, [
    machines.map(({ id }) => id),
  ]);
}
