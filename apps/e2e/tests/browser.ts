import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

export { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';

/** Everything that the browser complains about in any tab: errors in its console, and errors nobody caught. */
function collectComplaints(context: BrowserContext): string[] {
  const complaints: string[] = [];
  const add = (path: string | undefined, text: string) => complaints.push(`${path ?? ''} ${text}`);
  context.on('weberror', (thrown) => add(thrown.page()?.url(), thrown.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') add(message.page()?.url(), `${message.text()} ${message.location().url}`);
  });
  return complaints;
}

const SHOWN_CHARACTERS = 6_000;

/** What a failed test's page says, for who has nothing but the log. */
async function printPage(page: Page): Promise<void> {
  const shown = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5_000 })
    .catch((error: Error) => `not readable: ${error.message}`);
  process.stdout.write(`The page was ${page.url()}:\n${shown.slice(0, SHOWN_CHARACTERS)}\n`);
}

/**
 * Playwright's test with a browser that may not complain: a test in which it does has failed. One that takes the
 * server away names what the browser then has to say: `test.use({ expected: /ERR_CONNECTION_REFUSED/ })`.
 */
export const test = base.extend<{ expected: RegExp | null }>({
  expected: [null, { option: true }],
  context: async ({ context, expected }, use) => {
    const complaints = collectComplaints(context);
    await use(context);
    expect(complaints.filter((text) => !expected?.test(text))).toEqual([]);
  },
  page: async ({ page }, use, testInfo) => {
    await use(page);
    if (testInfo.status !== testInfo.expectedStatus) await printPage(page);
  },
});
