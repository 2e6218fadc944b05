import { offerableJobs } from '@teredo-fleet/db';
import { groupOf, isFinal } from '@teredo-fleet/rollout';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { enrol, machineOf, makeToken, openSession } from './support/agents';
import { finishJob, grant, OFF, reportEnd, toggle } from './support/changes';
import { TestFleet } from './support/fleet';

const ORIGINAL = { bootId: 'boot-a', hardwareId: 'hardware-a' };
const COPY = { bootId: 'boot-b', hardwareId: 'hardware-b' };

let fleet: TestFleet;
let id: string;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());
beforeEach(async () => {
  id = await machineOf(enrol(fleet, await makeToken(fleet)));
});

/** Two machines take turns under one identity. */
async function copyIdentity() {
  for (const identity of [ORIGINAL, COPY]) await openSession(fleet, id, identity);
  return openSession(fleet, id, ORIGINAL);
}

/** A job on its way: signed and offered. */
async function offered() {
  const started = await toggle(fleet, id);
  await fleet.admin.query(
    `update job set state = 'queued', payload = '\\x00', signature = '\\x00', signed_at = now() where id = $1`,
    [started.jobId],
  );
  await offerableJobs(fleet.database.pool('gateway'), [id], false);
  return started;
}

const jobRow = async (jobId: string) => {
  const [job] = await fleet.rows<{ state: string; detail: string; finished_at: Date | null }>(
    'select state, detail, finished_at from job where id = $1',
    [jobId],
  );
  return job!;
};

describe('a machine whose identity was copied', () => {
  it('has its waiting jobs ended as quarantined, on neither side of a gate, with an entry each', async () => {
    const { jobId, rolloutId } = await offered();
    expect(await copyIdentity()).toMatchObject({ status: 'quarantined', quarantinedNow: true });
    expect(await jobRow(jobId)).toMatchObject({
      state: 'quarantined',
      detail: expect.stringContaining('Two machines'),
      finished_at: expect.any(Date),
    });
    expect([groupOf('quarantined'), isFinal('quarantined')]).toEqual(['skipped', true]);
    const entry = (await fleet.entries(jobId)).at(-1);
    expect(entry).toMatchObject({
      action: 'job.void',
      outcome: 'done',
      after: { state: 'quarantined', rolloutId },
    });
  });

  it('is also spared a job that nobody has signed yet', async () => {
    const { jobId } = await toggle(fleet, id);
    await copyIdentity();
    expect(await jobRow(jobId)).toMatchObject({ state: 'quarantined' });
  });

  it('should be again what it should have been before those jobs', async () => {
    await finishJob(fleet, await toggle(fleet, id, { desired: OFF }), 'verified');
    fleet.now += 1000;
    await offered();
    await copyIdentity();
    const machine = await verbs['machine.get'](fleet.as('viewer'), { id });
    expect(machine.desired?.state).toEqual(OFF);
  });

  it('leaves a change under way to its own end', async () => {
    const { jobId } = await offered();
    await grant(fleet, jobId);
    await copyIdentity();
    expect(await jobRow(jobId)).toMatchObject({ state: 'running', finished_at: null });
    await reportEnd(fleet, { machineId: id, jobId, state: 'verified' });
    expect(await jobRow(jobId)).toMatchObject({ state: 'verified' });
  });

  it('is told that its job is cancelled until it has answered', async () => {
    const { jobId } = await offered();
    await copyIdentity();
    const gateway = fleet.database.pool('gateway');
    expect((await offerableJobs(gateway, [id], true)).cancels).toMatchObject([
      { jobId, reason: expect.stringContaining('Two machines') },
    ]);
  });

  it('waits again after its release where nobody had accepted it', async () => {
    id = await machineOf(enrol(fleet, await makeToken(fleet, { autoAccept: false })));
    expect(await copyIdentity()).toMatchObject({ status: 'quarantined' });
    await verbs['machine.releaseQuarantine'](fleet.as('operator'), { id, reason: 'the copy is gone' });
    expect((await verbs['machine.get'](fleet.as('viewer'), { id })).status).toBe('pending');
    expect((await fleet.entries(id)).at(-1)).toMatchObject({
      action: 'machine.releaseQuarantine',
      after: { status: 'pending' },
    });
    await verbs['machine.accept'](fleet.as('operator'), { ids: [id] });
    await copyIdentity();
    await verbs['machine.releaseQuarantine'](fleet.as('operator'), { id, reason: 'the copy is gone' });
    expect((await verbs['machine.get'](fleet.as('viewer'), { id })).status).toBe('active');
  });

  it('takes changes again after its release', async () => {
    await offered();
    await copyIdentity();
    await verbs['machine.releaseQuarantine'](fleet.as('operator'), { id, reason: 'the copy is gone' });
    fleet.now += 1000;
    expect(await toggle(fleet, id)).toMatchObject({ jobId: expect.any(String) });
  });
});
