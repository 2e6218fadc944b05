import type { JobRecord } from '@teredo-fleet/agent-core';
import { naclSignatures, overrideBytes } from '@teredo-fleet/protocol/es3';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { makeOrder } from '../../../packages/agent-core/test/orders';
import { SimulatedLife } from '../../../packages/agent-core/test/simulated-life';
import { createJobRunner, type RunnerParts } from '../src/jobs/job-runner';

const SEED = new Uint8Array(32).fill(7);
const idOf = (digit: number) => `01890a5d-ac96-774b-bcce-b302099a805${digit}`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** A job that was put off for an hour, taken up by the script agent's runner, and whom it shows notices. */
function putOff() {
  const ids = { jobId: idOf(1), machineId: idOf(2), enrolmentId: idOf(3), rolloutId: idOf(4) };
  const policy = { kind: 'defer', maxDeferrals: 3, minimumDeferralSeconds: 3600 } as const;
  const life = new SimulatedLife(makeOrder(ids, policy));
  life.people = () => [{ id: 'ann', answer: 'deferred', displayed: true }];
  life.boot();
  life.drain(({ state }) => state?.phase === 'notice-pause');
  const shown: string[] = [];
  const journalled: JobRecord[] = [];
  const journal = { records: life.disk, append: (one: JobRecord) => void journalled.push(one), remove() {} };
  const runner = createJobRunner({
    journals: { sequenceTrouble: () => null, highestSequence: () => 1, jobs: () => [journal] },
    identity: { ...ids, jobKey: base64(nacl.sign.keyPair.fromSeed(SEED).publicKey) },
    clock: { now: () => life.now + 60_000, localNow: () => life.now + 60_000 },
    makeId: () => 'id-1',
    outbox: { add: () => undefined },
    notices: {
      people: () => [{ id: 'ann', place: '', user: 'ann', userId: null, language: null }],
      isPresenting: () => null,
      show: (person: { id: string }) => {
        shown.push(person.id);
        return { look: () => ({ displayed: true, said: null }), withdraw: () => undefined };
      },
    },
    onJobEnded: () => undefined,
  } as unknown as RunnerParts);
  runner.resume();
  runner.work(1000);
  return { runner, shown, journalled, order: life.order };
}

function overrideOf(order: ReturnType<typeof makeOrder>, changes: object = {}, seed = SEED) {
  const { jobId, attempt, machineId, enrolmentId, rolloutId, planHash, notAfter } = order;
  const people = [
    { id: idOf(5), name: 'Ada', reason: 'the tunnel is attacked' },
    { id: idOf(6), name: 'Grace', reason: 'seen it too' },
  ];
  const binding = { jobId, attempt, machineId, enrolmentId, rolloutId, planHash };
  const payload = new TextEncoder().encode(
    JSON.stringify({ v: 1, ...binding, issuedAt: 1, notAfter, people, ...changes }),
  );
  const signature = naclSignatures.sign(overrideBytes(payload), seed);
  return { type: 'notice-override', payload: base64(payload), signature: base64(signature) } as const;
}

describe('an override of the notice', () => {
  it('ends the waiting of who put it off, and shows what happens (N24)', () => {
    const { runner, shown, journalled, order } = putOff();
    expect(shown).toEqual([]);
    runner.overridden(overrideOf(order));
    for (let times = 0; times < 3; times += 1) runner.work(1000);
    expect(shown).toEqual(['ann']);
    const taken = journalled.filter(({ kind }) => kind === 'overridden');
    expect(taken).toMatchObject([{ people: [{ name: 'Ada' }, { name: 'Grace' }] }]);
  });

  it.each([
    ['forged', {}, new Uint8Array(32).fill(8)],
    ['of another job', { jobId: idOf(9) }, SEED],
    ['of another rollout', { rolloutId: idOf(9) }, SEED],
    ['of another machine', { machineId: idOf(9) }, SEED],
    ['over', { notAfter: 1 }, SEED],
    ['not to be read', { people: 'Ada' }, SEED],
  ])('that is %s changes nothing (N23)', (_, changes, seed) => {
    const { runner, shown, journalled, order } = putOff();
    runner.overridden(overrideOf(order, changes, seed));
    for (let times = 0; times < 3; times += 1) runner.work(1000);
    expect(shown).toEqual([]);
    expect(journalled).toEqual([]);
  });
});
