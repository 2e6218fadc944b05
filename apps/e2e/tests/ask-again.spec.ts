import { createHash, randomUUID } from 'node:crypto';
import { until } from '@teredo-fleet/dev-env';
import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { enterAsAdmin, expect, test } from './fleet-test';
import { ChangeOnPage } from './machine-page';

/** Whoever sits at the terminal; nobody of another test. */
const UMA = { user: 'uma', uid: 4729 };
const WORDS = {
  language: 'en',
  title: 'Teredo is turned on here',
  body: '',
  changes: 'Teredo is turned on.',
  when: 'As soon as you agree.',
  whom: 'Ask {contact}.',
};

test('a notice that was not answered is shown again when an admin asks, and the answer starts the change', async ({
  page,
  fleet,
  startMachine,
}) => {
  const { api } = fleet;
  const machine = await startMachine({ name: 'lab-ask-again' });
  const session = await openLoginSession(machine.lab.client, UMA);
  await enterAsAdmin(page, fleet);
  const notice = await api.notices.save.mutate({ name: `Asked again ${randomUUID()}`, texts: [WORDS] });
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
        mayRefuse: false,
        minimumNoticeSeconds: 0,
        maxDeferrals: 0,
        minimumDeferralSeconds: 0,
        answerTimeoutSeconds: 40,
        whenNobodyLoggedOn: 'wait',
      },
      document: notice.id,
    },
    reason: 'to be asked twice',
    idempotencyKey: randomUUID(),
  });
  const jobOf = async () => (await api.rollouts.get.query({ id: rolloutId })).jobs[0]!;
  const first = await until('the first notice was not answered', async () => {
    const { receipts } = await jobOf();
    return receipts.find(({ answer }) => answer === 'timed-out') ?? null;
  });

  await page.goto(`${fleet.url}/rollouts/${rolloutId}`);
  const change = new ChangeOnPage(page, machine.name);
  const commands = () =>
    [...session.screen().matchAll(/^>>> (teredo-agent answer \d{6})$/gm)].map(([, one]) => one);
  await change.button('Ask again now').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('The notice is shown again now on 1 machine.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('the maintenance is soon');
  await dialog.getByRole('button', { name: 'Ask again now' }).click();
  await expect(dialog).toBeHidden();
  await until('the notice is on the terminal again', () => commands().length >= 2);

  await change.button('Ask again now').click();
  await expect(dialog.getByText('Nobody is asked again now.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  session.type(`${commands().at(-1)} ok`);
  await expect(change.head).toContainText('Verified', { timeout: 200_000 });
  const { noticeTexts, noticeDocument, jobs } = await api.rollouts.get.query({ id: rolloutId });
  const [text] = noticeTexts;
  const sha256 = createHash('sha256').update(`${text!.title}\n${text!.body}`).digest('hex');
  expect(noticeDocument?.used?.sha256).toBe(notice.sha256);
  const answered = jobs[0]!.receipts.find(({ answer }) => answer === 'acknowledged');
  expect([first.textSha256, answered?.textSha256]).toEqual([sha256, sha256]);
  await expect(page.getByRole('table', { name: 'Receipts' })).toContainText(sha256);
  await session.close();
});
