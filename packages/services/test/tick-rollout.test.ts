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
import type { Gate } from '@teredo-fleet/rollout';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tickRollout } from '../src/rollout/tick-rollout';

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
  await admin().query('update rollout set wake_at = now(), plan = plan || $2 where id = $1', [
    rollout.id,
    JSON.stringify(rest.schedule ?? {}),
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

/** The machine's job ends so. */
async function report({ rollout }: Planned, machine: MachineRef, state: string): Promise<void> {
  const { id } = await insertJob(admin(), rollout, machine, { goGranted: 1 });
  await admin().query('update job set state = $2, finished_at = now() where id = $1', [id, state]);
}

const tick = () => inPoolTransaction(database.pool('engine'), EVERYTHING, (db) => tickRollout(db));

/** Ticks as long as an answer asks for more at once. */
async function settle({ rollout }: Planned): Promise<void> {
  await admin().query('update rollout set wake_at = now() where id = $1', [rollout.id]);
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

  it('ends what has not begun when its end has come, and waits for what has', async () => {
    const planned = await plan([3], { schedule: { endAt: Date.now() + 3_600_000 } });
    const [[asked, begun] = []] = planned.machines;
    await settle(planned);
    const open = await insertJob(admin(), planned.rollout, asked!);
    const running = await insertJob(admin(), planned.rollout, begun!, { goGranted: 1, state: 'running' });
    await admin().query(`update rollout set plan = plan || '{"endAt": 1}' where id = $1`, [
      planned.rollout.id,
    ]);
    await settle(planned);
    const { rows } = await admin().query('select id, state from job where rollout_id = $1', [
      planned.rollout.id,
    ]);
    expect(new Map(rows.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [open.id, 'expired'],
        [running.id, 'running'],
      ]),
    );
    expect(await rowOf(planned)).toMatchObject({ state: 'running' });
    await admin().query(`update job set state = 'verified', finished_at = now() where id = $1`, [running.id]);
    await settle(planned);
    expect(await rowOf(planned)).toMatchObject({ state: 'done' });
    expect(await recordOf(planned)).toContain('rollout.close');
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
    await expect(tick()).rejects.toThrow(/permission denied/);
    await admin().query('grant insert on audit_entry to teredo_fleet_engine');
    expect(await rowOf(planned)).toMatchObject({ state: 'approved', opened: [false] });
  });
});

describe('several servers', () => {
  it('decide everything once', async () => {
    const planned = await plan([2, 2]);
    for (const machine of planned.machines.flat()) await report(planned, machine, 'verified');
    for (let round = 0; round < 12; round += 1) {
      await admin().query('update rollout set wake_at = now() where id = $1 and finished_at is null', [
        planned.rollout.id,
      ]);
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

  it('share the rollouts that are due, and go on with others when one fails', async () => {
    const [one, other] = [await plan([1]), await plan([1])];
    const except = (ids: string[]) =>
      inPoolTransaction(database.pool('engine'), EVERYTHING, (db) => tickRollout(db, ids));
    expect(await except([one.rollout.id])).toBe(other.rollout.id);
    expect(await except([one.rollout.id, other.rollout.id])).toBeNull();
  });
});
