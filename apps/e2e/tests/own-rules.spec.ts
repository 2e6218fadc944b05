import { type FleetServer, signIn } from '@teredo-fleet/dev-env';
import { ADMIN, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { expect, type Page, test } from './browser';
import { untilFleetIsThere } from './simulated-fleet';

const MACHINES = 12;

let server: FleetServer;
test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: String(MACHINES) });
  const api = await signIn(server.url, ADMIN);
  await untilFleetIsThere(api, MACHINES);
});
test.afterAll(() => server.stop());

const asks = (page: Page) => page.getByLabel('Asks that');
const shown = (page: Page, verdict: RegExp) =>
  page.getByRole('table', { name: 'Whom the rule would hit' }).getByRole('row', { name: verdict });

test('an admin writes a rule, sees whom it hits before and after, changes and retires it', async ({
  page,
}) => {
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/findings`);
  await page.getByRole('link', { name: 'Write a rule' }).click();
  await page.getByLabel('Title').fill('Looked at lately');
  await expect(page.getByLabel('Short name')).toHaveValue('looked-at-lately');

  // A fault is said at its place while one types, and mended with one press.
  await asks(page).fill('machine.lookAg < 7 days');
  await expect(page.getByText(/Line 1, column 1: There is no fact “machine.lookAg”/)).toBeVisible();
  const { violations } = await axeOn(page).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Write machine.lookAge there' }).click();
  await expect(asks(page)).toHaveValue('machine.lookAge < 7 days');
  await expect(shown(page, /^Pass/)).toContainText(String(MACHINES));
  await expect(page.getByText('Every machine that the rule is for passes')).toBeVisible();

  // Nothing that was pasted is cut off, and nothing that was written is lost.
  const long = `machine.lookAge < 7 days${' or machine.lookAge < 7 days'.repeat(90)}`;
  await asks(page).fill(long);
  await expect(page.getByText(/An expression has at most 2000 characters/)).toBeVisible();
  await page.getByRole('button', { name: 'Teredo off on kiosks' }).click();
  await expect(asks(page)).toHaveValue(/^configured/);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(asks(page)).toHaveValue(long);
  await expect(page.getByText('What was written here was replaced.')).toHaveCount(0);
  await asks(page).fill('machine.lookAge < 7 days');

  // A fact is written where the cursor stands.
  await page.getByLabel('Is for').focus();
  await page.getByLabel('Look for a fact').fill('labels');
  await page.getByRole('button', { name: /machine\.labels/ }).click();
  await expect(page.getByLabel('Is for')).toHaveValue('machine.labels');
  await page.getByLabel('Is for').fill('machine.labels contains "nobody has it"');
  await expect(page.getByText('The rule is for no machine')).toBeVisible();
  await page.getByLabel('Is for').fill('');

  await page.getByLabel('What it asks for, in words').fill('The machine was looked at in the last week.');
  await page.getByLabel('What helps').fill('See whether its agent runs.');
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.getByRole('heading', { name: 'Looked at lately' })).toBeVisible();
  await expect(
    page.getByRole('link', { name: `Looked at lately: Pass, ${MACHINES} machines` }).first(),
  ).toBeVisible({
    timeout: 30_000,
  });

  await page.getByRole('link', { name: 'Change' }).click();
  await asks(page).fill('machine.lookAge > 7 days');
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.getByText('own-looked-at-lately, version 2')).toBeVisible();
  await expect(
    page.getByRole('link', { name: `Looked at lately: Finding, ${MACHINES} machines` }).first(),
  ).toBeVisible({
    timeout: 30_000,
  });

  await page.getByRole('button', { name: 'Retire' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('It was a test.');
  await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('It is asked of no machine any more').first()).toBeVisible();
  await page.goto(`${server.url}/findings`);
  const asked = page.getByRole('table', { name: 'Rules of compliance' });
  await expect(asked.getByRole('link', { name: 'Looked at lately' })).toHaveCount(0);
  await page.getByText('One rule was retired').click();
  await expect(page.getByRole('link', { name: 'Looked at lately' })).toBeVisible();
});
