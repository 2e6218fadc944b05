import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { connect, enrolMachine } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const rows = async (text: string, id: string) => (await bench.database.pool('admin').query(text, [id])).rows;

it.each(['ws', 'poll'] as const)(
  'an application that asked is kept and audited, at the door %s',
  async (door) => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    const request = {
      type: 'application-request',
      n: 1,
      application: 'A\u202eB',
      askedBy: 'ada',
      at: Date.now(),
    };
    session.send(request);
    expect((await session.next('ack')).ns).toEqual([1]);
    session.send({ ...request, n: 2 });
    expect((await session.next('ack')).ns).toEqual([2]);
    const { machineId } = machine;
    expect(
      await rows('select application, asked_by from machine_application where machine_id = $1', machineId),
    ).toEqual([{ application: 'A\ufffdB', asked_by: 'ada' }]);
    const audited = `select reason from audit_entry where action = 'application.request' and object_id = $1`;
    expect(await rows(audited, machineId)).toEqual([{ reason: 'A\ufffdB, run by ada' }]);
    session.close();
  },
);
