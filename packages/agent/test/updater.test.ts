import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OwnProgram, readUpdateState, type TrialOutcome } from '../src';
import { writeUpdateState } from '../src/update/update-state';
import { FakeGateway } from './fake-gateway';
import { makeEnrolledFolder, makeJob, until } from './fixtures';
import { offerRelease, RELEASE_KEY } from './releases';
import { type RunningAgent, startAgent } from './start-agent';

const NEW = Buffer.from('a new program');

let gateway: FakeGateway;
let place: { folder: string; stateDir: string };
let running: RunningAgent;

beforeEach(async () => {
  gateway = await FakeGateway.start();
  place = makeEnrolledFolder(gateway);
  offerRelease(gateway, { version: '2.0.0', program: NEW });
});

afterEach(async () => {
  await running.agent.stop();
  await gateway.close();
});

/** The server offers it no more: nothing is told of it beside what is looked at. */
function started(done: string[]): void {
  gateway.release = null;
  done.push('restarted');
}

/** The agent's own program, whose trials end as told; the last one told is repeated. */
function startWith(...trials: (TrialOutcome | Error)[]) {
  const done: string[] = [];
  const program: OwnProgram = {
    system: 'linux',
    version: '1.0.0',
    newPath: join(place.folder, 'new'),
    async tryNew() {
      expect(readFileSync(program.newPath)).toEqual(NEW);
      done.push('tried');
      return trials[Math.min(done.length, trials.length) - 1] as TrialOutcome;
    },
    putInPlace() {
      const trial = trials.at(-1);
      if (trial instanceof Error) throw trial;
      done.push('put in place');
    },
    giveBack: () => undefined,
    restart: () => started(done),
  };
  running = startAgent(place, { updates: { program, releaseKey: RELEASE_KEY, fetchAgainMs: [1, 1, 1] } });
  return done;
}

const told = () => gateway.updateStatuses.map(({ state }) => state);
const WORKS: TrialOutcome = { kind: 'works', version: '2.0.0' };
const AWAY: TrialOutcome = { kind: 'unreachable', text: 'No server could be reached.' };

it('interrupts no job: it waits for its end, says so, and asks again before it begins', async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const job = makeJob(gateway);
  const release = gateway.release;
  gateway.release = null;
  const done: string[] = [];
  const program: OwnProgram = {
    system: 'linux',
    version: '1.0.0',
    newPath: join(place.folder, 'new'),
    tryNew: async () => {
      done.push(`tried while the job is ${gateway.stateOf(job.jobId)}`);
      return WORKS;
    },
    putInPlace: () => undefined,
    giveBack: () => undefined,
    restart: () => started(done),
  };
  const failpoint = (name: string) => (name === 'applied set-teredo' ? held : Promise.resolve());
  running = startAgent(place, {
    updates: { program, releaseKey: RELEASE_KEY, fetchAgainMs: [] },
    failpoint,
  });
  gateway.offer(job);
  gateway.dropSessions();
  await until('the job runs', () => gateway.stateOf(job.jobId) === 'running');
  gateway.release = release;
  gateway.dropSessions();
  await until('it waits', () => told().includes('waiting'));
  expect(done).toEqual([]);
  letGo();
  await until('it is installed', () => done.includes('restarted'), 20_000);
  expect(done[0]).toBe('tried while the job is verified');
  expect(told()).toEqual(['downloading', 'ready', 'waiting', 'ready']);
});

it('asks four times for a program that never comes whole, says so, and goes on', async () => {
  const asked = offerRelease(gateway, { version: '2.0.0', program: NEW }, (response) => response.destroy());
  startWith(WORKS);
  await until('it gives up', () => told().includes('failed'));
  expect([asked.length, told()]).toEqual([4, ['downloading', 'failed']]);
  expect(gateway.updateStatuses.at(-1)?.text).toMatch(/^The program could not be fetched \(.+\)\.$/);
  await until('it is connected', () => running.news.at(-1) === 'connected ws');
});

it('waits for a crowded server as long as it takes, without counting that as failed', async () => {
  const crowded = 6;
  const times: number[] = [];
  offerRelease(gateway, { version: '2.0.0', program: NEW }, (response, attempt) => {
    times.push(Date.now());
    if (attempt <= crowded) response.writeHead(429, { 'retry-after': '1' }).end('{}');
    else response.end(NEW);
  });
  const done = startWith(WORKS);
  await until('it is installed', () => done.includes('restarted'), 20_000);
  expect(times).toHaveLength(crowded + 1);
  expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(crowded * 990);
  expect(told()).toEqual(['downloading', 'downloading', 'ready']);
  expect(gateway.updateStatuses.map(({ text }) => text)).toEqual([
    null,
    'The server hands out as many programs as it can (HTTP 429). The agent asks again.',
    null,
  ]);
});

it('ends its wait for a crowded server with the agent', async () => {
  const asked = offerRelease(gateway, { version: '2.0.0', program: NEW }, (response) =>
    response.writeHead(429, { 'retry-after': '1' }).end('{}'),
  );
  startWith(WORKS);
  await until('it waits', () => told().length === 2);
  await running.agent.stop();
  const before = asked.length;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect([asked.length, told()]).toEqual([before, ['downloading', 'downloading']]);
});

it('leaves a program alone whose trial could not reach the server, until three could not', async () => {
  const done = startWith(AWAY);
  await until('it gives up', () => told().includes('fell-back'), 20_000);
  expect(done).toEqual(['tried', 'tried', 'tried']);
  expect(gateway.updateStatuses.at(-1)?.text).toBe('No server could be reached.');
});

it('takes a program whose trial reached the server at the second attempt', async () => {
  const done = startWith(AWAY, WORKS);
  await until('it is installed', () => done.includes('restarted'), 20_000);
  expect(done).toEqual(['tried', 'tried', 'put in place', 'restarted']);
  expect(readUpdateState(place.stateDir, '1.0.0')).toEqual({
    highest: '2.0.0',
    failed: [],
    trial: null,
    probation: { version: '2.0.0', starts: 0 },
  });
});

it('does not try a version again whose trials brought the machine down three times', async () => {
  writeUpdateState(place.stateDir, {
    highest: '1.0.0',
    failed: [],
    trial: { version: '2.0.0', begun: 3 },
    probation: null,
  });
  const done = startWith(WORKS);
  await until('it gives up', () => told().includes('fell-back'));
  expect(gateway.updateStatuses.at(-1)?.text).toMatch(/started for a trial 3 times/);
  expect(done).toEqual([]);
});

it('takes none, and says why, when it can’t tell any more which versions ran here', async () => {
  writeFileSync(join(place.stateDir, 'update.json'), 'rubbish');
  const done = startWith(WORKS);
  await until('it refuses', () => told().includes('refused'));
  expect(gateway.updateStatuses.at(-1)?.text).toMatch(/update\.json is damaged\. .*service install/);
  expect(done).toEqual([]);
});

it('keeps the old one when the new one works and can’t be put in its place', async () => {
  startWith(Object.assign(new Error('EBUSY'), { kind: 'works', version: '2.0.0' }));
  await until('it says so', () => told().includes('fell-back'));
  expect(gateway.updateStatuses.at(-1)?.text).toBe('It works, but can’t be put in place (EBUSY).');
  expect(readUpdateState(place.stateDir, '1.0.0').probation).toBeNull();
  expect(existsSync(join(place.folder, 'new'))).toBe(false);
});
