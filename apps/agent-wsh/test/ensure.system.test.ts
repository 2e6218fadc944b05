import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createWineMachine,
  type InstalledStandIn,
  installStandIn,
  type RunningProgram,
  type WineMachine,
} from '@teredo-fleet/dev-env/wine';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from '../../../packages/server/test/support/gateway-bench';
import { buildScript } from '../script.mjs';

const LONG_MS = 400_000;

describe('an application on a Windows XP SP3 that asks by the script', () => {
  let bench: GatewayBench;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let agent: RunningProgram | null = null;
  let script = '';
  const stateDir = 'C:\\Teredo Fleet';
  const cscript = (...args: string[]) => machine.cscript(script, args, { timeoutMs: 200_000 });
  const sql = async (text: string) => (await bench.database.pool('admin').query(text)).rows;

  beforeAll(async () => {
    bench = await startGatewayBench();
    machine = await createWineMachine('winxp');
    const os = {
      family: 'windows' as const,
      name: 'Windows XP Professional',
      version: '5.1.2600',
      servicePack: 3,
    };
    standIn = await installStandIn(machine.prefix, standInState(standInMachine(os)));
    machine.override(standIn.overrides);
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
    script = machine.write('teredo-agent.js', await buildScript());
  }, LONG_MS);

  afterAll(async () => {
    agent?.kill();
    await standIn.close();
    await machine.close();
    await bench.stop();
  }, 200_000);

  it(
    'is told what is wrong with its call, and that no agent runs here',
    async () => {
      expect(await cscript('ensure')).toMatchObject({ exitCode: 2 });
      expect(await cscript('ensure', '--app', 'Chat', '--wait', 'soon')).toMatchObject({ exitCode: 2 });
      const { exitCode, output } = await cscript('ensure', '--app', 'Chat');
      expect([exitCode, output]).toEqual([
        3,
        expect.stringMatching(/^No agent of Teredo Fleet .*IPv6 is not installed\./),
      ]);
    },
    LONG_MS,
  );

  it(
    'is not allowed where nothing is approved, and the server knows who asked',
    async () => {
      const { tokenId, secret } = await bench.makeToken();
      const { channelKey, environment } = bench;
      const token = formatEnrolmentToken({ tokenId, secret, channelKey, jobKey: environment.jobPublicKey });
      const enrolled = await cscript(
        'enrol',
        '--server',
        bench.url,
        '--token',
        token,
        '--state-dir',
        stateDir,
      );
      expect(enrolled.exitCode).toBe(0);
      agent = machine.start('cscript', [
        '//nologo',
        machine.windowsPath(script),
        'run',
        '--state-dir',
        stateDir,
      ]);
      await expect
        .poll(async () => (await sql('select 1 from observation_history')).length, {
          timeout: 200_000,
          interval: 1000,
        })
        .toBeGreaterThan(0);
      const { exitCode, output } = await cscript('ensure', '--app', 'Example <Chat> & Co', '--json');
      expect(JSON.parse(output)).toMatchObject({ code: 'not-allowed', application: 'Example <Chat> & Co' });
      expect(exitCode).toBe(11);
      await expect
        .poll(() => sql('select application, asked_by from machine_application'), {
          timeout: 200_000,
          interval: 1000,
        })
        .toEqual([{ application: 'Example <Chat> & Co', asked_by: expect.stringMatching(/./) }]);
    },
    LONG_MS,
  );

  it(
    'is told that no agent runs here as soon as it has stopped',
    async () => {
      const standing = join(machine.prefix, 'drive_c/windows/Teredo Fleet/standing.txt');
      expect(existsSync(standing)).toBe(true);
      writeFileSync(join(machine.prefix, 'drive_c/Teredo Fleet/stop'), '');
      expect(await agent?.ended).toBe(90);
      expect(existsSync(standing)).toBe(false);
      expect(await cscript('ensure', '--app', 'Chat', '--json')).toMatchObject({ exitCode: 3 });
    },
    LONG_MS,
  );
});
