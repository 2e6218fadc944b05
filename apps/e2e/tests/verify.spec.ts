import { readFileSync } from 'node:fs';
import { axeOn } from './axe-on';
import { expect, test } from './fleet-test';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/bundles/${name}`, import.meta.url));
const bundle = fixture('whole.zip');
const changed = fixture('row-changed.zip');
const { fingerprint } = JSON.parse(fixture('known.json').toString()) as { fingerprint: string };

const zip = (buffer: Buffer) => ({ name: 'bundle.zip', mimeType: 'application/zip', buffer });

test('a bundle is checked in the browser by somebody who is not signed in, and nothing is sent', async ({
  page,
  fleet,
}) => {
  await page.goto(`${fleet.url}/verify`);
  const choose = page.getByLabel('Bundle', { exact: true });
  const check = page.getByRole('button', { name: 'Check' });
  await choose.setInputFiles(zip(bundle));
  await expect(page.getByText('bundle.zip')).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await check.click();
  await expect(page.getByText('Nothing was found to be wrong, but not everything was checked')).toBeVisible();
  await expect(page.getByText(/Whether the key is that of your installation/)).toBeVisible();
  await page.getByLabel(/Fingerprint/).fill('abc');
  await check.click();
  await expect(page.getByText(/A fingerprint has 64 hex digits/)).toBeVisible();
  await page.getByLabel(/Fingerprint/).fill(fingerprint);
  await choose.setInputFiles(zip(changed));
  await check.click();
  await expect(page.getByText('This bundle is not what was signed, or not all of it')).toBeVisible();
  await expect(page.getByText('machines.csv: row 3 (machines.csv 3) was changed.')).toBeVisible();
  await expect(page.getByText('The key is the one whose fingerprint you gave.')).toBeVisible();
  // All that was asked of any server is the program that checks.
  expect([...new Set(asked)]).toEqual(['GET /verify-worker.js']);
  expect(page.url()).toBe(`${fleet.url}/verify`);
  expect(await (await page.request.get(`${fleet.url}/verify.mjs`)).text()).toMatch(/^#!\/usr\/bin\/env node/);
});

test('the page that checks bundles is free of axe’s findings and fits 320 pixels, light and dark', async ({
  page,
  fleet,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${fleet.url}/verify`);
  await page.getByLabel('Bundle', { exact: true }).setInputFiles(zip(changed));
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText(/row 3/)).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await axeOn(page).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(tooWide).toBeLessThanOrEqual(0);
  }
});
