import { type FleetApi, type FleetServer, signIn, until } from '@teredo-fleet/dev-env';
import { ADMIN, live, openLive, signInOnPage, startServerWithAdmin } from './admin';
import { expect, test } from './browser';
import { findChangeable } from './changeable-machine';
import { MachinePage } from './machine-page';
import { untilFleetIsThere } from './simulated-fleet';

const MACHINES = 12;
const NOTICE = 'Words for one machine';

let server: FleetServer;
let api: FleetApi;
let hostname = '';
let machineId = '';

test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: String(MACHINES) });
  api = await signIn(server.url, ADMIN);
  await untilFleetIsThere(api, MACHINES);
  ({ id: machineId, hostname } = await findChangeable(api));
  const words = {
    title: 'A change here',
    body: '',
    changes: 'Teredo changes.',
    when: 'Soon.',
    whom: 'Ask {contact}.',
  };
  await api.notices.save.mutate({ name: NOTICE, texts: [{ language: 'en', ...words }] });
});
test.afterAll(() => server.stop());

test('a change of one machine and its undo tell users in the words of a chosen notice, and say so', async ({
  page,
}) => {
  test.setTimeout(400_000);
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/machines/${machineId}`);
  await expect(live(page)).toBeVisible();
  const machine = new MachinePage(page, hostname);

  await machine.turn('off', {
    reason: 'one machine to look at',
    async before(dialog) {
      await expect(dialog.getByRole('radio', { name: /^Inform/ })).toBeChecked();
      await dialog.getByRole('radio', { name: /^None/ }).check();
      await expect(dialog.getByText('Nobody is told', { exact: true })).toBeVisible();
      await dialog.getByRole('radio', { name: /^Inform/ }).check();
      await dialog.getByLabel('Words').selectOption(NOTICE);
      await expect(dialog.getByText('Teredo changes.').first()).toBeVisible();
    },
  });
  await machine.change.card.getByRole('link').first().click();
  await expect(page.getByRole('link', { name: NOTICE })).toBeVisible();
  await expect(page.getByText('version 1')).toBeVisible();

  const change = await until('the change has ended', async () => {
    const { rows } = await api.rollouts.list.query({});
    const id = rows.find((row) => row.name.includes(hostname))?.id;
    const view = id === undefined ? null : await api.rollouts.get.query({ id });
    return view?.jobs[0]?.undo.possible ? view : null;
  });
  expect(change.noticeDocument).toMatchObject({ name: NOTICE, used: { number: 1 } });

  await openLive(page, `${server.url}/rollouts/${change.id}`);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Notice: users are informed in standard words, as usual').click();
  await dialog.getByRole('radio', { name: /^None/ }).check();
  await expect(dialog.getByText(/^The change happens untold/)).toBeVisible();
  await dialog.getByRole('radio', { name: /^Inform/ }).check();
  await dialog.getByLabel('Words').selectOption(NOTICE);
  await dialog.getByLabel('Reason').fill('looked at it');
  await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.waitForURL(
    (url) => /\/rollouts\/[0-9a-f-]{36}$/.test(url.pathname) && !url.href.includes(change.id),
  );
  await expect(page.getByRole('link', { name: NOTICE })).toBeVisible();

  const { rows: entries } = await api.audit.list.query({});
  const undone = entries.find(({ action }) => action === 'job.undo');
  expect(undone?.after).toMatchObject({ notice: 'inform', noticeVersion: { number: 1 } });
});
