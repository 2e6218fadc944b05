import { type FleetServer, signIn, until } from '@teredo-fleet/dev-env';
import { ADMIN, openLive, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { expect, type Page, test } from './browser';

const MACHINES = 24;
const OWN = 'teredo.example.org';

let server: FleetServer;
test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: String(MACHINES) });
  const api = await signIn(server.url, ADMIN);
  await until(
    'the simulated fleet has said which servers it has',
    async () => {
      const { rows } = await api.teredoServers.list.query({});
      return rows.reduce((sum, row) => sum + row.machines.total, 0) > MACHINES / 2 ? rows : null;
    },
    { timeoutMs: 200_000 },
  );
});
test.afterAll(() => server.stop());

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });

async function act(page: Page, name: string, action: string): Promise<void> {
  await row(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('an admin adds a server of their own, changes it and takes it out again', async ({ page }) => {
  await signInOnPage(page, server.url);
  await openLive(page, `${server.url}/servers`);
  await page.getByRole('button', { name: 'Add a server' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Measure it from this server').uncheck();
  await dialog.getByLabel('Server', { exact: true }).fill('Teredo.Example.ORG.');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, OWN)).toContainText('Added by you');
  await act(page, OWN, 'Edit');
  await page.getByRole('dialog').getByLabel('Note').fill('In the basement');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(row(page, OWN)).toContainText('In the basement');
  await page.goto(`${server.url}/audit?action=teredoServer.`);
  await expect(page.getByRole('button', { name: /Action.*Teredo servers/ })).toBeVisible();
  await page.locator('summary').filter({ hasText: 'teredoServer.add' }).click();
  await page.getByRole('link', { name: 'Open the server' }).click();
  await expect(page.getByRole('dialog', { name: OWN })).toBeVisible();
  await page.keyboard.press('Escape');
  await act(page, OWN, 'Remove');
  await page.getByRole('dialog').getByLabel('Reason').fill('It was switched off');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, OWN)).toHaveCount(0);
});

test('a server leads to the machines that have it, and a dead one is marked where a server is chosen', async ({
  page,
}) => {
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/servers`);
  await expect(row(page, 'teredo.ngix.ne.kr')).toContainText('Dead');
  const [words = ''] = await row(page, 'teredo.example.net').getByRole('link').allInnerTexts();
  await row(page, 'teredo.example.net').getByRole('link').click();
  await expect(page).toHaveURL(/server=teredo\.example\.net/);
  await expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible();
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Turn Teredo on' }).first().click();
  await page.getByRole('button', { name: 'Choose from the directory' }).click();
  await page.getByRole('menuitem', { name: /teredo\.ngix\.ne\.kr.*Dead/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Teredo server')).toHaveValue('teredo.ngix.ne.kr');
  await expect(dialog.getByText('It is listed as dead. Choose another server.')).toBeVisible();
});

test('what is known of a server opens from its address, fits 320 pixels and is free of axe’s findings', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/servers?server=teredo.trex.fi`);
  const dialog = page.getByRole('dialog', { name: 'teredo.trex.fi' });
  await expect(dialog.getByText('Reported alive in January 2022.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Measure now' })).toBeVisible();
  const { violations } = await axeOn(page).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  expect(tooWide).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/servers$/);
});
