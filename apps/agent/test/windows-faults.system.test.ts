import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@teredo-fleet/dev-env';
import {
  createWineMachine,
  type InstalledStandIn,
  installStandIn,
  type RunningProgram,
  type WineMachine,
} from '@teredo-fleet/dev-env/wine';
import { type StandInState, standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { formatEnrolmentToken, type JobPayload, type StatusMessage } from '@teredo-fleet/protocol';
import type { Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeGateway } from '../../../packages/agent/test/fake-gateway';
import { makeJob } from '../../../packages/agent/test/fixtures';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { READ_VALUES, WRONG } from '../../../packages/platform/test/wrong-values';
import { makeExecutable } from '../../../tooling/run/build-agents.mjs';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';
import { DISHONESTIES, startDishonestServer } from './dishonest-server';
import { enrolOnWindows } from './windows-enrolment';

/** Against hanging only: a look starts some thirty programs under Wine. */
const LONG_MS = 600_000;
const patience = { timeoutMs: LONG_MS / 2, everyMs: 200 };
const AGENT_EXE = 'C:\\teredo-agent.exe';
const NETSH = 'C:\\windows\\system32\\netsh.exe';
const STATE_DIR = 'C:\\state';
const WINDOWS_NT = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const UNREADABLE = /^Could not read .*how Teredo is configured.* Nothing is changed on a guess: /;

const needed = hasNodeForWindows() ? '' : ' (skipped, missing: Node for Windows, by npm test)';

const ON = {
  teredo: {
    mode: 'on' as const,
    type: 'client' as const,
    // Nobody answers there, and no name has to be asked for.
    serverName: '127.0.0.1',
    refreshIntervalSeconds: null,
    clientPort: null,
  },
  ipv6: 'leave' as const,
  firewall: 'allow-teredo' as const,
  allowReboot: false,
  acceptFirewallOff: false,
};
const NOTICE = {
  policy: {
    kind: 'none' as const,
    mayRefuse: false,
    minimumNoticeSeconds: 0,
    maxDeferrals: 0,
    minimumDeferralSeconds: 0,
    answerTimeoutSeconds: 60,
    whenNobodyLoggedOn: 'start' as const,
  },
  texts: [],
};

/** Values of every type but the right one, in the place of all that are read but those that tell which Windows it is. */
function wrongValues(): StandInState['written'] {
  const written: StandInState['written'] = {};
  for (const { key, name, kind } of READ_VALUES) {
    const { bytes } = WRONG[kind];
    if (key !== WINDOWS_NT || name === 'ProductName')
      written[key] = { ...written[key], [name]: bytes as never };
  }
  return written;
}

/** One Wine as Windows 10 and one session of the protocol for all: each fault is put right before the next. */
describe.skipIf(!hasNodeForWindows())(`the executable on a Windows 10 that fails${needed}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'windows-faults-'));
  let gateway: FakeGateway;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let sound: StandInState;
  let agent: RunningProgram;
  let sequence = 0;
  const onDrive = (path: string) => join(machine.prefix, 'drive_c', path.slice(3).replaceAll('\\', '/'));
  const run = (...args: string[]) => machine.run(AGENT_EXE, args, { timeoutMs: 120_000 });
  const start = (...args: string[]) => machine.start(AGENT_EXE, args);
  const put = async (state: StandInState) => {
    standIn.become(state);
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
  };
  const looks = () =>
    gateway.others.flatMap((one) =>
      one.type === 'observation' ? [one.observation as unknown as Observation] : [],
    );
  /** One that is told from now on and fits; one that was under way before may come first. */
  const nextLook = (fits: (seen: Observation) => boolean): (() => Promise<Observation>) => {
    const before = looks().length;
    return () => until('a look at the machine', () => looks().slice(before).find(fits) ?? null, patience);
  };
  const holds = (evidence: RegExp) => (seen: Observation) =>
    seen.evidence.some(({ text }) => evidence.test(text));
  /** Tells it to do something, and what it says in the end. */
  async function order(work: JobPayload['work']): Promise<StatusMessage> {
    sequence += 1;
    const verify = { attempts: 2, intervalSeconds: 1 };
    const job = makeJob(gateway, { sequence, work, verify, notice: NOTICE });
    gateway.offerNow(job);
    return until('the job ends', () => gateway.endOf(job.jobId), patience);
  }
  const turnOn = () => order({ kind: 'apply', desired: ON });

  beforeAll(async () => {
    [gateway, machine] = await Promise.all([
      FakeGateway.start(),
      createWineMachine('win10'),
      makeExecutable(folder),
    ]);
    sound = standInState(standInMachine(OS_OF['10']));
    sound.settings.teredo.type = 'disabled';
    sound.settings.firewall.othersAllow = false;
    standIn = await installStandIn(machine.prefix, sound);
    machine.override(standIn.overrides);
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
    copyFileSync(join(folder, 'teredo-agent.exe'), onDrive(AGENT_EXE));
    mkdirSync(onDrive(STATE_DIR), { mode: 0o700 });
    await enrolOnWindows(machine, onDrive(STATE_DIR), gateway);
  }, LONG_MS);

  afterAll(async () => {
    agent?.kill();
    await machine?.close();
    await standIn?.close();
    await gateway?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  it(
    'runs once where two are started at the same moment: the other one steps back and says so',
    async () => {
      const two = [start('run', '--state-dir', STATE_DIR), start('run', '--state-dir', STATE_DIR)] as const;
      const look = nextLook(() => true);
      const gone = await Promise.race(two.map((one) => one.ended.then(() => one)));
      agent = gone === two[0] ? two[1] : two[0];
      expect(await gone.ended).toBe(1);
      expect(gone.errors()).toMatch(/^Another teredo-agent .* already runs on /);
      expect(await look()).toMatchObject({ configured: { type: 'disabled' }, os: { version: '10.0.19045' } });
      expect(agent.output()).toMatch(/Connected over a WebSocket/);
    },
    LONG_MS,
  );

  it.each(DISHONESTIES)(
    'tells that no server is there, and keeps nothing, where %s comes in its place',
    async (how) => {
      const secret = randomBytes(32).toString('base64url');
      const token = formatEnrolmentToken({ tokenId: 'one', secret, ...gateway.keys });
      const proxy = await startDishonestServer(how);
      const refused = await run('enrol', '--server', proxy.url, '--token', token, '--state-dir', 'C:\\other');
      await proxy.close();
      expect(refused).toMatchObject({ exitCode: 5, output: '' });
      expect(refused.errors).toContain(proxy.url);
      expect(refused.errors).not.toMatch(/log in|sessionId/);
      expect(proxy.asked()).toBeGreaterThan(0);
      expect(existsSync(onDrive('C:\\other\\enrolment.json'))).toBe(false);
    },
    LONG_MS,
  );

  it(
    'finds out a netsh that says Ok. and does nothing, and says what is missing',
    async () => {
      standIn.set({ ...sound, quirk: 'no-effect' });
      const job = await turnOn();
      expect(job.state).toBe('verify-failed');
      expect(job.unmet.map(({ fact }) => fact)).toEqual(
        expect.arrayContaining(['configured.type', 'firewall.teredoException']),
      );
      expect(job.detail).toMatch(/\w/);
      expect(standIn.state().settings).toEqual(sound.settings);
    },
    LONG_MS,
  );

  it.each([
    ['answers in words that nobody knows', 'unread', /Tha e mar sin/],
    ['never ends', 'hangs', /netsh\.exe interface teredo show state: no end after 20000 ms, killed/],
  ] as const)(
    'changes nothing under a netsh that %s, says so, and keeps what came of it as evidence',
    async (_, quirk, reason) => {
      standIn.set({ ...sound, quirk });
      const look = nextLook(holds(reason));
      const job = await turnOn();
      expect(job).toMatchObject({ state: 'blocked', detail: expect.stringMatching(UNREADABLE), steps: [] });
      expect(await look()).toMatchObject({ configured: { type: 'unknown' } });
      expect(standIn.state().settings).toEqual(sound.settings);
    },
    LONG_MS,
  );

  it(
    'changes nothing where there is no netsh at all',
    async () => {
      standIn.set(sound);
      renameSync(onDrive(NETSH), `${onDrive(NETSH)}.away`);
      const look = nextLook(holds(/netsh\.exe .*: could not be started/));
      const job = await turnOn();
      await look();
      renameSync(`${onDrive(NETSH)}.away`, onDrive(NETSH));
      expect(job).toMatchObject({ state: 'blocked', detail: expect.stringMatching(UNREADABLE), steps: [] });
      expect(standIn.state().settings).toEqual(sound.settings);
    },
    LONG_MS,
  );

  it(
    'changes nothing without the rights of an administrator, and says how to get them',
    async () => {
      standIn.set({ ...sound, machine: { ...sound.machine, elevated: false } });
      expect(await turnOn()).toMatchObject({
        state: 'blocked',
        detail: expect.stringMatching(/without administrator rights .*Install it as a service/),
        steps: [],
      });
      const refused = await run('run', '--state-dir', STATE_DIR);
      expect(refused).toMatchObject({ exitCode: 1, errors: expect.stringContaining('Run as administrator') });
      expect(standIn.state().settings).toEqual(sound.settings);
    },
    LONG_MS,
  );

  it(
    'takes no value of the registry for another where its type is wrong, and begins no job on a guess',
    async () => {
      await put({ ...sound, written: wrongValues() });
      const look = nextLook(({ os }) => os.displayLanguage === null);
      expect(await turnOn()).toMatchObject({
        state: 'blocked',
        detail: expect.stringMatching(/Could not read .*DisabledComponents.*whether the firewall is on/),
        steps: [],
      });
      expect(await look()).toMatchObject({
        os: { name: 'Windows', version: '10.0.19045', displayLanguage: null },
        ipv6: { disabledComponents: 'unknown' },
        firewall: { on: 'unknown', setBy: 'unknown' },
        sources: { local: { type: 'disabled', serverName: null } },
      });
      expect(standIn.state().settings).toEqual(sound.settings);
    },
    LONG_MS,
  );

  it(
    'does not know which Windows this is where its number is a text, and changes nothing',
    async () => {
      await put({ ...sound, written: { [WINDOWS_NT]: { CurrentMajorVersionNumber: '10' } } });
      expect(await turnOn()).toMatchObject({
        state: 'blocked',
        detail: expect.stringMatching(/^Could not read the Windows version/),
        steps: [],
      });
      expect(standIn.state().settings).toEqual(sound.settings);
    },
    LONG_MS,
  );

  it(
    'does what it is told once all of that is put right, tells that no server answers, and gives it back',
    async () => {
      await put(sound);
      const job = await turnOn();
      expect(job).toMatchObject({ state: 'verify-failed', detail: expect.stringContaining('127.0.0.1') });
      expect(job.steps.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
      expect(standIn.state().settings).toMatchObject({
        teredo: { type: 'client', serverName: '127.0.0.1' },
        firewall: { ownAllowRule: true },
      });
      expect(await order({ kind: 'restore', savedByJob: job.jobId })).toMatchObject({
        state: 'rolled-back',
        detail: null,
      });
      expect(standIn.state().settings).toEqual(sound.settings);
    },
    LONG_MS,
  );
});
