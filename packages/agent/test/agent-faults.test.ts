import {
  appendFileSync,
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { changesIn } from '@teredo-fleet/platform/simulator';
import type { JobPayload } from '@teredo-fleet/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateFolder, readEnrolment, takeProcessLock } from '../src';
import { FakeGateway } from './fake-gateway';
import { makeEnrolledFolder, makeJob, until } from './fixtures';
import { type RunningAgent, startAgent } from './start-agent';

let gateway: FakeGateway;
let folders: { folder: string; stateDir: string };
let running: RunningAgent[] = [];

beforeEach(async () => {
  gateway = await FakeGateway.start();
  folders = makeEnrolledFolder(gateway);
});

afterEach(async () => {
  for (const { agent } of running) await agent.stop();
  running = [];
  await gateway.close();
  rmSync(folders.folder, { recursive: true, force: true });
});

function start(): RunningAgent {
  const started = startAgent(folders);
  running.push(started);
  return started;
}

async function stop(): Promise<void> {
  for (const { agent } of running.splice(0)) await agent.stop();
}

const bytesOf = (job: JobPayload) => new TextEncoder().encode(JSON.stringify(job));
const journals = () =>
  readdirSync(join(folders.stateDir, 'jobs')).map((name) => join(folders.stateDir, 'jobs', name));

async function runToEnd(job: JobPayload): Promise<void> {
  gateway.offer(job);
  start();
  await until('the job is verified', () => gateway.stateOf(job.jobId) === 'verified');
}

describe('a fault in the agent itself', () => {
  it('is told once, and another start takes the job up and ends it once', async () => {
    const job = makeJob(gateway);
    gateway.offer(job);
    const broken = startAgent(folders, {
      failpoint: (name) =>
        name === 'before planned' ? Promise.reject(new Error('a fault of ours')) : Promise.resolve(),
    });
    running.push(broken);
    await until('the fault is told', () => broken.faults.length > 0);
    await stop();
    expect(broken.faults).toEqual([new Error('a fault of ours')]);
    expect(broken.failures).toEqual([]);
    start();
    await until('the job is verified', () => gateway.stateOf(job.jobId) === 'verified');
    expect(changesIn(folders.folder)).toHaveLength(1);
  });
});

describe('at an offer', () => {
  it('a job altered by one bit is refused before it is parsed, whichever bit it is', async () => {
    const payload = bytesOf(makeJob(gateway));
    const signature = gateway.sign(payload);
    const bits = [0, 7, 77, 500, payload.length * 8 - 1];
    for (const bit of bits) {
      const altered = payload.slice();
      altered[bit >> 3] = altered[bit >> 3]! ^ (1 << (bit & 7));
      gateway.offerBytes(altered, signature);
    }
    start();
    await until('all are refused', () => gateway.refusedOffers.length === bits.length);
    expect(new Set(gateway.refusedOffers.map(({ code }) => code))).toEqual(new Set(['bad-signature']));
    expect(gateway.statuses).toEqual([]);
    expect(changesIn(folders.folder)).toEqual([]);
  });

  it('a job signed by another key is refused', async () => {
    const other = await FakeGateway.start();
    const payload = bytesOf(makeJob(gateway));
    gateway.offerBytes(payload, other.sign(payload));
    await other.close();
    start();
    await until('it is refused', () => gateway.refusedOffers.length === 1);
    expect(gateway.refusedOffers[0]).toMatchObject({ code: 'bad-signature', jobId: null });
  });

  it.each([
    ['for another machine', 'other-machine', { machineId: '00000000-0000-4000-8000-000000000001' }],
    ['of an earlier enrolment', 'other-enrolment', { enrolmentId: '00000000-0000-4000-8000-000000000001' }],
    ['whose time is over', 'expired', { notAfter: Date.now() - 1000 }],
  ] as const)('a job %s is refused', async (_words, code, changes) => {
    gateway.offer(makeJob(gateway, changes));
    start();
    await until('it is refused', () => gateway.refusedOffers.length === 1);
    expect(gateway.refusedOffers[0]?.code).toBe(code);
    expect(changesIn(folders.folder)).toEqual([]);
  });

  it('a job that was done before is answered with its end and not done again, also after a restart', async () => {
    const job = makeJob(gateway);
    await runToEnd(job);
    await stop();
    gateway.statuses.length = 0;
    start();
    await until('its end is told again', () => gateway.stateOf(job.jobId) === 'verified');
    expect(changesIn(folders.folder)).toEqual(['set-teredo']);
  });

  it('a job whose sequence is not above the highest is refused as replayed, also after a restart', async () => {
    await runToEnd(makeJob(gateway, { sequence: 5 }));
    await stop();
    gateway.offer(makeJob(gateway, { sequence: 5 }));
    start();
    await until('it is refused', () => gateway.refusedOffers.length === 1);
    expect(gateway.refusedOffers[0]?.code).toBe('replayed');
  });
});

describe('a journal', () => {
  it('with a torn end is taken up from its good part, and the job is not done twice', async () => {
    const job = makeJob(gateway);
    await runToEnd(job);
    await stop();
    const [path] = journals();
    truncateSync(path!, readFileSync(path!).length - 7);
    gateway.statuses.length = 0;
    start();
    await until('the job has ended', () => gateway.stateOf(job.jobId) === 'verified');
    expect(changesIn(folders.folder)).toEqual(['set-teredo']);
  });

  it('cut at any length never stops the agent and never does a thing twice', async () => {
    const job = makeJob(gateway);
    await runToEnd(job);
    await stop();
    const [path] = journals();
    const whole = readFileSync(path!);
    for (let share = 0; share < 12; share += 1) {
      for (const name of journals()) rmSync(name);
      gateway.statuses.length = 0;
      gateway.refusedOffers.length = 0;
      writeFileSync(path!, whole.subarray(0, Math.floor((whole.length * share) / 12)), { mode: 0o600 });
      const { failures } = start();
      await until('its state is told', () => gateway.statuses.length + gateway.refusedOffers.length > 0);
      await stop();
      expect(failures).toEqual([]);
    }
    expect(changesIn(folders.folder)).toEqual(['set-teredo']);
  });

  it('with flipped bytes in the middle keeps what was before them', async () => {
    const job = makeJob(gateway);
    await runToEnd(job);
    await stop();
    const [path] = journals();
    const bytes = readFileSync(path!);
    bytes[Math.floor(bytes.length / 2)] = bytes[Math.floor(bytes.length / 2)]! ^ 1;
    writeFileSync(path!, bytes);
    appendFileSync(path!, 'rubbish');
    gateway.statuses.length = 0;
    const { failures } = start();
    await until('its state is told', () => gateway.stateOf(job.jobId) !== null);
    expect(failures).toEqual([]);
    expect(changesIn(folders.folder)).toEqual(['set-teredo']);
  });
});

describe("the agent's folder", () => {
  it('is refused to a second agent with the number of the first and a way out', () => {
    const lock = takeProcessLock(folders.stateDir);
    expect(() => takeProcessLock(folders.stateDir)).toThrow(
      new RegExp(`process ${process.pid}\\) already runs .* --state-dir`),
    );
    lock.release();
    takeProcessLock(folders.stateDir).release();
  });

  it('that a killed agent left locked is taken over', () => {
    writeFileSync(join(folders.stateDir, 'lock'), '999999 12345\n');
    takeProcessLock(folders.stateDir).release();
  });

  it('that others may look into is refused with the command that mends it', () => {
    chmodSync(folders.stateDir, 0o755);
    expect(() => openStateFolder(folders.stateDir)).toThrow(/chmod 700/);
  });

  it('with a key that others may read is refused with the command that mends it', () => {
    chmodSync(join(folders.stateDir, 'enrolment.json'), 0o644);
    expect(() => readEnrolment(folders.stateDir)).toThrow(/chmod 600/);
  });

  it('with a damaged enrolment says how to enrol again', () => {
    writeFileSync(join(folders.stateDir, 'enrolment.json'), '{"v":1');
    expect(() => readEnrolment(folders.stateDir)).toThrow(/enrol --again/);
  });
});

describe('a session', () => {
  it('with a server that has another channel key sends nothing and says why', async () => {
    const impostor = await FakeGateway.start();
    const { channelKey } = impostor.keys;
    const enrolment = { ...readEnrolment(folders.stateDir), channelKey };
    const started = startAgent(folders, { enrolment });
    running.push(started);
    await until('it was tried', () => started.news.length > 0);
    expect(started.news[0]).toBe('disconnected not-the-pinned-server');
    expect(gateway.others).toEqual([]);
    await impostor.close();
  });

  it('over plain HTTP never uses a WebSocket to another machine', async () => {
    const enrolment = {
      ...readEnrolment(folders.stateDir),
      server: 'http://192.0.2.1:3001',
      door: 'ws' as const,
    };
    const started = startAgent(folders, { enrolment });
    running.push(started);
    await until('it was tried', () => started.news.length > 0);
    expect(started.news[0]).toBe('disconnected tls-required');
  });

  it('that breaks is opened again, and what was not acknowledged is told again', async () => {
    const { news } = start();
    await until('connected', () => gateway.others.some(({ type }) => type === 'observation'));
    gateway.dropSessions();
    await until('connected again', () => news.filter((line) => line === 'connected ws').length === 2);
    const told = () => gateway.others.filter(({ type }) => type === 'observation').length;
    await until('observed again', () => told() >= 2);
  });
});
