import { randomUUID } from 'node:crypto';
import { until } from '@teredo-fleet/dev-env';
import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';

import { openLive, signInOnPage } from './admin';
import { enterAsAdmin, expect, test } from './fleet-test';
import { ChangeOnPage } from './machine-page';

/** Whoever sits at the terminal and answers nothing; nobody of another test. */
const ZED = { user: 'zed', uid: 4741 };
const WORDS = {
  language: 'en',
  title: 'Teredo is turned on here',
  body: '',
  changes: 'Teredo is turned on.',
  when: 'As soon as you agree.',
  whom: 'Ask {contact}.',
};

test('in an emergency two people decide that a notice nobody answers is not waited for: the machine changes, and its receipt, page and report say by whom', async ({
  page,
  browser,
  fleet,
  startMachine,
}) => {
  const { api, url } = fleet;
  const machine = await startMachine({ name: 'lab-override' });
  const session = await openLoginSession(machine.lab.client, ZED);
  await enterAsAdmin(page, fleet);
  const approver = { email: `${randomUUID()}@example.org`, password: 'a long enough password' };
  await api.users.create.mutate({ name: 'Grace Override', ...approver, role: 'approver', scopeIds: [] });
  const notice = await api.notices.save.mutate({ name: `Passed over ${randomUUID()}`, texts: [WORDS] });
  const { rolloutId } = await api.machines.toggle.mutate({
    id: machine.id,
    desired: {
      teredo: {
        mode: 'on',
        type: null,
        serverName: machine.lab.serverAddresses.primary,
        refreshIntervalSeconds: null,
        clientPort: null,
      },
      ipv6: 'leave',
      firewall: 'leave',
      allowReboot: false,
      acceptFirewallOff: false,
    },
    notice: {
      policy: {
        kind: 'acknowledge',
        mayRefuse: true,
        minimumNoticeSeconds: 0,
        maxDeferrals: 0,
        minimumDeferralSeconds: 0,
        answerTimeoutSeconds: 3600,
        whenNobodyLoggedOn: 'wait',
      },
      document: notice.id,
    },
    reason: 'the usual one',
    idempotencyKey: randomUUID(),
  });
  const read = () => api.rollouts.get.query({ id: rolloutId });
  await until('the notice is on the terminal', () => session.screen().includes('teredo-agent answer'));
  await until('the dashboard knows', async () => (await read()).jobs[0]!.state === 'notifying');

  await openLive(page, `${url}/rollouts/${rolloutId}`);
  const change = new ChangeOnPage(page, machine.name);
  await change.button('Don’t wait for answers').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 machine is changed without waiting for an answer.');
  await dialog.getByLabel('Reason').fill('the tunnel is attacked');
  await dialog.getByRole('button', { name: 'Ask a second person' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Emergency: not to wait for answers on 1 machine is asked for')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Grant it' })).toHaveCount(0);

  const second = await browser.newPage();
  await signInOnPage(second, url, approver);
  await openLive(second, `${url}/rollouts/${rolloutId}`);
  await second.getByRole('button', { name: 'Grant it' }).click();
  await second.getByRole('dialog').getByLabel('Reason').fill('seen it too');
  await second.getByRole('dialog').getByRole('button', { name: 'Grant it' }).click();
  // A page that is closed earlier may take what it was about to send with it.
  await expect(second.getByRole('dialog')).toBeHidden();
  await second.close();

  await expect(change.head).toContainText('Verified', { timeout: 200_000 });
  await expect(page.getByText('Emergency: answers were not to be waited for on 1 machine')).toBeVisible();
  await expect(page.getByText('1 machine followed it.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Receipts' })).toContainText('Grace Override decided');
  const { jobs, noticeOverrides } = await read();
  const [receipt] = jobs[0]!.receipts.filter(({ overriddenBy }) => overriddenBy.length > 0);
  expect(receipt).toMatchObject({ user: ZED.user });
  expect(receipt?.overriddenBy[1]).toBe('Grace Override');
  expect(noticeOverrides).toMatchObject([
    { state: 'granted', applied: 1, askReason: 'the tunnel is attacked' },
  ]);
  await session.close();
});
