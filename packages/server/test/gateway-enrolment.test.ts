import { randomBytes } from 'node:crypto';
import { insertJob, insertRollout } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { type DoorName, openDoor } from './support/test-doors';
import { connect, enrolMachine, hostFacts, makeEnrol, type TestMachine } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const admin = () => bench.database.pool('admin');
const wake = (machineId: string) =>
  admin().query(`select pg_notify('teredo_wake', $1)`, [`gateway:${machineId}`]);

/** A job on its way to the machine, ended as one that the server voided. */
async function voidJob({ machineId, enrolmentId, host }: TestMachine, state: 'cancelled' | 'quarantined') {
  const { rows } = await admin().query('select scope_id from machine where id = $1', [machineId]);
  const { scope_id: scopeId } = rows[0];
  const rollout = await insertRollout(admin(), scopeId);
  const ref = { id: machineId, scopeId, enrolmentId, hostname: host.hostname };
  const job = await insertJob(admin(), rollout, ref);
  await admin().query(
    `update job set state = $2, detail = 'void because of a test', finished_at = now() where id = $1`,
    [job.id, state],
  );
  return job;
}

describe.each(['ws', 'poll'] as DoorName[])('the %s door', (door) => {
  it('ends the session of an earlier enrolment when its key is enrolled anew', async () => {
    const machine = await enrolMachine(bench, door);
    const earlier = await connect(bench, machine, { door });
    const open = await openDoor(door, bench.url, bench.channelKey);
    open.send(makeEnrol(open, await bench.makeToken(), machine.seed, machine.host));
    const enrolled = await open.next('enrolled');
    open.close();
    expect(enrolled).toMatchObject({ machineId: machine.machineId, status: 'active' });
    expect(enrolled.enrolmentId).not.toBe(machine.enrolmentId);
    earlier.send({ type: 'heartbeat' });
    expect(await earlier.next('error')).toMatchObject({ code: 'superseded' });
    const later = await connect(bench, machine, { door });
    expect(later.welcome.enrolmentId).toBe(enrolled.enrolmentId);
    later.close();
  });

  it('lets a retired machine in again, and an other one with its token too', async () => {
    const machine = await enrolMachine(bench, door);
    await admin().query(`update machine set status = 'retired', retired_at = now() where id = $1`, [
      machine.machineId,
    ]);
    const token = await bench.makeToken({ autoAccept: false, maxUses: 2 });
    for (const [seed, host] of [
      [machine.seed, machine.host],
      [new Uint8Array(randomBytes(32)), hostFacts()],
    ] as const) {
      const open = await openDoor(door, bench.url, bench.channelKey);
      open.send(makeEnrol(open, token, seed, host));
      expect(await open.next('enrolled')).toMatchObject({ status: 'pending' });
      open.close();
    }
    const session = await connect(bench, machine, { door });
    expect(session.welcome.status).toBe('pending');
    session.close();
  });

  it('tells a retired machine that its job is cancelled before it turns it away', async () => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    const job = await voidJob(machine, 'cancelled');
    await admin().query(`update machine set status = 'retired', retired_at = now() where id = $1`, [
      machine.machineId,
    ]);
    await wake(machine.machineId);
    session.send({ type: 'heartbeat' });
    expect(await session.next('cancel')).toMatchObject({ jobId: job.id, reason: 'void because of a test' });
    expect(await session.next('error')).toMatchObject({ code: 'machine-retired', final: true });
    await session.ended;
  });

  it('tells a quarantined machine that its job is cancelled, when it comes back and has no work otherwise', async () => {
    const machine = await enrolMachine(bench, door);
    const job = await voidJob(machine, 'quarantined');
    await admin().query(`update machine set status = 'quarantined' where id = $1`, [machine.machineId]);
    const session = await connect(bench, machine, { door });
    expect(session.welcome.status).toBe('quarantined');
    session.send({ type: 'heartbeat' });
    expect(await session.next('cancel')).toMatchObject({ jobId: job.id });
    session.close();
  });
});
