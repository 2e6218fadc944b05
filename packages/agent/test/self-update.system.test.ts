import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleForNode } from '../../../apps/agent/bundle.mjs';
import { type OwnNetwork, openOwnNetwork } from '../../dev-env/src/namespaces';
import { readUpdateState, runningAgent } from '../src';
import { FakeGateway } from './fake-gateway';
import { makeEnrolledFolder, until } from './fixtures';
import { offerRelease, RELEASE_KEY } from './releases';
import { endAgentOf, SupervisedAgent } from './supervised-agent';

const LONG_MS = 60_000;
const isRoot = process.getuid?.() === 0;

/** Real builds of the agent, by version. */
const built: Record<string, Buffer> = {};
let gateway: FakeGateway;
let network: OwnNetwork;
let stateDir: string;
let folder: string;
let program: string;
let agent: SupervisedAgent | null = null;

const beside = (word: string) => program.replace('.mjs', `.${word}.mjs`);
const versions = () =>
  gateway.proved.map(({ agentVersion, updates }) => `${agentVersion}${updates?.trial ? ' trial' : ''}`);
/** In order; one that is told again, as after a session that ended midway, is one. */
const told = () =>
  gateway.updateStatuses
    .map(({ version, state }) => `${version} ${state}`)
    .filter((words, index, all) => words !== all[index - 1]);
const lastWords = () => gateway.updateStatuses.at(-1)?.text;
const build = (version: string) => built[version] as Buffer;
/** Throws with what was told and said until then. */
const comes = (what: string, holds: () => boolean) =>
  until(what, holds, LONG_MS).catch((error: Error) => {
    const seen = JSON.stringify(
      { versions: versions(), told: gateway.updateStatuses, ends: agent?.ends },
      null,
      1,
    );
    throw new Error(`${error.message}\n${seen}\n${agent?.said}`);
  });
const connected = (version: string) =>
  comes(`version ${version} is connected`, () => versions().at(-1) === version);
const ended = (...states: string[]) =>
  comes('the update has ended', () => states.includes(gateway.updateStatuses.at(-1)?.state ?? ''));

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A build that does something else before it does what it should. */
const withFirst = (version: string, code: string) =>
  Buffer.from(build(version).toString('utf8').replace('\n', `\n${code}\n`));

beforeAll(async () => {
  const room = mkdtempSync(join(tmpdir(), 'agent-builds-'));
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
    const file = join(room, `${version}.mjs`);
    await bundleForNode(file, { releaseKey: RELEASE_KEY, version, trialSeconds: 15 });
    built[version] = readFileSync(file);
  }
  rmSync(room, { recursive: true });
});

beforeEach(async () => {
  gateway = await FakeGateway.start();
  network = await openOwnNetwork(Number(new URL(gateway.url).port));
  ({ folder, stateDir } = makeEnrolledFolder(gateway));
  mkdirSync(join(folder, 'program'));
  program = join(folder, 'program', 'teredo-agent.mjs');
  writeFileSync(program, build('1.0.0'));
});

afterEach(async () => {
  await agent?.stop();
  agent = null;
  await endAgentOf(stateDir);
  await network.close();
  await gateway.close();
});

function start(): SupervisedAgent {
  agent = new SupervisedAgent(program, stateDir, network.join);
  return agent;
}

describe('an agent that is built with a release key', () => {
  it('takes a newer signed version: it is tried, put in place and started, and the old one is kept', async () => {
    offerRelease(gateway, { version: '1.1.0', program: build('1.1.0') });
    const { ends } = start();
    await connected('1.1.0');
    expect(versions()).toEqual(['1.0.0', '1.1.0 trial', '1.1.0']);
    expect(told()).toEqual(['1.1.0 downloading', '1.1.0 ready']);
    expect(readFileSync(program)).toEqual(build('1.1.0'));
    expect(readFileSync(beside('old'))).toEqual(build('1.0.0'));
    expect(existsSync(beside('new'))).toBe(false);
    expect(ends).toEqual([6]);
    await until('its probation is over', () => readUpdateState(stateDir, '1.1.0').probation === null);
    expect(readUpdateState(stateDir, '1.1.0')).toMatchObject({ highest: '1.1.0', failed: [], trial: null });
  });

  it('starts itself anew where nobody watches over it', async () => {
    offerRelease(gateway, { version: '1.1.0', program: build('1.1.0') });
    const [command = '', ...args] = network.join([process.execPath, program, 'run', '--state-dir', stateDir]);
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH },
      stdio: 'ignore',
    });
    await connected('1.1.0');
    await until('the new one holds the folder', () => ![null, child.pid].includes(runningAgent(stateDir)));
  });

  it('goes on as it is when a new build ends at once, says why, and does not try that version again', async () => {
    const broken = Buffer.from('#!/usr/bin/env node\nconsole.error("no such luck"); process.exit(7);\n');
    const asked = offerRelease(gateway, { version: '1.1.0', program: broken });
    const { pid } = start();
    await ended('fell-back');
    expect(lastWords()).toBe('It was started for a trial and ended with exit code 7: no such luck');
    expect(readFileSync(program)).toEqual(build('1.0.0'));
    await connected('1.0.0');
    const before = gateway.updateStatuses.length;
    gateway.dropSessions();
    await comes('it was offered again', () => gateway.updateStatuses.length > before);
    expect(gateway.updateStatuses.at(-1)).toMatchObject({ state: 'fell-back', text: lastWords() });
    expect(asked).toHaveLength(1);
    expect(agent?.pid).toBe(pid);
    expect(agent?.ends).toEqual([]);

    offerRelease(gateway, { version: '1.2.0', program: build('1.2.0') });
    gateway.dropSessions();
    await connected('1.2.0');
  });

  describe('whose new version neither answers nor ends', () => {
    const pids = () => join(folder, 'program', 'pids');
    const left = () =>
      readFileSync(pids(), 'utf8')
        .trim()
        .split(' ')
        .map(Number)
        .filter((pid) => isRunning(pid));
    /** Takes no notice of being asked to end, and has a program of its own that holds its output. */
    const offerHanging = () => {
      const code = `if (process.argv[2] === 'trial') {
  const { spawn } = await import('node:child_process');
  const own = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  (await import('node:fs')).writeFileSync(${JSON.stringify(pids())}, process.pid + ' ' + own.pid);
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => {});
  console.log('I think');
  for (;;) await new Promise((r) => setTimeout(r, 1000));
}`;
      offerRelease(gateway, { version: '1.1.0', program: withFirst('1.1.0', code) });
    };
    const hanging = () =>
      comes('it hangs', () => existsSync(pids()) && readFileSync(pids(), 'utf8').includes(' '));

    it('ends it with all that it started, counts it as failed, and goes on', async () => {
      offerHanging();
      const { ends } = start();
      await hanging();
      expect(left()).toHaveLength(2);
      await ended('fell-back');
      expect(lastWords()).toBe('It did not show within 15 seconds that it works, and was ended. I think');
      await until('nothing of it is left', () => left().length === 0);
      expect(readUpdateState(stateDir, '1.0.0')).toMatchObject({
        failed: [{ version: '1.1.0' }],
        trial: null,
      });
      expect([existsSync(beside('new')), ends]).toEqual([false, []]);
      await connected('1.0.0');
    });

    it('takes it along when it is stopped itself, at once, and holds that against no version', async () => {
      offerHanging();
      const running = start();
      await hanging();
      expect(left()).toHaveLength(2);
      const before = performance.now();
      await running.stop();
      expect(performance.now() - before).toBeLessThan(10_000);
      await until('nothing of it is left', () => left().length === 0);
      expect(readUpdateState(stateDir, '1.0.0')).toMatchObject({ failed: [], trial: null });
    });
  });

  it('fetches nothing of a release that another key signed', async () => {
    const seed = new Uint8Array(32).fill(9);
    const asked = offerRelease(gateway, { version: '1.1.0', program: build('1.1.0'), seed });
    const running = start();
    await comes('it says so', () => running.said.includes('not signed by the release key'));
    expect([asked, told(), versions()]).toEqual([[], [], ['1.0.0']]);
    expect(readFileSync(program)).toEqual(build('1.0.0'));
  });

  it('never goes back: an older release that was signed once is refused, also by its own number', async () => {
    offerRelease(gateway, { version: '1.2.0', program: build('1.2.0') });
    start();
    await connected('1.2.0');
    for (const version of ['1.1.0', '1.2.0']) {
      const asked = offerRelease(gateway, { version, program: build('1.1.0') });
      gateway.dropSessions();
      await comes(
        `${version} is refused`,
        () => gateway.updateStatuses.at(-1)?.version === version && told().at(-1) === `${version} refused`,
      );
      expect(lastWords()).toBe(`Version ${version} is not newer than 1.2.0, which runs here.`);
      expect(asked).toEqual([]);
    }
    expect(readFileSync(program)).toEqual(build('1.2.0'));
  });

  it('refuses a version that says it is another than it was released as', async () => {
    offerRelease(gateway, { version: '1.2.0', program: build('1.1.0') });
    start();
    await ended('fell-back');
    expect(lastWords()).toBe('It was released as 1.2.0 and says that it is 1.1.0.');
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['one bit flipped', (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1)! ^ 1])])],
    ['more at its end', (bytes) => Buffer.concat([bytes, Buffer.from('\n')])],
  ])('keeps nothing of a program with %s', async (_, alter) => {
    offerRelease(gateway, { version: '1.1.0', program: build('1.1.0') }, (response) =>
      response.end(alter(build('1.1.0'))),
    );
    start();
    await ended('failed');
    expect(lastWords()).toMatch(/not the program that was signed/);
    expect([existsSync(beside('new')), versions()]).toEqual([false, ['1.0.0']]);
  });

  it('fetches again what was cut off', async () => {
    const half = build('1.1.0').subarray(0, 100_000);
    offerRelease(gateway, { version: '1.1.0', program: build('1.1.0') }, (response, attempt) => {
      if (attempt > 1) return response.end(build('1.1.0'));
      response.writeHead(200, { 'content-length': build('1.1.0').length });
      response.write(half, () => response.destroy());
    });
    start();
    await connected('1.1.0');
    expect(told()).toEqual(['1.1.0 downloading', '1.1.0 ready']);
  });

  it('gives the place back when the new one passes its trial and then dies as a service', async () => {
    const dies = withFirst(
      '1.1.0',
      "if (process.argv[2] === 'run' && process.ppid) { await import('./dies.mjs'); }",
    );
    // It dies where the agent itself has begun its probation: before the first session.
    writeFileSync(
      join(folder, 'program', 'dies.mjs'),
      "import net from 'node:net'; net.Socket.prototype.connect = () => process.exit(9);",
    );
    offerRelease(gateway, { version: '1.1.0', program: dies });
    const { ends } = start();
    await comes('the old one is back', () => told().at(-1) === '1.1.0 fell-back');
    expect(lastWords()).toMatch(/started 3 times in its place, and ended each time/);
    expect(versions()).toEqual(['1.0.0', '1.1.0 trial', '1.0.0']);
    expect(ends).toEqual([6, 9, 9, 9, 6]);
    expect(readFileSync(program)).toEqual(build('1.0.0'));
  });

  it('takes up after it was killed in the middle of a trial', async () => {
    const slow = withFirst(
      '1.1.0',
      "if (process.argv[2] === 'trial') await new Promise((r) => setTimeout(r, 2000));",
    );
    offerRelease(gateway, { version: '1.1.0', program: slow });
    const running = start();
    await comes('it is being tried', () => readUpdateState(stateDir, '1.0.0').trial !== null);
    process.kill(running.pid as number, 'SIGKILL');
    await connected('1.1.0');
    expect(readFileSync(program)).toEqual(slow);
  });

  it.skipIf(!isRoot)('goes on where there is no room for the new one', async () => {
    const small = join(folder, 'small');
    mkdirSync(small);
    const size = Math.ceil(build('1.0.0').length / 1024) + 64;
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', small]);
    try {
      program = join(small, 'teredo-agent.mjs');
      writeFileSync(program, build('1.0.0'));
      offerRelease(gateway, { version: '1.1.0', program: build('1.1.0') });
      start();
      await ended('failed');
      expect(lastWords()).toBe('There is no room for the new program (ENOSPC). Make room on its disk.');
      expect([existsSync(beside('new')), versions()]).toEqual([false, ['1.0.0']]);
      await agent?.stop();
    } finally {
      execFileSync('umount', ['--lazy', small]);
    }
  });
});

it('an agent that is built without a release key says nothing of updates and takes none', async () => {
  await bundleForNode(program, { releaseKey: '', version: '1.0.0' });
  start();
  await connected('1.0.0');
  expect(gateway.proved[0]?.updates).toBeUndefined();
});
