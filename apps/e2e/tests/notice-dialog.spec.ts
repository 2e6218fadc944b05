import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { openScreen, type Screen } from '@teredo-fleet/dev-env/screen';
import { askBeforeChange } from './ask-before-change';
import { expect, test } from './fleet-test';
import { readMachineState } from './machine-state';
import { NOTICE } from './notice-at-terminal';

/** Nobody of another test: a desktop is found by its user's processes, which all machines of a lab see. */
const KIM = { user: 'kim', uid: 4712 };
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
  const session = await openLoginSession(machine.lab.client, KIM, screen.display);
  session.type(`DISPLAY=${screen.display} LANG=en_US.UTF-8 cat`);
  const ask = { kind: 'Acknowledge', mayRefuse: false } as const;
  const { change, before } = await askBeforeChange(page, fleet, machine, ask);
  expect(await screen.appears(NOTICE.title, 60_000)).toBe(true);
  screen.picture(testInfo.outputPath('notice-dialog.png'));
  await testInfo.attach('dialog', { path: testInfo.outputPath('notice-dialog.png') });
  await expect(change.head).toContainText('Telling the user');
  expect(await readMachineState(machine)).toEqual(before);

  expect(await screen.click(NOTICE.title, OK, 10_000)).toBe(true);
  await expect(change.head).toContainText('Verified', { timeout: 200_000 });
  await expect(change.stages.nth(3)).toContainText('kim: acknowledged (desktop dialog)');
  const receipts = page.getByRole('table', { name: 'Receipts' }).getByRole('row');
  const told = receipts.filter({ hasText: 'acknowledged' }).getByRole('cell');
  await expect(told.nth(0)).toHaveText('kim');
  await expect(told.nth(2).locator('time')).toBeVisible();
  await expect(told.nth(4)).toContainText('en');
  await session.close();
});
