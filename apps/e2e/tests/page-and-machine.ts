import { expect } from '@playwright/test';
import type { LabMachine } from './lab-machine';
import type { MachinePage } from './machine-page';
import { pingPeer, readTeredoAddress } from './machine-state';

/** The page shows a machine without Teredo. */
export async function expectOff(shown: MachinePage): Promise<void> {
  await expect(shown.fact('Configured')).toHaveText('Disabled');
  await expect(shown.fact('Effective')).toHaveText('Offline');
  await expect(shown.fact('Reachable')).toHaveText('Unknown');
  await expect(shown.addressCard).toContainText('The machine has no Teredo address now.');
}

/** The page tells what is so in the namespaces. */
export async function expectReachable(shown: MachinePage, machine: LabMachine): Promise<void> {
  const { lab } = machine;
  await expect(shown.fact('Configured')).toHaveText('Client');
  await expect(shown.fact('Effective')).toHaveText('Qualified');
  await expect(shown.fact('Reachable')).toHaveText('Reachable');
  await expect(shown.factLines('Reachable').first()).toHaveText(
    /Ping to a Teredo peer: [1-9] of \d answered/,
  );
  const address = await readTeredoAddress(machine);
  await expect(shown.addressCard.locator('code').first()).toHaveText(address ?? 'no address');
  await expect(shown.addressPart('Server', lab.serverAddresses.primary)).toBeVisible();
  await expect(shown.addressPart('Client', lab.clientPublicAddress)).toBeVisible();
  expect(await pingPeer(machine)).toContain(' 0% packet loss');
}
