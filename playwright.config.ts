import { defineConfig } from '@playwright/test';

/** Calls of four people keep two cores busy by themselves: `npm test` plays them alone, after the others. */
const CROWDS = /group\.spec\.ts|interop\/groups\.spec\.ts/;

/**
 * Browser tests run in the machine's own Chromium; `scripts/test.mjs` installs one if there is none.
 * Two cores hold two calls at a time: more workers make decoding, not the product, the bottleneck.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  // Two runs at the same time must not clear each other's results.
  outputDir: process.env.TEST_RESULTS ?? 'test-results',
  fullyParallel: false,
  workers: 2,
  projects: [
    { name: 'calls', testIgnore: CROWDS },
    { name: 'crowds', testMatch: CROWDS },
  ],
  // A busy machine needs seconds to start four pages; what does not come at all is noticed all the same.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that stalls for seconds is reported as flaky, not as a broken call.
  retries: process.env.CI ? 2 : 0,
  reporter: [['list']],
});
