import { connectWith, type FleetApi, signInForCookie } from '@teredo-fleet/dev-env';
import { ADMIN } from './admin';
import { test as base, expect, type Page } from './browser';
import { type LabMachine, type LabMachineOptions, startLabMachine } from './lab-machine';
import type { SharedServer } from './shared-server';

/** The shared server, and its API as the admin may use it, in a session of this worker's. */
export type Fleet = SharedServer & { api: FleetApi; cookie: string };

interface EachTest {
  /** Makes a machine of the fleet; it ends with the test. A test's second try calls it by another name. */
  startMachine(options: LabMachineOptions): Promise<LabMachine>;
}

/** Tests on the shared server. */
export const test = base.extend<EachTest, { fleet: Fleet }>({
  fleet: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what is needed
    async ({}, use, { config }) => {
      const server = config.metadata.sharedServer as SharedServer;
      const cookie = await signInForCookie(server.url, ADMIN);
      await use({ ...server, cookie, api: connectWith(server.url, cookie) });
    },
    { scope: 'worker' },
  ],
  startMachine: async ({ fleet }, use, { retry }) => {
    const started: LabMachine[] = [];
    await use(async (options) => {
      const name = retry === 0 ? options.name : `${options.name}-${retry}`;
      const machine = await startLabMachine(fleet, { ...options, name });
      started.push(machine);
      return machine;
    });
    for (const machine of started) await machine.close();
  },
});

/**
 * Gives the page the worker's session, so that tests that are not about signing in leave the server's limit of
 * sign-ins per address to those that are.
 */
export async function enterAsAdmin(page: Page, { url, cookie }: Fleet): Promise<void> {
  const cookies = cookie.split('; ').map((pair) => {
    const equals = pair.indexOf('=');
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1), url, httpOnly: true };
  });
  await page.context().addCookies(cookies);
}

export { expect };
