import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { parse } from 'csv-parse/sync';
import { ADMIN } from './admin';
import { type AskedChange, askBeforeChange, REASON } from './ask-before-change';
import { download } from './download';
import { expect, type Fleet, test } from './fleet-test';
import type { LabMachine } from './lab-machine';
import { readMachineState, readTeredoAddress } from './machine-state';
import { NOTICE, readNotice, SAM } from './notice-at-terminal';

const HASH = createHash('sha256').update(`${NOTICE.title}\n${NOTICE.body}`).digest('hex');

/** Asks for the change and goes on to its own page, where it waits for the person at the terminal. */
async function askOnPage(
  page: Page,
  fleet: Fleet,
  machine: LabMachine,
  policy: { mayRefuse: boolean },
): Promise<AskedChange> {
  const asked = await askBeforeChange(page, fleet, machine, { kind: 'Acknowledge', ...policy });
  const { change } = asked;
  await expect(change.head).toContainText('Telling the user');
  await expect(change.stages).toHaveText([
    /^Requested \(done\)/,
    /^Signed by the signer \(done\)/,
    /^Offered to the machine \(done\)/,
    /^User told \(under way\)/,
    /^Allowed to start \(to come\)/,
    /^Run \(to come\)/,
    /^Read back \(to come\)/,
  ]);
  await expect(page.getByText('No receipt has come back yet.')).toBeVisible();
  return asked;
}

async function expectReceipt(page: Page, answer: string): Promise<void> {
  const receipt = page.getByRole('table', { name: 'Receipts' }).getByRole('row').nth(1);
  const cells = receipt.getByRole('cell');
  await expect(cells.nth(0)).toHaveText('sam');
  await expect(cells.nth(1)).toHaveText(answer);
  await expect(cells.nth(2).locator('time')).toBeVisible();
  await expect(cells.nth(3).locator('time')).toBeVisible();
  await expect(cells.nth(4)).toHaveText('terminal message en');
  await expect(cells.nth(5)).toContainText(HASH);
  await expect(page.getByRole('table', { name: 'Receipts' }).getByRole('row')).toHaveCount(2);
}

test('starts when the person at the terminal has acknowledged, and reports it', async ({
  page,
  fleet,
  startMachine,
}) => {
  const machine = await startMachine({ name: 'lab-acknowledged' });
  const session = await openLoginSession(machine.lab.client, SAM);
  const { change, before } = await askOnPage(page, fleet, machine, { mayRefuse: false });
  const { command } = await readNotice(session, 'ok');
  expect(await readMachineState(machine)).toEqual(before);

  session.type(`${command} ok`);
  await expect.poll(() => session.screen()).toContain('Thank you. Your answer was passed on.');
  await expect(change.head).toContainText('Verified', { timeout: 200_000 });
  await expect(change.stages.nth(3)).toContainText('sam: acknowledged (terminal message)');
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible();
  await expectReceipt(page, 'acknowledged');
  const address = await readTeredoAddress(machine);

  await test.step('report as JSON', async () => {
    const { fileName, text } = await download(page, 'JSON report');
    expect(fileName).toMatch(/^teredo-fleet-[0-9a-f-]{36}\.json$/);
    const report = JSON.parse(text);
    expect(report).toMatchObject({ report: 'teredo-fleet/job-report/v1', timeZone: 'UTC' });
    expect(report.rollout).toMatchObject({
      reason: REASON,
      state: 'done',
      author: { name: expect.any(String) },
    });
    expect(report.rollout.jobs).toHaveLength(1);
    expect(report.rollout.jobs[0]).toMatchObject({
      machine: { id: machine.id, hostname: machine.name, simulated: false },
      state: 'verified',
      work: { kind: 'apply', desired: { teredo: { mode: 'on', serverName: '192.0.2.1' } } },
      before: { configured: { type: 'disabled' }, effective: { address: null } },
      after: { configured: { type: 'client' }, effective: { address }, reachable: { verdict: 'yes' } },
      receipts: [
        { user: 'sam', channel: 'terminal', language: 'en', answer: 'acknowledged', textSha256: HASH },
      ],
    });
    const [{ displayedAt, answeredAt }] = report.rollout.jobs[0].receipts;
    expect(Date.parse(displayedAt)).toBeLessThanOrEqual(Date.parse(answeredAt));
    expect(Date.parse(answeredAt)).toBeLessThanOrEqual(Date.parse(report.rollout.jobs[0].startedAt));
  });
  await test.step('report as CSV', async () => {
    const { fileName, text } = await download(page, 'CSV report');
    expect(fileName).toMatch(/\.csv$/);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      Author: ADMIN.email.split('@')[0],
      Reason: REASON,
      Machine: machine.name,
      'Machine id': machine.id,
      Simulated: 'no',
      Result: 'verified',
      'Configured before': 'disabled',
      'Teredo address before': '',
      'Configured after': 'client',
      'Teredo address after': address,
      'Reachable after': 'yes',
      'Notice user': 'sam',
      'Notice channel': 'terminal',
      'Notice text SHA-256': HASH,
      'Notice answer': 'acknowledged',
    });
    expect(JSON.parse(rows[0]?.Wanted ?? '')).toMatchObject({ desired: { teredo: { mode: 'on' } } });
  });
  await session.close();
});

test('changes nothing when the person at the terminal refuses', async ({ page, fleet, startMachine }) => {
  const machine = await startMachine({ name: 'lab-refused' });
  const session = await openLoginSession(machine.lab.client, SAM);
  const { change, before } = await askOnPage(page, fleet, machine, { mayRefuse: true });

  const { command } = await readNotice(session, 'ok, refuse');
  session.type(`${command} refuse`);
  await expect.poll(() => session.screen()).toContain('Thank you. Your answer was passed on.');
  await expect(change.head).toContainText('Refused');
  await expect(change.card).toContainText('The change was refused in the notice. Nothing was changed.');
  await expect(change.stages.nth(3)).toContainText('User told (failed)');
  await expectReceipt(page, 'refused');
  await expect(change.button('Undo')).toBeHidden();
  expect(await readMachineState(machine)).toEqual(before);
  await session.close();
});
