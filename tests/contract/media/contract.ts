import { casesFor } from './cases';
import type { MediaHarness } from './harness';

/**
 * Runs the contract of the media port against a driver.
 *
 * @param entersRooms false for drivers of places where no room can be entered
 */
export function mediaContract(
  name: string,
  createHarness: () => MediaHarness,
  { entersRooms = true } = {},
): void {
  describe(`${name} keeps the rules of the media port`, () => {
    it.each(casesFor({ entersRooms }))('$title', async ({ run }) => {
      const harness = createHarness();
      try {
        await run(harness);
      } finally {
        await harness.close();
      }
    });
  });
}
