import type { Page } from '@playwright/test';
import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { askBeforeChange, REASON } from './ask-before-change';
import { expect, test } from './fleet-test';
import { readMachineState, readTeredoAddress } from './machine-state';
import { NOTICE, readNotice, SAM } from './notice-at-terminal';

/** The page changes by itself no more than paper does: its reader loads it again. */
async function loadUntil(reader: Page, text: string | RegExp, timeout = 40_000): Promise<void> {
  await expect(async () => {
    await reader.reload();
    await expect(reader.getByText(text)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout });
}

test('a notice is put off and then agreed to on its own page, in a browser without scripts, and its receipts say so', async ({
  page,
  browser,
  fleet,
  startMachine,
}) => {
  const machine = await startMachine({ name: 'lab-notice-page' });
  const session = await openLoginSession(machine.lab.client, SAM);
  const ask = { kind: 'Defer', mayRefuse: true } as const;
  const { shown, change, before } = await askBeforeChange(page, fleet, machine, ask);
  const { link } = await readNotice(session, 'ok, later, refuse');

  const context = await browser.newContext({ javaScriptEnabled: false });
  const reader = await context.newPage();
  await reader.goto(link);

  await test.step('it says what will change, where, why and by whom', async () => {
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText(NOTICE.title);
    for (const text of [NOTICE.body, machine.name, REASON, 'Teredo is turned on.'])
      await expect(reader.locator('body')).toContainText(text);
    await expect(reader.getByText('Nothing has been changed yet. Your answer is awaited.')).toBeVisible();
    await expect(reader.getByRole('button', { name: 'Refuse' })).toBeVisible();
  });

  await test.step('put off there, it waits', async () => {
    await reader.getByLabel('Ask me again at:').selectOption({ index: 1 });
    await reader.getByRole('button', { name: 'Later' }).click();
    await loadUntil(reader, 'The computer has taken the answer.');
    await expect(reader.getByText(/On this page: put off until /)).toBeVisible();
    await expect(change.head).toContainText('Deferred');
    await expect(change.stages.nth(3)).toContainText('sam: deferred (page of the notice)');
    expect(await readMachineState(machine)).toEqual(before);
  });

  await test.step('another site in a browser neither shows nor reads it, and answers nothing', async () => {
    const site = await browser.newPage();
    const form = `<form method="post" action="${new URL('/n/', link)}"><input name="answer" value="acknowledged"><button>Win</button></form>`;
    const body = `<iframe src="${link}"></iframe>${form}`;
    await site.route('http://elsewhere.example.com/', (route) =>
      route.fulfill({ contentType: 'text/html', body }),
    );
    await site.goto('http://elsewhere.example.com/');
    const read = (url: string) => fetch(url).then(String, () => 'refused');
    expect(await site.evaluate(read, link)).toBe('refused');
    expect(site.frames().map((frame) => frame.url())).not.toContain(link);
    await site.getByRole('button', { name: 'Win' }).click();
    await expect(site.getByRole('heading', { name: 'This link opens nothing' })).toBeVisible();
    await site.close();
    await expect(change.head).toContainText('Deferred');
  });

  await test.step('agreed to there, it goes on', async () => {
    await reader.getByRole('button', { name: 'Go ahead now after all' }).click();
    await expect(change.head).toContainText('Verified', { timeout: 200_000 });
    await loadUntil(reader, 'What was changed');
    await expect(reader.getByRole('row', { name: /^Teredo off on$/ })).toBeVisible();
    const address = (await readTeredoAddress(machine)) ?? 'an address';
    await expect(reader.getByRole('row').filter({ hasText: address })).toBeVisible();
    await expect(reader.getByText('On this page: agreed.')).toBeVisible();
    await expect(reader.getByRole('button')).toHaveCount(0);
    expect(await context.cookies()).toEqual([]);
  });

  await test.step('rollout and machine say where it was answered', async () => {
    const receipts = page.getByRole('table', { name: 'Receipts' }).getByRole('row');
    await expect(receipts).toHaveCount(3);
    const cells = (row: number) => receipts.nth(row).getByRole('cell');
    await expect(cells(1).nth(1)).toContainText('deferred');
    await expect(cells(2).nth(1)).toContainText('acknowledged');
    for (const row of [1, 2]) {
      await expect(cells(row).nth(0)).toHaveText('sam');
      await expect(cells(row).nth(4)).toHaveText('page of the notice en');
    }
    await page.goto(`${fleet.url}/machines/${machine.id}`);
    await expect(shown.change.stages.nth(3)).toContainText('sam: acknowledged (page of the notice)');
  });
  await context.close();
  await session.close();
});
