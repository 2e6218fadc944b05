import type { JobRecord } from '@teredo-fleet/agent-core';
import { expect, it } from 'vitest';
import { makeOrder } from '../../../packages/agent-core/test/orders';
import { SimulatedLife } from '../../../packages/agent-core/test/simulated-life';
import { createJobRunner, type RunnerParts } from '../src/jobs/job-runner';

it('journals no ask while no session stands (R7, S3)', () => {
  const life = new SimulatedLife(makeOrder());
  life.boot();
  life.drain((one) => one.state?.phase === 'planning');
  const written: JobRecord[] = [];
  let now = life.now;
  let ids = 0;
  const journal = {
    records: life.disk,
    append: (record: JobRecord) => void written.push(record),
    remove() {},
  };
  const runner = createJobRunner({
    journals: { sequenceTrouble: () => null, highestSequence: () => 1, jobs: () => [journal] },
    identity: { machineId: life.order.machineId, enrolmentId: life.order.enrolmentId },
    clock: { now: () => now },
    makeId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    outbox: { add: () => undefined },
    onJobEnded: () => undefined,
  } as unknown as RunnerParts);
  runner.resume();
  for (let seconds = 0; seconds < 3600; seconds += 1) {
    now += 1000;
    runner.work(1000);
  }
  expect(written.filter(({ kind }) => kind === 'asked')).toHaveLength(0);
});
