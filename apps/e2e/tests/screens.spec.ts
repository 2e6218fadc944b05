import type AxeBuilder from '@axe-core/playwright';
import { type FleetApi, type FleetServer, signIn, until } from '@teredo-fleet/dev-env';
import { ADMIN, live, openLive, signInOnPage, startServerWithAdmin } from './admin';
import { axeOn } from './axe-on';
import { expect, test } from './browser';
import { policyInput } from './policy-input';
import { untilFleetIsThere } from './simulated-fleet';

const MACHINES = 24;

let server: FleetServer;
let screens: string[] = [];

type Machine = Awaited<ReturnType<FleetApi['machines']['get']['query']>>;

/** Raw evidence that begins with an empty line, which a browser drops from what it is sent. */
const isAwkward = ({ observation }: Machine) =>
  observation?.evidence.some(({ text }) => /^\r\n/.test(text)) ?? false;

/** Who decides here is told with a path of the registry, which has no place to break at. */
const isDecidedByRegistry = ({ decision }: Machine) =>
  decision?.forecasts.some(({ text }) => text.includes('HKLM\\SYSTEM\\CurrentControlSet')) ?? false;

async function findMachine(
  api: FleetApi,
  ids: readonly string[],
  isIt: (machine: Machine) => boolean,
): Promise<string> {
  for (const id of ids) if (isIt(await api.machines.get.query({ id }))) return id;
  throw new Error('the simulated fleet has no such machine');
}

/** Two policies that disagree about a machine, one of them with drift. */
async function policyScreens(api: FleetApi, ids: readonly string[]): Promise<string[]> {
  const [first = '', second = ''] = ids;
  await api.machines.setLabels.mutate({ id: first, labels: ['kiosk', 'games'] });
  await api.machines.setLabels.mutate({ id: second, labels: ['kiosk'] });
  const saved = [];
  for (const [label, mode] of [
    ['kiosk', 'off'],
    ['games', 'on'],
  ] as const) {
    const { id } = await api.policies.save.mutate(policyInput(label, mode));
    saved.push(`/policies/${id}`);
  }
  return [...saved, `${saved[0]}/edit`];
}

/** One that machines tell something of: of some nothing is known, since not all of them are there. */
async function nameProgram(api: FleetApi): Promise<string> {
  const { id } = await api.programs.add.mutate({ path: '%ProgramFiles%\\Example Chat\\chat.exe' });
  await until('the machines have told of it', async () => {
    const { rows } = await api.programs.list.query();
    return (rows[0]?.counts['not-ready'] ?? 0) > 0 ? true : null;
  });
  return id;
}

test.beforeAll(async () => {
  server = await startServerWithAdmin({ TEREDO_FLEET_DEMO_MACHINES: String(MACHINES) });
  const api = await signIn(server.url, ADMIN);
  const list = await untilFleetIsThere(api, MACHINES);
  const ids = list.rows.map((row) => row.id);
  const awkward = await findMachine(api, ids, isAwkward);
  const byRegistry = await findMachine(api, ids, isDecidedByRegistry);
  const places = [
    '/',
    '/machines',
    '/machines/agents',
    '/rollouts',
    '/rollouts/freezes',
    '/rollouts/new',
    '/rollouts/compare',
    '/servers',
    '/findings',
    '/findings/waivers',
    '/findings/new',
    '/findings/xbox-party',
    '/alerts',
    '/alerts/destinations',
    '/policies',
    '/policies/new',
    '/programs',
    `/programs/${await nameProgram(api)}`,
    '/past',
    '/enrol',
    '/explain',
    '/audit',
    '/notices',
    '/settings',
    '/settings/account',
  ];
  const machines = [ids[0], byRegistry, awkward].map((id) => `/machines/${id}`);
  screens = [...places, ...(await policyScreens(api, ids)), ...machines];
});
test.afterAll(() => server.stop());

/** What axe looks for in each theme: everything once, and again what colours decide. */
const LOOKS = [
  { theme: 'light', look: (axe: AxeBuilder) => axe },
  { theme: 'dark', look: (axe: AxeBuilder) => axe.withRules(['color-contrast', 'link-in-text-block']) },
] as const;

for (const { theme, look } of LOOKS) {
  test(`every screen is free of axe's findings, ${theme}`, async ({ page }) => {
    // Every screen there is, and a busy machine takes its time for each.
    test.setTimeout(700_000);
    await page.emulateMedia({ colorScheme: theme });
    await signInOnPage(page, server.url);
    for (const path of screens) {
      await page.goto(server.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      const { violations } = await look(axeOn(page)).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}

test('every screen fits a window of 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signInOnPage(page, server.url);
  for (const path of screens) {
    await page.goto(server.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(tooWide, path).toBeLessThanOrEqual(0);
  }
});

test('paper gets what a screen says, light, and nothing to press', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signInOnPage(page, server.url);
  const warn = () =>
    page.evaluate<string>("getComputedStyle(document.documentElement).getPropertyValue('--warn')");
  const onScreen = await warn();
  for (const path of [
    '/',
    '/policies',
    '/alerts',
    '/programs',
    ...screens.filter((one) => /^.(policies|machines)./.test(one)),
  ]) {
    await page.goto(server.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(await warn(), path).not.toBe(onScreen);
    const pressed = page.locator('main').getByRole('button').filter({ visible: true });
    expect(await pressed.allInnerTexts(), path).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', media: 'screen' });
  }
});

test('where the system chooses the colours, the place, the chosen tab and what to press are told apart', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/policies`);
  const look = (found: ReturnType<typeof page.locator>, property: string) =>
    found.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
  const places = page.getByRole('navigation', { name: 'Main' }).filter({ visible: true });
  expect(await look(places.getByRole('link', { name: 'Policies' }), 'outline-style')).toBe('solid');
  expect(await look(places.getByRole('link', { name: 'Machines' }), 'outline-style')).toBe('none');
  const chosen = await look(page.getByRole('tab', { selected: true }), 'border-bottom-color');
  expect(await look(page.getByRole('tab', { selected: false }).first(), 'border-bottom-color')).not.toBe(
    chosen,
  );
  const create = page.getByRole('link', { name: 'New policy' }).first();
  expect(await look(create, 'border-top-width')).toBe('1px');
});

test('the mark is there for a browser that looks for it by itself, and is kept for a while', async ({
  request,
}) => {
  for (const [path, type] of [
    ['/favicon.ico', 'image/x-icon'],
    ['/icon.svg', 'image/svg+xml'],
  ]) {
    const answer = await request.get(server.url + path);
    expect(answer.status()).toBe(200);
    expect(answer.headers()).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=86400',
    });
  }
});

test('the list of machines keeps its filter in the address and marks what is simulated', async ({ page }) => {
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/machines`);
  await expect(page.getByText(`${MACHINES} machines`).filter({ visible: true }).first()).toBeVisible();
  await page.getByPlaceholder('Search machines').fill('PC-0003');
  await expect(page).toHaveURL(/q=PC-0003/);
  await expect(page.getByRole('table').getByRole('link', { name: /PC-0003/ })).toHaveCount(1);
  await expect(page.getByRole('table').getByText('Sim').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('table').getByRole('link', { name: /PC-0003/ })).toHaveCount(1);
});

test('a search on a slow computer loses no letter, and what clears it is not undone', async ({ page }) => {
  await signInOnPage(page, server.url);
  await page.goto(`${server.url}/machines`);
  await expect(live(page)).toBeVisible();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  const search = page.getByPlaceholder('Search machines');
  // As slowly as that the rest after a letter is over before the next.
  await search.pressSequentially('PC-0003', { delay: 230 });
  await expect(search).toHaveValue('PC-0003');
  await expect(page).toHaveURL(/q=PC-0003/);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Machines' }).click();
  await expect(page).toHaveURL(`${server.url}/machines`);
  await expect(search).toHaveValue('');
  await page.waitForTimeout(2_000);
  expect(page.url()).toBe(`${server.url}/machines`);
});

test('a dialog gives the keyboard back to the button that opened it, that of a menu too', async ({
  page,
}) => {
  await signInOnPage(page, server.url);
  await page.goto(server.url + (screens.at(-1) ?? ''));
  const turnOn = page.getByRole('button', { name: 'Turn Teredo on' });
  await turnOn.click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(turnOn).toBeFocused();

  const more = page.getByRole('button', { name: 'More actions' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Labels' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
});

test('a dialog that asks why begins at its first field, and its button says what it waits for', async ({
  page,
}) => {
  await signInOnPage(page, server.url);
  await openLive(page, server.url + (screens.at(-1) ?? ''));
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Retire' }).click();
  const reason = page.getByRole('dialog').getByLabel('Reason');
  await expect(reason).toBeFocused();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).focus();
  await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
  await expect(page.getByText('Say why, in 3 letters or more')).toBeVisible();
  await expect(reason).toBeFocused();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a new user is given no role that nobody chose', async ({ page }) => {
  await signInOnPage(page, server.url);
  await openLive(page, `${server.url}/settings`);
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expect(dialog.getByRole('radio')).toHaveCount(5);
  await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
  await dialog.getByLabel('Name').fill('Grace Example');
  await dialog.getByLabel('E-mail').fill('grace@example.org');
  await dialog.getByLabel('First password').fill('a long enough password');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('radio', { name: /viewer/ }).check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('grace@example.org')).toBeVisible();
});

test('a link for a new password says whose it is, and once spent that it is', async ({ page }) => {
  const email = 'lin@example.org';
  const api = await signIn(server.url, ADMIN);
  const { id } = await api.users.create.mutate({
    name: 'Lin Example',
    email,
    password: 'a long enough password',
    role: 'viewer',
    scopeIds: [],
  });
  const { link } = await api.users.createResetLink.mutate({ id });
  await page.goto(link);
  await expect(page.getByText(`For ${email}`)).toBeVisible();
  await expect(page.locator('input[autocomplete=username]')).toHaveValue(email);
  await page.getByLabel('New password').fill('quite another password');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Your new password is set')).toBeVisible();
  await page.reload();
  await expect(page.getByText('This link can’t be used')).toBeVisible();
  await expect(page.getByLabel('New password')).toBeHidden();
});

test('an open menu of choices is free of axe’s findings, a long one that scrolls too', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 420 });
  await signInOnPage(page, server.url);
  await openLive(page, server.url + (screens.at(-1) ?? ''));
  await page.getByRole('button', { name: 'Turn Teredo on' }).click();
  await page.getByRole('button', { name: 'Choose from the directory' }).click();
  await page.getByRole('menuitem').first().waitFor();
  const { violations } = await axeOn(page).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test.describe('a page that is not there', () => {
  // The answer to it is an error in the console.
  test.use({ expected: /Failed to load resource: .* 404/ });

  test('has one main part, in the console and outside of it', async ({ page }) => {
    await signInOnPage(page, server.url);
    for (const path of ['/nothing', '/machines/00000000-0000-4000-8000-000000000000']) {
      await page.goto(server.url + path);
      await expect(page.getByText('There is nothing at this address')).toBeVisible();
      await expect(page.getByRole('main')).toHaveCount(1);
    }
  });
});
