import { inPoolTransaction } from '@teredo-fleet/db';
import {
  createTestDatabase,
  insertContact,
  insertMachine,
  insertRollout,
  type MachineRef,
  type RolloutRef,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import type { Gate } from '@teredo-fleet/rollout';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { tickRollout } from '../../src/rollout/tick-rollout';
import { plannedPlan } from './plans';
import { storeApproval } from './store-approval';

const EVERYTHING = { scopes: '*', userId: null } as const;

/** Trips at the second failure; a wave passes when everybody reported and most of them well. */
export const TICK_GATE: Gate = {
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

export interface Planned {
  rollout: RolloutRef;
  /** By wave. */
  machines: MachineRef[][];
}

/** Rollouts as rows of a database of their own, without people: what the engine does with them. */
export function useTickBench() {
  let database: TestDatabase;
  const admin = () => database.pool('admin');

  beforeAll(async () => {
    database = await createTestDatabase();
    await admin().query(
      `insert into "user" (id, name, email, role) values ('an-approver', 'An approver', 'approver@example.test', 'approver')`,
    );
  });
  afterAll(() => database.drop());
  // What a test leaves running must not be due in the next.
  afterEach(() => admin().query('update rollout set wake_at = null'));

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
    await storeApproval(admin(), rollout.id, 'an-approver');
    const machines: MachineRef[][] = [];
    for (const [number, size] of sizes.entries()) {
      await admin().query(
        `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds)
         values ($1, $2, $3, $4, '{}', $5, 60)`,
        [rollout.id, number, rollout.scopeId, `wave ${number}`, JSON.stringify(rest.gate ?? TICK_GATE)],
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
      `select action from audit_entry where object_id = $1 and action <> 'rollout.approve' order by seq`,
      [rollout.id],
    );
    return rows.map(({ action }) => action);
  }

  return { admin, engine: () => database.pool('engine'), plan, report, tick, settle, rowOf, recordOf };
}
