import { type FleetApi, type FleetServer, ReleaseRoom, signIn, until } from '@teredo-fleet/dev-env';
import { WatchedAgent } from '@teredo-fleet/dev-env/namespaces';
import { ADMIN, live, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { expect, type Page, test } from './browser';

const VIEWER = { email: 'vera@example.org', password: 'a long enough password' };
const NAMES = ['FIRST-WITH-A-NAME-THAT-IS-RATHER-LONG-FOR-A-HOST', 'SECOND'];
const LONG_MS = 120_000;

let room: ReleaseRoom;
let server: FleetServer;
let api: FleetApi;
let agents: WatchedAgent[] = [];

test.beforeAll(async () => {
  room = await ReleaseRoom.create('0.2.0');
  server = await startServerWithAdmin({ TEREDO_FLEET_AGENTS_DIR: room.agentsDir });
  api = await signIn(server.url, ADMIN);
  const order = { label: 'lab', autoAccept: true, maxUses: 2, expiresInHours: 1 };
  const { text: token } = await api.tokens.create.mutate(order);
  const { program } = room;
  for (const hostname of NAMES) agents.push(await WatchedAgent.start({ hostname, program, server, token }));
  await until('both are connected', async () => (await versions()).every((version) => version === '0.2.0'));
});
test.afterAll(async () => {
  for (const agent of agents) await agent.stop();
  agents = [];
  await server.stop();
  room.remove();
});

/** Of the machines that are connected, by name. */
async function versions(): Promise<string[]> {
  const { rows } = await api.machines.list.query({ filter: { contact: ['online'] } });
  expect(rows.length, 'machines that are connected').toBeLessThanOrEqual(2);
  return rows.length < 2 ? [''] : rows.map(({ agentVersion }) => agentVersion);
}

const agentsPage = async (page: Page) => {
  await page.goto(`${server.url}/machines/agents`);
  await expect(live(page)).toBeVisible();
};

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await axeOn(page).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Offers what is signed, with one canary, to all. */
async function offer(page: Page, version: string): Promise<void> {
  await page.getByRole('button', { name: `Offer ${version}` }).click();
  const dialog = page.getByRole('dialog', { name: `Offer version ${version}` });
  await expect(dialog.getByRole('list', { name: 'What happens' })).toContainText(
    '2 machines can take it now',
  );
  await dialog.getByLabel('Canaries').fill('1');
  await dialog.getByLabel('Percent').fill('');
  await dialog.getByLabel('Reason').fill('a fix of the reader');
  await dialog.getByRole('button', { name: 'Offer it' }).click();
  await expect(dialog.getByRole('alert').first()).toBeVisible();
  await dialog.getByLabel('Percent').fill('100');
  await expect(dialog.getByRole('list', { name: 'What happens' })).toContainText('First one machine');
  await expectNoFindings(page);
  await dialog.getByRole('button', { name: 'Offer it' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: `Version ${version} is offered` })).toBeVisible();
}

async function carryOut(page: Page, verb: string, action: string, says: string): Promise<void> {
  await page.getByRole('button', { name: verb, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(says);
  await dialog.getByLabel('Reason').fill('looked at it');
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

const progress = (page: Page) => page.getByRole('list', { name: 'Machines by how far they are' });

test('a signed version is offered on the page, real agents take it, and one that fails its trial stops the next', async ({
  page,
  browser,
}) => {
  test.setTimeout(900_000);
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/machines`);
  await page.getByRole('link', { name: 'Agents' }).click();
  await expect(page.getByText('No signed release lies on this server', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Offer/ })).toHaveCount(0);

  await test.step('a release that is not as it was signed says so and can’t be offered', async () => {
    await room.release('0.3.0');
    room.damage();
    await agentsPage(page);
    await expect(page.getByText(/teredo-agent\.mjs is not the file that was signed/)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Offer/ })).toHaveCount(0);
    await expectNoFindings(page);
  });

  await test.step('both agents take a good one, the canary first', async () => {
    await room.release('0.3.0');
    await agentsPage(page);
    await offer(page, '0.3.0');
    await expect(progress(page)).toContainText('Took it2', { timeout: LONG_MS });
    await expect(page.getByText('Every machine that can take it was offered it.')).toBeVisible();
    expect(await versions()).toEqual(['0.3.0', '0.3.0']);
    // Each was replaced once: it ended for its successor, whom the service started.
    expect(agents.map(({ ends }) => ends)).toEqual([[6], [6]]);
    const link = page.getByRole('link', { name: '2 machines: Linux 0.3.0' });
    await expect(link).toHaveText('2');
    await expectNoFindings(page);
    await link.click();
    await expect(
      page.getByRole('table', { name: 'Machines' }).getByRole('link', { name: 'SECOND' }),
    ).toBeVisible();
    await expect(page.getByText('2 of 2 shown')).toBeVisible();
    await page.goto(`${server.url}/machines/${agents[1]?.machineId}`);
    const facts = page.locator('dl').filter({ hasText: 'Update to 0.3.0' });
    await expect(facts).toContainText('Took it');
  });

  await test.step('who may only look has no buttons', async () => {
    await api.users.create.mutate({ name: 'Vera Example', ...VIEWER, role: 'viewer', scopeIds: [] });
    const context = await browser.newContext();
    const second = await context.newPage();
    await signInOnPage(second, server.url, VIEWER);
    await agentsPage(second);
    await expect(second.getByText('An admin offers new versions.')).toBeVisible();
    for (const name of ['Stop', 'Widen', 'Go on'])
      await expect(second.getByRole('button', { name, exact: true })).toHaveCount(0);
    await context.close();
  });

  await test.step('one that fails its trial stops the offer before the second machine', async () => {
    await agentsPage(page);
    await carryOut(page, 'Stop', 'Stop the offer', '2 machines that took it keep it');
    await expect(page.getByRole('heading', { name: 'No version is offered' })).toBeVisible();
    await room.release(
      '0.4.0',
      "if (process.argv[2] === 'trial') { console.error('no such luck'); process.exit(7); }",
    );
    await agentsPage(page);
    await offer(page, '0.4.0');
    await expect(page.getByText('Held by its failures: it went wrong on 1 machine')).toBeVisible({
      timeout: LONG_MS,
    });
    const wrong = page.getByRole('list', { name: 'Where it did not work' });
    await expect(wrong.getByRole('listitem')).toHaveCount(1);
    await expect(wrong).toContainText('ended with exit code 7: no such luck');
    await expect(progress(page)).toContainText('Fell back1');
    await expect(progress(page)).toContainText('Not offered yet1');
    await expectNoFindings(page);
    const { offer: seen } = await api.agentUpdates.get.query();
    expect(seen).toMatchObject({
      hold: 'failures',
      failed: 1,
      underWay: 0,
      notOffered: { within: 1, beyond: 0 },
    });
    expect(await versions()).toEqual(['0.3.0', '0.3.0']);
  });

  await test.step('going on offers it to the next, which falls back too and holds it again', async () => {
    await carryOut(page, 'Go on', 'Go on', 'only new ones hold the offer again');
    await expect(progress(page)).toContainText('Fell back2', { timeout: LONG_MS });
    await expect(page.getByText('Held by its failures: it went wrong on 1 machine')).toBeVisible();
    const fallen = page.getByRole('list', { name: 'Where it did not work' });
    await fallen.getByRole('link', { name: NAMES[0] as string }).click();
    const facts = page.locator('dl').filter({ hasText: 'Update to 0.4.0' });
    await expect(facts).toContainText('Fell back');
    await expect(facts).toContainText('no such luck');
    await agentsPage(page);
    await page.getByRole('button', { name: 'Widen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Widen or narrow the offer of 0.4.0' });
    await dialog.getByLabel('Percent').fill('50');
    await dialog.getByLabel('Reason').fill('half of them is enough');
    await dialog.getByRole('button', { name: 'Change the offer' }).click();
    await expect(page.getByText(/^To 50 % of machines of every label/)).toBeVisible();
    await carryOut(page, 'Stop', 'Stop the offer', 'No machine took it');
    expect(await versions()).toEqual(['0.3.0', '0.3.0']);
    expect(agents.map(({ ends }) => ends)).toEqual([[6], [6]]);
  });
});
