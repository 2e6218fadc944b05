import { enterAsAdmin, expect, test } from './fleet-test';
import type { LabMachineOptions } from './lab-machine';
import { openMachineFromList } from './machine-page';
import { readMachineState } from './machine-state';
import { expectOff, expectReachable } from './page-and-machine';

const WAYS: { title: string; options: LabMachineOptions; refused: boolean }[] = [
  {
    title: 'by the polling door alone',
    options: { name: 'lab-polling', enrolArguments: ['--door', 'poll'], upgrades: 'refuse' },
    refused: false,
  },
  {
    title: 'by polling where a proxy refuses WebSockets',
    options: { name: 'lab-proxied', upgrades: 'refuse' },
    refused: true,
  },
];

for (const { title, options, refused } of WAYS) {
  test(`turns Teredo on and gives everything back ${title}`, async ({ page, fleet, startMachine }) => {
    const machine = await startMachine(options);
    const server = machine.lab.serverAddresses.primary;
    await enterAsAdmin(page, fleet);
    const shown = await openMachineFromList(page, fleet.url, machine.name);
    await expectOff(shown);
    await expect(shown.agentFact('Connection')).toHaveText('sealed polling');
    const before = await readMachineState(machine);

    await shown.turn('on', { server, reason: 'Delivery Optimization needs it' });
    await expect(shown.change.state).toHaveText('Verified', { timeout: 200_000 });
    await expectReachable(shown, machine);
    await expect(shown.agentFact('Connection')).toHaveText('sealed polling');

    await shown.undo('only tried it');
    await expect(shown.change.state).toHaveText('Rolled back', { timeout: 200_000 });
    await expectOff(shown);
    expect(await readMachineState(machine)).toEqual(before);
    expect(machine.relay.refusedUpgrades() > 0).toBe(refused);
    expect(machine.agent.output()).toContain('Connected by sealed polling');
    expect(machine.agent.output()).not.toContain('over a WebSocket');
  });
}
