import type { JobRecord } from '@teredo-fleet/agent-core';
import { expect, it } from 'vitest';
import { makeOrder } from '../../../packages/agent-core/test/orders';
import { SimulatedLife } from '../../../packages/agent-core/test/simulated-life';
import { createJobRunner, type RunnerParts } from '../src/jobs/job-runner';

it('a nudge shows a notice that was not answered again at once; one of an unknown job is passed over (N19); who is logged on is listed only while one is up', () => {
  const life = new SimulatedLife(makeOrder({}, { kind: 'acknowledge', answerTimeoutSeconds: 600 }));
  life.people = () => [{ id: 'ann', answer: 'timed-out', displayed: true }];
  life.boot();
  life.drain(({ state }) => state?.phase === 'notice-pause');
  const pausedAt = life.now + 60_000;
  let now = pausedAt;
  let listed = 0;
  const shown: string[] = [];
  const journal = { records: life.disk, append: (_: JobRecord) => undefined, remove() {} };
  const runner = createJobRunner({
    journals: { sequenceTrouble: () => null, highestSequence: () => 1, jobs: () => [journal] },
    identity: { machineId: life.order.machineId, enrolmentId: life.order.enrolmentId },
    clock: { now: () => now, localNow: () => now },
    makeId: () => 'id-1',
    outbox: { add: () => undefined },
    notices: {
      people: () => {
        listed += 1;
        return [{ id: 'ann', user: 'ann', language: null }];
      },
      isPresenting: () => null,
      show: (person: { id: string }) => {
        shown.push(person.id);
        return { look: () => ({ displayed: true, said: null }), withdraw: () => undefined };
      },
    },
    onJobEnded: () => undefined,
  } as unknown as RunnerParts);
  runner.resume();
  for (let seconds = 0; seconds < 120; seconds += 20, now += 20_000) runner.work(20_000);
  expect([shown, listed]).toEqual([[], 0]);
  now = pausedAt;
  const { jobId, attempt } = life.order;
  runner.nudged({ type: 'nudge', jobId: '00000000-0000-4000-8000-000000000000', attempt: 1, at: now });
  runner.work(1000);
  expect(shown).toEqual([]);
  runner.nudged({ type: 'nudge', jobId, attempt, at: now });
  for (let times = 0; times < 3; times += 1) runner.work(1000);
  expect([shown, listed]).toEqual([['ann'], 1]);
});
