import type { Page } from '@playwright/test';
import { enterAsAdmin, type Fleet } from './fleet-test';
import type { LabMachine } from './lab-machine';
import { ChangeOnPage, type MachinePage, openMachineFromList } from './machine-page';
import { readMachineState } from './machine-state';
import { askOfUser } from './notice-at-terminal';

export const REASON = 'Delivery Optimization needs it';

/** A change whose user is asked first, on its own page, and what the machine was before. */
export interface AskedChange {
  shown: MachinePage;
  change: ChangeOnPage;
  before: Awaited<ReturnType<typeof readMachineState>>;
}

/** Signs in, turns Teredo on where its user is asked first, and goes on to the page of the change. */
export async function askBeforeChange(
  page: Page,
  fleet: Fleet,
  machine: LabMachine,
  ask: Parameters<typeof askOfUser>[1],
): Promise<AskedChange> {
  await enterAsAdmin(page, fleet);
  const shown = await openMachineFromList(page, fleet.url, machine.name);
  const before = await readMachineState(machine);
  await shown.turn('on', {
    server: machine.lab.serverAddresses.primary,
    reason: REASON,
    before: (dialog) => askOfUser(dialog, ask),
  });
  await shown.change.card.getByRole('link', { name: 'Rollout and report' }).click();
  return { shown, change: new ChangeOnPage(page, machine.name), before };
}
