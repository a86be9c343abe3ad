/** The steps of a walk through the screens that are the same whatever carries the media. */
import { expect } from '@playwright/test';
import type { DemoUser } from '../../e2e/support/app';
import type { AppUser } from './app-user';

/** Bob calls by sound, then by video, and Alice declines each when her screen was seen. */
export async function incomingScreens(
  alice: AppUser,
  bob: DemoUser,
  shot: (screen: string) => Promise<void>,
): Promise<void> {
  for (const type of ['audio', 'video'] as const) {
    await bob.call('alice', type);
    await expect(alice.see('incoming')).toBeVisible();
    await shot(`incoming-${type}`);
    await alice.see('reject').click();
    await expect(alice.see('callee-input')).toBeVisible();
    await bob.see('end-close').click();
  }
}
