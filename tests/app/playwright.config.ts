import { defineConfig } from '@playwright/test';

/** Playwright runs the built App in the test host. Two cores hold one call at a time. */
export default defineConfig({
  testDir: '.',
  outputDir: process.env.TEST_RESULTS ?? '../../test-results',
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that stalls for seconds is reported as flaky, not as a broken call.
  retries: process.env.CI ? 2 : 0,
  reporter: [['list']],
});
