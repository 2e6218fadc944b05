import AxeBuilder from '@axe-core/playwright';
import { SimulatedFleet, until } from '@teredo-fleet/dev-env';
import type { Page } from './browser';
import { enterAsAdmin, expect, test } from './fleet-test';

const REASON = 'nobody here knows this computer';

let machines: SimulatedFleet;
test.beforeEach(() => {
  machines = new SimulatedFleet(3, (index) => ({
    machine: { hostname: `WAITS-${index}` },
    patient: false,
  }));
});
test.afterEach(() => machines.close());

/** Whatever marks stand beside it, a machine's name is not cut where there is room beneath. */
async function expectNamesToBeReadable(page: Page): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const cut = await page
      .getByRole('link', { name: /^WAITS-/ })
      .evaluateAll((links) => links.filter((link) => link.scrollWidth > link.clientWidth).length);
    expect(cut, `names that are cut in a window of ${width} pixels`).toBe(0);
  }
}

test('who waits is looked at, one is refused with a reason and the others are accepted', async ({
  page,
  fleet,
}) => {
  const order = { label: 'reception', autoAccept: false, maxUses: 3, expiresInHours: 1 };
  const { text } = await fleet.api.tokens.create.mutate(order);
  await machines.enrol(() => ({ agentUrl: fleet.agentUrl, token: text }));
  for (const machine of machines.machines) machine.come();
  await enterAsAdmin(page, fleet);
  await page.goto(`${fleet.url}/machines`);
  await expect(page.getByText('3 machines wait to be accepted')).toBeVisible();
  await page.getByRole('link', { name: 'Look at them' }).click();
  await expect(page.getByRole('button', { name: 'Refuse' })).toBeDisabled();
  await expectNamesToBeReadable(page);
  await page.getByRole('checkbox', { name: 'Select WAITS-1' }).click();
  await page.getByRole('button', { name: 'Refuse' }).click();
  const dialog = page.getByRole('dialog', { name: 'Refuse WAITS-1' });
  await expect(dialog).toContainText('may be enrolled again with a new line');
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByLabel('Reason').fill(REASON);
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await expect(page.getByText('One machine refused.')).toBeVisible();
  const accept = page.getByRole('button', { name: /^Accept/ });
  await expect(accept).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Select all shown' }).click();
  await expect(accept).toHaveText('Accept 2');
  await accept.click();
  await expect(page.getByText('2 machines accepted.')).toBeVisible();
  const { rows } = await fleet.api.machines.list.query({ filter: { search: 'WAITS-' } });
  expect(rows.map(({ hostname, status }) => `${hostname} ${status}`)).toEqual([
    'WAITS-0 active',
    'WAITS-1 retired',
    'WAITS-2 active',
  ]);
  const refused = rows[1]!;
  await page.goto(`${fleet.url}/machines/${refused.id}`);
  await expect(page.getByText(REASON).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Refused');
  await until(
    'its agent is turned away',
    async () => (await fleet.api.machines.get.query({ id: refused.id })).contact === 'offline',
    { timeoutMs: 60_000 },
  );
});
