import { randomUUID } from 'node:crypto';
import { upsertFacts } from '@teredo-fleet/db';
import type { PoolClient } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { policyRound, verbs } from '../src';
import { judgeDueMachines } from '../src/policy/judge-machines';
import type { TestFleet } from './support/fleet';
import {
  approve,
  draft,
  factsOf,
  IS_OFF,
  look,
  RUNS,
  save,
  settleAll,
  usePolicyFleet,
  wants,
} from './support/policies';

let fleet: TestFleet;
let label = '';
usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
});
beforeEach(() => fleet.rows('delete from machine_policy'));

type Name = Parameters<TestFleet['database']['pool']>[0];

/** A transaction that is open until the test ends it. */
async function opened(name: Name, work: (client: PoolClient) => Promise<unknown>) {
  const client = await fleet.database.pool(name).connect();
  await client.query('begin');
  await client.query(`select set_config('teredo.scopes', '*', true)`);
  await work(client);
  return {
    client,
    commit: async () => {
      await client.query('commit');
      client.release();
    },
  };
}

/** The work, under way until it is done or waits for a lock of another transaction. */
async function underWay<T>(work: Promise<T>): Promise<{ result: Promise<T>; isDone: boolean }> {
  let isDone = false;
  const result = work.finally(() => {
    isDone = true;
  });
  result.catch(() => undefined);
  for (;;) {
    await new Promise((next) => setTimeout(next, 10));
    const waiting = await fleet.rows('select from pg_locks where not granted');
    if (isDone || waiting.length > 0) return { result, isDone };
  }
}

const machine = async (observation = RUNS, labels = [label]) => {
  const id = await fleet.machine({ labels });
  await look(fleet, id, observation);
  return id;
};
const counts = async (id: string) => (await verbs['policy.get'](fleet.as('viewer'), { id })).counts;

describe('a machine that changes while the first policy of its scope is made', () => {
  it.each<[string, (client: PoolClient, id: string) => Promise<unknown>]>([
    [
      'its labels',
      (client, id) => client.query('update machine set labels = $2 where id = $1', [id, [label]]),
    ],
    ['what it tells', (client, id) => upsertFacts(client, [factsOf(id, RUNS)])],
  ])('is judged by %s as they are then', async (what, change) => {
    const id = await machine(IS_OFF, what === 'its labels' ? ['another'] : [label]);
    if (what === 'its labels') await look(fleet, id, RUNS);
    const other = await opened('admin', (client) => change(client, id));
    const saving = await underWay(save(fleet, label, { mode: 'audit' }));
    if (saving.isDone) await settleAll(fleet);
    await other.commit();
    const { id: policyId } = await saving.result;
    await settleAll(fleet);
    expect(await counts(policyId)).toMatchObject({ machines: 1, drifted: 1 });
  });

  it('waits until the policy is there', async () => {
    const id = await machine(IS_OFF, ['another']);
    const { id: earlier } = await save(fleet, label, { mode: 'audit' });
    await verbs['policy.retire'](fleet.as('operator'), { id: earlier, reason: 'a test' });
    await settleAll(fleet);
    const policyId = randomUUID();
    const made = await opened('admin', (client) =>
      client.query(
        `insert into policy (id, scope_id, name, label, mode, content, content_hash, desired_hash, author_id, reason)
         select $2, scope_id, 'Made', label, mode, content, content_hash, desired_hash, author_id, reason from policy where id = $1`,
        [earlier, policyId],
      ),
    );
    const labelling = await underWay(
      fleet.rows('update machine set labels = $2 where id = $1', [id, [label]]),
    );
    await made.commit();
    await labelling.result;
    await settleAll(fleet);
    expect(await fleet.rows('select verdict from machine_policy where policy_id = $1', [policyId])).toEqual([
      { verdict: 'compliant' },
    ]);
  });
});

describe('a machine that is judged', () => {
  it('while a rival of its policy is approved is judged once more', async () => {
    const rival = `${label}-b`;
    const id = await machine(RUNS, [label, rival]);
    const one = await save(fleet, label);
    await approve(fleet, one);
    const two = await save(fleet, rival, { name: `Two ${label}`, draft: draft(wants.on) });
    const judging = await opened('engine', judgeDueMachines);
    const approving = await underWay(approve(fleet, two));
    await judging.commit();
    await approving.result;
    await settleAll(fleet);
    expect(await fleet.rows('select standing from machine_policy where machine_id = $1', [id])).toEqual([
      { standing: 'undecided' },
      { standing: 'undecided' },
    ]);
  });

  it('while it is deleted leaves nothing behind', async () => {
    const [id, stays] = [await machine(), await machine()];
    await save(fleet, label, { mode: 'audit' });
    const judging = await opened('engine', judgeDueMachines);
    const deleting = await underWay(fleet.rows('delete from machine where id = $1', [id]));
    await judging.commit();
    await deleting.result;
    expect(await fleet.rows('select machine_id from machine_policy')).toEqual([{ machine_id: stays }]);
  });

  it('once its deletion is under way is waited for, and the others are judged', async () => {
    const [id, stays] = [await machine(), await machine()];
    await save(fleet, label, { mode: 'audit' });
    const deleting = await opened('admin', (client) =>
      client.query('delete from machine where id = $1', [id]),
    );
    const settling = await underWay(settleAll(fleet));
    await deleting.commit();
    await settling.result;
    await settleAll(fleet);
    expect(await fleet.rows('select machine_id from machine_policy')).toEqual([{ machine_id: stays }]);
    expect(await fleet.rows('select from policy_due')).toEqual([]);
  });
});

describe('machines by the thousand', () => {
  it('are told of when the first are judged and when all are, and not with every portion', async () => {
    await fleet.rows(
      `insert into machine (scope_id, hostname, labels, status, platform, simulated, agent_version, agent_key, enrolment_id, hardware_id)
       select $1, 'many-' || n, array[$2], 'active', 'simulated', true, '0.1.0', sha256(n::text::bytea), gen_random_uuid(), gen_random_uuid()::text
       from generate_series(1, 1600) n`,
      [fleet.scopeId, label],
    );
    await save(fleet, label, { mode: 'audit' });
    const listener = await fleet.database.pool('admin').connect();
    const told: string[] = [];
    listener.on('notification', ({ payload }) => told.push(payload ?? ''));
    await listener.query('listen teredo_changed');
    await policyRound(fleet.database.pool('engine'), Number.POSITIVE_INFINITY)();
    await listener.query('select 1');
    listener.release(true);
    expect(await fleet.rows('select from policy_due')).toEqual([]);
    expect(told.filter((what) => what.includes('policy'))).toHaveLength(2);
  });
});

describe('a stored policy', () => {
  it.each([
    ['who wrote it', `author_id = 'somebody else'`],
    ['who edited it', `editor_ids = '{}'`],
    ['what decisions are bound to', `desired_hash = sha256('else')`],
    ['its version', 'version = version + 2'],
    ['its name', `name = 'another'`],
    ['its beginning', `created_at = created_at - interval '1 day', version = version + 1`],
  ])('keeps %s in its version', async (_what, change) => {
    const { id } = await save(fleet, label);
    await expect(fleet.rows(`update policy set ${change} where id = $1`, [id])).rejects.toMatchObject({
      code: '23000',
    });
  });
});
