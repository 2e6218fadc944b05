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

const LONG_MS = 540_000;

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

describe('the script agent on a Windows XP SP3 that never had IPv6', () => {
  let bench: GatewayBench;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let script = '';
  let agent: RunningProgram | null = null;
  const stateDir = 'C:\\Teredo Fleet';
  const sql = async (text: string, values: unknown[] = []) =>
    (await bench.database.pool('admin').query(text, values)).rows;
  const cscript = (...args: string[]) =>
    machine.cscript(script, [...args, '--state-dir', stateDir], { timeoutMs: 200_000 });

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
    await machine.run('cmd', ['/c', `echo.>"${stateDir}\\stop"`]);
    agent?.kill();
    await standIn.close();
    await machine.close();
    await bench.stop();
  }, 120_000);

  it(
    'enrols by one command',
    async () => {
      const { tokenId, secret } = await bench.makeToken();
      const { channelKey, environment } = bench;
      const token = formatEnrolmentToken({ tokenId, secret, channelKey, jobKey: environment.jobPublicKey });
      const wrong = await cscript('enrol', '--server', bench.url, '--token', token.slice(0, -3));
      expect(wrong).toMatchObject({ exitCode: 2, output: expect.stringContaining('cut short') });
      const enrolled = await cscript('enrol', '--server', bench.url, '--token', token);
      expect(enrolled.output).toMatch(/^This machine is enrolled as [0-9a-f-]{36}\./);
      expect(enrolled.exitCode).toBe(0);
      expect(await sql('select hostname from machine')).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'tells the server what the machine is',
    async () => {
      agent = machine.start('cscript', [
        '//nologo',
        machine.windowsPath(script),
        'run',
        '--state-dir',
        stateDir,
      ]);
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
});
