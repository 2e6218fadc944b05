import { describe, expect, it } from 'vitest';
import { rolloutRound } from '../src/rollout/rollout-round';
import { RolloutTickError } from '../src/rollout/tick-rollout';
import { TICK_GATE as GATE, useTickBench } from './support/tick-bench';

const { admin, engine, plan, tick, settle, rowOf, recordOf } = useTickBench();

describe('what must not be decided on', () => {
  it('is a gate of thresholds that can’t be read: the rollout waits for a person and never opens', async () => {
    const planned = await plan([2], { gate: { ...GATE, maxFailures: 0 } });
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({
      state: 'paused',
      pauseReason: expect.stringMatching(
        /"wave 0" can't be read: "maxFailures" must be a whole number from 1\./,
      ),
      opened: [false],
    });
    expect(await recordOf(planned)).toEqual(['rollout.pause']);
  });

  it('is the brake: nothing starts while it is on', async () => {
    const planned = await plan([2]);
    await admin().query('update brake set "on" = true');
    await settle(planned);
    await admin().query('update brake set "on" = false');
    expect(await rowOf(planned)).toMatchObject({ state: 'approved', opened: [false] });
    expect(await recordOf(planned)).toEqual([]);
  });

  it('is an audit table that refuses writes: the rollout does not start', async () => {
    const planned = await plan([2]);
    await admin().query('revoke insert on audit_entry from teredo_fleet_engine');
    await expect(tick()).rejects.toThrow(RolloutTickError);
    await admin().query('grant insert on audit_entry to teredo_fleet_engine');
    expect(await rowOf(planned)).toMatchObject({ state: 'approved', opened: [false] });
  });
});

describe('several servers', () => {
  it('decide everything once', async () => {
    const planned = await plan([2, 2]);
    for (let round = 0; round < 12; round += 1) {
      await admin().query(
        `update job set state = 'verified', finished_at = now(), payload = 'p', signature = 's', signed_at = now()
         where rollout_id = $1 and finished_at is null`,
        [planned.rollout.id],
      );
      await admin().query(
        `update rollout set wake_at = now() - interval '1 s' where id = $1 and finished_at is null`,
        [planned.rollout.id],
      );
      await Promise.all([tick(), tick(), tick()]);
    }
    expect(await rowOf(planned)).toMatchObject({ state: 'done', opened: [true, true] });
    expect(await recordOf(planned)).toEqual([
      'rollout.start',
      'rollout.open-wave',
      'rollout.open-wave',
      'rollout.finish',
    ]);
  });

  it('ask each machine once', async () => {
    const planned = await plan([5]);
    for (let round = 0; round < 6; round += 1) {
      await admin().query(`update rollout set wake_at = now() - interval '1 s' where id = $1`, [
        planned.rollout.id,
      ]);
      await Promise.all([tick(), tick(), tick()]);
    }
    const { rows } = await admin().query(
      'select machine_id, count(*)::int as jobs from job where rollout_id = $1 group by 1',
      [planned.rollout.id],
    );
    expect(rows.map(({ jobs }) => jobs)).toEqual([1, 1, 1, 1, 1]);
  });

  it('go on with the others when one cannot be moved on, and tell of it once', async () => {
    const [broken, sound] = [await plan([1]), await plan([1])];
    await admin().query(`create function refuse_job() returns trigger language plpgsql as
      $$ begin raise exception 'no room'; end $$`);
    await admin().query(
      `create trigger refuse before insert on job for each row when (new.rollout_id = '${broken.rollout.id}')
       execute function refuse_job()`,
    );
    const faults: unknown[] = [];
    const round = rolloutRound(engine(), (error) => faults.push(error.rolloutId));
    await round();
    await round();
    expect(faults).toEqual([broken.rollout.id]);
    expect(await rowOf(sound)).toMatchObject({ state: 'running', opened: [true] });
    expect(await rowOf(broken)).toMatchObject({ opened: [false] });
    await admin().query('drop function refuse_job cascade');
  });

  it('ask nobody by a plan that cannot be read, and leave it to a person', async () => {
    const broken = await plan([1]);
    await admin().query(`update rollout set plan = plan - 'verify' where id = $1`, [broken.rollout.id]);
    await settle(broken);
    expect(await rowOf(broken)).toMatchObject({
      state: 'paused',
      pauseReason: expect.stringMatching(/plan can't be read/),
    });
  });
});
