import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { offerJob } from './support/offer-job';
import { connect, enrolMachine } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const admin = () => bench.database.pool('admin');

describe('go', () => {
  it('is granted once under fifty asks at the same time', async () => {
    const machine = await enrolMachine(bench);
    const { job } = await offerJob(bench, machine);
    const session = await connect(bench, machine);
    for (let n = 0; n < 50; n++)
      session.send({ type: 'ask', jobId: job.id, attempt: 1, askId: randomUUID() });
    await session.next('go');
    for (let n = 0; n < 49; n++) expect((await session.next('hold')).reason).toMatch(/already-started|busy/);
    expect(session.received.filter(({ type }) => type !== 'offer')).toEqual([]);
    session.close();
  });

  it('is answered again to the same ask, as a lost answer needs', async () => {
    const machine = await enrolMachine(bench);
    const { job } = await offerJob(bench, machine);
    const askId = randomUUID();
    const first = await connect(bench, machine);
    first.send({ type: 'ask', jobId: job.id, attempt: 1, askId });
    await first.next('go');
    first.close();
    const second = await connect(bench, machine);
    second.send({ type: 'ask', jobId: job.id, attempt: 1, askId });
    await second.next('go');
    second.close();
  });

  it('is never granted after a pause was committed, whatever comes at the same time', async () => {
    for (let round = 0; round < 10; round++) {
      const machine = await enrolMachine(bench);
      const { job, rollout } = await offerJob(bench, machine);
      const session = await connect(bench, machine);
      const paused = admin().query(
        `update rollout set state = 'paused' where id = $1 returning clock_timestamp() as at`,
        [rollout.id],
      );
      session.send({ type: 'ask', jobId: job.id, attempt: 1, askId: randomUUID() });
      await paused;
      await session.next(['go', 'hold']);
      session.send({ type: 'ask', jobId: job.id, attempt: 1, askId: randomUUID() });
      expect((await session.next('hold')).reason).toMatch(/paused|already-started/);
      session.close();
    }
  });
});
