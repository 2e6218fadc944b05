import { randomUUID } from 'node:crypto';
import { upsertFacts } from '@teredo-fleet/db';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observationFacts, verbs } from '../src';
import { CLOCK_WRONG_MS, clockSkew, isClockWrong } from '../src/agent/clock-skew';
import { NOW, TestFleet } from './support/fleet';
import { sampleObservation } from './support/sample-observation';

const SECOND_MS = 1000;
const seen = (at: number) => sampleObservation({ type: 'client', verdict: 'no', at });

/** An observation of a machine whose clock is off by so much, on its way for so long. */
const said = (skewMs: number, wayMs = 0, atMs = NOW) => ({
  observation: seen(atMs + skewMs),
  observedAt: new Date(atMs),
  receivedAt: new Date(atMs + wayMs),
});

describe('clockSkew', () => {
  it('is how far the machine’s clock is off from the server’s, either way', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), fc.integer({ min: 0, max: 30_000 }), (skew, way) => {
        expect(clockSkew(said(skew, way))).toBe(skew);
      }),
    );
  });

  it('is told by the part that was read last', () => {
    const observation = seen(NOW - 20 * SECOND_MS);
    const late = { ...observation, reachable: { ...observation.reachable, at: NOW } };
    expect(clockSkew({ ...said(0), observation: late })).toBe(0);
  });

  it('can’t be told from what was kept back, nor from parts without a time', () => {
    expect(clockSkew(said(90 * SECOND_MS, 31 * SECOND_MS))).toBeNull();
    expect(clockSkew({ ...said(0), observation: seen(0) })).toBeNull();
  });

  it('is wrong above a minute, ahead and behind', () => {
    expect([CLOCK_WRONG_MS, -CLOCK_WRONG_MS, null].map(isClockWrong)).toEqual([false, false, false]);
    expect([CLOCK_WRONG_MS + 1, -CLOCK_WRONG_MS - 1].map(isClockWrong)).toEqual([true, true]);
  });
});

describe('a machine whose clock is wrong', () => {
  let fleet: TestFleet;
  let id: string;
  beforeAll(async () => {
    fleet = await TestFleet.create();
    id = await fleet.machine();
  });
  afterAll(() => fleet.close());

  async function take(second: number, skewMs: number, wayMs = 0) {
    const facts = observationFacts({
      machineId: id,
      reason: 'periodic',
      ...said(skewMs, wayMs, NOW + second * SECOND_MS),
    });
    if ('unreadable' in facts) throw new Error(facts.unreadable);
    await upsertFacts(fleet.database.pool('gateway'), [facts]);
    const { clock } = await verbs['machine.get'](fleet.as('viewer'), { id });
    return clock;
  }

  it('says so with the newest difference, and writes history only when it went wrong or right', async () => {
    expect(await take(1, 40)).toEqual({ skewMs: 40, wrong: false });
    expect(await take(2, -900)).toEqual({ skewMs: -900, wrong: false });
    expect(await take(3, -420_000)).toEqual({ skewMs: -420_000, wrong: true });
    expect(await take(4, -421_500)).toEqual({ skewMs: -421_500, wrong: true });
    expect(await take(5, 120)).toEqual({ skewMs: 120, wrong: false });
    const history = await fleet.rows<{ clock_skew_ms: string }>(
      'select clock_skew_ms from observation_history where machine_id = $1 order by observed_at',
      [id],
    );
    expect(history.map((row) => Number(row.clock_skew_ms))).toEqual([40, -420_000, 120]);
    const { items } = await verbs['machine.timeline'](fleet.as('viewer'), { id });
    const told = items.filter((item) => item.kind === 'observation').map((item) => item.detail);
    expect(told).toEqual([null, 'The clock of the machine was 420 s behind.', null]);
  });

  it('keeps the difference known when a new one can’t be told', async () => {
    expect(await take(10, 90_000)).toMatchObject({ skewMs: 90_000 });
    expect(await take(11, 0, 40_000)).toMatchObject({ skewMs: 90_000, wrong: true });
  });

  it('is not told of a machine that was never looked at', async () => {
    const other = await fleet.machine({ hostname: `never-${randomUUID()}` });
    expect((await verbs['machine.get'](fleet.as('viewer'), { id: other })).clock).toBeNull();
  });
});
