import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { childrenOf, type FleetServer, signIn, startFleetServer } from '@teredo-fleet/dev-env';
import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { ADMIN, signInOnPage } from './admin';
import { expect, test } from './browser';
import { type LabMachine, startLabMachine } from './lab-machine';
import { openMachineFromList } from './machine-page';
import { commandLine, readMachineState } from './machine-state';
import { askOfUser, readNotice, SAM } from './notice-at-terminal';
import { expectOff, expectReachable } from './page-and-machine';
import { recordStages } from './recorded-stages';
import { LAB_SETTINGS } from './shared-server';

const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };

// While the server is away, each try to reach it is an error in the console.
test.use({ expected: /Failed to load resource|net::ERR_/ });

let dataDir: string;
let server: FleetServer;
let machine: LabMachine;

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'teredo-fleet-'));
  chmodSync(dataDir, 0o755);
  server = await startFleetServer({ env, dataDir });
  const api = await signIn(server.url, ADMIN);
  await api.settings.set.mutate(LAB_SETTINGS);
  machine = await startLabMachine({ ...server, api }, { name: 'lab-restart' });
});

test.afterAll(async () => {
  await machine?.close();
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Process ids of the server's roles, by the end of the path of what they run. */
function roleProcesses({ process: supervisor }: FleetServer, role: RegExp): number[] {
  return childrenOf(supervisor.pid ?? 0).filter((pid) => role.test(commandLine(pid)));
}

test('goes on by itself when the server is started again while a change waits, and when its roles are killed', async ({
  page,
}) => {
  test.setTimeout(700_000);
  const session = await openLoginSession(machine.lab.client, SAM);
  await signInOnPage(page, server.url);
  const shown = await openMachineFromList(page, server.url, machine.name);
  await expectOff(shown);
  const before = await readMachineState(machine);
  const lost = page.getByText('Not connected to the server.');
  const stages = await recordStages(page);
  await shown.turn('on', {
    server: machine.lab.serverAddresses.primary,
    reason: 'Delivery Optimization needs it',
    before: (dialog: Locator) => askOfUser(dialog, { kind: 'Acknowledge', mayRefuse: false }),
  });
  await expect(shown.change.state).toHaveText('Telling the user');
  const { command } = await readNotice(session, 'ok');

  await server.stop();
  await expect(lost).toBeVisible();
  server = await startFleetServer({ env, dataDir, port: server.port });
  await expect(lost).toBeHidden({ timeout: 200_000 });
  await expect(page.getByRole('complementary').getByText('Live', { exact: true })).toBeVisible();
  await expect(shown.change.state).toHaveText('Telling the user');
  session.type(`${command} ok`);
  await expect(shown.change.state).toHaveText('Verified', { timeout: 200_000 });
  await expectReachable(shown, machine);
  await stages.expectForwardOnly();

  const killed = roleProcesses(server, /gateway\.mjs|apps\/web\//);
  expect(killed.length).toBeGreaterThanOrEqual(2);
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  await expect.poll(() => roleProcesses(server, /gateway\.mjs|apps\/web\//).length).toBe(killed.length);
  await expect
    .poll(async () => (await fetch(`${server.url}/readyz`).catch(() => null))?.ok, { timeout: 200_000 })
    .toBe(true);
  await expect(page.getByRole('complementary').getByText('Live', { exact: true })).toBeVisible({
    timeout: 200_000,
  });
  await shown.undo('only tried it');
  await expect(shown.change.state).toHaveText('Rolled back', { timeout: 200_000 });
  await expectOff(shown);
  expect(await readMachineState(machine)).toEqual(before);
  expect((await stages.read()).length).toBeGreaterThan(3);
  await session.close();
});
