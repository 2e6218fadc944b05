import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { NoticeChannel, NoticeOutcome } from '@teredo-fleet/platform';
import type { JobPayload } from '@teredo-fleet/protocol';
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

/** People of a machine where finding out who is there costs much: what was so lately is what was so at the first look. */
class People {
  readonly #names = ['kim'];
  /** What stands on the screen of each. */
  readonly shown = new Map<string, string>();
  readonly #acknowledging = new Map<string, () => void>();

  logOn(name: string): void {
    this.#names.push(name);
  }

  acknowledge(name: string): void {
    this.#acknowledging.get(name)?.();
  }

  /** The code in the link of somebody's notice. */
  codeOf(name: string): string {
    return (/\/n\/([A-Za-z0-9-]+)/.exec(this.shown.get(name) ?? '')?.[1] ?? '').replaceAll('-', '');
  }

  readonly channel: NoticeChannel = {
    sessions: async (asOf) => {
      return (asOf === 'now' ? this.#names : ['kim']).map((user) => ({
        id: user,
        user,
        means: 'desktop-dialog' as const,
        language: null,
      }));
    },
    show: ({ id }, { body }) => {
      this.shown.set(id, body);
      const outcome = new Promise<NoticeOutcome>((resolve) => {
        this.#acknowledging.set(id, () => {
          const at = Date.now();
          resolve({ displayedAt: at, answer: 'acknowledged', answeredAt: at, failure: null });
        });
      });
      return {
        displayed: outcome.then(({ displayedAt }) => displayedAt),
        outcome,
        withdraw: () => undefined,
      };
    },
    close: async () => undefined,
  };
}

/** An agent that has asked kim about a job which tells its people on a page, too. */
async function askKim(changes: Partial<JobPayload> = {}): Promise<{ people: People; jobId: string }> {
  const people = new People();
  const job = makeJob(gateway, { noticeUrl: 'http://notice.example.com', ...changes });
  gateway.offer(job);
  running = startAgent(folders, { notice: people.channel });
  await until('kim is asked', () => people.shown.has('kim') && gateway.stateOf(job.jobId) === 'notifying');
  return { people, jobId: job.jobId };
}

const acknowledgedBy = (user: string) =>
  gateway.receipts.some((one) => one.user === user && one.answer === 'acknowledged');

describe('who logs on between the last look and the answer by which the change would start', () => {
  it('is asked before an answer of the dialog counts', async () => {
    const { people, jobId } = await askKim();
    people.logOn('zoe');
    people.acknowledge('kim');
    await until('the answer counts', () => acknowledgedBy('kim'));
    expect([...people.shown.keys()]).toEqual(['kim', 'zoe']);
    expect(gateway.others.some(({ type }) => type === 'ask')).toBe(false);
    people.acknowledge('zoe');
    await until('it is done', () => gateway.stateOf(jobId) === 'verified');
  });

  it('is asked before an answer of the dashboard’s page counts', async () => {
    const { people, jobId } = await askKim();
    people.logOn('zoe');
    gateway.say({
      type: 'notice-answer',
      id: randomUUID(),
      jobId,
      attempt: 1,
      session: 'kim',
      code: people.codeOf('kim'),
      answer: 'acknowledged',
      until: null,
      language: 'en',
      textSha256: 'ab'.repeat(32),
      at: Date.now(),
    });
    await until('the answer counts', () =>
      gateway.others.some((one) => one.type === 'notice-answer-outcome' && one.outcome === 'taken'),
    );
    expect([...people.shown.keys()]).toEqual(['kim', 'zoe']);
    expect(gateway.others.some(({ type }) => type === 'ask')).toBe(false);
    people.acknowledge('zoe');
    await until('it is done', () => gateway.stateOf(jobId) === 'verified');
  });
});
