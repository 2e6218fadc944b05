import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enterAsAdmin, expect, test } from './fleet-test';
import { openMachineFromList } from './machine-page';
import { pingPeer, readMachineState, readTeredoAddress } from './machine-state';
import { expectOff } from './page-and-machine';
import { recordStages } from './recorded-stages';

test('says what is wrong behind a symmetric NAT, where Miredo says that it has started', async ({
  page,
  fleet,
  startMachine,
}) => {
  test.setTimeout(700_000);
  const machine = await startMachine({ name: 'lab-symmetric', nat: 'symmetric' });
  const { lab, places } = machine;
  await enterAsAdmin(page, fleet);
  const shown = await openMachineFromList(page, fleet.url, machine.name);
  await expectOff(shown);
  const before = await readMachineState(machine);

  const stages = await recordStages(page);
  const server = lab.serverAddresses.primary;
  await shown.turn('on', { server, reason: 'Delivery Optimization needs it' });
  await expect(shown.change.state).toHaveText('Reading back', { timeout: 200_000 });
  await expect(shown.change.stages).toContainText([
    'Allowed to start (done)',
    `Set Teredo to client, server ${server} (done)`,
    'Read back (under way)',
  ]);

  await expect(shown.change.state).toHaveText('Verify failed', { timeout: 200_000 });
  await expect(shown.change.stages.last()).toContainText('Read back (failed)');
  await stages.expectForwardOnly();
  await expect(shown.change.missing('another port for every destination (symmetric NAT)')).toBeVisible();
  await expect(shown.change.missing(/None of \d pings through Teredo to .+ was answered/)).toBeVisible();

  await expect(shown.diagnosis('Problem: The NAT is symmetric')).toBeVisible();
  await expect(shown.fact('Configured')).toHaveText('Client');
  await expect(shown.fact('Effective')).toHaveText('Qualified');
  await expect(shown.fact('Reachable')).toHaveText('Not reachable');
  await expect(shown.factLines('Reachable')).toHaveText([
    /^Ping to a Teredo peer: 0 of [1-9] answered$/,
    `Probe of ${server}: 2 of 2 addresses answered`,
    'Measured: symmetric NAT',
  ]);

  const address = await readTeredoAddress(machine);
  await expect(shown.addressCard.locator('code').first()).toHaveText(address ?? 'no address');
  await expect(shown.addressPart('Client', lab.clientPublicAddress)).toBeVisible();
  expect(readFileSync(join(places.stateDir, 'miredo.log'), 'utf8')).toContain('Teredo pseudo-tunnel started');
  expect(await pingPeer(machine)).toContain(' 100% packet loss');

  await shown.undo('it cannot work here');
  await expect(shown.change.state).toHaveText('Rolled back', { timeout: 200_000 });
  await expectOff(shown);
  expect(await readMachineState(machine)).toEqual(before);
});
