import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Credentials,
  type FleetApi,
  type FleetServer,
  runWithoutNetwork,
  signIn,
  until,
} from '@teredo-fleet/dev-env';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { ADMIN, live, openLive, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { type Browser, expect, type Page, test } from './browser';
import { TURN_OFF } from './changeable-machine';
import { untilFleetIsThere } from './simulated-fleet';

const AUDITOR: Credentials = { email: 'ines@example.org', password: 'a long enough password' };
const NO_NOTICE = {
  kind: 'none',
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: 60,
  whenNobodyLoggedOn: 'start',
} as const;

let server: FleetServer;
let api: FleetApi;
let rolloutId: string;
/** Outside the server: where the auditor keeps files, and where reports are put. */
const folder = mkdtempSync(join(tmpdir(), 'evidence-e2e-'));
const reports = mkdtempSync(join(tmpdir(), 'evidence-e2e-reports-'));

/** Changes one machine, as a rollout of one does, to its end. */
async function changeOne(): Promise<string> {
  const { rows } = await api.machines.list.query({});
  const machine = rows.find(({ configuredType }) => configuredType === 'client');
  const change = await api.machines.toggle.mutate({
    id: machine!.id,
    desired: TURN_OFF,
    notice: { policy: NO_NOTICE },
    reason: 'the baseline asks for it',
    idempotencyKey: randomUUID(),
  });
  await until('the change has ended', async () => {
    const [job] = (await api.rollouts.get.query({ id: change.rolloutId })).jobs;
    return job?.terminal === true ? job : null;
  });
  return change.rolloutId;
}

test.beforeAll(async () => {
  server = await startServerWithAdmin({
    TEREDO_FLEET_DEMO_MACHINES: '24',
    TEREDO_FLEET_REPORT_FOLDER: reports,
  });
  api = await signIn(server.url, ADMIN);
  await api.users.create.mutate({ name: 'Ines Example', ...AUDITOR, role: 'auditor', scopeIds: [] });
  await untilFleetIsThere(api, 24);
  rolloutId = await changeOne();
});
test.afterAll(async () => {
  await server.stop();
  for (const made of [folder, reports]) rmSync(made, { recursive: true });
});

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await axeOn(page).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Clicks what hands a file over, and keeps it as the auditor would. */
async function keep(page: Page, name: string, click: () => Promise<void>): Promise<string> {
  const started = page.waitForEvent('download');
  await click();
  const path = join(folder, name);
  await (await started).saveAs(path);
  return path;
}

/** The same bundle with one row of its machines told otherwise, zipped anew. */
function tamper(bundle: string): string {
  const files = unzipSync(readFileSync(bundle));
  const name = Object.keys(files).find((path) => path.endsWith('machines.csv'))!;
  const [head, row, ...rest] = strFromU8(files[name]!).split('\r\n');
  files[name] = strToU8([head, row!.replace(/verified/, 'refused'), ...rest].join('\r\n'));
  const path = join(folder, 'tampered.zip');
  writeFileSync(path, zipSync(files));
  return path;
}

/** Somebody who has nothing but what they were given. */
async function asStranger<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

const choose = (page: Page) => page.getByLabel('Bundle', { exact: true });
const check = (page: Page) => page.getByRole('button', { name: 'Check' }).click();

test('an auditor takes a bundle away and checks it without the server', async ({ page, browser }) => {
  test.setTimeout(700_000);
  await signInOnPage(page, server.url, AUDITOR);
  await page.goto(`${server.url}/rollouts/${rolloutId}`);
  await expect(live(page)).toBeVisible();
  await page.getByRole('button', { name: 'Make a bundle' }).click();
  const take = page.getByRole('link', { name: /^Download the bundle of/ });
  await expect(take).toBeVisible({ timeout: 200_000 });
  await expectNoFindings(page);
  const bundle = await keep(page, 'bundle.zip', () => take.click());
  await page.goto(`${server.url}/audit/chain`);
  const fingerprint = await page
    .getByText(/^[0-9a-f]{64}$/)
    .first()
    .textContent();
  const tampered = tamper(bundle);

  await asStranger(browser, async (other) => {
    await other.goto(`${server.url}/verify`);
    await choose(other).setInputFiles(bundle);
    await check(other);
    await expect(
      other.getByText('Nothing was found to be wrong, but not everything was checked'),
    ).toBeVisible();
    await other.getByLabel(/Fingerprint/).fill(fingerprint!);
    await check(other);
    await expect(other.getByText('The key is the one whose fingerprint you gave.')).toBeVisible();
    await expectNoFindings(other);
    await other.getByLabel(/Fingerprint/).fill('0'.repeat(64));
    await check(other);
    await expect(other.getByText('This bundle is not what was signed, or not all of it')).toBeVisible();
    await other.getByLabel(/Fingerprint/).fill(fingerprint!);
    await choose(other).setInputFiles(tampered);
    await check(other);
    await expect(other.getByText(/machines\.csv: row 1 .* was changed/)).toBeVisible();
    await keep(other, 'verify.mjs', () => other.getByRole('link', { name: 'verify.mjs' }).click());
  });

  const program = join(folder, 'verify.mjs');
  const whole = await runWithoutNetwork(program, [bundle, '--fingerprint', fingerprint!]);
  expect(whole.text).toContain('The key is the one whose fingerprint you gave.');
  expect(whole.text).toMatch(/not checked/i);
  const changed = await runWithoutNetwork(program, [tampered, '--fingerprint', fingerprint!]);
  expect(changed.text).toMatch(/machines\.csv: row 1 .* was changed/);
  expect(changed.code).toBe(1);
  expect(whole.code).not.toBe(changed.code);
});

test('a link gives one bundle to somebody without an account, until it is revoked', async ({
  page,
  browser,
}) => {
  await signInOnPage(page, server.url);
  await openLive(page, `${server.url}/rollouts/${rolloutId}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByLabel('For whom').fill('an outside auditor');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByText(/\/report#/).textContent();
  await expectNoFindings(page);

  await asStranger(browser, async (other) => {
    await other.goto(link!);
    await expect(other.getByRole('heading', { name: 'Rollout report' })).toBeVisible();
    await other.getByRole('button', { name: 'Make the bundle' }).click();
    const take = other.getByRole('button', { name: 'Download the bundle' });
    await expect(take).toBeVisible({ timeout: 200_000 });
    await expectNoFindings(other);
    const shared = await keep(other, 'shared.zip', () => take.click());
    expect(Object.keys(unzipSync(readFileSync(shared))).some((path) => path.endsWith('manifest.json'))).toBe(
      true,
    );
    await other.goto(`${server.url}/rollouts/${rolloutId}`);
    await expect(other).toHaveURL(/sign-in/);
  });

  await page.getByRole('button', { name: 'Revoke an outside auditor' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByText(/revoked; would have ended/)).toBeVisible();
  await asStranger(browser, async (other) => {
    await other.goto(link!);
    await expect(other.getByText('This link opens nothing')).toBeVisible();
    await expect(other.getByRole('button', { name: 'Make the bundle' })).toHaveCount(0);
  });
  await page.goto(`${server.url}/audit`);
  await expect(page.getByText('an outside auditor').first()).toBeVisible();
});

test.describe('a report of an earlier moment', () => {
  test.use({ expected: /Failed to load resource: .* (400|502)/ });

  test('is handed over, and a moment that never was is refused beside its field', async ({ page }) => {
    await signInOnPage(page, server.url, AUDITOR);
    await page.goto(`${server.url}/rollouts/${rolloutId}`);
    await expect(live(page)).toBeVisible();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Of an earlier moment…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Report of an earlier moment' });
    await dialog.getByLabel('Moment').fill('2026-03-29T02:30:00');
    await dialog.getByLabel('By the clocks of').fill('Europe/Oslo');
    await dialog.getByRole('button', { name: 'Export' }).click();
    await expect(dialog.getByLabel('Moment')).toHaveAccessibleDescription(/put forward then/);
    await expectNoFindings(page);

    await dialog.getByLabel('Moment').fill('2026-10-25T02:30:00');
    await expect(dialog).toContainText('The clocks showed this time twice');
    const [first, second] = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
    await expect(dialog.locator('time').first()).toHaveAttribute('datetime', first);
    await dialog
      .getByRole('button')
      .filter({ has: page.locator('time') })
      .press('Enter');
    await expect(dialog.locator('time').first()).toHaveAttribute('datetime', second);
    await expectNoFindings(page);
    await page.route('**/api/reports/**', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    );
    const asked = page.waitForRequest('**/api/reports/**');
    await dialog.getByRole('button', { name: 'Export' }).click();
    expect(new URL((await asked).url()).searchParams.get('later')).toBe('true');
    await expect(dialog).toContainText('proxy before it, answered 502');
    await page.unroute('**/api/reports/**');

    const { startedAt, finishedAt } = await api.rollouts.get.query({ id: rolloutId });
    const at = new Date(Math.ceil(Date.parse(startedAt!) / 1000) * 1000).toISOString();
    await dialog.getByLabel('Moment').fill(at.slice(0, 19));
    await dialog.getByLabel('By the clocks of').fill('UTC');
    await dialog.getByLabel('Written as').selectOption('json');
    const report = await keep(page, 'then.json', () =>
      dialog.getByRole('button', { name: 'Export' }).click(),
    );
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      asOf: at,
      rollout: { id: rolloutId, state: finishedAt! <= at ? 'done' : 'running' },
    });
    await expect(dialog).toBeHidden();
  });
});

test('a report is sent on a schedule, and an auditor sees that it was', async ({ page, browser }) => {
  await signInOnPage(page, server.url);
  await openLive(page, `${server.url}/audit/schedules`);
  await page.getByRole('button', { name: 'Schedule a report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('For the archive');
  await dialog.getByLabel('To', { exact: true }).selectOption('folder');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'For the archive' });
  await expect(line).toContainText('Nothing sent yet');
  await line.getByRole('button', { name: 'Send now For the archive' }).click();
  const [file] = await until('the report is in the folder', async () => {
    const files = readdirSync(reports).filter((name) => name.endsWith('.csv'));
    return files.length > 0 ? files : null;
  });
  // The period that is under way since midnight, but for the last minute.
  expect(readFileSync(join(reports, file!), 'utf8')).toMatch(/seq,at,actorKind/);
  await expect(line).toContainText(/Sent/);
  await expectNoFindings(page);

  await asStranger(browser, async (other) => {
    await signInOnPage(other, server.url, AUDITOR);
    await other.goto(`${server.url}/audit/schedules`);
    await expect(other.getByRole('listitem').filter({ hasText: 'For the archive' })).toContainText('Sent');
    await expect(other.getByRole('button', { name: /Send now|Remove|Schedule a report/ })).toHaveCount(0);
  });
});
