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
  reporter: [['list']],
});
