import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@teredo-fleet/dev-env';
import type { RunningProgram } from '@teredo-fleet/dev-env/wine';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUpdateState } from '../../../packages/agent/src/update/update-state';
import { FakeGateway } from '../../../packages/agent/test/fake-gateway';
import { offerRelease, RELEASE_KEY } from '../../../packages/agent/test/releases';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';
import { bundleForExecutable } from '../windows/build-executable.mjs';
import { makeExecutables } from './executables';
import { enrolOnWindows } from './windows-enrolment';
import { startWindowsTen, type WindowsTen } from './windows-ten';

/** Against hanging only: a trial looks at the machine with some thirty programs under Wine. */
const LONG_MS = 600_000;
const patience = { timeoutMs: LONG_MS / 2, everyMs: 200 };
const FOLDER = 'C:\\Büro 世界';
const AGENT_EXE = `${FOLDER}\\teredo-agent.exe`;
const STATE_DIR = 'C:\\state';
const needed = hasNodeForWindows() ? '' : ' (skipped, missing: Node for Windows, by npm test)';

/** Done before all that the program does: it does not end, and takes no notice of being asked to. */
const HANGS =
  "if (process.argv[2] === 'trial') { require('node:fs').writeSync(1, 'I think'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }";
/** It dies after it has begun its probation, and before its first session. */
const DIES =
  "if (process.argv[2] === 'run') require('node:net').Socket.prototype.connect = () => { require('node:fs').appendFileSync('C:\\\\died', 'x'); process.exit(9); };";

/** No task of Windows watches over it here: it starts itself anew, and a test starts it again where it died. */
describe.skipIf(!hasNodeForWindows())(`the executable that replaces itself on a Windows 10${needed}`, () => {
  const room = mkdtempSync(join(tmpdir(), 'windows-self-update-'));
  let gateway: FakeGateway;
  let windows: WindowsTen;
  const running: RunningProgram[] = [];
  const built = (name: string) => readFileSync(join(room, `${name}.exe`));
  const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const sumAt = (path: string) => sumOf(readFileSync(windows.onDrive(path)));
  const beside = (word: string) => AGENT_EXE.replace('.exe', `.${word}.exe`);
  const exists = (path: string) => existsSync(windows.onDrive(path));
  const state = () => readUpdateState(windows.onDrive(STATE_DIR), '1.0.0');
  const versions = () =>
    gateway.proved.map(({ agentVersion, updates }) => `${agentVersion}${updates?.trial ? ' trial' : ''}`);
  const last = () => gateway.updateStatuses.at(-1);

  function start(): RunningProgram {
    const agent = windows.machine.start(AGENT_EXE, ['run', '--state-dir', STATE_DIR]);
    running.push(agent);
    return agent;
  }
  /** Wine starts a program of such a path by another one, so that to kill what was started is not enough. */
  async function end(agent: RunningProgram): Promise<void> {
    const pid = readFileSync(windows.onDrive(`${STATE_DIR}\\lock.pid`), 'utf8').trim();
    expect(await windows.machine.run('taskkill', ['/F', '/PID', pid])).toMatchObject({ exitCode: 0 });
    await agent.ended;
  }
  function offer(version: string, program: Buffer): void {
    offerRelease(gateway, { version, program, system: 'windows-x64' });
    gateway.dropSessions();
  }
  /** With what else was said since, for whoever has to find out why not. */
  const comes = (what: string, holds: () => boolean) =>
    until(what, async () => (holds() ? true : null), patience).catch((error: Error) => {
      const said = { versions: versions(), told: gateway.updateStatuses };
      throw new Error(`${error.message}\n${JSON.stringify(said, null, 1)}\n${running.at(-1)?.errors()}`);
    });
  const runs = (version: string) => comes(`${version} is connected`, () => versions().at(-1) === version);

  beforeAll(async () => {
    const make = async (version: string, first = '', trialSeconds = 300) =>
      `${first}\n${await bundleForExecutable({ releaseKey: RELEASE_KEY, version, trialSeconds })}`;
    await makeExecutables(room, {
      hasty: await make('1.0.0', '', 10),
      hangs: await make('1.1.0', HANGS),
      first: await make('1.0.0'),
      second: await make('1.2.0'),
      dies: await make('1.3.0', DIES),
    });
    const sound = standInState(standInMachine(OS_OF['10']));
    [gateway, windows] = await Promise.all([FakeGateway.start(), startWindowsTen(sound)]);
    mkdirSync(windows.onDrive(FOLDER));
    mkdirSync(windows.onDrive(STATE_DIR), { mode: 0o700 });
    await enrolOnWindows(windows.machine, windows.onDrive(STATE_DIR), gateway);
  }, LONG_MS);

  afterAll(async () => {
    for (const one of running) one.kill();
    await windows?.close();
    await gateway?.close();
    rmSync(room, { recursive: true, force: true });
  }, 120_000);

  it(
    'ends a new one that neither answers nor ends, keeps nothing of it, and goes on',
    async () => {
      copyFileSync(join(room, 'hasty.exe'), windows.onDrive(AGENT_EXE));
      const agent = start();
      await runs('1.0.0');
      offer('1.1.0', built('hangs'));
      await comes('it fell back', () => last()?.state === 'fell-back');
      expect(last()?.text).toBe('It did not show within 10 seconds that it works, and was ended. I think');
      expect(state()).toMatchObject({ failed: [{ version: '1.1.0' }], trial: null, probation: null });
      // Windows removes no program that runs.
      expect([exists(beside('new')), exists(beside('old'))]).toEqual([false, false]);
      await end(agent);
    },
    LONG_MS,
  );

  it(
    'is replaced while it runs by one that works, which starts, keeps the old one and ends its probation',
    async () => {
      rmSync(windows.onDrive(AGENT_EXE));
      copyFileSync(join(room, 'first.exe'), windows.onDrive(AGENT_EXE));
      gateway.release = null;
      const before = versions().length;
      const agent = start();
      await comes('it is connected again', () => versions().length > before);
      offer('1.2.0', built('second'));
      expect(await agent.ended).toBe(6);
      await runs('1.2.0');
      expect(versions().slice(-2)).toEqual(['1.2.0 trial', '1.2.0']);
      expect(sumAt(AGENT_EXE)).toBe(sumOf(built('second')));
      expect(sumAt(beside('old'))).toBe(sumOf(built('first')));
      expect(exists(beside('new'))).toBe(false);
      await comes('its probation is over', () => state().probation === null);
      expect(state()).toMatchObject({ highest: '1.2.0', failed: [{ version: '1.1.0' }], trial: null });
    },
    LONG_MS,
  );

  it(
    'is replaced by the next one also while the one before it still runs, and gives its place back to the last one that worked when it passes its trial and dies three times in its place',
    async () => {
      rmSync(windows.onDrive(beside('old')));
      copyFileSync(join(room, 'hangs.exe'), windows.onDrive(beside('old')));
      const stillRuns = windows.machine.start(beside('old'), ['trial']);
      running.push(stillRuns);
      await comes('the one before it runs', () => stillRuns.output().includes('I think'));
      offer('1.3.0', built('dies'));
      await comes('it was tried', () => versions().at(-1) === '1.3.0 trial');
      const deaths = () => (exists('C:\\died') ? readFileSync(windows.onDrive('C:\\died')).length : 0);
      await comes('it has died once', () => deaths() === 1);
      expect(state().probation).toEqual({ version: '1.3.0', starts: 1 });
      expect(sumAt(AGENT_EXE)).toBe(sumOf(built('dies')));
      for (const starts of [2, 3]) {
        expect(await start().ended).toBe(9);
        expect(state().probation).toEqual({ version: '1.3.0', starts });
      }
      expect(await start().ended).toBe(6);
      await comes('it is told', () => last()?.version === '1.3.0' && last()?.state === 'fell-back');
      expect(last()?.text).toMatch(/started 3 times in its place, and ended each time/);
      expect(versions().slice(-2)).toEqual(['1.3.0 trial', '1.2.0']);
      expect(sumAt(AGENT_EXE)).toBe(sumOf(built('second')));
      expect(state()).toMatchObject({
        highest: '1.3.0',
        failed: [{ version: '1.1.0' }, { version: '1.3.0' }],
        trial: null,
        probation: null,
      });
    },
    LONG_MS,
  );
});
