import { driftByScope } from '@teredo-fleet/db';
import { insertJob, insertRollout, insertWish } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

/** A machine where a rollout verified what it wished, and that has Teredo off by a newer look. */
async function verified(hostname: string, mode: 'on' | 'off'): Promise<string> {
  const id = await fleet.machine({ hostname });
  const [machine] = await fleet.rows<{ scopeId: string; enrolmentId: string }>(
    'select scope_id as "scopeId", enrolment_id as "enrolmentId" from machine where id = $1',
    [id],
  );
  const rollout = await insertRollout(fleet.admin, machine!.scopeId, { state: 'done' });
  const job = await insertJob(fleet.admin, rollout, { id, hostname, ...machine! });
  await fleet.admin.query(`update job set state = 'verified', finished_at = now() where id = $1`, [job.id]);
  await insertWish(fleet.admin, { id, scopeId: machine!.scopeId }, { rollout, mode, secondsAgo: 3600 });
  await fleet.observe(id);
  await fleet.admin.query('update machine_facts set observed_at = now() where machine_id = $1', [id]);
  return id;
}

it('lists the machines that the alert of drift counts', async () => {
  const drifted = await verified('drifted', 'on');
  const kept = await verified('kept', 'off');
  const other = await fleet.machine({ hostname: 'other' });
  const found = async (filter: { drifted: boolean }) => {
    const { rows } = await verbs['machine.list'](fleet.as('viewer'), { filter });
    return rows.map(({ id }) => id);
  };
  expect(await found({ drifted: true })).toEqual([drifted]);
  expect(await found({ drifted: false })).toEqual([kept, other]);
  expect(await driftByScope(fleet.database.pool('engine'))).toEqual([
    { scopeId: fleet.scopeId, machines: 1, verified: 2 },
  ]);
});
