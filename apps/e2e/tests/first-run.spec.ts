import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FleetServer, signIn, startAgentProcess, startFleetServer } from '@teredo-fleet/dev-env';
import { openOwnNetwork } from '@teredo-fleet/dev-env/namespaces';
import { ADMIN } from './admin';
import { expect, test } from './browser';

let server: FleetServer;
test.beforeAll(async () => {
  server = await startFleetServer();
});
test.afterAll(() => server.stop());

test.describe('a wrong setup link', () => {
  // One that can't be a link at all is refused, which is an error in the console.
  test.use({ expected: /Failed to load resource: .* 400/ });

  test('is told of before anything is filled in', async ({ page }) => {
    for (const link of ['', 'not-the-one', 'x'.repeat(300)]) {
      await page.goto(`${server.url}/setup?link=${link}`);
      await expect(page.getByText('This setup link can’t be used')).toBeVisible();
      await expect(page.getByLabel('Password')).toBeHidden();
    }
    await page.goto(`${server.url}/setup`);
    await expect(page.getByText('The setup link is missing')).toBeVisible();
  });
});

test('a newcomer sets the server up and the page moves on when the first machine connects', async ({
  page,
}) => {
  await page.goto(server.setupLink ?? '');
  await page.getByLabel('Name').fill('Ada Example');
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Addresses' })).toBeFocused();
  await page.getByRole('button', { name: 'Create the account and go on' }).click();
  await expect(page.getByRole('heading', { name: 'Your first machine' })).toBeFocused();
  const command = await page.locator('pre, code').filter({ hasText: '--token' }).first().textContent();
  expect(command).toMatch(/sha256sum -c/);
  const api = await signIn(server.url, ADMIN);
  expect((await api.tokens.list.query({})).rows).toHaveLength(1);
  const token = command?.match(/printf %s '([^']+)' \|/)?.[1] ?? '';

  // Come back to, the page makes another one only when it is asked to.
  await page.reload();
  const make = page.getByRole('button', { name: 'Make the command' });
  await expect(make).toBeVisible();
  expect((await api.tokens.list.query({})).rows).toHaveLength(1);
  await page.goto(new URL('/machines', page.url()).href);
  await page.getByRole('link', { name: 'Explain an output' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Explain' })).toBeVisible();
  await page.goto(new URL('/setup?step=machine', page.url()).href);
  await make.click();
  await expect(page.getByText('Waiting for the machine to connect')).toBeVisible();
  expect((await api.tokens.list.query({})).rows).toHaveLength(2);

  const stateDir = mkdtempSync(join(tmpdir(), 'teredo-agent-'));
  const network = await openOwnNetwork(server.agentPort);
  const agent = await startAgentProcess({
    server: server.agentUrl,
    token,
    stateDir,
    enrolArguments: [],
    join: network.join,
  });
  await expect(page.getByText(/ has enrolled$/)).toBeVisible({ timeout: 200_000 });
  await expect(page.getByText('Waiting for the machine to connect')).toBeHidden();
  await expect(page.getByText('This is what its agent found.')).toBeVisible();
  await agent.stop();
  await network.close();
  rmSync(stateDir, { recursive: true, force: true });

  await page.goto(server.setupLink ?? '');
  await expect(page.getByText(/ has enrolled$/)).toBeVisible();
  await expect(page.getByLabel('Password')).toBeHidden();
});
