import { enterAsAdmin, expect, test } from './fleet-test';
import { openMachineFromList } from './machine-page';
import { expectOff, expectReachable } from './page-and-machine';

/** Miredo asks a silent server again after 100 seconds. */
const MIREDO_RETRIES_MS = 110_000;

test('says that the Teredo server is off the net, and that all is well when it is back', async ({
  page,
  fleet,
  startMachine,
}) => {
  test.setTimeout(700_000);
  const machine = await startMachine({ name: 'lab-server-away' });
  const { lab } = machine;
  const server = lab.serverAddresses.primary;
  await enterAsAdmin(page, fleet);
  const shown = await openMachineFromList(page, fleet.url, machine.name);
  await expectOff(shown);

  await lab.setServerReachable(false);
  await shown.turn('on', { server, reason: 'Delivery Optimization needs it' });
  await expect(shown.change.state).toHaveText('Verify failed', { timeout: 200_000 });
  await expect(shown.change.stages.last()).toContainText('Read back (failed)');
  await expect(shown.change.missing(`the server ${server} does not answer`)).toBeVisible();
  await expect(shown.diagnosis('Problem: The Teredo server does not answer')).toBeVisible();
  await expect(shown.fact('Configured')).toHaveText('Client');
  await expect(shown.fact('Reachable')).toHaveText('Not reachable');
  await expect(shown.factLines('Reachable')).toContainText([`Probe of ${server}: 0 of 2 addresses answered`]);
  await expect(shown.addressCard).toContainText('The machine has no Teredo address now.');

  await lab.setServerReachable(true);
  await expect(shown.fact('Reachable')).toHaveText('Reachable', { timeout: MIREDO_RETRIES_MS });
  await expect(shown.diagnosis('Fine: Teredo works')).toBeVisible();
  await expectReachable(shown, machine);
  await expect(page.getByText('Everything that is desired is so.')).toBeVisible();
});
