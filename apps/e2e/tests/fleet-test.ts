import { type FleetApi, signIn } from '@teredo-fleet/dev-env';
import { ADMIN } from './admin';
import { test as base, expect } from './browser';
import { type LabMachine, type LabMachineOptions, startLabMachine } from './lab-machine';
import type { SharedServer } from './shared-server';

/** The shared server, and its API as the admin may use it. */
export type Fleet = SharedServer & { api: FleetApi };

interface EachTest {
  /** Makes a machine of the fleet; it ends with the test. */
  startMachine(options: LabMachineOptions): Promise<LabMachine>;
}

/** Tests on the shared server. */
export const test = base.extend<EachTest, { fleet: Fleet }>({
  fleet: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what is needed
    async ({}, use, { config }) => {
      const server = config.metadata.sharedServer as SharedServer;
      await use({ ...server, api: await signIn(server.url, ADMIN) });
    },
    { scope: 'worker' },
  ],
  startMachine: async ({ fleet }, use) => {
    const started: LabMachine[] = [];
    await use(async (options) => {
      const machine = await startLabMachine(fleet, options);
      started.push(machine);
      return machine;
    });
    for (const machine of started) await machine.close();
  },
});

export { expect };
