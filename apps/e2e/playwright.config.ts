import { defineConfig } from '@playwright/test';

/**
 * Debian's Chromium: nothing is downloaded. More workers than a test needs cores, since most of their time goes by
 * while Miredo waits for a server or a NAT.
 */
export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/shared-server.ts',
  workers: 3,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
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
