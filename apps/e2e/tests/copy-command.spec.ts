import type { FleetServer } from '@teredo-fleet/dev-env';
import { openLive, signInOnPage, startServerWithAdmin } from './admin';
import { expect, test } from './browser';

let server: FleetServer;
test.beforeAll(async () => {
  server = await startServerWithAdmin();
});
test.afterAll(() => server.stop());

/** As over http from another computer, where pages have none. */
const withoutClipboard = () => Object.defineProperty(navigator, 'clipboard', { value: undefined });

test('the command is copied from its dialog where the browser has no clipboard for pages', async ({
  page,
}) => {
  await page.addInitScript(withoutClipboard);
  await signInOnPage(page, server.url);
  await openLive(page, `${server.url}/enrol`);
  await page.getByRole('button', { name: 'New enrol command' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('Classroom 4');
  await dialog.getByRole('button', { name: 'Make the command' }).click();
  const command = await dialog.locator('pre, code').filter({ hasText: '--token' }).first().textContent();
  const copy = dialog.getByRole('button', { name: 'Copy the command' });
  await copy.click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.goto(`${server.url}/explain`);
  const area = page.getByRole('textbox').first();
  await area.focus();
  await page.keyboard.press('Control+V');
  await expect(area).toHaveValue(command?.trim() ?? '');
});

test('a command that can’t be copied is not said to be', async ({ page }) => {
  await page.addInitScript(withoutClipboard);
  await page.addInitScript(() => {
    document.execCommand = () => false;
  });
  await signInOnPage(page, server.url);
  await openLive(page, `${server.url}/enrol`);
  await page.getByRole('button', { name: 'New enrol command' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('Classroom 4');
  await dialog.getByRole('button', { name: 'Make the command' }).click();
  await dialog.getByRole('button', { name: 'Copy the command' }).click();
  await expect(dialog.getByRole('button', { name: /^Not copied: select the text/ })).toBeVisible();
});
