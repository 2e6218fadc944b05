import { type FleetApi, type FleetServer, signIn } from '@teredo-fleet/dev-env';
import { ADMIN, live, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { type BrowserContext, expect, type Page, test } from './browser';
import { RolloutPage, RolloutWizard } from './rollout-pages';
import { untilFleetIsThere } from './simulated-fleet';

const MACHINES = 24;
const APPROVER = { email: 'grace@example.org', password: 'a long enough password' };

let server: FleetServer;
let api: FleetApi;
test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: String(MACHINES) });
  api = await signIn(server.url, ADMIN);
  await api.users.create.mutate({ name: 'Grace Example', ...APPROVER, role: 'approver', scopeIds: [] });
  await untilFleetIsThere(api, MACHINES);
});
test.afterAll(() => server.stop());

async function openAs(context: BrowserContext, who: { email: string; password: string }): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}

test('a plan is written, previewed, rehearsed, submitted, and approved by somebody else', async ({
  page,
  browser,
}) => {
  test.setTimeout(700_000);
  await signInOnPage(page, server.url);
  const wizard = new RolloutWizard(page, server.url);
  await wizard.begin('Teredo off everywhere');
  await wizard.next('Waves');
  await expect(wizard.wave(1)).toContainText('About 5 machines');
  await wizard.next('Notice');
  await wizard.next('Timing');
  await wizard.next('Preview');
  await expect(page.getByText(/\d+ targeted/)).toBeVisible();
  await wizard.next('Rehearsal');
  await expect(page.getByRole('list', { name: 'Expected course' })).toBeVisible();
  await wizard.submit('the baseline asks for it');
  const author = new RolloutPage(page);
  await expect(author.state).toHaveText('Awaits approval');
  await expect(page.getByText('You wrote a part of this plan')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);

  const context = await browser.newContext();
  const second = await openAs(context, APPROVER);
  await second.goto(`${server.url}/rollouts`);
  await second.getByRole('link', { name: /Look at it/ }).click();
  const approver = new RolloutPage(second);
  const preview = second.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText(`${MACHINES} targeted`);
  await expect(preview.getByRole('list', { name: 'Machines of Canary' })).toBeVisible();
  await approver.carryOut('Approve', 'looked at the preview');
  await expect(approver.state).toHaveText(/Approved|Running/);
  await expect(author.state).toHaveText(/Approved|Running/);
  await context.close();
});

test('an approver says yes to the plan that the dialog was opened on, and to no later one', async ({
  browser,
}) => {
  const name = 'Another plan';
  const { draft } = await api.rollouts.draft.query({ id: (await api.rollouts.list.query({})).rows[0]!.id });
  const made = await api.rollouts.saveDraft.mutate({ name, draft });
  const reason = 'the baseline asks for it';
  await api.rollouts.submit.mutate({ ...made, reason });
  const context = await browser.newContext();
  const page = await openAs(context, APPROVER);
  await page.goto(`${server.url}/rollouts/${made.id}`);
  await expect(live(page)).toBeVisible();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('looked at the preview');
  // What the page asks for is held until it has been submitted again: it never sees the draft in between.
  let release = () => {};
  const again = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/api\/trpc\/.*rollouts\./, async (route) => {
    await again;
    await route.continue();
  });
  const limits = { atOnce: 999, perMinute: null };
  const { planHash } = await api.rollouts.saveDraft.mutate({
    id: made.id,
    name,
    draft: { ...draft, limits },
  });
  await api.rollouts.submit.mutate({ id: made.id, planHash, reason });
  release();
  await expect(page.getByText(/999 at the same time/)).toBeAttached();
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await expect(dialog).toContainText('Somebody changed this plan since you looked at it');
  expect((await api.rollouts.get.query({ id: made.id })).state).toBe('awaiting-approval');
  await context.close();
});

test('a draft survives a reload and goes back and forward, and each step is its own address', async ({
  page,
}) => {
  await signInOnPage(page, server.url);
  const wizard = new RolloutWizard(page, server.url);
  await wizard.begin('Kept');
  await wizard.next('Waves');
  await wizard.wave(1).getByLabel('Machines', { exact: true }).fill('3');
  await expect(wizard.wave(1)).toContainText('About 3 machines');
  await page.reload();
  await expect(live(page)).toBeVisible();
  await expect(wizard.wave(1).getByLabel('Machines', { exact: true })).toHaveValue('3');
  await expect(wizard.saved).toBeVisible();
  await page.goBack();
  await expect(wizard.step('Change')).toBeVisible();
  await page.goBack();
  await expect(wizard.step('Target')).toBeVisible();
  await page.goForward();
  await expect(wizard.step('Change')).toBeVisible();
});

test.describe('a tab that lost its connection', () => {
  // The browser says so of every call that failed.
  test.use({ expected: /ERR_FAILED|Failed to load resource/ });

  test('what another tab saved is never overwritten unasked', async ({ page, context }) => {
    await signInOnPage(page, server.url);
    const mine = new RolloutWizard(page, server.url);
    await mine.begin('Two tabs');
    await mine.goTo('Timing');
    const other = await context.newPage();
    await other.goto(page.url());
    const theirs = new RolloutWizard(other, server.url);
    await expect(live(other)).toBeVisible();
    await page.route('**/api/trpc/**', (route) => route.abort());
    await page.getByLabel('Machines that begin each minute').fill('7');
    await other.getByLabel('Machines that begin each minute').fill('9');
    await expect(theirs.saved).toBeVisible();
    await page.unroute('**/api/trpc/**');
    await expect(page.getByText('Somebody saved this draft meanwhile')).toBeVisible();
    await expect(page.getByLabel('Machines that begin each minute')).toHaveValue('7');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await expect(mine.saved).toBeVisible();
    await expect(other.getByLabel('Machines that begin each minute')).toHaveValue('7');
  });
});

test('a fault is said at its field, and at its step', async ({ page }) => {
  await signInOnPage(page, server.url);
  const wizard = new RolloutWizard(page, server.url);
  await wizard.begin('Faulty');
  await wizard.goTo('Waves');
  await wizard.wave(1).getByLabel('Machines', { exact: true }).fill('0');
  await expect(wizard.wave(1).getByRole('alert')).toContainText('must be a whole number from 1');
  await expect(page.getByRole('button', { name: /Waves.*to mend/ })).toBeVisible();
  await wizard.goTo('Submit');
  await expect(page.getByRole('button', { name: 'Submit for approval' })).toBeDisabled();
  await page.getByRole('button', { name: 'Go to Waves' }).click();
  await expect(wizard.step('Waves')).toBeVisible();
});

test('every step is free of axe’s findings and fits a window of 320 pixels', async ({ page }) => {
  test.setTimeout(700_000);
  await signInOnPage(page, server.url);
  const wizard = new RolloutWizard(page, server.url);
  await wizard.begin('Looked at');
  const path = new URL(page.url()).pathname;
  const steps = ['target', 'change', 'waves', 'notice', 'timing', 'preview', 'rehearsal', 'submit'];
  for (const step of steps) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${server.url}${path}?step=${step}`);
    await expect(live(page)).toBeVisible();
    await expect(wizard.saved).toBeVisible();
    await expect(page.getByRole('status', { name: /^(Loading|Rehearsing)/ })).toHaveCount(0);
    const { violations } = await axeOn(page).analyze();
    expect(violations.map(({ id, nodes }) => `${step} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(tooWide, step).toBeLessThanOrEqual(0);
  }
});
