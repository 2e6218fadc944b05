import { type InstalledStandIn, installStandIn } from '@teredo-fleet/dev-env/wine';
import { type StandInState, standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';
import { createWineMachine, type WineMachine } from './wine';

const LONG_MS = 300_000;
const XP = {
  family: 'windows' as const,
  name: 'Windows XP Professional',
  version: '5.1.2600',
  servicePack: 3,
};

describe('the witnesses of the script agent on Windows XP', () => {
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let script = '';

  beforeAll(async () => {
    machine = await createWineMachine('winxp');
    standIn = await installStandIn(machine.prefix, standInState(standInMachine(XP)));
    machine.override(standIn.overrides);
    script = machine.write('probe.js', await buildScript('./test/probes/witness-probe'));
  }, LONG_MS);

  afterAll(async () => {
    await standIn.close();
    await machine.close();
  });

  async function answers(gateway: StandInState['gateway'], ...addresses: string[]) {
    standIn.set({ ...standIn.state(), gateway });
    const { output } = await machine.says(script, ['C:\\run', ...addresses], { timeoutMs: 200_000 });
    return output.trim().split('\n');
  }

  it(
    'are asked by ping, the default gateway among them, and never by a name',
    async () => {
      const asked = ['default-gateway', '192.0.2.1', '2001:DB8::1', 'server.example', '-t'];
      expect(await answers('answers', ...asked)).toEqual([
        'default-gateway true',
        '192.0.2.1 true',
        '2001:DB8::1 true',
        'server.example false',
        '-t false',
      ]);
      const pings = standIn.calls().filter(({ program }) => program === 'ping');
      expect(pings.map(({ args }) => args.at(-1))).toEqual(['192.168.0.1', '192.0.2.1', '2001:DB8::1']);
    },
    LONG_MS,
  );

  it(
    'have not answered where this machine’s own stack says that nobody can be reached, or there is no gateway',
    async () => {
      expect(await answers('unreachable', 'default-gateway', '192.0.2.1')).toEqual([
        'default-gateway false',
        '192.0.2.1 false',
      ]);
      expect(await answers('none', 'default-gateway')).toEqual(['default-gateway false']);
    },
    LONG_MS,
  );

  it(
    'are never the machine itself, to which the route of a dial-up connection leads',
    async () => {
      const own = standIn.state().machine.privateAddress;
      expect(await answers('itself', 'default-gateway', own, '127.0.0.1', '::1')).toEqual([
        'default-gateway false',
        `${own} false`,
        '127.0.0.1 false',
        '::1 false',
      ]);
    },
    LONG_MS,
  );
});
