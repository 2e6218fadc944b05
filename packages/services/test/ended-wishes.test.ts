import { findWish, insertJob, insertRollout, insertWish, type MachineRef } from '@teredo-fleet/db/testing';
import { describe, expect, it } from 'vitest';
import { plannedPlan } from './support/plans';
import { type Planned, useTickBench } from './support/tick-bench';

const { admin, plan, report, settle, rowOf } = useTickBench();
const ENDS_LATER = { schedule: { endAt: Date.now() + 3_600_000 } };

const wishOf = ({ id }: MachineRef) => findWish(admin(), id);

/** What another rollout wished before, and verified. */
async function wishedBefore(machine: MachineRef) {
  const rollout = await insertRollout(admin(), machine.scopeId, { state: 'done' });
  return insertWish(admin(), machine, { rollout, mode: 'off' });
}

async function comesToItsEnd(planned: Planned): Promise<void> {
  await admin().query(`update rollout set plan = plan || '{"endAt": 1}' where id = $1`, [planned.rollout.id]);
  await settle(planned);
}

describe('a plan that ends', () => {
  it('leaves on machines that never began what was wished of them before, and its own wish on the others', async () => {
    const planned = await plan([4], ENDS_LATER);
    const [[first, other, begun, done] = []] = planned.machines;
    const earlier = await wishedBefore(first!);
    await wishedBefore(begun!);
    await settle(planned);
    const own = { desired: plannedPlan().work.desired, rolloutId: planned.rollout.id };
    for (const machine of planned.machines[0]!) expect(await wishOf(machine)).toEqual(own);
    await admin().query(
      `update job set state = 'running', go_ask_id = gen_random_uuid(), go_granted_at = now(), payload = 'p',
         signature = 's', signed_at = now() where rollout_id = $1 and machine_id = $2`,
      [planned.rollout.id, begun!.id],
    );
    await report(planned, done!, 'verified');
    await comesToItsEnd(planned);
    expect(await wishOf(first!)).toEqual(earlier);
    expect(await wishOf(other!)).toBeNull();
    expect(await wishOf(begun!)).toEqual(own);
    expect(await wishOf(done!)).toEqual(own);
    await report(planned, begun!, 'failed');
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ state: 'done' });
    expect(await wishOf(begun!)).toEqual(own);
  });

  it('leaves a wish that was made anew for a machine that had failed, as the failure did', async () => {
    const planned = await plan([2], ENDS_LATER);
    const [[again] = []] = planned.machines;
    await settle(planned);
    const own = await wishOf(again!);
    await report(planned, again!, 'failed');
    await insertJob(admin(), planned.rollout, again!, { attempt: 2, wantedBefore: own });
    await admin().query('update rollout_member set attempt = 2 where machine_id = $1', [again!.id]);
    await comesToItsEnd(planned);
    expect(await wishOf(again!)).toEqual(own);
  });
});
