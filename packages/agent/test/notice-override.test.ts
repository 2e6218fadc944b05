import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { NoticeChannel, NoticeOutcome, NoticeToShow } from '@teredo-fleet/platform';
import type { JobPayload, OverridePayload } from '@teredo-fleet/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeGateway } from './fake-gateway';
import { makeEnrolledFolder, makeJob, until } from './fixtures';
import { type RunningAgent, startAgent } from './start-agent';

let gateway: FakeGateway;
let folders: { folder: string; stateDir: string };
let running: RunningAgent | null = null;

beforeEach(async () => {
  gateway = await FakeGateway.start();
  folders = makeEnrolledFolder(gateway);
});

afterEach(async () => {
  await running?.agent.stop();
  running = null;
  await gateway.close();
  rmSync(folders.folder, { recursive: true, force: true });
});

/** Kim sits there and answers nothing; what only informs is displayed at once. */
function unanswering(): { channel: NoticeChannel; shown: NoticeToShow[] } {
  const shown: NoticeToShow[] = [];
  const channel: NoticeChannel = {
    sessions: async () => [
      { id: 'kim', place: '', user: 'kim', userId: null, means: 'desktop-dialog', language: null },
    ],
    isPresenting: async () => null,
    show: (_, notice) => {
      shown.push(notice);
      const at = Date.now();
      const told: NoticeOutcome = { displayedAt: at, answer: 'closed', answeredAt: at, failure: null };
      const asks = notice.offers.acknowledge;
      return {
        displayed: Promise.resolve(at),
        outcome: asks ? new Promise<NoticeOutcome>(() => undefined) : Promise.resolve(told),
        withdraw: () => undefined,
      };
    },
    close: async () => undefined,
  };
  return { channel, shown };
}

function overrideOf(job: JobPayload, changes: Partial<OverridePayload> = {}): OverridePayload {
  const { jobId, attempt, machineId, enrolmentId, rolloutId, planHash, notAfter } = job;
  return {
    v: 1,
    jobId,
    attempt,
    machineId,
    enrolmentId,
    rolloutId,
    planHash,
    issuedAt: Date.now(),
    notAfter,
    people: [
      { id: randomUUID(), name: 'Ada', reason: 'the tunnel is attacked' },
      { id: randomUUID(), name: 'Grace', reason: 'seen it too' },
    ],
    ...changes,
  };
}

/** A signature of the job key, though not one over an override. */
function sayForged(job: JobPayload): void {
  const payload = new TextEncoder().encode(JSON.stringify(overrideOf(job)));
  gateway.say({
    type: 'notice-override',
    payload: Buffer.from(payload).toString('base64'),
    signature: Buffer.from(gateway.sign(payload)).toString('base64'),
  });
}

async function askKim(): Promise<{ job: JobPayload; shown: NoticeToShow[] }> {
  const { channel, shown } = unanswering();
  const job = makeJob(gateway);
  gateway.offer(job);
  running = startAgent(folders, { notice: channel });
  await until('kim is asked', () => shown.length === 1 && gateway.stateOf(job.jobId) === 'notifying');
  return { job, shown };
}

describe('an override of the notice', () => {
  it('shows what happens, asks nothing, and the change is made; its receipt names the two people (N24, N25)', async () => {
    const { job, shown } = await askKim();
    gateway.override(overrideOf(job));
    await until('it is done', () => gateway.stateOf(job.jobId) === 'verified');
    expect(shown[1]?.offers).toEqual({ acknowledge: false, defer: false, refuse: false });
    expect(gateway.receipts).toMatchObject([{ answer: 'informed', overriddenBy: ['Ada', 'Grace'] }]);
  });

  it('that is forged, of another job, rollout or plan, over, or said by one person changes nothing (N23)', async () => {
    const { job, shown } = await askKim();
    const [ada] = overrideOf(job).people;
    sayForged(job);
    gateway.say({ type: 'notice-override', payload: 'e30=', signature: '' });
    gateway.override(overrideOf(job, { jobId: randomUUID() }));
    gateway.override(overrideOf(job, { rolloutId: randomUUID() }));
    gateway.override(overrideOf(job, { planHash: 'b'.repeat(64) }));
    gateway.override(overrideOf(job, { notAfter: Date.now() - 1000 }));
    gateway.override(overrideOf(job, { people: [ada, ada] }));
    gateway.say({ type: 'cancel', jobId: job.jobId, reason: 'Enough.' });
    await until('what came after them was heard', () => gateway.stateOf(job.jobId) === 'cancelled');
    expect(shown).toHaveLength(1);
    expect(gateway.others.some(({ type }) => type === 'ask')).toBe(false);
  });
});
