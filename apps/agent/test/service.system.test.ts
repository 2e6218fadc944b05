import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runningAgent, writeEnrolment } from '@teredo-fleet/agent';
import { type OwnNetwork, openOwnNetwork } from '@teredo-fleet/dev-env/namespaces';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

const app = fileURLToPath(new URL('..', import.meta.url));
const program = join(app, 'dist', 'teredo-agent.mjs');

let room: string;
let stateDir: string;
let network: OwnNetwork;
const covered: string[] = [];

/** What is written to a folder of the machine from now on goes to one of this test's own. */
function cover(folder: string, { empty = false } = {}): void {
  if (!existsSync(folder)) return;
  const own = mkdtempSync(join(room, 'covered-'));
  chmodSync(own, 0o755);
  if (!empty) cpSync(folder, own, { recursive: true, verbatimSymlinks: true });
  execFileSync('mount', ['--bind', own, folder]);
  covered.push(folder);
}

beforeAll(async () => {
  network = await openOwnNetwork();
  execFileSync(process.execPath, ['build.mjs'], { cwd: app });
  room = mkdtempSync(join(tmpdir(), 'service-test-'));
  cover('/usr/local/bin');
  cover('/usr/local/lib', { empty: true });
  cover('/run/systemd', { empty: true });
});

afterAll(async () => {
  await network?.close();
  for (const folder of covered.reverse()) execFileSync('umount', ['--lazy', folder]);
  rmSync(room, { recursive: true, force: true });
});

function makeStateDir(): string {
  const folder = mkdtempSync(join(room, 'state-'));
  const key = () => randomBytes(32).toString('base64');
  writeEnrolment(folder, {
    v: 1,
    server: 'http://127.0.0.1:1',
    ca: null,
    door: 'ws',
    channelKey: key(),
    jobKey: key(),
    seed: key(),
    machineId: randomUUID(),
    enrolmentId: randomUUID(),
    settings: {
      miredoConf: join(folder, 'none.conf'),
      miredoPidFile: join(folder, 'none.pid'),
      interfaceName: null,
    },
  });
  return folder;
}

beforeEach(() => {
  stateDir = makeStateDir();
});

afterEach(() => void teredoAgent('service', 'remove'));

function call(args: string[], { cwd }: { cwd?: string } = {}) {
  const [command = '', ...rest] = network.join([process.execPath, program, ...args]);
  return spawnSync(command, rest, { encoding: 'utf8', timeout: 60_000, cwd });
}

const teredoAgent = (...args: string[]) => call([...args, '--state-dir', stateDir]);

it('installed where there is no systemd runs, and goes when it is removed', () => {
  const { status, stdout } = teredoAgent('service', 'install');
  expect([status, stdout]).toEqual([0, expect.stringContaining(`process ${runningAgent(stateDir)},`)]);
  expect(teredoAgent('status').stdout).toContain(`runs as process ${runningAgent(stateDir)}`);
  expect(teredoAgent('service', 'remove').status).toBe(0);
  expect(runningAgent(stateDir)).toBeNull();
});

it('runs although the Miredo that it was to start does not, and says why', async () => {
  writeFileSync(join(stateDir, 'miredo-wanted'), '');
  expect(teredoAgent('service', 'install').status).toBe(0);
  expect(runningAgent(stateDir)).not.toBeNull();
  await expect
    .poll(() => readFileSync(join(stateDir, 'agent.log'), 'utf8'), { timeout: 10_000 })
    .toMatch(/^Miredo was on before and could not be started: .*miredo.*Next attempt in/ms);
});

it('runs on the folder that was named from where its user stood', () => {
  const named = ['service', 'install', '--state-dir', basename(stateDir)];
  expect(call(named, { cwd: room })).toMatchObject({ status: 0, stderr: '' });
  expect(runningAgent(stateDir)).not.toBeNull();
});

it('installed again replaces the agent that runs', () => {
  teredoAgent('service', 'install');
  const first = runningAgent(stateDir);
  expect(teredoAgent('service', 'install').status).toBe(0);
  expect(runningAgent(stateDir)).not.toBe(first);
  expect(runningAgent(stateDir)).not.toBeNull();
});

it('does not say that it started where another agent has the machine, and says which', () => {
  teredoAgent('service', 'install');
  const first = stateDir;
  stateDir = makeStateDir();
  const { status, stdout, stderr } = teredoAgent('service', 'install');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    new RegExp(`does not run\\. Another teredo-agent \\(process ${runningAgent(first)}, `),
  );
  stateDir = first;
});

it.each([
  ['left behind by an agent that is gone', (pid: number) => `${pid} 1\n`],
  ['damaged', () => 'rubbish\n'],
])('never ends a process that took the number in a lock %s', async (_words, lock) => {
  const bystander = spawn('sleep', ['600']);
  try {
    writeFileSync(join(stateDir, 'lock'), lock(bystander.pid!));
    writeFileSync(join(stateDir, 'status.json'), JSON.stringify({ pid: bystander.pid }));
    expect(teredoAgent('service', 'install').status).toBe(0);
    expect(teredoAgent('service', 'remove').status).toBe(0);
    expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
  } finally {
    bystander.kill();
  }
});

it('says that it does not run when its status cannot be read', () => {
  writeFileSync(join(stateDir, 'status.json'), '{"pid":');
  const { status, stdout, stderr } = teredoAgent('status');
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toContain('does not run');
});
