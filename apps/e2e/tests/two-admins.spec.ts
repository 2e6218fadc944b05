import { type FleetApi, type FleetServer, signIn } from '@teredo-fleet/dev-env';
import { ADMIN, live, signInOnPage, startServerWithAdmin } from './admin';
import { expect, test } from './browser';

let server: FleetServer;
let api: FleetApi;
test.beforeAll(async () => {
  server = await startServerWithAdmin();
  api = await signIn(server.url, ADMIN);
});
test.afterAll(() => server.stop());

test('who pulls the brake while somebody else does never releases it', async ({ page }) => {
  await signInOnPage(page, server.url);
  await expect(live(page)).toBeVisible();
  await page.getByRole('button', { name: 'Pull the brake' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pull the brake' });
  await dialog.getByLabel('Reason').fill('something is wrong');
  await api.brake.set.mutate({ on: true, reason: 'seen by somebody else too' });
  await expect(page.getByText('The brake is on: no change starts anywhere.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Pull the brake' }).click();
  await expect(dialog).toBeHidden();
  expect(await api.brake.get.query()).toMatchObject({ on: true });

  await page.getByRole('button', { name: 'Release the brake' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('it is mended');
  await page.getByRole('dialog').getByRole('button', { name: 'Release the brake' }).click();
  await expect(page.getByText('Off: changes may start')).toBeVisible();
  expect(await api.brake.get.query()).toMatchObject({ on: false });
});

test('what somebody types into the brake stays when another person pulls or releases it meanwhile', async ({
  page,
}) => {
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/machines`);
  await expect(live(page)).toBeVisible();
  const banner = page.getByText('The brake is on: no change starts anywhere.');
  const dialog = page.getByRole('dialog');
  const reason = dialog.getByLabel('Reason');
  await page.getByRole('button', { name: 'Brake', exact: true }).click();
  await reason.fill('something is wrong here');
  await api.brake.set.mutate({ on: true, reason: 'somebody was faster' });
  await expect(banner).toBeAttached();
  await expect(reason).toHaveValue('something is wrong here');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await reason.fill('it is mended now');
  await api.brake.set.mutate({ on: false, reason: 'somebody was faster again' });
  await expect(banner).toBeHidden();
  await expect(reason).toHaveValue('it is mended now');
});

test('who saves one setting takes back no other that somebody has saved meanwhile', async ({ page }) => {
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/settings`);
  await expect(live(page)).toBeVisible();
  const observe = page.getByLabel('Observe every, seconds');
  await page.getByLabel('Heartbeat every, seconds').fill('45');
  await api.settings.set.mutate({ observeSeconds: 777 });
  await expect(observe).toHaveValue('777');
  await expect(page.getByText('One change.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Nothing changed.')).toBeVisible();
  await expect(page.getByLabel('Heartbeat every, seconds')).toHaveValue('45');
  expect(await api.settings.get.query()).toMatchObject({ heartbeatSeconds: 45, observeSeconds: 777 });
});
