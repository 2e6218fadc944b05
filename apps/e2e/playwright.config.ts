import { defineConfig } from '@playwright/test';

/**
 * Debian's Chromium: nothing is downloaded. As many workers as CI has cores; the limits are against hanging only, since
 * each test has a server, a database and a browser to itself or nearly so.
 */
export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/shared-server.ts',
  workers: 2,
  retries: 0,
  timeout: 400_000,
  expect: { timeout: 40_000 },
  outputDir: '../../test-results',
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    },
  },
});
