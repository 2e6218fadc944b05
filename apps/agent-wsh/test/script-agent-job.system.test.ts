import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FleetApi, type FleetServer, signIn, startFleetServer, until } from '@teredo-fleet/dev-env';
import { openScreen, type Screen } from '@teredo-fleet/dev-env/screen';
import { type InstalledStandIn, installStandIn } from '@teredo-fleet/dev-env/wine';
import { type StandInState, standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';
import {
  type CscriptResult,
  createWineMachine,
  type RunningProgram,
  type WindowsMode,
  type WineMachine,
} from './wine';

const ADMIN = { email: 'ada@example.org', password: 'correct horse battery' };
const LONG_MS = 400_000;
/** Where the pasted line puts it. */
const PROGRAM = 'C:\\windows\\Teredo Fleet\\teredo-agent.js';

const ON = {
  teredo: {
    mode: 'on' as const,
    type: 'client' as const,
    serverName: 'teredo.example.net',
    refreshIntervalSeconds: null,
    clientPort: 34567,
  },
  ipv6: 'install-if-missing' as const,
  firewall: 'allow-teredo' as const,
  allowReboot: false,
  acceptFirewallOff: false,
};
const NO_NOTICE = {
  kind: 'none' as const,
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: 60,
  whenNobodyLoggedOn: 'start' as const,
};

interface Generation {
  mode: WindowsMode;
  os: StandInState['machine']['os'];
  /** Kinds of step that a change to Teredo, IPv6 and firewall takes. */
  steps: string[];
  /** Who is logged on. Wine's own user has a hive, and so a mailbox; nobody else has. */
  user: string;
  /** How the settings have people named at the undo, and what the receipt then says. */
  namedBy: 'id' | 'pseudonym';
  named: RegExp;
}

const GENERATIONS: Generation[] = [
  {
    mode: 'winxp',
    os: { family: 'windows', name: 'Windows XP Professional', version: '5.1.2600', servicePack: 3 },
    steps: ['install-ipv6', 'set-teredo', 'allow-teredo-through-firewall'],
    user: 'kim',
    namedBy: 'pseudonym',
    named: /^p-[0-9A-HJKMNP-TV-Z]{10}$/,
  },
  {
    mode: 'win10',
    os: { family: 'windows', name: 'Windows 10 Pro', version: '10.0.19045', servicePack: null },
    steps: ['set-teredo', 'allow-teredo-through-firewall'],
    user: userInfo().username,
    namedBy: 'id',
    named: /^S-1-5-21-/,
  },
];

let server: FleetServer;
let api: FleetApi;
beforeAll(async () => {
  const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
  server = await startFleetServer({ env });
  api = await signIn(server.url, ADMIN);
  // What it hands out is what the sources make: `npm run build` was run since they changed.
  const handedOut = await (await fetch(`${server.agentUrl}/agents/teredo-agent.js`)).text();
  expect(handedOut === (await buildScript())).toBe(true);
}, LONG_MS);
afterAll(() => server.stop(), 60_000);

/** What somebody has to read and to agree to before anything is changed. */
const ASKED = { ...NO_NOTICE, kind: 'acknowledge' as const };

/** The box as the person saw it, for who looks at the run. */
const PICTURE = fileURLToPath(new URL('../test-results/notice-box.png', import.meta.url));
const TITLE = 'Teredo is to be turned on';

/** The link of the server's own page at the end of a notice. */
function linkIn(text: string): string {
  const [, link = text] = /Read more(?:, and answer)?: (\S+)/.exec(text) ?? [];
  expect(link).toMatch(new RegExp(`^${server.noticeUrl}/n/([0-9A-HJKMNP-TV-Z]{5}-?){4}$`));
  return link;
}

const readPage = async (link: string) => (await fetch(link)).text();

describe.each(GENERATIONS)('the script agent on $os.name', (generation) => {
  const { mode, os, steps, user, namedBy, named } = generation;
  const hasMailbox = user === userInfo().username;
  let screen: Screen | null = null;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let helper: RunningProgram | null = null;
  let pasted: CscriptResult;
  let id = '';

  /** The shell reads the line from a file, since it has no window here. */
  function paste(line: string): Promise<CscriptResult> {
    const path = machine.write('pasted.cmd', `@echo off\r\n${line}\r\n`);
    return machine.run('cmd', ['/d', '/c', machine.windowsPath(path)], { timeoutMs: LONG_MS / 2 });
  }

  /** What the helper shows, as it stands in its person's mailbox. */
  async function noteShown(): Promise<string> {
    const { output } = await machine.run('reg', ['query', 'HKCU\\Software\\Teredo Fleet', '/v', 'notice']);
    const [, note = ''] = /REG_SZ\s+(\{.*\})/.exec(output) ?? [];
    return (JSON.parse(note) as { body: string }).body;
  }

  const settings = () => standIn.state().settings;
  let before: ReturnType<typeof settings>;
  const jobOf = async (rolloutId: string) => {
    const [job] = (await api.rollouts.get.query({ id: rolloutId })).jobs;
    return job?.terminal === true ? job : null;
  };
  const ended = (rolloutId: string) =>
    until('the job has ended', () => jobOf(rolloutId), { timeoutMs: LONG_MS / 2, everyMs: 500 });

  beforeAll(async () => {
    if (hasMailbox) screen = await openScreen();
    machine = await createWineMachine(mode, { display: screen?.display });
    const users = [{ name: user, session: '1', habit: 'acknowledges' as const, answersAfterMs: 0 }];
    const state = standInState(standInMachine(os, { users }));
    // Only what a job does opens it.
    state.settings.firewall.othersAllow = false;
    standIn = await installStandIn(machine.prefix, state);
    before = settings();
    machine.override(standIn.overrides);
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
    // Wine has no scheduler that acts: the agent is a service, as wherever schtasks is missing.
    for (const folder of ['system32', 'syswow64'])
      rmSync(join(machine.prefix, `drive_c/windows/${folder}/schtasks.exe`), { force: true });
    const order = { label: mode, autoAccept: true, maxUses: 1, expiresInHours: 1 };
    const { commands, gaps } = await api.tokens.create.mutate(order);
    expect(gaps.map(({ platform }) => platform)).not.toContain('windows-script');
    pasted = await paste(commands.find(({ platform }) => platform === 'windows-script')?.command ?? '');
    id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(pasted.output)?.[0] ?? '';
    // Windows starts it with each log-on.
    if (screen !== null) helper = machine.start('wscript', ['//nologo', PROGRAM, 'notice']);
  }, LONG_MS);

  afterAll(async () => {
    helper?.kill();
    await standIn?.close();
    await machine?.close();
    screen?.close();
  }, 60_000);

  it('is fetched, known by its hash, enrolled, installed and started by the one line that was pasted', () => {
    expect(pasted).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(
        /This machine is enrolled as [0-9a-f-]{36}\.[\s\S]* starts with Windows, and runs\./,
      ),
    });
  });

  it(
    'tells the server the facts of any machine',
    async () => {
      const seen = await until(
        'the machine was looked at',
        async () => {
          const found = await api.machines.get.query({ id });
          return found.configuredType === null ? null : found;
        },
        { timeoutMs: 120_000 },
      );
      expect(seen).toMatchObject({
        contact: 'online',
        door: 'poll',
        observation: { os: { version: os.version } },
      });
    },
    LONG_MS,
  );

  let changed: Awaited<ReturnType<typeof ended>>;
  it(
    'changes it as it is told, reads back and says so',
    async () => {
      const { rolloutId } = await api.machines.toggle.mutate({
        id,
        desired: ON,
        notice: { policy: screen === null ? NO_NOTICE : ASKED },
        reason: 'the games need it',
        idempotencyKey: randomUUID(),
      });
      // The person reads the box in their session, opens its link elsewhere, and presses the button.
      let link: string | null = null;
      if (screen !== null) {
        expect(await screen.appears(TITLE, 120_000)).toBe(true);
        link = linkIn(await noteShown());
        const page = await readPage(link);
        expect(page).toContain(TITLE);
        expect(page).toContain('Nothing has been changed yet. Your answer is awaited.');
        screen.picture(PICTURE);
        expect(await screen.press(TITLE, 'Return', 10_000)).toBe(true);
      }
      changed = await ended(rolloutId);
      if (link !== null)
        await expect.poll(() => readPage(link), { timeout: 30_000 }).toContain('What was changed');
      if (screen !== null)
        expect(changed.receipts).toMatchObject([
          { user: expect.stringContaining(user), channel: 'desktop-dialog', answer: 'acknowledged' },
        ]);
      expect(changed).toMatchObject({ state: 'verified', unmet: [] });
      expect(changed.steps.map(({ step }) => step.kind)).toEqual(expect.arrayContaining(steps));
      expect(settings()).toMatchObject({
        ipv6Installed: true,
        teredo: { type: 'client', serverName: ON.teredo.serverName, clientPort: ON.teredo.clientPort },
      });
      const { firewall } = settings();
      expect(firewall.ownAllowRule || firewall.openPorts.includes(ON.teredo.clientPort)).toBe(true);
      const shown = await until(
        'the new facts are on the machine’s page',
        async () => {
          const found = await api.machines.get.query({ id });
          return found.configuredType === 'client' ? found : null;
        },
        { timeoutMs: 60_000, everyMs: 500 },
      );
      expect(shown).toMatchObject({ drift: [], observation: { ipv6: { installed: true } } });
    },
    LONG_MS,
  );

  it(
    'gives back what the machine had before, once its people are informed of it, named as the settings now say',
    async () => {
      expect(settings()).not.toEqual(before);
      await api.settings.set.mutate({ usersNamedBy: namedBy });
      const { rolloutId } = await api.jobs.undo.mutate({
        jobId: changed.id,
        reason: 'it did not help',
        idempotencyKey: randomUUID(),
      });
      const undone = await ended(rolloutId);
      expect(undone).toMatchObject({ state: 'rolled-back', unmet: [] });
      expect(undone.receipts).toMatchObject([
        { user: expect.stringMatching(named), answer: 'informed', displayedAt: expect.anything() },
      ]);
      await api.settings.set.mutate({ usersNamedBy: 'account' });
      const sent = standIn.calls().filter(({ program }) => program === 'msg');
      expect(sent).toHaveLength(screen === null ? 1 : 0);
      // It is over, and the page of what msg showed says so.
      if (sent[0] !== undefined)
        expect(await readPage(linkIn(sent[0].args.join(' ')))).toContain('What was changed');
      expect(settings()).toEqual(before);
    },
    LONG_MS,
  );
});
