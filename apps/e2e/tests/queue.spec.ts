import { SimulatedFleet, until } from '@teredo-fleet/dev-env';
import { live } from './admin';
import { axeOn } from './axe-on';
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
  const axe = await axeOn(page).analyze();
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

test('what the browser puts back from the page before, by its place alone, is nobody’s tick', async ({
  page,
  fleet,
}) => {
  const order = { label: 'back', autoAccept: false, maxUses: 3, expiresInHours: 1 };
  const { text } = await fleet.api.tokens.create.mutate(order);
  const back = new SimulatedFleet(3, (index) => ({ machine: { hostname: `BACK-${index}` }, patient: false }));
  await back.enrol(() => ({ agentUrl: fleet.agentUrl, token: text }));
  await enterAsAdmin(page, fleet);
  await page.goto(`${fleet.url}/machines?status=pending&q=BACK-`);
  const boxes = page.getByRole('checkbox', { name: /^Select BACK-/ });
  await expect(boxes).toHaveCount(3);
  // An address that was looked at on its own is one whose boxes the browser puts back.
  await page.reload();
  await expect(live(page)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select BACK-1' }).check();
  await page.goto(`${fleet.url}/settings`);
  const { rows } = await fleet.api.machines.list.query({ filter: { search: 'BACK-0' } });
  await fleet.api.machines.refuse.mutate({ ids: rows.map(({ id }) => id), reason: REASON });
  await page.goBack();
  await expect(live(page)).toBeVisible();
  await expect(boxes).toHaveCount(2);
  await expect(page.getByText('Select those that you know.')).toBeVisible();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await back.close();
});

/** Two machines that a person has decided about, and two that come after them and are not who they seem. */
const NEWCOMERS = [
  { hostname: 'DESK-1', hardwareId: 'd1'.repeat(16) },
  { hostname: 'KEPT-OUT', hardwareId: 'd2'.repeat(16) },
  { hostname: 'desk-1', hardwareId: 'd3'.repeat(16) },
  { hostname: 'DESK-2', hardwareId: 'd2'.repeat(16) },
] as const;

/** What there is to decide by stands in the row, whole, and the page is as wide as its window. */
async function expectRemarks(page: Page, refused: { id: string }): Promise<void> {
  const visible = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first();
  await expect(visible(/Same name as DESK-1, which is in the fleet/)).toBeVisible();
  await expect(
    visible(/Refused before, as KEPT-OUT, by .+: “nobody here knows this computer”/),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'KEPT-OUT' }).filter({ visible: true })).toHaveAttribute(
    'href',
    `/machines/${refused.id}`,
  );
  await expect(visible(/from (127\.0\.0\.1|::1)/)).toBeVisible();
  await expect(visible('front desk')).toBeVisible();
  await expect(page.getByRole('table').getByText('Waits to be accepted')).toHaveCount(0);
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  expect(tooWide).toBeLessThanOrEqual(0);
}

test('each machine that waits is shown with what speaks of it', async ({ page, fleet }) => {
  const { machines: api, tokens } = fleet.api;
  const newcomers = new SimulatedFleet(NEWCOMERS.length, (index) => ({
    machine: NEWCOMERS[index]!,
    patient: false,
  }));
  try {
    const order = { label: 'front desk', autoAccept: false, maxUses: NEWCOMERS.length, expiresInHours: 1 };
    const door = { agentUrl: fleet.agentUrl, token: (await tokens.create.mutate(order)).text };
    const [known, unknown, ...later] = newcomers.machines;
    for (const machine of [known!, unknown!]) await machine.enrol(door);
    const waiting = { filter: { status: ['pending' as const], label: ['front desk'] } };
    const idOf = async (hostname: string) =>
      (await api.list.query(waiting)).rows.find((row) => row.hostname === hostname)!.id;
    const refused = { id: await idOf('KEPT-OUT') };
    await api.accept.mutate({ ids: [await idOf('DESK-1')] });
    await api.refuse.mutate({ ids: [refused.id], reason: REASON });
    for (const machine of later) await machine.enrol(door);
    await enterAsAdmin(page, fleet);
    for (const width of [1280, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${fleet.url}/machines?status=pending&label=front%20desk`);
      await expectRemarks(page, refused);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await axeOn(page).analyze();
        expect(violations.map(({ id, nodes }) => `${width} ${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual(
          [],
        );
      }
    }
    await page.getByRole('link', { name: 'DESK-2', exact: true }).click();
    await expect(page.getByText('This machine waits to be accepted')).toBeVisible();
    await expect(page.getByText(/with the token “front desk”/)).toBeVisible();
    await expect(page.getByText(/Refused before, as KEPT-OUT/)).toBeVisible();
    const ids = [await idOf('DESK-2'), await idOf('desk-1')];
    await api.refuse.mutate({ ids, reason: 'the test is over' });
  } finally {
    await newcomers.close();
  }
});
