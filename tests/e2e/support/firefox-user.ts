import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer-core';
import type { CallRecord } from '../../../src/store/types';
import { lastRecord, liveCaptures, recordCaptures } from './in-page';
import { PageUser } from './page-user';
import { SDK_FETCHES } from './stay-on-this-machine';

/** A person in front of the demo in Firefox. The counterpart of `DemoUser`, by another driver. */
export class FirefoxUser extends PageUser {
  /** Requests that would have left the machine. */
  readonly strays: string[] = [];
  /** The errors that the page reported. */
  readonly errors: string[] = [];

  private constructor(
    userID: string,
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    super(userID);
  }

  static async arrive(browser: Browser, origin: string, userID: string): Promise<FirefoxUser> {
    const context = await browser.createBrowserContext();
    const person = new FirefoxUser(userID, context, await context.newPage());
    const { page, errors, strays } = person;
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      const named = SDK_FETCHES.some((each) => request.url().startsWith(each));
      if (/^(http|ws)/.test(protocol) && host !== new URL(origin).host && !named) {
        strays.push(request.url());
      }
    });
    await page.setViewport({ width: 390, height: 844 });
    await page.evaluateOnNewDocument(recordCaptures);
    await page.goto(origin);
    return person;
  }

  async logIn(): Promise<void> {
    await this.fill('login-user', this.userID);
    await this.click('login-submit');
    await this.see('callee-input');
  }

  async call(userID: string, kind: 'audio' | 'video'): Promise<void> {
    await this.fill('callee-input', userID);
    await this.click(`call-${kind}`);
  }

  /** Waits for the element of a test id that can be seen; pages below keep theirs. */
  async see(testID: string, within = ''): Promise<ElementHandle<Element>> {
    const found = await this.page
      .waitForFunction(
        (selector) =>
          [...document.querySelectorAll(selector)].find(
            (element) =>
              element.getClientRects().length > 0 &&
              element.checkVisibility({ visibilityProperty: true }),
          ),
        { timeout: 15_000 },
        `[data-testid="${testID}"] ${within}`,
      )
      .catch((error: unknown) => {
        throw new Error(`${this.userID} never saw ${testID} ${within}: ${String(error)}`);
      });
    return found.asElement() as ElementHandle<Element>;
  }

  async click(testID: string): Promise<void> {
    await (await this.see(testID)).click();
  }

  /** All at once: uni's input loses letters that come faster than it renders. */
  async fill(testID: string, text: string): Promise<void> {
    const field = await this.see(testID, 'input');
    await field.evaluate((input, typed) => {
      (input as HTMLInputElement).focus();
      (input as HTMLInputElement).select();
      document.execCommand('insertText', false, typed);
    }, text);
  }

  /** Reads it once: poll it. */
  async text(testID: string): Promise<string> {
    return (await this.see(testID)).evaluate((element) => element.textContent);
  }

  /** Reads it once: poll it. */
  async attribute(testID: string, name: string): Promise<string | null> {
    return (await this.see(testID)).evaluate(
      (element, wanted) => element.getAttribute(wanted),
      name,
    );
  }

  /** The kinds of what the page captures now: a track that was not ended keeps its device. */
  captures(): Promise<string[]> {
    return this.ask(liveCaptures, undefined);
  }

  /** Reads how the last call ended, as the page keeps it. */
  lastCall(): Promise<CallRecord | undefined> {
    return this.ask(lastRecord, this.userID);
  }

  protected async frames(testID: string): Promise<number> {
    return this.page.evaluate(presentedFrames, testID);
  }

  protected ask<A, R>(question: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.page.evaluate(question as (argument: unknown) => R | Promise<R>, argument);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

/**
 * How many frames the element has shown; 0 if it shows none any more. Firefox counts none of a stream in
 * `getVideoPlaybackQuality`.
 */
function presentedFrames(testID: string): Promise<number> | number {
  const picture = document.querySelector(`[data-testid="${testID}"] video`);
  if (!(picture instanceof HTMLVideoElement) || picture.videoWidth === 0) return 0;
  return new Promise((done) => {
    picture.requestVideoFrameCallback((_now, frame) => done(frame.presentedFrames));
    setTimeout(() => done(0), 1000);
  });
}
