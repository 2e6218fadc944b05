import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NoticeAnswer, NoticeChannel, NoticeOutcome, NoticeToShow } from '@teredo-fleet/platform';
import type { JobPayload } from '@teredo-fleet/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
  vi.useRealTimers();
  await running?.agent.stop();
  running = null;
  await gateway.close();
  rmSync(folders.folder, { recursive: true, force: true });
});

/** People of a machine where finding out who is there costs much: what was so lately is what was so at the first look. */
class People {
  #names = ['kim'];
  /** What stands on the screen of each. */
  readonly shown = new Map<string, string>();
  readonly offered = new Map<string, NoticeToShow['offers']>();
  readonly #answering = new Map<string, (answer: NoticeAnswer) => void>();

  logOn(name: string): void {
    this.#names.push(name);
  }

  logOff(name: string): void {
    this.#names = this.#names.filter((one) => one !== name);
    this.shown.delete(name);
  }

  answer(name: string, said: NoticeAnswer): void {
    this.#answering.get(name)?.(said);
  }

  /** The code in the link of somebody's notice. */
  codeOf(name: string): string {
    return (/\/n\/([A-Za-z0-9-]+)/.exec(this.shown.get(name) ?? '')?.[1] ?? '').replaceAll('-', '');
  }

  readonly channel: NoticeChannel = {
    isPresenting: async () => null,
    sessions: async (asOf) => {
      return (asOf === 'now' ? this.#names : ['kim']).map((user) => ({
        id: user,
        place: '',
        user,
        userId: `uid of ${user}`,
        means: 'desktop-dialog' as const,
        language: null,
      }));
    },
    show: ({ id }, { body, offers }) => {
      this.shown.set(id, body);
      this.offered.set(id, offers);
      const outcome = new Promise<NoticeOutcome>((resolve) => {
        this.#answering.set(id, (answer) => {
          const at = Date.now();
          resolve({ displayedAt: at, answer, answeredAt: at, failure: null });
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

function acknowledgeOnPage(jobId: string, session: string, code: string): void {
  gateway.say({
    type: 'notice-answer',
    id: randomUUID(),
    jobId,
    attempt: 1,
    session,
    code,
    answer: 'acknowledged',
    until: null,
    language: 'en',
    textSha256: 'ab'.repeat(32),
    at: Date.now(),
  });
}

/** What became of answers that were given on the page. */
const outcomes = () =>
  gateway.others.flatMap((one) => (one.type === 'notice-answer-outcome' ? [one.outcome] : []));

const acknowledgedBy = (user: string) =>
  gateway.receipts.some((one) => one.user === user && one.answer === 'acknowledged');

/** Everything that the server was told. */
const everythingTold = () =>
  JSON.stringify([gateway.statuses, gateway.receipts, gateway.others, gateway.proved]);

/** Everything below a folder, as text. */
const textBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('a job that names people by pseudonyms (N27)', () => {
  it('tells and journals no account: not in receipts, names of sessions or links', async () => {
    const { people, jobId } = await askKim({ usersNamedBy: 'pseudonym' });
    people.logOn('zoe');
    people.answer('kim', 'acknowledged');
    await until('kim’s answer is told', () => gateway.receipts.length === 1);
    const [receipt] = gateway.receipts;
    expect(receipt).toMatchObject({ answer: 'acknowledged', session: receipt?.user });
    expect(receipt?.user).toMatch(/^p-[0-9A-HJKMNP-TV-Z]{10}$/);
    await until('zoe is asked', () => people.shown.has('zoe'));
    const told = () => gateway.others.flatMap((one) => (one.type === 'notice-link' ? [one.session] : []));
    const ofZoe = () => told().find((session) => session !== receipt?.session);
    await until('her link is told', () => ofZoe() !== undefined);
    acknowledgeOnPage(jobId, ofZoe()!, people.codeOf('zoe'));
    await until('it is done', () => gateway.stateOf(jobId) === 'verified');
    expect(gateway.receipts.map(({ user }) => user)).toEqual([receipt?.user, ofZoe()]);
    expect(`${everythingTold()}\n${textBelow(folders.folder)}`).not.toMatch(/\b(kim|zoe)\b/);
  });

  it('does so after a restart, too, and asks nobody twice', async () => {
    const { people, jobId } = await askKim({ usersNamedBy: 'pseudonym' });
    people.logOn('zoe');
    people.answer('kim', 'acknowledged');
    await until('zoe is asked', () => people.shown.has('zoe'));
    await running?.agent.stop();
    people.shown.clear();
    running = startAgent(folders, { notice: people.channel });
    await until('zoe is asked again', () => people.shown.has('zoe'));
    expect(people.shown.has('kim')).toBe(false);
    people.answer('zoe', 'acknowledged');
    await until('it is done', () => gateway.stateOf(jobId) === 'verified');
    expect(new Set(gateway.receipts.map(({ user }) => user)).size).toBe(2);
    expect(`${everythingTold()}\n${textBelow(folders.folder)}`).not.toMatch(/\b(kim|zoe)\b/);
  });

  it('names them by the system’s own ids where that is set', async () => {
    const { people } = await askKim({ usersNamedBy: 'id' });
    people.answer('kim', 'acknowledged');
    await until('the answer is told', () => gateway.receipts.length === 1);
    expect(gateway.receipts[0]).toMatchObject({ user: 'uid of kim', session: 'uid of kim' });
  });
});

describe('who logs on between the last look and the answer by which the change would start', () => {
  it('is asked before anything starts by an answer of the dialog', async () => {
    const { people, jobId } = await askKim();
    people.logOn('zoe');
    people.answer('kim', 'acknowledged');
    await until('the answer is told', () => acknowledgedBy('kim'));
    await until('zoe is asked', () => people.shown.has('zoe'));
    expect(gateway.others.some(({ type }) => type === 'ask')).toBe(false);
    people.answer('zoe', 'acknowledged');
    await until('it is done', () => gateway.stateOf(jobId) === 'verified');
  });

  it('is asked before anything starts by an answer of the dashboard’s page', async () => {
    const { people, jobId } = await askKim();
    people.logOn('zoe');
    acknowledgeOnPage(jobId, 'kim', people.codeOf('kim'));
    await until('the answer is taken', () => outcomes().includes('taken'));
    await until('zoe is asked', () => people.shown.has('zoe'));
    expect(gateway.others.some(({ type }) => type === 'ask')).toBe(false);
    people.answer('zoe', 'acknowledged');
    await until('it is done', () => gateway.stateOf(jobId) === 'verified');
  });
});

describe('a round that has ended', () => {
  it('shows it to whoever logs on until the change starts, asks them nothing, and leaves the others alone', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
    const { people, jobId } = await askKim({ notBefore: Date.now() + 300_000 });
    people.answer('kim', 'acknowledged');
    await until('it waits for its time', () => gateway.stateOf(jobId) === 'waiting-window');
    people.logOn('zoe');
    people.shown.delete('kim');
    await vi.advanceTimersByTimeAsync(10_000);
    await until('zoe is told', () => people.shown.has('zoe'));
    expect(people.offered.get('zoe')).toEqual({ acknowledge: false, defer: false, refuse: false });
    people.answer('zoe', 'closed');
    await until('it is on record', () =>
      gateway.receipts.some(({ user, answer }) => user === 'zoe' && answer === 'informed'),
    );
    expect([...people.shown.keys()]).toEqual(['zoe']);
    expect(gateway.stateOf(jobId)).toBe('waiting-window');
  });

  it('takes what somebody acknowledges on the page who was asked before and is not there in this one', async () => {
    const { policy, texts } = makeJob(gateway).notice;
    const mayDefer = { ...policy, kind: 'defer' as const, maxDeferrals: 5, minimumDeferralSeconds: 1 };
    const { people, jobId } = await askKim({ notice: { policy: mayDefer, texts } });
    const code = people.codeOf('kim');
    people.answer('kim', 'deferred');
    people.logOff('kim');
    people.logOn('zoe');
    await until('zoe is asked', () => people.shown.has('zoe'));
    acknowledgeOnPage(jobId, 'kim', code);
    acknowledgeOnPage(jobId, 'kim', '7K3MX9QTPAX2WDR0ABCD');
    await until('what was said after it has come', () => outcomes().includes('too-late'));
    expect(outcomes()).toEqual(['too-late']);
    people.answer('zoe', 'deferred');
    await until('it counts', () => outcomes().includes('taken'));
  });
});

describe('a nudge', () => {
  it('shows a notice that was closed again at once, and one of a job that is not known is passed over', async () => {
    const { people, jobId } = await askKim();
    people.answer('kim', 'closed');
    await until('it is to come back later', () => gateway.receipts.some(({ answer }) => answer === 'closed'));
    people.shown.delete('kim');
    gateway.say({ type: 'nudge', jobId: randomUUID(), attempt: 1, at: Date.now() + 1000 });
    gateway.say({ type: 'nudge', jobId, attempt: 1, at: Date.now() + 1000 });
    await until('kim is asked again', () => people.shown.has('kim'));
    people.answer('kim', 'acknowledged');
    await until('it is done', () => gateway.stateOf(jobId) === 'verified');
  });
});
