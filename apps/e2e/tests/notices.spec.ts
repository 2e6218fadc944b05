import { type FleetApi, type FleetServer, signIn } from '@teredo-fleet/dev-env';
import { ADMIN, live, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { expect, type Page, test } from './browser';
import { RolloutWizard } from './rollout-pages';
import { untilFleetIsThere } from './simulated-fleet';

const MACHINES = 12;
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

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const panel = page.getByRole('tabpanel');
  for (const [label, value] of Object.entries(values)) await panel.getByLabel(label).fill(value);
}

const preview = (page: Page) => page.getByRole('region', { name: 'Preview' });

/** The plan that the wizard began, shortened to one wave, and submitted and approved through the API. */
async function run(id: string): Promise<void> {
  const { draft, name, planHash } = await api.rollouts.draft.query({ id });
  const [first] = draft.waves ?? [];
  const waves = [{ ...first!, name: 'All', selection: { kind: 'rest' as const } }];
  const work = draft.work!;
  const desired = { ...work.desired, teredo: { ...work.desired.teredo, mode: 'off' as const } };
  const saved = await api.rollouts.saveDraft.mutate({
    id,
    name,
    seen: planHash,
    draft: { ...draft, waves, work: { ...work, desired } },
  });
  await api.rollouts.submit.mutate({ ...saved, reason: 'the baseline asks for it' });
  const approver = await signIn(server.url, APPROVER);
  const submitted = await approver.rollouts.draft.query({ id });
  await approver.rollouts.approve.mutate({ id, planHash: submitted.planHash });
}

test('a notice in two languages is used by a rollout, and edited while it runs', async ({ page }) => {
  test.setTimeout(700_000);
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/notices/new`);
  await expect(live(page)).toBeVisible();

  await test.step('what is wrong is said by language, and nothing typed is lost', async () => {
    await page.getByLabel('Name', { exact: true }).fill('Autumn');
    await fill(page, { Title: 'Teredo goes', 'What changes': 'Bye, {nobody}.', When: 'Tonight.' });
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Not saved yet')).toBeVisible();
    await expect(page.getByText(/\{nobody\}, which stands for nothing/).first()).toBeVisible();
    await fill(page, { 'What changes': 'x'.repeat(10_000) });
    await expect(page.getByText(/has 10,0\d\d characters, and 2,000 fit/).first()).toBeVisible();
    await expect(page.getByRole('tabpanel').getByLabel('What changes')).toHaveValue('x'.repeat(10_000));
    await fill(page, { 'What changes': 'Teredo is turned off.', 'Whom to ask': 'Ask {contact}.' });
  });

  await test.step('a language that is written from right to left is shown so', async () => {
    await page.getByLabel('Another language').fill('AR');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('tab', { name: 'Arabic' })).toHaveAttribute('data-state', 'active');
    await fill(page, { Title: 'إيقاف تيريدو', 'What changes': 'سيتم إيقاف تيريدو على هذا الحاسوب.' });
    await expect(page.getByRole('tabpanel').getByLabel('Title')).toHaveAttribute('dir', 'rtl');
    const line = preview(page).getByText('سيتم إيقاف تيريدو على هذا الحاسوب.').first();
    expect(await line.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    await expect(preview(page).locator('pre')).toContainText('>>> teredo-agent answer 123456');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/notices\/[0-9a-f-]{36}$/);
  });

  const noticeId = page.url().split('/').at(-1)!;
  const first = await api.notices.get.query({ id: noticeId });
  expect(first).toMatchObject({
    name: 'Autumn',
    languages: ['en', 'ar'],
    newest: { number: 1, usedAt: null },
  });
  await expect(page.getByText('Not used yet')).toBeVisible();

  const wizard = new RolloutWizard(page, server.url);
  await wizard.begin('Teredo off');
  await wizard.next('Waves');
  await wizard.next('Notice');
  await page.getByLabel('Words').selectOption('Autumn');
  await expect(preview(page)).toContainText('Teredo is turned off.');
  await expect(wizard.saved).toBeVisible();
  const rolloutId = new URL(page.url()).pathname.split('/')[2]!;
  await run(rolloutId);

  await test.step('what is not saved is not left unasked, and leaving it loses nothing that was saved', async () => {
    await page.goto(`${server.url}/notices/${noticeId}`);
    await expect(live(page)).toBeVisible();
    await fill(page, { When: 'Some other day.' });
    const list = page.getByRole('main').getByRole('link', { name: 'Notices', exact: true });
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await list.click();
    expect(asked).toEqual([expect.stringContaining('is not saved')]);
    await expect(page.getByRole('tabpanel').getByLabel('When')).toHaveValue('Some other day.');
    page.once('dialog', (dialog) => void dialog.accept());
    await list.click();
    await page.waitForURL(/\/notices$/);
  });

  await test.step('an edit while it runs makes a new version, and the rollout keeps its own', async () => {
    await page.goto(`${server.url}/notices/${noticeId}`);
    await expect(live(page)).toBeVisible();
    await fill(page, { 'What changes': 'Other words.' });
    await expect(page.getByText('saving makes version 2')).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Version 2', exact: true })).toBeVisible();
    await page.goto(`${server.url}/rollouts/${rolloutId}`);
    await expect(page.getByText('Version 2 is newer')).toBeVisible();
    await expect(page.getByText(first.newest!.sha256)).toBeVisible();
    await expect(page.getByText('the words of Autumn, version 1')).toBeVisible();
  });

  const { noticeTexts } = await api.rollouts.get.query({ id: rolloutId });
  const english = noticeTexts.find(({ language }) => language === 'en')!;
  expect(english.body).toBe(`Teredo is turned off.\nTonight.\nAsk ada (${ADMIN.email}).`);
});

test('the standard notices can be read and copied, and the screens are free of findings at any width', async ({
  page,
}) => {
  test.setTimeout(400_000);
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/notices/standard-teredo-on`);
  await expect(live(page)).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveJSProperty('readOnly', true);
  await expect(page.getByRole('table', { name: 'Who reads which language' })).toContainText('machine');
  await page.getByRole('link', { name: 'Copy' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Copy of Standard: Teredo is turned on');
  await expect(page.getByRole('tab', { name: 'Japanese' })).toBeVisible();

  for (const path of ['/notices', '/notices/standard-teredo-on', '/notices/new?from=standard-restore']) {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(server.url + path);
      // Before the page is live, no tab takes the keyboard yet.
      await expect(live(page)).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      const { violations } = await axeOn(page).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${theme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(tooWide, path).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});
