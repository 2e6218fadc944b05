import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { openScreen, type Screen } from '@teredo-fleet/dev-env/screen';
import { enterAsAdmin, expect, test } from './fleet-test';
import { ChangeOnPage, openMachineFromList } from './machine-page';
import { readMachineState } from './machine-state';
import { askOfUser, NOTICE, SAM } from './notice-at-terminal';

const REASON = 'Delivery Optimization needs it';
/** Where xmessage(1) has its buttons. */
const OK = 0;

let screen: Screen;
test.beforeAll(async () => {
  const opened = await openScreen();
  if (opened === null) throw new Error('There is no Xvfb, xdotool, xwininfo or scrot here.');
  screen = opened;
});
test.afterAll(() => screen.close());

test('is agreed to in a dialog on the person’s desktop, and the dashboard says so', async ({
  page,
  fleet,
  startMachine,
}, testInfo) => {
  const machine = await startMachine({ name: 'lab-dialog' });
  const session = await openLoginSession(machine.lab.client, SAM, screen.display);
  session.type(`DISPLAY=${screen.display} LANG=en_US.UTF-8 cat`);
  await enterAsAdmin(page, fleet);
  const shown = await openMachineFromList(page, fleet.url, machine.name);
  const before = await readMachineState(machine);
  await shown.turn('on', {
    server: machine.lab.serverAddresses.primary,
    reason: REASON,
    before: (dialog) => askOfUser(dialog, { kind: 'Acknowledge', mayRefuse: false }),
  });
  await shown.change.card.getByRole('link', { name: 'Rollout and report' }).click();
  const change = new ChangeOnPage(page, machine.name);
  expect(await screen.appears(NOTICE.title, 60_000)).toBe(true);
  screen.picture(testInfo.outputPath('notice-dialog.png'));
  await testInfo.attach('dialog', { path: testInfo.outputPath('notice-dialog.png') });
  await expect(change.head).toContainText('Telling the user');
  expect(await readMachineState(machine)).toEqual(before);

  expect(await screen.click(NOTICE.title, OK, 10_000)).toBe(true);
  await expect(change.head).toContainText('Verified', { timeout: 200_000 });
  await expect(change.stages.nth(3)).toContainText('sam: acknowledged (desktop dialog)');
  const receipts = page.getByRole('table', { name: 'Receipts' }).getByRole('row');
  const told = receipts.filter({ hasText: 'acknowledged' }).getByRole('cell');
  await expect(told.nth(0)).toHaveText('sam');
  await expect(told.nth(2).locator('time')).toBeVisible();
  await expect(told.nth(4)).toContainText('en');
  await session.close();
});
