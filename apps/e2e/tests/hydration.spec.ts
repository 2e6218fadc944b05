import { type FleetApi, type FleetServer, holdTable, signIn } from '@teredo-fleet/dev-env';
import { ADMIN, live, signInOnPage, startServerWithAdmin } from './admin';
import { expect, type Page, test } from './browser';

const REASON = 'a change of the network is under way';

const SCRIPTS = /\/_next\/static\/.*\.js/;

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

/** Keeps pages from becoming live until what is returned is called, and for ever where scripts are then `abort`ed. */
async function holdScripts(page: Page, then: 'continue' | 'abort' = 'continue'): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(SCRIPTS, async (route) => {
    await held;
    await route[then]();
  });
  return letGo;
}

test.describe('before the page has become live', () => {
  test('what is chosen in a list box is chosen then', async ({ page }) => {
    await signInOnPage(page, server.url);
    const course = page.getByRole('table', { name: 'Machines by day' });
    await expect(course.getByRole('link').first()).toBeVisible({ timeout: 90_000 });
    const letGo = await holdScripts(page);
    await page.goto(server.url, { waitUntil: 'commit' });
    await page.getByLabel('By', { exact: true }).selectOption('Windows generation');
    letGo();
    await expect(live(page)).toBeVisible();
    await expect(page.getByLabel('By', { exact: true })).toHaveValue('os');
    await expect(course.getByRole('columnheader').nth(1)).toContainText(/Windows|Linux/);
  });

  test('what is typed in several boxes is kept, and is sent if it was sent', async ({ page }) => {
    await signInOnPage(page, server.url);
    const letGo = await holdScripts(page);
    await page.goto(`${server.url}/past`, { waitUntil: 'commit' });
    await page.getByLabel('Moment').fill('2026-03-31T12:00');
    await page.getByLabel('By the clocks of').fill('Asia/Kolkata');
    await page.getByRole('button', { name: 'Look' }).click();
    letGo();
    await expect(page).toHaveURL(/at=2026-03-31T12:00.*Asia(\/|%2F)Kolkata/);
    await expect(page.getByRole('textbox', { name: 'Moment' })).toHaveValue('2026-03-31T12:00');
    await expect(page.getByLabel('By the clocks of')).toHaveValue('Asia/Kolkata');
  });

  test('who signs in is signed in', async ({ page }) => {
    const letGo = await holdScripts(page);
    await page.goto(`${server.url}/sign-in?next=/audit`, { waitUntil: 'commit' });
    await page.getByLabel('E-mail').fill(ADMIN.email);
    await page.getByLabel('Password').fill(ADMIN.password);
    await page.getByLabel('Password').press('Enter');
    letGo();
    await expect(page.getByRole('heading', { name: 'Audit', exact: true })).toBeVisible();
  });

  test('a form that is sent, and again once it is live, is sent once', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/sign-in/email')) asked.push(request.url());
    });
    await page.addInitScript(`
      new MutationObserver(() => {
        const form = document.querySelector('form');
        if (!form || window.again || !Object.keys(form).some((key) => key.startsWith('__react'))) return;
        window.again = true;
        // As soon as the form is live, and before what was held is sent.
        queueMicrotask(() => queueMicrotask(() => form.requestSubmit()));
      }).observe(document, { attributes: true, childList: true, subtree: true });
    `);
    const letGo = await holdScripts(page);
    await page.goto(`${server.url}/sign-in`, { waitUntil: 'commit' });
    await page.getByLabel('E-mail').fill(ADMIN.email);
    await page.getByLabel('Password').fill(ADMIN.password);
    await page.getByLabel('Password').press('Enter');
    letGo();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    expect(asked).toHaveLength(1);
  });

  test('a file that is given is read', async ({ page }) => {
    const letGo = await holdScripts(page);
    await page.goto(`${server.url}/verify`, { waitUntil: 'commit' });
    const buffer = Buffer.from('nothing to be checked');
    await page.locator('input[type=file]').setInputFiles({ name: 'a-bundle.zip', mimeType: '', buffer });
    letGo();
    await expect(page.getByText('a-bundle.zip')).toBeVisible();
  });

  test('what is looked for is looked for', async ({ page }) => {
    await signInOnPage(page, server.url);
    const letGo = await holdScripts(page);
    await page.goto(`${server.url}/machines`, { waitUntil: 'commit' });
    await page.getByRole('searchbox').fill('desk');
    letGo();
    await expect(page).toHaveURL(/desk/);
    await expect(page.getByRole('searchbox')).toHaveValue('desk');
  });

  test('a form keeps its text, its choice and its tick', async ({ page }) => {
    await signInOnPage(page, server.url);
    const letGo = await holdScripts(page);
    await page.goto(`${server.url}/policies/new`, { waitUntil: 'commit' });
    const name = page.getByLabel('Name', { exact: true }).first();
    const enforce = page.getByRole('radio', { name: /^Enforce/ });
    await expect(enforce).not.toBeChecked();
    await name.fill('Off in the branch');
    await enforce.check();
    letGo();
    // What only a policy that enforces has: the page has heard of the choice.
    await expect(page.getByRole('heading', { name: 'When drift is repaired' })).toBeVisible();
    await expect(enforce).toBeChecked();
    await expect(name).toHaveValue('Off in the branch');
    await page.unroute(SCRIPTS);
    const letGoAgain = await holdScripts(page);
    await page.goto(`${server.url}/settings`, { waitUntil: 'commit' });
    const others = page.getByRole('checkbox', { name: 'Those of other people too' });
    await others.check();
    const asked = page.waitForRequest(/apiTokens\.list.*all/);
    letGoAgain();
    await asked;
    await expect(others).toBeChecked();
  });
});

test.describe('a page whose scripts do not come', () => {
  test.use({ expected: /ERR_FAILED/ });

  test('is loaded anew when its form was sent, as it is without any script', async ({ page }) => {
    let loads = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads++;
    });
    const letGo = await holdScripts(page, 'abort');
    await page.goto(`${server.url}/sign-in`, { waitUntil: 'commit' });
    await page.getByLabel('E-mail').fill(ADMIN.email);
    await page.getByLabel('Password').fill(ADMIN.password);
    await page.getByLabel('Password').press('Enter');
    expect(loads).toBe(1);
    letGo();
    await expect.poll(() => loads).toBeGreaterThan(1);
  });
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
