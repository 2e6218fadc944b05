import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changesIn } from '@teredo-fleet/platform/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeGateway } from './fake-gateway';
import { enrolFolder, makeJob, until } from './fixtures';
import { type RunningAgent, startAgent } from './start-agent';

const isRoot = process.getuid?.() === 0;
const title = `a full disk${isRoot ? '' : ' (skipped, missing: root rights to mount a small one)'}`;

let gateway: FakeGateway;
let folder: string;
let stateDir: string;
let running: RunningAgent | null = null;

const ballast = () => join(stateDir, 'ballast');

/** Takes every block that is left. */
function fillDisk(): void {
  for (const size of [4096, 512, 1]) {
    try {
      for (;;) writeFileSync(ballast(), Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Full for pieces of this size.
    }
  }
}

beforeEach(async () => {
  if (!isRoot) return;
  gateway = await FakeGateway.start();
  folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  stateDir = join(folder, 'state');
  mkdirSync(stateDir);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0700', 'tmpfs', stateDir]);
  enrolFolder(stateDir, gateway);
});

afterEach(async () => {
  if (!isRoot) return;
  await running?.agent.stop();
  await gateway.close();
  execFileSync('umount', [stateDir]);
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!isRoot)(title, () => {
  it('lets no job start, says why, and the next job works once there is room', async () => {
    running = startAgent({ folder, stateDir });
    await until('connected', () => gateway.others.length > 0);
    fillDisk();
    const refused = makeJob(gateway, { sequence: 1 });
    gateway.offer(refused);
    gateway.dropSessions();
    await until('the job is blocked', () => gateway.stateOf(refused.jobId) === 'blocked');
    const blocked = gateway.statuses.find(({ state }) => state === 'blocked');
    expect(blocked?.detail).toMatch(/ENOSPC|no space/i);
    expect(blocked?.detail).toMatch(/Make room/);
    expect(changesIn(folder)).toEqual([]);

    rmSync(ballast());
    const next = makeJob(gateway, { sequence: 2 });
    gateway.offer(next);
    gateway.dropSessions();
    await until('the next job is verified', () => gateway.stateOf(next.jobId) === 'verified');
    expect(changesIn(folder)).toEqual(['set-teredo']);
  });

  it('that fills up while a job runs loses nothing and changes nothing twice', async () => {
    const job = makeJob(gateway);
    let filled = false;
    running = startAgent(
      { folder, stateDir },
      {
        failpoint: async (name) => {
          if (name !== 'applied set-teredo' || filled) return;
          filled = true;
          fillDisk();
        },
      },
    );
    gateway.offer(job);
    gateway.dropSessions();
    await until('the job has ended', () => ['verified', 'failed'].includes(gateway.stateOf(job.jobId) ?? ''));
    expect(existsSync(ballast())).toBe(true);
    expect(changesIn(folder)).toEqual(['set-teredo']);
  });
});
