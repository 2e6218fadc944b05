import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { offerJob } from './support/offer-job';
import { connect, enrolMachine } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

it.each(['ws', 'poll'] as const)(
  'a job whose signature an agent refuses ends, at the door %s',
  async (door) => {
    const machine = await enrolMachine(bench, door);
    const { job } = await offerJob(bench, machine);
    const session = await connect(bench, machine, { door });
    const { payload } = await session.next('offer');
    const payloadSha256 = createHash('sha256').update(Buffer.from(payload, 'base64')).digest('hex');
    const refusal = { n: 1, payloadSha256, code: 'bad-signature', jobId: null, at: Date.now() };
    session.send({
      type: 'offer-refused',
      text: 'The signature does not fit. Nothing was done.',
      ...refusal,
    });
    expect((await session.next('ack')).ns).toEqual([1]);
    const { rows } = await bench.database
      .pool('admin')
      .query('select state, detail from job where id = $1', [job.id]);
    expect(rows).toEqual([{ state: 'refused', detail: 'The signature does not fit. Nothing was done.' }]);
    session.close();
  },
);
