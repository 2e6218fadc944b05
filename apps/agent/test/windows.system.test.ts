import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FleetApi, type FleetServer, signIn, startFleetServer, until } from '@teredo-fleet/dev-env';
import { createTeredoLab, missingForTeredoLab, type TeredoLab } from '@teredo-fleet/dev-env/namespaces';
import type { InstalledStandIn, RunningProgram, WineMachine } from '@teredo-fleet/dev-env/wine';
import { type StandInState, standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import type { DesiredState } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeExecutable } from '../../../tooling/run/build-agents.mjs';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';
import { readPastedLine } from './pasted-line';
import { startWindowsTen, type WindowsTen } from './windows-ten';

/** Against hanging only: a look starts some thirty programs under Wine. */
const LONG_MS = 900_000;
const patience = { timeoutMs: LONG_MS / 2, everyMs: 500 };
const ADMIN = { email: 'admin@example.org', password: 'a long sentence for a test' };
/** With a space, and letters that no one code page has all of. */
const OWN_FOLDER = 'Teredo Fleet Büro 世界';
const STATE_DIR = `C:\\ProgramData\\${OWN_FOLDER}`;
const AGENT_EXE = `C:\\Program Files\\${OWN_FOLDER}\\teredo-agent.exe`;
const RELEASE = join(import.meta.dirname, '../release');
/** With marks that a command line could take for its own. */
const APPLICATION = 'Example <Chat> & 50% (世界)';
const wasReleased = existsSync(join(RELEASE, 'teredo-agent.exe'));

const missing = [...missingForTeredoLab(), ...(hasNodeForWindows() ? [] : ['Node for Windows, by npm test'])];
const needed = missing.length === 0 ? '' : ` (skipped, missing: ${missing.join(', ')})`;

const isTerminal = (state: string) => (TERMINAL_JOB_STATES as readonly string[]).includes(state);

const ASKS = {
  kind: 'acknowledge' as const,
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 60,
  answerTimeoutSeconds: 600,
  whenNobodyLoggedOn: 'start' as 'start' | 'wait',
};

/** Wine as Windows 10 behind a NAT, on an internet with Debian's Teredo server; the fleet's server is real too. */
describe.skipIf(missing.length > 0)(`the executable on a Windows 10${needed}`, () => {
  let server: FleetServer;
  let api: FleetApi;
  let lab: TeredoLab;
  let windows: WindowsTen;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let agent: RunningProgram;
  let id = '';
  let asItCame: StandInState['settings'];
  let turnedOn: { jobId: string };
  const onDrive = (path: string) => windows.onDrive(path);
  const teredoAgent = (...args: string[]) =>
    machine.run(AGENT_EXE, [...args, '--state-dir', STATE_DIR], { timeoutMs: 60_000 });
  /** As an application asks: by the installed program, with no options of the agent's. */
  const ensureArgs = (...more: string[]) => ['ensure', '--app', APPLICATION, '--json', ...more];
  const ensure = async (...more: string[]) => {
    const { exitCode, output, errors } = await machine.run(AGENT_EXE, ensureArgs(...more), {
      timeoutMs: LONG_MS / 2,
    });
    expect(errors).toBe('');
    return { exitCode, ...JSON.parse(output) };
  };
  const logOf = () => readFileSync(onDrive('C:\\agent.log'), 'utf8');
  const machineNow = () => api.machines.get.query({ id });
  /** State and reason. */
  const endOf = (rolloutId: string) =>
    until(
      'the job ends',
      async () => {
        const [job] = (await api.rollouts.get.query({ id: rolloutId })).jobs;
        return job !== undefined && isTerminal(job.state) ? job : null;
      },
      patience,
    );
  const turnOn = (): DesiredState => ({
    teredo: {
      mode: 'on',
      type: 'client',
      serverName: lab.serverAddresses.primary,
      refreshIntervalSeconds: null,
      clientPort: null,
    },
    ipv6: 'install-if-missing',
    firewall: 'allow-teredo',
    allowReboot: false,
    acceptFirewallOff: false,
  });
  const change = (desired: DesiredState, policy: typeof ASKS = ASKS) =>
    api.machines.toggle.mutate({
      id,
      desired,
      notice: { policy },
      reason: 'the games need it',
      idempotencyKey: randomUUID(),
    });

  beforeAll(async () => {
    mkdirSync(RELEASE, { recursive: true });
    const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
    await Promise.all([
      makeExecutable(RELEASE),
      startFleetServer({ env }).then(async (started) => {
        server = started;
        api = await signIn(server.url, ADMIN);
      }),
      createTeredoLab({ nat: 'full-cone', clientName: 'windows' }).then((made) => {
        lab = made;
      }),
    ]);
    const os = {
      family: 'windows' as const,
      name: 'Windows 10 Pro',
      version: '10.0.19045',
      servicePack: null,
    };
    const state = standInState(standInMachine(os, { publicAddress: lab.clientPublicAddress }));
    state.settings.teredo.type = 'disabled';
    state.settings.firewall.othersAllow = false;
    asItCame = state.settings;
    windows = await startWindowsTen(state, { join: (argv) => lab.client.join(argv) });
    ({ machine, standIn } = windows);
    for (const port of [server.agentPort, standIn.port]) await lab.relayToClient(port);
  }, LONG_MS);

  afterAll(async () => {
    agent?.kill();
    await windows?.close();
    await lab?.close();
    await server?.stop();
    if (!wasReleased) rmSync(join(RELEASE, 'teredo-agent.exe'), { force: true });
  }, 120_000);

  it(
    'is fetched, known by its hash and enrolled as the pasted line says, and reports over a WebSocket',
    async () => {
      const order = { label: 'Windows', autoAccept: true, maxUses: 1, expiresInHours: 1 };
      const { commands } = await api.tokens.create.mutate(order);
      const pasted = readPastedLine(commands.find(({ platform }) => platform === 'windows')?.command ?? '');
      const fetched = Buffer.from(await (await fetch(pasted.url)).arrayBuffer());
      expect(createHash('sha256').update(fetched).digest('hex')).toBe(pasted.sha256);
      mkdirSync(dirname(onDrive(AGENT_EXE)), { recursive: true });
      writeFileSync(onDrive(AGENT_EXE), fetched);
      const tokenFile = machine.windowsPath(machine.write('token', pasted.token));
      expect(await teredoAgent(...pasted.enrol(tokenFile))).toMatchObject({ exitCode: 0, errors: '' });
      expect(await ensure()).toMatchObject({ exitCode: 3, code: 'no-agent' });

      agent = machine.start(AGENT_EXE, ['run', '--state-dir', STATE_DIR, '--log-file', 'C:\\agent.log']);
      const row = await until(
        'the machine reports',
        async () => {
          const { rows } = await api.machines.list.query({});
          return rows[0]?.contact === 'online' && rows[0].configuredType !== null ? rows[0] : null;
        },
        patience,
      );
      id = row.id;
      expect(logOf()).toContain('Connected over a WebSocket; this machine is active.');
    },
    LONG_MS,
  );

  it('is shown on the dashboard with the facts of any machine', async () => {
    expect(await machineNow()).toMatchObject({
      hostname: 'windows',
      platform: 'windows',
      door: 'ws',
      configuredType: 'disabled',
      decision: { text: expect.any(String) },
      observation: {
        os: { family: 'windows', name: 'Windows 10 Pro', version: '10.0.19045', displayLanguage: 'en-US' },
        elevated: true,
        domainJoined: false,
        ipv6: { installed: true, disabledComponents: 0 },
        effective: { state: 'offline' },
        firewall: { on: true, teredoException: false },
        service: { name: 'iphlpsvc', state: 'running' },
      },
    });
  });

  it(
    'tells an application that nothing is approved, and its administrators which one asked for whom',
    async () => {
      expect(await machine.run(AGENT_EXE, ['ensure'])).toMatchObject({ exitCode: 2, output: '' });
      expect(await ensure()).toEqual({
        application: APPLICATION,
        code: 'not-allowed',
        exitCode: 11,
        text: expect.stringMatching(/^Not allowed now\. .*Teredo is not enabled\. The request was left /),
      });
      const [asked] = await until(
        'the machine’s page names it',
        async () => {
          const { applications } = await machineNow();
          return applications.length > 0 ? applications : null;
        },
        patience,
      );
      expect(asked).toMatchObject({ name: APPLICATION, askedBy: expect.stringMatching(/^\S+ \(S-1-5-21-/) });
    },
    LONG_MS,
  );

  it(
    'tells an application what stands in the way, and that a change is on its way while somebody has to be told',
    async () => {
      const sound = standIn.state();
      await windows.become({ ...sound, machine: { ...sound.machine, firewallOn: false } });
      expect(await ensure()).toMatchObject({
        exitCode: 12,
        code: 'blocked',
        text: expect.stringMatching(/^Blocked: .*firewall/),
      });
      await windows.become(sound);
      const { rolloutId, jobId } = await change(turnOn(), { ...ASKS, whenNobodyLoggedOn: 'wait' });
      await until(
        'the notice waits for somebody',
        async () => {
          const [job] = (await api.rollouts.get.query({ id: rolloutId })).jobs;
          return job?.state === 'notifying' ? job : null;
        },
        patience,
      );
      // The agent tells its machine every half minute what comes, so an application may hear of an earlier state first.
      const waiting = await until(
        'the application is told of it',
        async () => {
          const answer = await ensure();
          return /the people on this machine are being told/.test(answer.text) ? answer : null;
        },
        patience,
      );
      expect(waiting).toMatchObject({ exitCode: 10, code: 'after-notice' });
      await api.jobs.cancel.mutate({ jobId, reason: 'nobody is there' });
      expect(await endOf(rolloutId)).toMatchObject({ state: 'cancelled' });
      expect(standIn.state().settings).toEqual(asItCame);
    },
    LONG_MS,
  );

  it(
    'turns Teredo on with its firewall exception, reads back that it is so, and asks the real server itself',
    async () => {
      // An installer that began before, and has the time.
      const installer = machine.start(AGENT_EXE, ensureArgs('--wait', String(LONG_MS / 1000)));
      const on = await change(turnOn());
      turnedOn = on;
      const job = await endOf(on.rolloutId);
      expect(job).toMatchObject({ state: 'verified', detail: null, unmet: [] });
      expect(job.steps.map(({ step }) => step.kind)).toEqual(['set-teredo', 'allow-teredo-through-firewall']);
      expect(await installer.ended).toBe(0);
      expect(JSON.parse(installer.output())).toMatchObject({ code: 'ready' });
      const { teredo, firewall } = standIn.state().settings;
      expect([teredo.type, teredo.serverName, firewall.ownAllowRule]).toEqual([
        'client',
        lab.serverAddresses.primary,
        true,
      ]);
      const shown = await until(
        'the page shows it',
        async () => {
          const found = await machineNow();
          return found.configuredType === 'client' && found.observation?.reachable.probe ? found : null;
        },
        patience,
      );
      const seenFrom = (serverAddress: string) => ({
        serverAddress,
        answered: true,
        mapped: { address: lab.clientPublicAddress },
      });
      expect(shown).toMatchObject({
        drift: [],
        observation: {
          ipv6: { installed: true },
          firewall: { teredoException: true },
          reachable: {
            probe: {
              resolved: true,
              primary: seenFrom(lab.serverAddresses.primary),
              secondary: seenFrom(lab.serverAddresses.secondary),
            },
          },
        },
      });
    },
    LONG_MS,
  );

  it(
    'turns Teredo off and closes the firewall for it, and gives all of it back',
    async () => {
      const before = standIn.state().settings;
      const off = await change({
        teredo: {
          mode: 'off',
          type: null,
          serverName: null,
          refreshIntervalSeconds: null,
          clientPort: null,
        },
        ipv6: 'leave',
        firewall: 'remove-exception',
        allowReboot: false,
        acceptFirewallOff: false,
      });
      expect(await endOf(off.rolloutId)).toMatchObject({ state: 'verified', detail: null });
      const { teredo, firewall } = standIn.state().settings;
      expect([teredo.type, firewall.ownAllowRule]).toEqual(['disabled', false]);

      const undo = await api.jobs.undo.mutate({
        jobId: off.jobId,
        reason: 'it was needed after all',
        idempotencyKey: randomUUID(),
      });
      expect(await endOf(undo.rolloutId)).toMatchObject({ state: 'rolled-back', detail: null });
      const after = standIn.state().settings;
      expect(after.teredo).toEqual(before.teredo);
      expect(after.firewall.ownAllowRule).toBe(true);
    },
    LONG_MS,
  );

  it(
    'gives back what the machine had before it was ever turned on: Teredo is off and its rule is gone',
    async () => {
      const undo = await api.jobs.undo.mutate({
        jobId: turnedOn.jobId,
        reason: 'the games are over',
        idempotencyKey: randomUUID(),
      });
      const job = await endOf(undo.rolloutId);
      expect(job).toMatchObject({ state: 'rolled-back', detail: null, unmet: [] });
      expect(standIn.state().settings).toEqual(asItCame);
      const shown = await until(
        'the page shows it',
        async () => {
          const found = await machineNow();
          return found.configuredType === 'disabled' ? found : null;
        },
        patience,
      );
      expect(shown.observation?.firewall.teredoException).toBe(false);
    },
    LONG_MS,
  );

  it('is one on this machine: a second one is refused and names the first', async () => {
    const second = await machine.run(AGENT_EXE, ['run', '--state-dir', STATE_DIR]);
    expect(second).toMatchObject({
      exitCode: 1,
      errors: expect.stringMatching(/Another teredo-agent \(process \d+/),
    });
    const status = await teredoAgent('status');
    expect(status.output).toMatch(/Agent {8}runs as process \d+/);
  });
});
