import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FleetApi, type FleetServer, signIn, startFleetServer, until } from '@teredo-fleet/dev-env';
import {
  createWineMachine,
  type InstalledStandIn,
  installStandIn,
  type RunningProgram,
  type WineMachine,
} from '@teredo-fleet/dev-env/wine';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeExecutable } from '../../../tooling/run/build-agents.mjs';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';

const LONG_MS = 300_000;
const ADMIN = { email: 'admin@example.org', password: 'a long sentence for a test' };
const STATE_DIR = 'C:\\ProgramData\\Teredo Fleet';

const canMake = hasNodeForWindows();
const needed = canMake ? '' : ' (skipped, missing: Node for Windows, which npm run build:agents gets)';

const OFF = {
  teredo: {
    mode: 'off' as const,
    type: null,
    serverName: null,
    refreshIntervalSeconds: null,
    clientPort: null,
  },
  ipv6: 'leave' as const,
  firewall: 'remove-exception' as const,
  allowReboot: false,
  acceptFirewallOff: false,
};

const isTerminal = (state: string) => (TERMINAL_JOB_STATES as readonly string[]).includes(state);

const ASKS = {
  kind: 'acknowledge' as const,
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 60,
  answerTimeoutSeconds: 600,
  whenNobodyLoggedOn: 'start' as const,
};

describe.skipIf(!canMake)(`the executable on a Windows 10${needed}`, () => {
  let server: FleetServer;
  let api: FleetApi;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let agent: RunningProgram;
  let id = '';
  const agentExe = () => machine.windowsPath(join(machine.folder, 'teredo-agent.exe'));
  const teredoAgent = (...args: string[]) =>
    machine.run(agentExe(), [...args, '--state-dir', STATE_DIR], { timeoutMs: 60_000 });
  const logOf = () => readFileSync(join(machine.prefix, 'drive_c/agent.log'), 'utf8');
  const startAgent = () =>
    machine.start(agentExe(), ['run', '--state-dir', STATE_DIR, '--log-file', 'C:\\agent.log']);
  /** State and reason. */
  const endOf = (rolloutId: string) =>
    until(
      'the job ends',
      async () => {
        const [job] = (await api.rollouts.get.query({ id: rolloutId })).jobs;
        return job !== undefined && isTerminal(job.state) ? [job.state, job.detail] : null;
      },
      { timeoutMs: LONG_MS / 2 },
    );

  beforeAll(async () => {
    const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
    server = await startFleetServer({ env });
    api = await signIn(server.url, ADMIN);
    machine = await createWineMachine('win10');
    const os = {
      family: 'windows' as const,
      name: 'Windows 10 Pro',
      version: '10.0.19045',
      servicePack: null,
    };
    const state = standInState(standInMachine(os));
    state.settings.teredo.type = 'client';
    state.settings.firewall = { ...state.settings.firewall, othersAllow: false, ownAllowRule: true };
    standIn = await installStandIn(machine.prefix, state);
    machine.override(standIn.overrides);
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
    await makeExecutable(machine.folder);
  }, LONG_MS);

  afterAll(async () => {
    agent?.kill();
    await standIn?.close();
    await machine?.close();
    await server?.stop();
  }, 120_000);

  it(
    'enrols by one command and reports over a WebSocket',
    async () => {
      const order = { label: 'Windows', autoAccept: true, maxUses: 1, expiresInHours: 1 };
      const { text: token } = await api.tokens.create.mutate(order);
      const tokenFile = machine.windowsPath(machine.write('token.txt', token));
      const enrolled = await teredoAgent('enrol', '--server', server.agentUrl, '--token-file', tokenFile);
      expect(enrolled).toMatchObject({ exitCode: 0, errors: '' });
      agent = startAgent();
      const row = await until('the machine reports', async () => {
        const { rows } = await api.machines.list.query({});
        return rows[0]?.contact === 'online' && rows[0].configuredType !== null ? rows[0] : null;
      });
      id = row.id;
      expect(row).toMatchObject({ platform: 'windows', configuredType: 'client' });
      expect(logOf()).toContain('Connected over a WebSocket; this machine is active.');
    },
    LONG_MS,
  );

  it(
    'turns Teredo off and closes the firewall for it, reads back that it is so, and gives all of it back',
    async () => {
      const common = { reason: 'nobody needs it here', idempotencyKey: randomUUID() };
      const change = await api.machines.toggle.mutate({
        id,
        desired: OFF,
        notice: { policy: ASKS },
        ...common,
      });
      expect(await endOf(change.rolloutId)).toEqual(['verified', null]);
      const { teredo, firewall } = standIn.state().settings;
      expect([teredo.type, firewall.ownAllowRule]).toEqual(['disabled', false]);

      const undo = await api.jobs.undo.mutate({
        ...common,
        jobId: change.jobId,
        idempotencyKey: randomUUID(),
      });
      expect(await endOf(undo.rolloutId)).toEqual(['rolled-back', null]);
      const after = standIn.state().settings;
      expect([after.teredo.type, after.firewall.ownAllowRule]).toEqual(['client', true]);
    },
    LONG_MS,
  );

  it('is one on this machine: a second one is refused and names the first', async () => {
    const second = await machine.run(agentExe(), ['run', '--state-dir', STATE_DIR]);
    expect(second).toMatchObject({
      exitCode: 1,
      errors: expect.stringMatching(/Another teredo-agent \(process \d+/),
    });
    const status = await teredoAgent('status');
    expect(status.output).toMatch(/Agent {8}runs as process \d+/);
  });
});
