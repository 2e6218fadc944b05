import { live } from './admin';
import { axeOn } from './axe-on';
import { enterAsAdmin, expect, test } from './fleet-test';

const STATE = `C:\\>netsh interface teredo show state
Parametri Teredo
---------------------------------------------
Tipo                    : disabled (Group Policy)
Nome server             : teredo.example.net
Intervallo agg. client  : 30 secondi
Porta client            : non specificata
Stato                   : offline
Errore                  : nessuno
`;
const CONFIGURATION = 'InterfaceName teredo\nServerAddress teredo.example.org\n';

test('what a machine printed is explained in the browser, and nothing of it is sent', async ({
  page,
  fleet,
}) => {
  await enterAsAdmin(page, fleet);
  await page.goto(`${fleet.url}/explain`);
  await expect(live(page)).toBeVisible();
  const sent: string[] = [];
  page.on('request', (request) => {
    const said = `${request.url()} ${request.postData() ?? ''}`;
    if (request.method() !== 'GET' || /teredo\.example/.test(decodeURIComponent(said))) sent.push(said);
  });
  await page.getByLabel('What the machine printed').last().fill(STATE);
  await expect(page.getByText('after netsh interface teredo show state')).toBeVisible();
  await expect(page.getByText(/Group Policy/).first()).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: 'miredo.conf',
    mimeType: 'text/plain',
    buffer: Buffer.from(CONFIGURATION),
  });
  await expect(page.getByRole('button', { name: 'Remove miredo.conf' })).toBeVisible();
  await expect(page.getByText('teredo.example.org').first()).toBeVisible();
  await page.getByRole('button', { name: 'Remove miredo.conf' }).click();
  await expect(page.getByText('teredo.example.org')).toHaveCount(0);
  await page.getByLabel('What the machine printed').last().fill('nothing that anybody knows');
  await expect(page.getByText('That does not mean that Teredo is off.')).toBeVisible();
  expect(sent).toEqual([]);
});

test('an explanation is free of axe’s findings and fits 320 pixels, light and dark', async ({
  page,
  fleet,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await enterAsAdmin(page, fleet);
  await page.goto(`${fleet.url}/explain`);
  await page.getByLabel('What the machine printed').last().fill(STATE);
  await expect(page.getByText(/Group Policy/).first()).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await axeOn(page).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(tooWide).toBeLessThanOrEqual(0);
  }
});

test('files may be dropped anywhere on the page, several at once, and one that is no text is named', async ({
  page,
  fleet,
}) => {
  await enterAsAdmin(page, fleet);
  await page.goto(`${fleet.url}/explain`);
  await expect(live(page)).toBeVisible();
  const dropped = await page.evaluateHandle(`(() => {
    const files = new DataTransfer();
    files.items.add(new File([${JSON.stringify(CONFIGURATION)}], 'miredo.conf'));
    files.items.add(new File([new Uint8Array(300)], 'photo.png'));
    return files;
  })()`);
  const title = page.getByRole('heading', { level: 1 });
  await title.dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(page.getByPlaceholder('Let go')).toBeVisible();
  await title.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByRole('button', { name: 'Remove miredo.conf' })).toBeVisible();
  await expect(page.getByText('photo.png is not text.')).toBeVisible();
  await expect(page.getByText('teredo.example.org').first()).toBeVisible();
  await expect(page).toHaveURL(/\/explain$/);
});

test('an output with characters that turn it round on the screen is said to have them', async ({
  page,
  fleet,
}) => {
  await enterAsAdmin(page, fleet);
  await page.goto(`${fleet.url}/explain`);
  const turned = STATE.replace('teredo.example.net', 'teredo.\u202eten.elpmaxe');
  await page.getByLabel('What the machine printed').last().fill(turned);
  await expect(page.getByText('hidden characters that turn it round')).toBeVisible();
  await expect(page.getByText('teredo.ten.elpmaxe').last()).toBeVisible();
});
