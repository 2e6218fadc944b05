import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createWineMachine,
  type InstalledStandIn,
  installStandIn,
  type WineMachine,
} from '@teredo-fleet/dev-env/wine';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from '../../../packages/server/test/support/gateway-bench';
import { buildScript } from '../script.mjs';
import { startLosingProxy } from './losing-proxy';

const LONG_MS = 540_000;

const PLANT = String.raw`
#include <windows.h>
static const WCHAR *names[] = {L"kept", L"other", L"notice"};
static const WCHAR target[] = L"\\Registry\\Machine\\Software\\Others";
int main(void) {
  HKEY key;
  int n;
  RegCreateKeyW(HKEY_LOCAL_MACHINE, L"Software\\Others", &key);
  for (n = 0; n < 3; n++) RegSetValueExW(key, names[n], 0, REG_SZ, (const BYTE *)L"x", 4);
  RegCloseKey(key);
  RegDeleteTreeW(HKEY_CURRENT_USER, L"Software\\Teredo Fleet");
  RegDeleteKeyW(HKEY_CURRENT_USER, L"Software\\Teredo Fleet");
  if (RegCreateKeyExW(HKEY_CURRENT_USER, L"Software\\Teredo Fleet", 0, NULL, REG_OPTION_CREATE_LINK,
        KEY_ALL_ACCESS | KEY_CREATE_LINK, NULL, &key, NULL)) return 1;
  return RegSetValueExW(key, L"SymbolicLinkValue", 0, REG_LINK, (const BYTE *)target, sizeof target - sizeof(WCHAR));
}
`;

/** Keeps a file of the program's folder open for a minute; this script host can't sleep. */
const HOLD = [
  "var held=new ActiveXObject('Scripting.FileSystemObject').CreateTextFile('C:\\\\windows\\\\Teredo Fleet\\\\held',true);",
  'for(var end=new Date().getTime()+60000;new Date().getTime()<end;);',
].join('');

/** Asks again and again until there is an answer. */
async function eventually<T>(ask: () => Promise<T | null>, what: string): Promise<T> {
  const deadline = Date.now() + LONG_MS / 3;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

describe('the script agent on a Windows XP Home SP3 that never had IPv6', () => {
  let bench: GatewayBench;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let script = '';
  let enrolmentToken = '';
  const stateDir = 'C:\\Teredo Fleet';
  const drive = (path: string) => join(machine.prefix, 'drive_c', path);
  const runKey = [
    'query',
    'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
    '/v',
    'Teredo Fleet notice',
  ];
  const sql = async (text: string, values: unknown[] = []) =>
    (await bench.database.pool('admin').query(text, values)).rows;
  const cscript = (...args: string[]) =>
    machine.cscript(script, [...args, '--state-dir', stateDir], { timeoutMs: 200_000 });

  const ofProcess = (id: string, file: string): string => {
    try {
      return readFileSync(`/proc/${id}/${file}`, 'utf8');
    } catch {
      return '';
    }
  };
  /** Of this Wine: its own list of processes tells nothing. */
  const countShells = (): number =>
    readdirSync('/proc').filter(
      (id) =>
        ofProcess(id, 'cmdline').includes('keep-agent-') && ofProcess(id, 'environ').includes(machine.prefix),
    ).length;

  const valueOfOthers = async (name: string) =>
    (await machine.run('reg', ['query', 'HKLM\\Software\\Others', '/v', name])).exitCode;
  /** The mailbox of whoever is logged on becomes a link to a key that only administrators may change. */
  async function plantLink(): Promise<void> {
    const source = machine.write('plant.c', PLANT);
    const program = join(machine.prefix, 'drive_c/plant.exe');
    execFileSync('x86_64-w64-mingw32-gcc', ['-s', '-o', program, source]);
    expect(await machine.run('C:\\plant.exe', [])).toMatchObject({ exitCode: 0 });
    expect(await valueOfOthers('notice')).toBe(0);
  }

  beforeAll(async () => {
    bench = await startGatewayBench();
    machine = await createWineMachine('winxp');
    const os = {
      family: 'windows' as const,
      name: 'Windows XP Home Edition',
      version: '5.1.2600',
      servicePack: 3,
    };
    standIn = await installStandIn(machine.prefix, standInState(standInMachine(os)));
    machine.override(standIn.overrides);
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
    // Home editions have none.
    for (const folder of ['system32', 'syswow64'])
      rmSync(drive(`windows/${folder}/schtasks.exe`), { force: true });
    script = machine.write('teredo-agent.js', await buildScript());
  }, LONG_MS);

  afterAll(async () => {
    if (existsSync(drive('Teredo Fleet'))) writeFileSync(drive('Teredo Fleet/stop'), '');
    await standIn.close();
    await machine.close();
    await bench.stop();
  }, 120_000);

  it(
    'is one machine also where the answer to its enrolment is lost and the line is pasted again',
    async () => {
      const { tokenId, secret } = await bench.makeToken();
      const { channelKey, environment } = bench;
      const jobKey = environment.jobPublicKey;
      const token = formatEnrolmentToken({ tokenId, secret, channelKey, jobKey });
      const proxy = await startLosingProxy(bench.url);
      const lost = await cscript('enrol', '--server', proxy.url, '--token', token);
      await proxy.close();
      expect(proxy.lost()).toBe(1);
      expect(lost).toMatchObject({
        exitCode: 1,
        output: expect.stringContaining('paste the same line again'),
      });
      const [made] = await sql('select id from machine');
      const enrolled = await cscript('enrol', '--server', bench.url, '--token', token);
      expect(enrolled).toMatchObject({
        exitCode: 0,
        output: expect.stringContaining(`enrolled as ${made.id}.`),
      });
      expect(existsSync(drive('Teredo Fleet/begun.txt'))).toBe(false);
      await cscript('uninstall');
      await sql('delete from machine');
    },
    LONG_MS,
  );

  it(
    'enrols by one command',
    async () => {
      const { tokenId, secret } = await bench.makeToken();
      const { channelKey, environment } = bench;
      const jobKey = environment.jobPublicKey;
      enrolmentToken = formatEnrolmentToken({ tokenId, secret, channelKey, jobKey });
      const wrong = await cscript('enrol', '--server', bench.url, '--token', enrolmentToken.slice(0, -3));
      expect(wrong).toMatchObject({ exitCode: 2, output: expect.stringContaining('cut short') });
      const enrolled = await cscript('enrol', '--server', bench.url, '--token', enrolmentToken);
      expect(enrolled.output).toMatch(/^This machine is enrolled as [0-9a-f-]{36}\./);
      expect(enrolled.exitCode).toBe(0);
      expect(await sql('select hostname from machine')).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'is not installed beside the executable, and says how to take that away',
    async () => {
      const folder = drive('Program Files/Teredo Fleet');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'teredo-agent.exe'), '');
      const refused = {
        exitCode: 1,
        output: expect.stringMatching(
          /^Another agent is installed here.*teredo-agent\.exe" service remove\n$/,
        ),
      };
      expect(await cscript('install')).toMatchObject(refused);
      const again = ['enrol', '--again', '--server', bench.url, '--token', enrolmentToken];
      expect(await cscript(...again)).toMatchObject(refused);
      expect(await sql('select hostname from machine')).toHaveLength(1);
      rmSync(folder, { recursive: true });
      expect(existsSync(drive('windows/Teredo Fleet/teredo-agent.js'))).toBe(false);
    },
    LONG_MS,
  );

  it(
    'is installed by one line, starts as a service of Windows, and tells the server what the machine is',
    async () => {
      const installed = await cscript('install');
      expect(installed.output).toMatch(
        /^The agent is installed as the service TeredoFleetAgent, starts with Windows, and runs\./,
      );
      expect(installed.exitCode).toBe(0);
      expect(existsSync(drive('windows/Teredo Fleet/teredo-agent.js'))).toBe(true);
      expect(await machine.run('reg', runKey)).toMatchObject({
        exitCode: 0,
        output: expect.stringContaining('teredo-agent.js'),
      });
      const [facts] = await eventually(async () => {
        const rows = await sql('select observation from observation_history order by received_at desc');
        return rows.length > 0 ? rows : null;
      }, 'an observation');
      expect(facts.observation).toMatchObject({
        os: { family: 'windows', version: expect.stringMatching(/^5\.1\.2600/), servicePack: 3 },
        ipv6: { installed: false },
      });
    },
    LONG_MS,
  );

  it(
    'is started anew when it dies, by one shell, and not when it was stopped',
    async () => {
      const end = (program: string) => machine.run('taskkill', ['/f', '/im', program]);
      const sessions = async () => (await sql('select epoch from machine_contact'))[0]?.epoch ?? 0;
      const first = await sessions();
      await end('cscript.exe');
      await eventually(async () => {
        // What waits five minutes between two starts.
        await end('ping.exe');
        return (await sessions()) > first || null;
      }, 'a session of the agent started anew');
      await machine.run('sc', ['start', 'TeredoFleetAgent']);
      await eventually(async () => countShells() === 1 || null, 'the second shell ends');
      writeFileSync(drive('Teredo Fleet/stop'), '');
      await eventually(async () => countShells() === 0 || null, 'the shell ends');
    },
    LONG_MS,
  );

  it(
    'is gone by another line, and nothing of it is left, and nothing of others goes where somebody’s mailbox leads to it',
    async () => {
      await plantLink();
      const holder = machine.start('cscript', [
        '//nologo',
        machine.windowsPath(machine.write('hold.js', HOLD)),
      ]);
      await eventually(async () => existsSync(drive('windows/Teredo Fleet/held')) || null, 'the holder');
      const first = await cscript('uninstall');
      expect(first.exitCode).not.toBe(0);
      expect(first.output).toMatch(
        /^The agent does not run any more\. Not removed: .*Teredo Fleet\. Somebody/,
      );
      expect(existsSync(drive('Teredo Fleet'))).toBe(false);
      holder.kill();
      await holder.ended;
      expect(await cscript('uninstall')).toMatchObject({ exitCode: 0, output: 'The agent is gone.\n' });
      for (const folder of ['windows/Teredo Fleet', 'Teredo Fleet'])
        expect(existsSync(drive(folder))).toBe(false);
      expect((await machine.run('sc', ['query', 'TeredoFleetAgent'])).exitCode).not.toBe(0);
      expect((await machine.run('reg', runKey)).exitCode).not.toBe(0);
      expect((await cscript('status')).exitCode).not.toBe(0);
      for (const name of ['kept', 'other']) expect(await valueOfOthers(name)).toBe(0);
      expect(await valueOfOthers('notice')).not.toBe(0);
    },
    LONG_MS,
  );
});
