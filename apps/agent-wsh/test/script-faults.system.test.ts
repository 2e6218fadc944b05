import {
  createWineMachine,
  type InstalledStandIn,
  installStandIn,
  type WineMachine,
} from '@teredo-fleet/dev-env/wine';
import { type StandInState, standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../packages/dev-env/src/until';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { READ_VALUES, WRONG } from '../../../packages/platform/test/wrong-values';
import { type GatewayBench, startGatewayBench } from '../../../packages/server/test/support/gateway-bench';
import { buildScript } from '../script.mjs';
import type { RunningProgram } from './wine';

const LONG_MS = 400_000;
const patience = { timeoutMs: LONG_MS / 2, everyMs: 500 };
const STATE_DIR = 'C:\\Teredo Fleet';
const STEPPED_BACK = {
  exitCode: 91,
  said: expect.stringMatching(
    /^Another teredo-agent already runs on C:\\Teredo Fleet, and two of them would undo each other's changes\./,
  ),
};

const CONNECTED = /Connected by sealed polling/;

describe('the script agent on a Windows XP SP3 whose registry is damaged', () => {
  let bench: GatewayBench;
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let script = '';
  /** The same script: Wine's host shares its file with nobody while it opens it. */
  let copy = '';
  let agents: RunningProgram[] = [];
  const words = (path: string, ...args: string[]) => [
    '//nologo',
    machine.windowsPath(path),
    ...args,
    '--state-dir',
    STATE_DIR,
  ];
  const run = (path: string) => {
    const agent = machine.start('cscript', words(path, 'run'));
    agents.push(agent);
    return agent;
  };
  const rows = async (text: string) => (await bench.database.pool('admin').query(text)).rows;

  beforeAll(async () => {
    [bench, machine] = await Promise.all([startGatewayBench(), createWineMachine('winxp')]);
    const sound = standInState(standInMachine(OS_OF['xp-sp3']));
    sound.settings.ipv6Installed = true;
    sound.settings.teredo.type = 'client';
    sound.settings.service = { running: true, start: 'auto' };
    const written: StandInState['written'] = {};
    for (const { key, name, kind } of READ_VALUES.filter(({ name }) => !/^Current|^CSD/.test(name))) {
      const { bytes } = WRONG[kind];
      if (bytes !== undefined) written[key] = { ...written[key], [name]: bytes };
    }
    standIn = await installStandIn(machine.prefix, { ...sound, written });
    machine.override(standIn.overrides);
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
    // What this machine says of itself comes from there too.
    for (const [key, name] of [
      ['HKLM\\SOFTWARE\\Microsoft\\Cryptography', 'MachineGuid'],
      ['HKLM\\SYSTEM\\CurrentControlSet\\Control\\Windows', 'ShutdownTime'],
    ] as const)
      await machine.run('reg', ['add', key, '/v', name, '/t', 'REG_SZ', '/d', '', '/f']);
    const text = await buildScript();
    script = machine.write('teredo-agent.js', text);
    copy = machine.write('copy.js', text);
    const { tokenId, secret } = await bench.makeToken();
    const { channelKey, environment } = bench;
    const token = formatEnrolmentToken({ tokenId, secret, channelKey, jobKey: environment.jobPublicKey });
    const enrolled = await machine.run(
      'cscript',
      words(script, 'enrol', '--server', bench.url, '--token', token),
      {
        timeoutMs: 200_000,
      },
    );
    expect(enrolled).toMatchObject({ exitCode: 0 });
  }, LONG_MS);

  afterAll(async () => {
    for (const agent of agents) agent.kill();
    await standIn?.close();
    await machine?.close();
    await bench?.stop();
  }, 120_000);

  it(
    'runs once where two are started at the same moment: the other waits a little, steps back and says so',
    async () => {
      const two = [run(script), run(copy)] as const;
      const gone = await Promise.race(two.map((one) => one.ended.then(() => one)));
      const stays = two.find((one) => one !== gone) as RunningProgram;
      expect({ exitCode: await gone.ended, said: gone.output(), errors: gone.errors() }).toMatchObject(
        STEPPED_BACK,
      );
      await stays.says(CONNECTED, patience);
      agents = [stays];
    },
    LONG_MS,
  );

  it(
    'tells what it can read, and takes no value of another type for what Windows keeps there',
    async () => {
      const { observation } = await until(
        'an observation',
        async () =>
          (await rows('select observation from observation_history order by received_at desc'))[0] ?? null,
        patience,
      );
      expect(observation).toMatchObject({
        os: {
          family: 'windows',
          name: expect.stringMatching(/^Windows/),
          version: '5.1.2600',
          servicePack: 3,
        },
        elevated: true,
        ipv6: { installed: true },
        configured: { type: 'client' },
        firewall: { on: 'unknown' },
        service: { name: '6to4', state: 'running' },
      });
      expect(observation.os.displayLanguage).toBeNull();
    },
    LONG_MS,
  );

  it(
    'that came later steps back too, and the one that was first goes on with its state whole',
    async () => {
      const [first] = agents as [RunningProgram];
      const second = run(script);
      expect({ exitCode: await second.ended, said: second.output() }).toMatchObject(STEPPED_BACK);
      expect(await Promise.race([first.ended, Promise.resolve('runs')])).toBe('runs');
      first.kill();
      await first.ended;
      const after = run(script);
      await after.says(CONNECTED, patience);
      expect(await rows('select count(*)::int as count from machine where status = $$active$$')).toEqual([
        { count: 1 },
      ]);
    },
    LONG_MS,
  );
});
