import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import type { WindowsCommand } from '@teredo-fleet/teredo';
import {
  decodeConsoleBytes,
  programPath,
  readNetshTeredo,
  stepDeeds,
  windowsReadings,
} from '@teredo-fleet/teredo';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InstalledStandIn, installStandIn } from '../src/wine';

const folder = mkdtempSync(join(tmpdir(), 'wine-stand-in-'));
const prefix = join(folder, 'prefix');
const XP = { family: 'windows', name: 'Windows XP SP3', version: '5.1.2600', servicePack: 3 } as const;
let windows: InstalledStandIn;

function run(program: string, args: string[]): Promise<{ bytes: Uint8Array; exitCode: number | null }> {
  const overrides = windows === undefined ? '' : `;${windows.overrides}`;
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: `mscoree,mshtml,winemenubuilder.exe=${overrides}`,
  };
  const child = spawn(program, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ bytes: Buffer.concat(chunks), exitCode }));
  });
}

async function ask(command: WindowsCommand): Promise<{ text: string; exitCode: number | null }> {
  const { bytes, exitCode } = await run('wine', [
    programPath(command.program, 'C:\\windows'),
    ...command.args,
  ]);
  return { text: decodeConsoleBytes(bytes, 936).text, exitCode };
}

const readingOf = (name: string) => windowsReadings('xp-sp3').find((one) => one.name === name)!.command;

beforeAll(async () => {
  mkdirSync(prefix);
  await run('wine', ['wineboot', '-i']);
  const machine = standInMachine(XP, { language: 'zh-CN' });
  windows = await installStandIn(prefix, standInState(machine));
  await run('wine', ['regedit', '/S', `Z:${windows.registryPath.replaceAll('/', '\\')}`]);
});

afterAll(async () => {
  await windows?.close();
  await run('/usr/lib/wine/wineserver', ['-k']).catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

it('answers under Wine as a Chinese Windows XP, and writes the registry that its netsh claims to change', async () => {
  // Whoever starts a program of Wine from outside is told the lowest byte of what it ended with.
  expect(await ask(readingOf('ipv6-driver'))).toMatchObject({ exitCode: 1060 % 256 });
  expect(await ask(readingOf('rights'))).toMatchObject({ exitCode: 0 });

  const install = stepDeeds({ kind: 'install-ipv6' }, 'xp-sp3', windows.state().settings);
  const pinned = {
    type: 'client',
    serverName: null,
    refreshIntervalSeconds: null,
    clientPort: 3544,
  } as const;
  const set = stepDeeds({ kind: 'set-teredo', ...pinned }, 'xp-sp3', windows.state().settings);
  const open = stepDeeds(
    { kind: 'allow-teredo-through-firewall', port: 3544 },
    'xp-sp3',
    windows.state().settings,
  );
  for (const { ways } of [...install, ...set, ...open]) {
    const [way] = ways;
    if (way?.kind === 'run') expect(await ask(way.command)).toEqual({ text: '确定。\r\n\r\n', exitCode: 0 });
  }

  const state = readNetshTeredo((await ask(readingOf('teredo-state'))).text);
  expect(state).toMatchObject({ type: 'client', clientPort: 3544, state: 'qualified' });
  expect((await ask(readingOf('local-teredo'))).text).toMatch(/Type\s+REG_DWORD\s+0x2/);
  expect((await ask(readingOf('firewall-profiles'))).text).toContain(
    '3544:UDP:*:Enabled:Teredo Fleet - Teredo',
  );
  expect(JSON.parse(readFileSync(join(prefix, 'stand-in.json'), 'utf8'))).toEqual(windows.state());
  expect(windows.calls().map(({ program }) => program)).toContain('reg');
});
