import { expect, type Page, test } from '@playwright/test';
import { type FleetApi, type FleetServer, signIn } from '@teredo-fleet/dev-env';
import type { LabNat } from '@teredo-fleet/dev-env/namespaces';
import { ADMIN, collectComplaints, signInOnPage, startServerWithAdmin } from './admin';
import { type LabMachine, startLabMachine } from './lab-machine';

let server: FleetServer;
let api: FleetApi;
let machine: LabMachine | null = null;

test.beforeAll(async () => {
  server = await startServerWithAdmin();
  api = await signIn(server.url, ADMIN);
});

test.afterEach(async () => {
  await machine?.close();
  machine = null;
  for (const row of (await api.machines.list.query({ filter: { status: ['active'] } })).rows) {
    await api.machines.retire.mutate({ id: row.id, reason: 'the test is over' });
  }
});

test.afterAll(() => server.stop());

async function openMachine(page: Page, nat: LabNat): Promise<LabMachine> {
  const order = { label: nat, autoAccept: true, maxUses: 1, expiresInHours: 1 };
  const { text } = await api.tokens.create.mutate(order);
  const made = await startLabMachine(server, nat, text);
  machine = made;
  const { peerAddress, serverAddresses } = made.lab;
  await api.settings.set.mutate({ reachabilityPeer: peerAddress, probeServer: serverAddresses.primary });
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/machines?label=${nat}&status=active`);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible();
  return made;
}

async function turnOn(page: Page, teredoServer: string): Promise<void> {
  await page.getByRole('button', { name: 'Turn Teredo on' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Teredo server').fill(teredoServer);
  await dialog.getByLabel('Reason').fill('Delivery Optimization needs it');
  await expect(dialog.getByText('on (client)')).toBeVisible();
  await dialog.getByRole('button', { name: 'Turn Teredo on' }).click();
  await expect(dialog).toBeHidden();
}

for (const nat of ['none', 'full-cone'] as const) {
  test(`turns Teredo on and off again on a real machine, NAT ${nat}`, async ({ page }) => {
    const complaints = collectComplaints(page);
    const { lab } = await openMachine(page, nat);
    await turnOn(page, lab.serverAddresses.primary);
    await expect(page.getByText('Verified').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Reachable', { exact: true }).last()).toBeVisible();
    await expect(page.getByText(lab.serverAddresses.primary).first()).toBeVisible();
    await expect(page.getByText(lab.clientPublicAddress).first()).toBeVisible();
    expect(await lab.client.tryExec(['ping', '-6', '-c', '2', '-W', '3', lab.peerAddress])).toContain(
      ' 0% packet loss',
    );

    await page.getByRole('button', { name: /^Undo/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('only tried it');
    await dialog.getByRole('button', { name: /undo/i }).click();
    await expect(page.getByText('Rolled back').first()).toBeVisible({ timeout: 60_000 });
    expect(await lab.client.tryExec(['ip', '-6', 'addr'])).not.toContain('2001:0:');
    expect(complaints).toEqual([]);
  });
}

test('says what is wrong behind a symmetric NAT, where Miredo says that it has started', async ({ page }) => {
  const { lab } = await openMachine(page, 'symmetric');
  await turnOn(page, lab.serverAddresses.primary);
  await expect(page.getByText(/symmetric NAT/i).first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('Verify failed').first()).toBeVisible({ timeout: 120_000 });
  expect(await lab.client.tryExec(['ip', '-6', 'addr'])).toContain('2001:0:');
  expect(await lab.client.tryExec(['ping', '-6', '-c', '2', '-W', '3', lab.peerAddress])).toContain(
    '100% packet loss',
  );
});

test('says that the server does not answer when it is off the net', async ({ page }) => {
  const { lab } = await openMachine(page, 'none');
  await lab.setServerReachable(false);
  await turnOn(page, lab.serverAddresses.primary);
  await expect(page.getByText('Verify failed').first()).toBeVisible({ timeout: 150_000 });
  await expect(page.getByText('The Teredo server does not answer').first()).toBeVisible();
});
