import { randomUUID } from 'node:crypto';
import { type FleetApi, type FleetServer, signIn, until } from '@teredo-fleet/dev-env';
import { ADMIN, live, openLive, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { expect, test } from './browser';

const HOLD = 'Somebody called: the desks lose their network.';

let server: FleetServer;
let api: FleetApi;
test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: '24' });
  api = await signIn(server.url, ADMIN);
});
test.afterAll(() => server.stop());

/** A rollout that stands still before its machine has begun. */
async function pauseOne(): Promise<string> {
  const { id: machine } = await until('a machine is there', async () => {
    const { rows } = await api.machines.list.query({
      filter: { contact: ['online'], configured: ['client'], severity: ['ok', 'info'] },
    });
    return rows[0] ?? null;
  });
  const teredo = {
    mode: 'off',
    type: null,
    serverName: null,
    refreshIntervalSeconds: null,
    clientPort: null,
  } as const;
  const rest = { ipv6: 'leave', firewall: 'leave', allowReboot: false, acceptFirewallOff: true } as const;
  const policy = {
    kind: 'acknowledge',
    mayRefuse: true,
    minimumNoticeSeconds: 600,
    maxDeferrals: 0,
    minimumDeferralSeconds: 0,
    answerTimeoutSeconds: 3600,
    // It waits until it is paused, whether or not somebody is there.
    whenNobodyLoggedOn: 'wait',
  } as const;
  const { rolloutId } = await api.machines.toggle.mutate({
    id: machine,
    desired: { teredo, ...rest },
    notice: { policy },
    reason: 'for a test',
    idempotencyKey: randomUUID(),
  });
  await api.rollouts.pause.mutate({ id: rolloutId, reason: HOLD });
  return rolloutId;
}

test('a rollout that pauses is an alert on every page, somebody takes it on, and it ends with it', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signInOnPage(page, server.url);
  const id = await pauseOne();
  await expect(live(page)).toBeVisible();
  const waiting = page.getByRole('link', { name: /^Notices waiting\b/ });
  await expect(waiting).toContainText('1', { timeout: 60_000 });
  await waiting.click();
  await expect(page.getByRole('heading', { name: 'Machines' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^1 machine$/ })).toBeVisible();
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Alerts/ });
  await expect(link).toHaveAccessibleName(/1 that nobody is at/, { timeout: 60_000 });
  await link.click();
  const row = page.getByRole('row', { name: /^Rollout paused/ });
  await expect(row).toContainText(HOLD);
  await expect(row.getByRole('link', { name: /^Rollout paused/ })).toHaveAttribute('href', `/rollouts/${id}`);
  await row
    .getByRole('button', { name: /^Acknowledge/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog', { name: /^Acknowledge/ });
  await dialog.getByLabel('What you do about it').fill('I look at the desks');
  expect((await axeOn(page).analyze()).violations.map((one) => one.id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(row).toContainText('I look at the desks');
  await expect(link).toHaveAccessibleName('Alerts');
  await api.rollouts.abort.mutate({ id, reason: 'enough' });
  await expect(page.getByText('Nothing to tell')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'Ended' }).click();
  await expect(page.getByRole('row', { name: /^Rollout paused/ })).toBeVisible();
});

test('a place for alerts is added with its secret, and a test says what came back', async ({ page }) => {
  test.setTimeout(120_000);
  await signInOnPage(page, server.url);
  await openLive(page, `${server.url}/alerts/destinations`);
  await page.getByRole('button', { name: 'Add a place' }).click();
  const form = page.getByRole('dialog', { name: 'Tell alerts at another place' });
  await form.getByLabel('Name').fill('This machine');
  await form.getByLabel('By').selectOption('webhook');
  await form.getByLabel('Address').fill('http://127.0.0.1:9/in');
  await form.getByLabel('Agents lost').check();
  expect((await axeOn(page).analyze()).violations.map((one) => one.id)).toEqual([]);
  await form.getByRole('button', { name: 'Add' }).click();
  const secret = page.getByRole('dialog', { name: 'The webhook’s secret' });
  await expect(secret).toContainText('not shown again');
  await secret.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Test This machine' }).click();
  const sent = page.getByRole('dialog', { name: 'Sent to “This machine”' });
  await expect(sent).toContainText('Given up', { timeout: 30_000 });
  await expect(sent).toContainText('of this machine or its own link');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Places for alerts' })).toContainText('Not sent', {
    timeout: 30_000,
  });
});

test('the overview says what the fleet was by day, and that a first visit is one', async ({ page }) => {
  test.setTimeout(120_000);
  await signInOnPage(page, server.url);
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Since your last visit' }) });
  await expect(card).toContainText(/This is your first visit/);
  const course = page.getByRole('table', { name: 'Machines by day' });
  await expect(course.getByRole('link', { name: /: \d+ machines?$/ }).first()).toBeVisible({
    timeout: 90_000,
  });
  await expect(live(page)).toBeVisible();
  await page.getByLabel('By', { exact: true }).selectOption('Windows generation');
  await expect(course.getByRole('columnheader').nth(1)).toContainText(/Windows|Linux/);
});

test('the overview that stays open goes on being one visit', async ({ page }) => {
  await page.clock.install();
  const looks: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('overview.visit')) looks.push(request.url());
  });
  await signInOnPage(page, server.url);
  // One at a time: two that fall into one moment of a slow browser are sent as one request.
  for (const look of [1, 2, 3]) {
    await expect.poll(() => looks.length).toBe(look);
    await page.clock.runFor(10.5 * 60_000);
  }
});
