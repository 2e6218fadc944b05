import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { offerJob } from './support/offer-job';
import { connect, enrolMachine, hostFacts } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const admin = () => bench.database.pool('admin');

describe('a copied identity', () => {
  it('is quarantined when two machines take turns, gets nothing to do, and neither pushes the other out', async () => {
    const original = await enrolMachine(bench);
    const copy = { ...original, host: { ...hostFacts(), hostname: original.host.hostname } };
    const first = await connect(bench, original);
    const second = await connect(bench, copy);
    expect((await first.next('error')).code).toBe('superseded');
    expect(second.welcome.status).toBe('active');
    await offerJob(bench, original, { state: 'queued' });
    const third = await connect(bench, original);
    expect(third.welcome.status).toBe('quarantined');
    expect(await second.next('error')).toMatchObject({
      code: 'quarantined',
      final: false,
      retryAfterSeconds: 300,
    });
    third.send({ type: 'heartbeat' });
    await expect(third.next('offer', 300)).rejects.toThrow('no offer came');
    const { rows } = await admin().query(
      `select outcome from audit_entry where action = 'machine.quarantine' and object_id = $1`,
      [original.machineId],
    );
    expect(rows).toEqual([{ outcome: 'done' }]);
    await admin().query(`update machine set status = 'active' where id = $1`, [original.machineId]);
    await admin().query(`select pg_notify('teredo_wake', $1)`, [`gateway:${original.machineId}`]);
    expect(await third.next('error')).toMatchObject({ code: 'session-unknown', final: false });
    third.close();
  });

  it('is not seen in a machine that was started again, or whose connection was cut', async () => {
    const machine = await enrolMachine(bench);
    await connect(bench, machine);
    await connect(bench, machine);
    const rebooted = { ...machine, host: { ...machine.host, bootId: randomUUID() } };
    await connect(bench, rebooted);
    const last = await connect(bench, rebooted);
    expect(last.welcome.status).toBe('active');
    last.close();
  });
});
