import { randomUUID } from 'node:crypto';
import { grantGo } from '@teredo-fleet/db';
import { judgeStart, type StartLimits } from '@teredo-fleet/rollout';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { TestFleet } from './support/fleet';
import { running } from './support/planned';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
afterEach(() => fleet.rows('update rollout set wake_at = null'));

/** Seconds since machines began, and whether they are still under way; one more asks. */
const CASES: [StartLimits, [age: number, underWay: boolean][]][] = [
  [
    { atOnce: null, perMinute: null },
    [
      [1, true],
      [2, true],
      [3, true],
    ],
  ],
  [
    { atOnce: 3, perMinute: null },
    [
      [1, true],
      [2, true],
    ],
  ],
  [
    { atOnce: 2, perMinute: null },
    [
      [1, true],
      [2, true],
    ],
  ],
  [
    { atOnce: 2, perMinute: null },
    [
      [1, true],
      [2, false],
    ],
  ],
  [{ atOnce: 1, perMinute: null }, [[500, true]]],
  [
    { atOnce: null, perMinute: 2 },
    [
      [10, false],
      [20, true],
    ],
  ],
  [
    { atOnce: null, perMinute: 2 },
    [
      [10, false],
      [70, true],
    ],
  ],
  [
    { atOnce: null, perMinute: 1 },
    [
      [55, true],
      [40, false],
      [30, false],
    ],
  ],
  [
    { atOnce: null, perMinute: 3 },
    [
      [50, true],
      [40, false],
    ],
  ],
  [
    { atOnce: 9, perMinute: 2 },
    [
      [50, true],
      [40, false],
      [5, false],
    ],
  ],
  [{ atOnce: 1, perMinute: 1 }, [[5, true]]],
];

it.each(CASES)('the gateway holds a start as the rehearsal does: %j %j', async (limits, starts) => {
  const planned = await running(fleet, [starts.length + 1], { limits });
  const [asker, ...begun] = planned.machines[0]!;
  await fleet.rows(
    `update job set state = 'offered', payload = 'p', signature = 's', signed_at = now(), offered_at = now(),
       not_before = now() - interval '1 hour' where rollout_id = $1`,
    [planned.id],
  );
  const begunAt = performance.now();
  for (const [n, [age, underWay]] of starts.entries()) {
    await fleet.rows(
      `update job set state = case when $4 then 'running' else 'verified' end, finished_at = case when not $4 then now() end,
         go_ask_id = gen_random_uuid(), go_granted_at = now() - make_interval(secs => $3)
       where rollout_id = $1 and machine_id = $2`,
      [planned.id, begun[n], age, underWay],
    );
  }
  const now = Date.now();
  const verdict = judgeStart(
    limits,
    {
      underWay: starts.filter(([, underWay]) => underWay).length,
      begunAt: starts.map(([age]) => now - age * 1000),
    },
    now,
  );
  const answer = await grantGo(fleet.database.pool('gateway'), {
    machineId: asker!,
    epoch: 1,
    jobId: (await planned.job(asker!)).id,
    attempt: 1,
    askId: randomUUID(),
  });
  if (verdict.kind === 'go') return expect(answer.outcome).toBe('granted');
  expect(answer).toMatchObject({ outcome: 'hold', reason: verdict.name });
  const told = answer.outcome === 'hold' ? answer.retryAfterSeconds : 0;
  // Both count from now, and it was another one for each.
  const apartSeconds = (performance.now() - begunAt) / 1000;
  expect(Math.abs(told - verdict.retryAfterMs / 1000)).toBeLessThan(3 + apartSeconds);
});
