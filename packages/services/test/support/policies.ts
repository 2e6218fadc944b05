import { randomUUID } from 'node:crypto';
import { inPoolTransaction, upsertFacts } from '@teredo-fleet/db';
import type { Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { linux, offLinux } from '../../../teredo/test/factories';
import { observationFacts, policyRound, repairRound, type VerbInput, verbs } from '../../src';
import { tickRollout } from '../../src/rollout/tick-rollout';
import { OFF, ON, POLICY } from './changes';
import { TestFleet } from './fleet';
import { GATE } from './plans';

const EVERYTHING = { scopes: '*', userId: null } as const;
export const RUNS = linux();
export const IS_OFF = linux(offLinux);

let looks = 0;

/** What a look at the machine says, a moment after the one before. */
export function factsOf(machineId: string, observation: Observation) {
  looks += 1;
  const at = new Date(Date.now() - 60_000 + looks * 10);
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation: structuredClone(observation),
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  return facts;
}

/** The machine is seen like that, as the gateway takes it in. */
export async function look(fleet: TestFleet, machineId: string, observation: Observation): Promise<void> {
  await upsertFacts(fleet.database.pool('gateway'), [factsOf(machineId, observation)]);
}

type Save = VerbInput<'policy.save'>;
export const draft = (desired = OFF, rest: Save['draft'] = {}): Save['draft'] => ({
  work: { kind: 'apply', desired },
  waves: [
    { name: 'Canary', selection: { kind: 'count', count: 1 }, gate: GATE, patienceSeconds: 3600 },
    { name: 'Rest', selection: { kind: 'rest' }, gate: GATE, patienceSeconds: 3600 },
  ],
  notice: { policy: { ...POLICY, kind: 'none' } },
  graceSeconds: 0,
  ...rest,
});
export const wants = { on: ON, off: OFF };

export function save(fleet: TestFleet, label: string, rest: Partial<Save> = {}) {
  return verbs['policy.save'](fleet.as('operator'), {
    scopeId: fleet.scopeId,
    name: `Policy of ${label}`,
    label,
    mode: 'enforce',
    draft: draft(),
    reason: 'as agreed',
    ...rest,
  });
}

export const approve = (
  fleet: TestFleet,
  { id, contentHash }: { id: string; contentHash: string },
  by: Parameters<TestFleet['as']>[0] = 'approver',
) => verbs['policy.approve'](fleet.as(by), { id, contentHash });

export async function enforce(fleet: TestFleet, label: string, rest: Partial<Save> = {}) {
  const saved = await save(fleet, label, rest);
  await approve(fleet, saved);
  return saved;
}

/** A machine in contact that is seen like that. */
export async function machineSeen(
  fleet: TestFleet,
  labels: string[],
  observation: Observation,
): Promise<string> {
  const id = await fleet.machine({ labels });
  await fleet.connect(id, true, new Date(Date.now() + 60_000));
  await look(fleet, id, observation);
  return id;
}

/** Looks at the fleet of a file's tests, and machines for it. */
export interface PolicyScene {
  get(id: string): ReturnType<(typeof verbs)['policy.get']>;
  /** The policies that a machine's page shows. */
  onMachine(machineId: string): Promise<Awaited<ReturnType<(typeof verbs)['policy.ofMachine']>>['rows']>;
  /** Ids of the machines that the list shows by a filter of policies. */
  shownIn(words: string): Promise<string[]>;
  /** A machine in contact with the test's label that is off, unless told otherwise. */
  machine(labels?: string[], observation?: Observation): Promise<string>;
}

/** A fleet for the tests of a file; each of them has a label of its own, and no policy of an earlier one is in use. */
export function usePolicyFleet(take: (scene: { fleet: TestFleet; label: string }) => void): PolicyScene {
  let fleet: TestFleet;
  let label = '';
  beforeAll(async () => {
    fleet = await TestFleet.create();
  });
  beforeEach(async () => {
    await fleet.rows('update policy set retired_at = now() where retired_at is null');
    fleet.now = Date.now();
    label = `l-${randomUUID().slice(0, 8)}`;
    take({ fleet, label });
  });
  afterAll(() => fleet.close());
  return {
    get: (id) => verbs['policy.get'](fleet.as('viewer'), { id }),
    onMachine: async (machineId) => (await verbs['policy.ofMachine'](fleet.as('viewer'), { machineId })).rows,
    shownIn: async (words) => {
      const { rows } = await verbs['machine.list'](fleet.as('viewer'), { filter: { policy: [words] } });
      return rows.map(({ id }) => id);
    },
    machine: (labels = [label], observation = IS_OFF) => machineSeen(fleet, labels, observation),
  };
}

/** Judges, repairs and moves on as the engine does, until nothing is due. */
export async function settleAll(fleet: TestFleet): Promise<void> {
  const pool = fleet.database.pool('engine');
  await policyRound(pool)();
  await repairRound(pool)();
  await fleet.admin.query(
    `update rollout set wake_at = now() - interval '1 s' where finished_at is null and kind = 'repair'`,
  );
  for (let n = 0; n < 50; n += 1) {
    if ((await inPoolTransaction(pool, EVERYTHING, (db) => tickRollout(db))) === null) return;
  }
  throw new Error('the repairs never settle');
}

/** Repairs of a policy, oldest first. */
export function repairsOf(fleet: TestFleet, policyId: string) {
  return fleet.rows<{ id: string; state: string; reason: string; members: string[] }>(
    `select id, state, reason, array(select machine_id::text from rollout_member b where b.rollout_id = r.id order by 1) as members
     from rollout r where policy_id = $1 order by created_at, id`,
    [policyId],
  );
}
