import type { JobRecord } from '@teredo-fleet/agent-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeOrder, START } from '../../agent-core/test/orders';
import { SimulatedLife } from '../../agent-core/test/simulated-life';
import { JobRunner, type RunnerParts } from '../src/jobs/job-runner';

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

it('journals no ask while no session stands (R7, S3)', async () => {
  const life = new SimulatedLife(makeOrder());
  life.boot();
  life.drain((one) => one.state?.phase === 'planning');
  const written: JobRecord[] = [];
  const journal = {
    records: life.disk,
    append: (record: JobRecord) => void written.push(record),
    close() {},
  };
  const { jobId, attempt, machineId, enrolmentId } = life.order;
  const parts = {
    journals: {
      highestSequence: () => 1,
      jobs: () => [{ jobId, attempt, order: life.order, journal }],
    },
    identity: { machineId, enrolmentId, jobKey: '' },
    clock: { now: () => Date.now(), monotonicMs: () => Date.now() - START },
    outbox: { add: () => undefined },
    onMoved: () => undefined,
    onJobEnded: () => undefined,
    onBroken: (error: unknown) => {
      throw error;
    },
    onFailed: (error: unknown) => {
      throw error;
    },
  } as unknown as RunnerParts;
  const runner = new JobRunner(parts);
  runner.resume();
  await vi.advanceTimersByTimeAsync(3600_000);
  runner.close();
  expect(written.filter(({ kind }) => kind === 'asked')).toHaveLength(0);
});
