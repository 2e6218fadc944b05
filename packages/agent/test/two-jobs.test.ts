import { rmSync } from 'node:fs';
import { makePlainMachine, openMachineInFolder } from '@teredo-fleet/platform/simulator';
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

const asksFor = (jobId: string) =>
  gateway.others.flatMap((message) =>
    message.type === 'ask' && message.jobId === jobId ? [message.askId] : [],
  );

describe('two jobs of one machine', () => {
  it('run one after the other, and the second asks under one id however often it had to wait', async () => {
    const platform = openMachineInFolder(folders.folder, makePlainMachine(0));
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: typeof platform = {
      ...platform,
      apply: async (step, slot) => {
        await gate;
        return platform.apply(step, slot);
      },
    };
    const first = makeJob(gateway, { sequence: 1 });
    const second = makeJob(gateway, { sequence: 2, planHash: 'b'.repeat(64) });
    gateway.offer(first);
    gateway.offer(second);
    running = startAgent(folders, { platform: slow });
    await until('the first runs', () => gateway.stateOf(first.jobId) === 'running');
    await until('the second waits', () => gateway.stateOf(second.jobId) === 'queued');
    for (let sessions = 2; sessions <= 4; sessions += 1) {
      gateway.dropSessions();
      await until(
        'it is back',
        () => running?.news.filter((one) => one.startsWith('connected')).length === sessions,
      );
    }
    expect(asksFor(second.jobId)).toEqual([]);
    release();
    await until('the first is done', () => gateway.stateOf(first.jobId) === 'verified');
    await until('the second is done', () => gateway.stateOf(second.jobId) === 'already-compliant');
    expect(new Set(asksFor(second.jobId)).size).toBe(1);
  });
});
