import { enterAsAdmin, expect, test } from './fleet-test';
import { openMachineFromList } from './machine-page';
import { readMachineState } from './machine-state';
import { expectOff, expectReachable } from './page-and-machine';
import { recordStages } from './recorded-stages';

const OUTSIDE_PORT = 4545;

/** As somebody may have left it: comments, a setting of their own, another server. */
const OTHERS = `# kept by hand
ServerAddress 203.0.113.77
  BindPort\t${OUTSIDE_PORT}   # as opened at the door
`;

const packaged = (server: string) => `#! /usr/sbin/miredo -f -c
InterfaceName\tteredo
ServerAddress\t${server}
`;

test('turns Teredo on and gives everything back by Undo, no NAT', async ({ page, fleet, startMachine }) => {
  const machine = await startMachine({ name: 'lab-open', nat: 'none', configuration: OTHERS });
  const server = machine.lab.serverAddresses.primary;
  await enterAsAdmin(page, fleet);
  const shown = await openMachineFromList(page, fleet.url, machine.name);
  await expectOff(shown);
  const before = await readMachineState(machine);

  const stages = await recordStages(page);
  await shown.turn('on', { server, reason: 'Delivery Optimization needs it' });
  await expect(shown.change.state).toHaveText('Verified', { timeout: 200_000 });
  await expect(shown.change.title).toContainText(`Teredo on, server ${server}`);
  await expect(shown.change.stages).toHaveText([
    /^Requested \(done\)/,
    /^Signed by the signer \(done\)/,
    /^Offered to the machine \(done\)/,
    /^User told \(done\).*nobody was logged on/,
    /^Allowed to start \(done\)/,
    new RegExp(`^Set Teredo to client, server ${server} \\(done\\)`),
    /^Start the service miredo \(done\)/,
    /^Read back \(done\)/,
  ]);
  await expectReachable(shown, machine);
  await expect(shown.addressPart('Port', String(OUTSIDE_PORT))).toBeVisible();
  await stages.expectForwardOnly();
  await page.setViewportSize({ width: 1280, height: 1210 });
  await page.screenshot({ path: test.info().outputPath('machine-light.png') });

  await shown.undo('only tried it');
  await expect(shown.change.title).toContainText('Undo: give back the earlier settings');
  await expect(shown.change.state).toHaveText('Rolled back', { timeout: 200_000 });
  await expectOff(shown);
  expect(await readMachineState(machine)).toEqual(before);
  expect(before.configuration?.text).toBe(OTHERS);
});

test('turns Teredo on and off again, full cone', async ({ page, fleet, startMachine }) => {
  const configuration = packaged('192.0.2.1');
  const machine = await startMachine({ name: 'lab-full-cone', nat: 'full-cone', configuration });
  await enterAsAdmin(page, fleet);
  const shown = await openMachineFromList(page, fleet.url, machine.name);
  await expectOff(shown);
  const before = await readMachineState(machine);

  await shown.turn('on', { reason: 'Delivery Optimization needs it' });
  await expect(shown.change.state).toHaveText('Verified', { timeout: 200_000 });
  await expectReachable(shown, machine);

  await shown.turn('off', { reason: 'the audit wants it off' });
  await expect(shown.change.title).toContainText('Teredo off');
  await expect(shown.change.state).toHaveText('Verified', { timeout: 200_000 });
  await expectOff(shown);
  expect(await readMachineState(machine)).toEqual(before);
  expect(before.configuration?.text).toBe(configuration);
});
