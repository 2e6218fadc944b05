import { inPoolTransaction } from '@teredo-fleet/db';
import {
  createTestDatabase,
  insertContact,
  insertJob,
  insertMachine,
  insertRollout,
  type MachineRef,
  type RolloutRef,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import { COUNTED_JOB_STATES, type Gate, groupOf, isFinal } from '@teredo-fleet/rollout';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rolloutRound } from '../src/rollout/rollout-round';
import { RolloutTickError, tickRollout } from '../src/rollout/tick-rollout';
import { plannedPlan } from './support/plans';

const EVERYTHING = { scopes: '*', userId: null } as const;
const GATE: Gate = {
  minSample: 2,
  maxFailures: 2,
  maxFailPercent: 50,
  successPercent: 60,
  coveragePercent: 100,
  maxLatePercent: 50,
  maxBlockedPercent: 50,
  soakSeconds: 0,
  promotion: 'automatic',
};

let database: TestDatabase;
const admin = () => database.pool('admin');

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
// What a test leaves running must not be due in the next.
afterEach(() => admin().query('update rollout set wake_at = null'));

interface Planned {
  rollout: RolloutRef;
  /** By wave. */
  machines: MachineRef[][];
}

/** An approved rollout that is due, with machines that are in contact. */
async function plan(
  sizes: readonly number[],
  rest: { gate?: unknown; schedule?: Record<string, number>; seenSecondsAgo?: number } = {},
): Promise<Planned> {
  const first = await insertMachine(admin());
  const rollout = await insertRollout(admin(), first.scopeId, { kind: 'planned', state: 'approved' });
  await admin().query(`update rollout set wake_at = now() - interval '1 s', plan = $2 where id = $1`, [
    rollout.id,
    JSON.stringify(plannedPlan(rest.schedule)),
  ]);
  const machines: MachineRef[][] = [];
  for (const [number, size] of sizes.entries()) {
    await admin().query(
      `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds)
       values ($1, $2, $3, $4, '{}', $5, 60)`,
      [rollout.id, number, rollout.scopeId, `wave ${number}`, JSON.stringify(rest.gate ?? GATE)],
    );
    const wave: MachineRef[] = [];
    for (let n = 0; n < size; n += 1) {
      const machine = await insertMachine(admin());
      await insertContact(admin(), machine.id, { seenSecondsAgo: rest.seenSecondsAgo ?? 0 });
      await admin().query(
        `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, $4, '{}')`,
        [rollout.id, machine.id, rollout.scopeId, number],
      );
      wave.push(machine);
    }
    machines.push(wave);
  }
  return { rollout, machines };
}

/** The job that the machine was asked with ends so. */
async function report({ rollout }: Planned, machine: MachineRef, state: string): Promise<void> {
  const { rows } = await admin().query(
    `update job set state = $3, finished_at = now(), payload = 'p', signature = 's', signed_at = now()
     where rollout_id = $1 and machine_id = $2 and finished_at is null returning id`,
    [rollout.id, machine.id, state],
  );
  expect(rows).toHaveLength(1);
}

const tick = () => inPoolTransaction(database.pool('engine'), EVERYTHING, (db) => tickRollout(db));

/** Ticks as long as an answer asks for more at once. */
async function settle({ rollout }: Planned): Promise<void> {
  await admin().query(`update rollout set wake_at = now() - interval '1 s' where id = $1`, [rollout.id]);
  for (let n = 0; n < 20; n += 1) if ((await tick()) === null) return;
  throw new Error('the rollout never settles');
}

async function rowOf({ rollout }: Planned) {
  const { rows } = await admin().query(
    `select state, pause_reason as "pauseReason",
       (select array_agg(opened_at is not null order by number) from rollout_wave where rollout_id = r.id) as opened
     from rollout r where id = $1`,
    [rollout.id],
  );
  return rows[0];
}

async function recordOf({ rollout }: Planned): Promise<string[]> {
  const { rows } = await admin().query<{ action: string }>(
    'select action from audit_entry where object_id = $1 order by seq',
    [rollout.id],
  );
  return rows.map(({ action }) => action);
}

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

describe('what must not be decided on', () => {
  it('is a gate that cannot be read: the rollout waits for a person and never opens', async () => {
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

  it('is a record that refuses to be written: the rollout does not start', async () => {
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
    const round = rolloutRound(database.pool('engine'), (error) => faults.push(error.rolloutId));
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
