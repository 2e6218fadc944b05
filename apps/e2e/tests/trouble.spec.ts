import { type FleetApi, type FleetServer, holdTable, signIn } from '@teredo-fleet/dev-env';
import { ADMIN, live, openLive, signInOnPage, startServerWithAdmin } from './admin';
import { expect, type Page, test } from './browser';
import { untilFleetIsThere } from './simulated-fleet';

const MACHINES = 8;

let server: FleetServer;
let api: FleetApi;

test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: String(MACHINES) });
  api = await signIn(server.url, ADMIN);
  await untilFleetIsThere(api, MACHINES);
});
test.afterAll(() => server.stop());

test.describe('a server that was replaced under an open tab', () => {
  test('is told of by a bar, and a reload ends it', async ({ page }) => {
    await signInOnPage(page, server.url);
    await expect(live(page)).toBeVisible();
    await expect(page.getByText('A new version is running.')).toBeHidden();
    await page.route('**/api/trpc/**', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'x-teredo-build': 'the next one' } });
    });
    await page.getByRole('link', { name: 'Machines', exact: true }).click();
    await expect(page.getByRole('status').getByText('A new version is running.')).toBeVisible();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('heading', { name: 'Machines' })).toBeVisible();
    await expect(live(page)).toBeVisible();
    await expect(page.getByText('A new version is running.')).toBeHidden();
  });
});

test.describe('a session that ends', () => {
  // A refused call is an error in the console.
  test.use({ expected: /Failed to load resource: .* 401/ });

  test('leads to the sign-in page, says so, and back to where one was', async ({ page, context }) => {
    await signInOnPage(page, server.url);
    await page.goto(`${server.url}/machines?status=active&q=PC`);
    await expect(live(page)).toBeVisible();
    const other = await context.newPage();
    await openLive(other, server.url);
    await other.getByRole('button', { name: /admin/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();

    await expect(page.getByText('You are signed out')).toBeVisible();
    await page.getByLabel('E-mail').fill(ADMIN.email);
    await page.getByLabel('Password').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Machines' })).toBeVisible();
    expect(new URL(page.url()).search).toBe('?status=active&q=PC');
  });

  test('leads there without a click, when news come and it was ended from elsewhere', async ({
    page,
    browser,
  }) => {
    await signInOnPage(page, server.url);
    await page.goto(`${server.url}/machines?status=active`);
    await expect(live(page)).toBeVisible();
    const elsewhere = await browser.newPage();
    await signInOnPage(elsewhere, server.url);
    await openLive(elsewhere, `${server.url}/settings/account`);
    await elsewhere.getByRole('button', { name: 'Sign out elsewhere' }).click();
    await expect(elsewhere.getByText('Signed out everywhere else.')).toBeVisible();
    await elsewhere.close();
    api = await signIn(server.url, ADMIN);
    await api.brake.set.mutate({ on: true, reason: 'news for every page' });
    await expect(page.getByText('You are signed out')).toBeVisible();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/machines?status=active');
    await api.brake.set.mutate({ on: false, reason: 'it is over' });
  });
});

test.describe('a machine that is deleted under its open page', () => {
  test.use({ expected: /Failed to load resource: .* 404/ });

  test('is said to be gone, and the page asks for it no more', async ({ page }) => {
    await signInOnPage(page, server.url);
    const { rows } = await api.machines.list.query({});
    const { id, hostname } = rows[MACHINES - 1] ?? { id: '', hostname: '' };
    await page.goto(`${server.url}/machines/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: hostname })).toBeVisible();
    await expect(live(page)).toBeVisible();
    await api.machines.retire.mutate({ id, reason: 'it is thrown away' });
    await expect(page.getByText('Retired').first()).toBeVisible();
    await api.machines.delete.mutate({ id, reason: 'it is thrown away', confirmHostname: hostname });
    await expect(page.getByText('This machine is no longer there')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: hostname })).toBeVisible();
    await page.getByRole('link', { name: 'All machines' }).click();
    await expect(page.getByRole('heading', { name: 'Machines' })).toBeVisible();
    await expect(page.getByRole('link', { name: hostname })).toHaveCount(0);
  });
});

/** How far what was already shown has moved since the page began, as browsers score it: 0 is not at all. */
const movedSoFar = (page: Page) => page.evaluate<number>('window.moved');

async function scoreMoves(page: Page): Promise<void> {
  await page.addInitScript(`
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
}

test('a slow page moves nothing that was already shown', async ({ page }) => {
  await scoreMoves(page);
  await signInOnPage(page, server.url);
  const { rows } = await api.machines.list.query({});
  const moves: string[] = [];
  for (const path of ['/', '/machines', `/machines/${rows[0]?.id}`]) {
    const letGo = await holdTable(server, 'machine');
    await page.goto(server.url + path, { waitUntil: 'commit' });
    await expect(page.getByRole('status', { name: /^Loading/ }).first()).toBeVisible();
    await letGo();
    await expect(live(page)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const moved = await movedSoFar(page);
    if (moved > 0.1) moves.push(`${path} ${moved.toFixed(2)}`);
  }
  expect(moves).toEqual([]);
});
