import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FleetServer, startAgentProcess, startFleetServer } from '@teredo-fleet/dev-env';
import { ADMIN } from './admin';
import { expect, test } from './browser';

let server: FleetServer;
test.beforeAll(async () => {
  server = await startFleetServer();
});
test.afterAll(() => server.stop());

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
  const token = command?.match(/printf %s '([^']+)' \|/)?.[1] ?? '';

  const stateDir = mkdtempSync(join(tmpdir(), 'teredo-agent-'));
  const agent = await startAgentProcess({
    server: server.agentUrl,
    token,
    stateDir,
    enrolArguments: [],
    join: (argv) => argv,
  });
  await expect(page.getByText('Waiting for the machine to connect')).toBeHidden({ timeout: 30_000 });
  await agent.stop();
  rmSync(stateDir, { recursive: true, force: true });

  await page.goto(server.setupLink ?? '');
  await expect(page.getByLabel('Password')).toBeHidden();
});
