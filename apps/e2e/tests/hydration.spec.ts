import { type FleetApi, type FleetServer, holdTable, signIn } from '@teredo-fleet/dev-env';
import { ADMIN, live, signInOnPage, startServerWithAdmin } from './admin';
import { expect, type Page, test } from './browser';

const REASON = 'a change of the network is under way';

let server: FleetServer;
let api: FleetApi;
test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: '8' });
  api = await signIn(server.url, ADMIN);
});
test.afterAll(() => server.stop());

/** Marks what arrives as a late part of a page, so that it can be told from what the browser makes itself. */
function markLateParts(page: Page): Promise<unknown> {
  return page.addInitScript(`
    new MutationObserver(() => {
      for (const one of document.querySelectorAll('[id^="S:"] *')) one.setAttribute('data-sent', '');
    }).observe(document, { childList: true, subtree: true });
  `);
}

test('news that comes before the page has become live waits until it has', async ({ page }) => {
  await signInOnPage(page, server.url);
  await markLateParts(page);
  const letGo = await holdTable(server, 'machine');
  await page.goto(server.url, { waitUntil: 'commit' });
  await expect(page.getByRole('status', { name: 'Loading' }).first()).toBeVisible();
  // Long enough for the frame round the page to be live, and to hear of the brake if it listened.
  await page.waitForTimeout(4_000);
  await api.brake.set.mutate({ on: true, reason: REASON });
  await page.waitForTimeout(3_000);
  await letGo();
  await expect(page.getByText('On: no change starts anywhere', { exact: true })).toBeVisible();
  await expect(page.getByText(`“${REASON}”`).first()).toBeVisible();
  await expect(page.locator('h1[data-sent]'), 'what was sent became live, not made anew').toBeVisible();
  await api.brake.set.mutate({ on: false, reason: 'it is over' });
  await expect(page.getByText('Off: changes may start')).toBeVisible();
});

test('what is chosen in a list box before the page has become live is chosen then', async ({ page }) => {
  await signInOnPage(page, server.url);
  const course = page.getByRole('table', { name: 'Machines by day' });
  await expect(course.getByRole('link').first()).toBeVisible({ timeout: 90_000 });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.url, { waitUntil: 'commit' });
  await page.getByLabel('By', { exact: true }).selectOption('Windows generation');
  letGo();
  await expect(live(page)).toBeVisible();
  await expect(page.getByLabel('By', { exact: true })).toHaveValue('os');
  await expect(course.getByRole('columnheader').nth(1)).toContainText(/Windows|Linux/);
});

test.describe('a browser whose clock is ahead and whose zone is another', () => {
  test.use({ timezoneId: 'Asia/Kolkata' });

  test('shows what was sent and then the times of its own', async ({ page }) => {
    await page.clock.install({ time: Date.now() + 600_000 });
    await signInOnPage(page, server.url);
    await page.goto(`${server.url}/audit`);
    await page.getByRole('list', { name: 'Audit entries' }).getByRole('group').first().click();
    await expect(page.getByText(/\(Asia\/(Kolkata|Calcutta)\)/).first()).toBeVisible();
  });
});
