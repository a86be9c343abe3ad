/** Whoever has screens with calls in front of them, on any platform that Playwright drives. */
import type { Locator, Page } from '@playwright/test';
import { PageUser } from './page-user';

export abstract class ScreenUser extends PageUser {
  /** The window in which it all is. */
  abstract readonly page: Page;

  /** What lies on top: the page itself, or a frame of it. */
  protected get top(): { locator(selector: string): Locator } {
    return this.page;
  }

  /** The element of a test id that can be seen; pages below keep theirs. */
  see(testID: string): Locator {
    return this.top.locator(`[data-testid="${testID}"]:visible`).first();
  }

  field(testID: string): Locator {
    return this.top
      .locator(`[data-testid="${testID}"] input:visible, input[data-testid="${testID}"]:visible`)
      .first();
  }

  async call(userID: string, kind: 'audio' | 'video'): Promise<void> {
    await this.field('callee-input').fill(userID);
    await this.see(`call-${kind}`).click();
  }

  protected async frames(testID: string): Promise<number> {
    const pictures = this.top.locator(`[data-testid="${testID}"] video`);
    const counts = await pictures.evaluateAll((all) =>
      (all as HTMLVideoElement[]).map((one) =>
        one.videoWidth > 0 ? one.getVideoPlaybackQuality().totalVideoFrames : 0,
      ),
    );
    return Math.max(0, ...counts);
  }

  protected ask<A, R>(question: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.page.evaluate(question as (argument: unknown) => R | Promise<R>, argument);
  }
}
