import { randomUUID } from 'node:crypto';
import { grantGo } from '@teredo-fleet/db';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { TestFleet } from './support/fleet';
import { type Planned, running } from './support/planned';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
afterEach(() => fleet.rows('update rollout set wake_at = null'));

const reason = 'a person says so';
const operator = () => fleet.as('operator');

/** Let start an hour ago; the machine never heard of it. */
async function lost(planned: Planned, machineId: string) {
  const { id } = await planned.job(machineId);
  await fleet.rows(
    `update job set state = 'queued', payload = 'p', signature = 's', signed_at = now() - interval '61 m',
       offered_at = now() - interval '61 m', not_before = now() - interval '2 h', go_ask_id = $2,
       go_granted_at = now() - interval '1 h' where id = $1`,
    [id, randomUUID()],
  );
  return { machineId, epoch: 1, jobId: id, attempt: 1 };
}

const ask = (one: Awaited<ReturnType<typeof lost>>) =>
  grantGo(fleet.database.pool('gateway'), { ...one, askId: randomUUID() });

async function paused() {
  const planned = await running(fleet, [2]);
  const one = await lost(planned, planned.machines[0]![0]!);
  await verbs['rollout.pause'](operator(), { id: planned.id, reason });
  return { planned, one };
}

describe('a machine whose go was lost, and that asks again in a pause', () => {
  it('waits, and can be cancelled', async () => {
    const { planned, one } = await paused();
    await expect(verbs['job.cancel'](operator(), { jobId: one.jobId, reason })).rejects.toThrow('has begun');
    expect(await ask(one)).toMatchObject({ outcome: 'hold', reason: 'paused', tookBack: true });
    await verbs['job.cancel'](operator(), { jobId: one.jobId, reason });
    expect((await planned.job(one.machineId)).state).toBe('cancelled');
  });

  it('can be left out', async () => {
    const { planned, one } = await paused();
    await ask(one);
    await verbs['rollout.exclude'](operator(), { id: planned.id, machineIds: [one.machineId], reason });
    expect((await planned.job(one.machineId)).state).toBe('cancelled');
  });

  it('ends with an abort, whether it asks before or after it', async () => {
    for (const isAfter of [false, true]) {
      const { planned, one } = await paused();
      if (!isAfter) await ask(one);
      await verbs['rollout.abort'](operator(), { id: planned.id, reason });
      if (isAfter) expect(await ask(one)).toMatchObject({ outcome: 'hold', reason: 'ended' });
      expect((await planned.job(one.machineId)).state).toBe('cancelled');
    }
  });
});

it('pauses a rollout again when it fails after a start that came after its acknowledgement', async () => {
  const planned = await running(fleet, [4], { gate: { maxFailures: 1, maxFailPercent: 100 } });
  const one = await lost(planned, planned.machines[0]![0]!);
  await fleet.rows(`update job set state = 'lost-contact', until = now() + interval '1 h' where id = $1`, [
    one.jobId,
  ]);
  await planned.settle();
  expect((await planned.row()).state).toBe('paused');
  await verbs['rollout.resume'](operator(), { id: planned.id, reason, seenFailures: 1 });
  await planned.settle();
  expect((await planned.row()).state).toBe('running');
  expect(await ask(one)).toMatchObject({ outcome: 'granted' });
  await planned.settle();
  expect((await planned.row()).state).toBe('running');
  await planned.report(one.machineId, 'verify-failed', { version: 20 });
  await planned.settle();
  expect((await planned.row()).state).toBe('paused');
});

/** The first of its wave is done, the second never heard that it may start; then the wave is rolled back. */
async function rolledBack() {
  const planned = await running(fleet, [2]);
  const [done, other] = planned.machines[0]!;
  await planned.report(done!, 'verified');
  const one = await lost(planned, other!);
  await verbs['rollout.rollBack'](operator(), {
    id: planned.id,
    what: { kind: 'wave', wave: 0 },
    reason,
    idempotencyKey: randomUUID(),
  });
  return { planned, one };
}

describe('a machine whose go was lost, and whose wave was rolled back since', () => {
  it('begins nothing, also when the rest goes on', async () => {
    const { planned, one } = await rolledBack();
    await verbs['rollout.resume'](operator(), { id: planned.id, reason, seenFailures: 0 });
    await planned.settle();
    expect(await ask(one)).toMatchObject({ outcome: 'hold', reason: 'ended' });
  });

  it('is not waited for by the rollback', async () => {
    const { planned, one } = await rolledBack();
    await ask(one);
    expect((await planned.job(one.machineId)).state).toBe('cancelled');
  });
});
