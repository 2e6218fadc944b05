import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type MachineLock, takeMachineLock } from '../src';
import { bundleProgram } from './bundle-program';

const HOLDER = await bundleProgram(fileURLToPath(new URL('./hold-machine-lock.ts', import.meta.url)));
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? '' : ' (skipped, missing: root rights)';

let name = `teredo-fleet-test-${randomUUID()}`;
let children: ChildProcess[] = [];
let locks: MachineLock[] = [];

afterEach(async () => {
  for (const lock of locks) lock.release();
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  [children, locks] = [[], []];
  name = `teredo-fleet-test-${randomUUID()}`;
});

/** Starts a command and gives the first thing that it prints. */
async function say(argv: string[], options: { uid?: number } = {}) {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

const holder = (folder: string) => [process.execPath, HOLDER, folder, name];

async function take(folder: string): Promise<MachineLock> {
  const lock = await takeMachineLock(folder, name);
  locks.push(lock);
  return lock;
}

/** Takes the name as a program that is no agent would. */
const squat = (said: string) => [
  process.execPath,
  '-e',
  `require('net').createServer((s) => s.end(${JSON.stringify(said)})).listen('\\0${name}', () => console.log('held'))`,
];

describe('two agents on one machine', () => {
  it('are refused whatever their folders, naming process and folder of the first and what to do', async () => {
    const { child, said } = await say(holder('/var/lib/first agent'));
    expect(said).toBe('held');
    const second = await say(holder('/srv/second'));
    expect(second.said).toBe(
      `Another teredo-agent (process ${child.pid}, folder /var/lib/first agent) already runs on this machine, and two of them would undo each other's changes. Stop it first (systemctl stop teredo-agent, or kill ${child.pid}), or keep to that one: teredo-agent status --state-dir /var/lib/first agent.`,
    );
  });

  it('that start at the same moment are one that runs and others that are refused', async () => {
    const said = await Promise.all(Array.from({ length: 6 }, (_, n) => say(holder(`/srv/${n}`))));
    expect(said.filter((one) => one.said === 'held')).toHaveLength(1);
  });

  it('may follow each other, also when the first was killed', async () => {
    (await take('/srv/first')).release();
    const { child, said } = await say(holder('/srv/second'));
    expect(said).toBe('held');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await take('/srv/third');
  });

  it('are refused when the first is so busy that it cannot answer', async () => {
    const { child } = await say(holder('/srv/first'));
    child.kill('SIGSTOP');
    await expect(take('/srv/second')).rejects.toThrow(new RegExp(`process ${child.pid}\\) already runs`));
    child.kill('SIGCONT');
  });

  it.skipIf(!isRoot)(`are two machines where each has a network of its own${asRoot}`, async () => {
    const apart = await say(['unshare', '--net', ...holder('/srv/first')]);
    expect(apart.said).toBe('held');
    await take('/srv/second');
  });
});

describe('a program that is no agent', () => {
  it('and has the name is named, and nothing that it says can reach the terminal as a command', async () => {
    const { child } = await say(squat(JSON.stringify({ pid: 7, stateDir: '/x\u001b[2J' })));
    await expect(take('/srv/agent')).rejects.toThrow(new RegExp(`\\(process ${child.pid}\\) already runs`));
  });

  it.skipIf(!isRoot)(`of an ordinary user cannot keep root's agent from running${asRoot}`, async () => {
    const { child } = await say(squat('{}'), { uid: NOBODY });
    expect((await take('/srv/agent')).passedOver).toEqual([child.pid]);
    await expect(take('/srv/another')).rejects.toThrow(`folder /srv/agent`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(take('/srv/another')).rejects.toThrow(`folder /srv/agent`);
  });
});
