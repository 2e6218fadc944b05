import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@teredo-fleet/dev-env';
import { leaveMiredoRunning, openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { openScreen, type Screen } from '@teredo-fleet/dev-env/screen';
import { enterAsAdmin, expect, test } from './fleet-test';
import { readMachineState, readTeredoAddress } from './machine-state';
import { approvePolicyAsAnother, PolicyPage } from './policy-pages';

/** Nobody of another test: a desktop is found by its user's processes, which all machines of a lab see. */
const ROBIN = { user: 'robin', uid: 4713 };
/** Where xmessage(1) has its buttons. */
const OK = 0;
const NOTICE = {
  title: 'Teredo is turned off again',
  body: 'Somebody turned Teredo on here. The security benchmark wants it off. Ask the help desk (extension 100).',
};
const NAME = 'No Teredo on lab desks';

let screen: Screen;
test.beforeAll(async () => {
  const opened = await openScreen();
  if (opened === null) throw new Error('There is no Xvfb, xdotool, xwininfo or scrot here.');
  screen = opened;
});
test.afterAll(() => screen.close());

test('an enforced policy puts a real Miredo back that was started by hand, and its user is asked first', async ({
  page,
  browser,
  fleet,
  startMachine,
}, testInfo) => {
  test.setTimeout(600_000);
  const label = `desk-${testInfo.retry}`;
  const machine = await startMachine({ name: 'lab-policy', label });
  const { lab, places } = machine;
  const session = await openLoginSession(lab.client, ROBIN, screen.display);
  session.type(`DISPLAY=${screen.display} LANG=en_US.UTF-8 cat`);
  await enterAsAdmin(page, fleet);
  const policy = new PolicyPage(page, fleet.url);
  await policy.write({ name: `${NAME} ${label}`, label, ...NOTICE, reason: 'the benchmark asks for it' });
  await expect(policy.state).toHaveText('Awaits approval');
  await expect(policy.count('Compliant')).toHaveText('1');
  const address = page.url();
  await approvePolicyAsAnother(browser, fleet, address);
  await expect(policy.state).toHaveText('Enforced');

  // Somebody with a root shell on the machine.
  const log = join(lab.folder, 'by-hand.log');
  const { configuration, pidFile } = places;
  writeFileSync(configuration, `InterfaceName teredo\nServerAddress ${lab.serverAddresses.primary}\n`);
  await leaveMiredoRunning(lab.client, { configuration, pidFile, log });
  await until('Miredo has an address', () => readTeredoAddress({ lab }));
  const drifted = await readMachineState(machine);
  expect(drifted.miredo).not.toEqual([]);
  await expect(policy.count('Drifted')).toHaveText('1', { timeout: 60_000 });
  await testInfo.attach('drift', {
    body: await page.screenshot({ fullPage: true }),
    contentType: 'image/png',
  });

  await expect(policy.card('Repairs').getByText('Running')).toBeVisible({ timeout: 60_000 });
  expect(await screen.appears(NOTICE.title, 120_000)).toBe(true);
  screen.picture(testInfo.outputPath('repair-notice.png'));
  expect((await readMachineState(machine)).miredo).toEqual(drifted.miredo);
  expect(await screen.click(NOTICE.title, OK, 10_000)).toBe(true);

  await expect(policy.count('Compliant')).toHaveText('1', { timeout: 200_000 });
  await expect(policy.card('Repairs').getByText('Done')).toBeVisible({ timeout: 60_000 });
  expect((await readMachineState(machine)).miredo).toEqual([]);
  expect(await readTeredoAddress({ lab })).toBeNull();

  await policy
    .card('Repairs')
    .getByRole('link', { name: /^Repair: / })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: `Repair: ${NAME} ${label}` })).toBeVisible();
  await expect(page.getByText('Repair', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Agreed 1' })).toBeVisible();
  await page.goto(`${fleet.url}/rollouts?kind=planned`);
  await expect(page.getByRole('link', { name: `Repair: ${NAME} ${label}` })).toHaveCount(0);
  await page.goto(`${fleet.url}/rollouts?kind=repair`);
  await expect(page.getByRole('link', { name: `Repair: ${NAME} ${label}` })).toBeVisible();
  await page.goto(`${fleet.url}/machines/${machine.id}`);
  const here = policy.card('Policies');
  await expect(here.getByText('Compliant:')).toBeVisible();
  await expect(here.getByText(/last repair/)).toBeVisible();
  await session.close();
});
