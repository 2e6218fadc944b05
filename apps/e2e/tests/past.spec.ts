import { randomUUID } from 'node:crypto';
import { type FleetApi, type FleetServer, signIn, until } from '@teredo-fleet/dev-env';
import { ADMIN, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { expect, type Page, test } from './browser';
import { findChangeable, TURN_OFF } from './changeable-machine';
import { untilFleetIsThere } from './simulated-fleet';

const MACHINES = 6;
const MINUTE_MS = 60_000;

let server: FleetServer;
let api: FleetApi;
let hostname = '';
/** Before anybody was told of the change, and after it was read back: full minutes, as a clock is read. */
let before = '';
let after = '';

/** The next full minute, once it has come. */
async function nextMinute(): Promise<string> {
  const at = (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS;
  await new Promise((resolve) => setTimeout(resolve, at + 1000 - Date.now()));
  return new Date(at).toISOString().slice(0, 16);
}

test.beforeAll(async () => {
  test.setTimeout(400_000);
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: String(MACHINES) });
  api = await signIn(server.url, ADMIN);
  await untilFleetIsThere(api, MACHINES);
  const machine = await findChangeable(api);
  hostname = machine.hostname;
  before = await nextMinute();
  const policy = {
    kind: 'inform',
    mayRefuse: false,
    minimumNoticeSeconds: 0,
    maxDeferrals: 0,
    minimumDeferralSeconds: 0,
    answerTimeoutSeconds: 60,
    whenNobodyLoggedOn: 'start',
  } as const;
  const { rolloutId } = await api.machines.toggle.mutate({
    id: machine.id,
    desired: TURN_OFF,
    notice: { policy },
    reason: 'for a test',
    idempotencyKey: randomUUID(),
  });
  await until('the change is over', async () => {
    const { state, jobs } = await api.rollouts.get.query({ id: rolloutId });
    return state === 'done' ? jobs : null;
  });
  after = await nextMinute();
});
test.afterAll(() => server.stop());

/** Asks for a moment as a person types it. */
async function lookAt(page: Page, at: string): Promise<void> {
  await page.goto(`${server.url}/past`);
  await expect(page.getByText('Choose a moment')).toBeVisible();
  await page.getByLabel('Moment').fill(at);
  await page.getByLabel('By the clocks of').fill('UTC');
  await page.getByRole('button', { name: 'Look' }).click();
}

test('who had been told is found by what they were told, in a chip that can be taken away', async ({
  page,
}) => {
  await signInOnPage(page, server.url);
  await lookAt(page, after);
  const told = page.locator('section', { has: page.getByRole('heading', { name: 'Told', exact: true }) });
  await expect(told.getByRole('link', { name: /^Nothing on record/ })).toContainText(String(MACHINES - 1));
  const one = told.getByRole('link').filter({ hasNotText: 'Nothing on record' });
  await expect(one).toHaveCount(1);
  await expect(one).toContainText(/1$/);
  await one.click();
  const chip = page.getByRole('button', { name: /^Remove filter Told: / });
  await expect(chip).toBeVisible();
  const listed = page.getByRole('table', { name: 'Machines as they were' }).getByRole('row');
  await expect(listed).toHaveCount(2);
  await expect(listed.nth(1)).toContainText(hostname);
  expect((await axeOn(page).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await chip.click();
  await expect(listed).toHaveCount(MACHINES + 1);
});

test('a number of what rules said leads to the machines of which they said it', async ({ page }) => {
  await signInOnPage(page, server.url);
  await lookAt(page, after);
  const number = page
    .getByRole('table', { name: 'What rules said' })
    .getByRole('link', { name: /then, \d+ machines?$/ });
  const first = number.filter({ visible: true }).first();
  const name = (await first.getAttribute('aria-label')) ?? '';
  const count = Number(/(\d+) machines?$/.exec(name)?.[1]);
  await first.click();
  await expect(page.getByRole('button', { name: /^Remove filter Rule: / })).toBeVisible();
  const listed = page.getByRole('table', { name: 'Machines as they were' }).getByRole('row');
  await expect(listed).toHaveCount(count + 1);
});

test('two moments are compared: who is otherwise, and from what to what', async ({ page }) => {
  await signInOnPage(page, server.url);
  await lookAt(page, before);
  await page.getByRole('tab', { name: 'What changed after' }).click();
  await page.getByLabel('Compare with').fill(after);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/until=/);
  await expect(page.getByText(/^Up to .*: 1 otherwise, 5 as they were\.$/)).toBeVisible();
  const row = page.getByRole('table', { name: 'Machines that are otherwise' }).getByRole('row').nth(1);
  await expect(row).toContainText(hostname);
  const configured = page.locator('section', {
    has: page.getByRole('heading', { name: 'Configured', exact: true }),
  });
  await expect(configured.getByRole('listitem')).toHaveText(/ → .*1$/);
  // By the clocks of another place the second moment would be another one: it is now again.
  await page.getByLabel('By the clocks of').fill('Asia/Kolkata');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page).not.toHaveURL(/until=/);
  await expect(page.getByLabel('Compare with')).toHaveValue('');
});
