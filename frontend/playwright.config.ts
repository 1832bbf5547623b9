import { defineConfig } from '@playwright/test';

/** Debian's Chromium against a running local stack: DATAINSIGHT_URL=http://localhost:8000 npm run e2e */
export default defineConfig({
  testDir: 'e2e',
  outputDir: process.env.PLAYWRIGHT_OUTPUT ?? 'test-results',
  // Of a whole path on a busy machine, beside other tests; what does not come at all is told by `expect`, and sooner.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  // A busy machine may be slow once, not twice; what passed only at the second try is told as a warning by test_web_app.py.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    baseURL: process.env.DATAINSIGHT_URL ?? 'http://localhost:8000',
    locale: 'en-GB',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
