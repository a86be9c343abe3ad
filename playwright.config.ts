import { defineConfig } from '@playwright/test';

/**
 * Browser tests run in the machine's own Chromium; `scripts/test.mjs` installs one if there is none.
 * Two cores hold one call at a time: more workers make decoding, not the product, the bottleneck.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  // Two runs at the same time must not clear each other's results.
  outputDir: process.env.TEST_RESULTS ?? 'test-results',
  fullyParallel: false,
  workers: 1,
  // A busy machine needs seconds to start four pages; what does not come at all is noticed all the same.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that stalls for seconds is reported as flaky, not as a broken call.
  retries: process.env.CI ? 2 : 0,
  reporter: [['list']],
});
