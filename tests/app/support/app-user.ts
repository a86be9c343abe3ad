/** An App user is a person with the App in front of them. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { CallRecord } from '../../../src/store/types';
import { liveCaptures } from '../../e2e/support/in-page';
import { ScreenUser } from '../../e2e/support/screen-user';
import { stayOnThisMachine } from '../../e2e/support/stay-on-this-machine';
import type { App } from '../../e2e/support/serve';
import { AppHost, type AppOptions } from '../host/app-host';
import type { Base } from '../host/bundle';
import { TrtcPlugin } from '../host/plugin/trtc-plugin';
import type { UserAnswer } from '../host/device/permissions';
import type { BackEnd } from './back-ends';

export interface Start extends Omit<AppOptions, 'plugin'> {
  /** Else the web view, as in an App into which no plug-in is packed. */
  backEnd?: BackEnd;
  /** The user's setting: how long a call rings. */
  ringSeconds?: number;
}

/** Web views of Apps say so. */
const USER_AGENT =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120 Mobile Safari/537.36 uni-app Html5Plus/1.0 (Immersed/20.0)';

export class AppUser extends ScreenUser {
  protected override readonly patience = 30_000;
  /** A line that holds one of these is what the test is about, and no error of the App. */
  readonly expectedErrors: string[] = [];

  private constructor(
    userID: string,
    readonly context: BrowserContext,
    readonly host: AppHost,
    private readonly app: Pick<App, 'origin'>,
    private readonly requests: string[],
    /** The plug-in that is packed with the App. */
    readonly plugin: TrtcPlugin | undefined,
  ) {
    super(userID);
  }

  static async arrive(
    browser: Pick<Browser, 'newContext'>,
    base: Base,
    app: App,
    userID: string,
    { ringSeconds, backEnd, ...options }: Start = {},
  ): Promise<AppUser> {
    const { width = 375, height = 812, theme, locale } = options.phone ?? {};
    const context = await browser.newContext({
      viewport: { width, height },
      userAgent: USER_AGENT,
      ...(theme && { colorScheme: theme }),
      locale: locale ?? 'en-US',
    });
    const requests = await stayOnThisMachine(context, app.origin);
    let plugin: TrtcPlugin | undefined;
    const cloud = app.cloud.proxyFor(app.origin);
    const host = await AppHost.start(base, context, app.origin, {
      ...options,
      ...(ringSeconds && { stored: { 'trtc-calling:ring-seconds': ringSeconds } }),
      ...(backEnd === 'native' && {
        plugin: (phone) => (plugin = new TrtcPlugin(phone, cloud)),
      }),
    });
    return new AppUser(userID, context, host, app, requests, plugin);
  }

  get page(): Page {
    return this.host.window.page;
  }

  /** Requests that would have left the machine, of the logic and of the views. */
  get strays(): string[] {
    return [...this.requests, ...this.host.network.strays];
  }

  errors(): string[] {
    const isExpected = (line: string) => this.expectedErrors.some((text) => line.includes(text));
    return this.host.errors.filter((line) => !isExpected(line));
  }

  async logIn(): Promise<void> {
    await this.field('login-user').fill(this.userID);
    await this.field('login-server').fill(this.app.origin);
    await this.see('login-submit').click();
    await expect(this.see('callee-input')).toBeVisible();
  }

  async answer(): Promise<void> {
    await this.see('accept').click();
  }

  async hangUp(): Promise<void> {
    await this.see('hangup').click();
  }

  /** Goes to a page by what is tapped for it. */
  async open(page: string): Promise<void> {
    const isCheck = page === 'diagnostics';
    await this.see(`tab-${isCheck ? 'settings' : page}`).click();
    if (isCheck) await this.see('open-diagnostics').click();
    await expect.poll(() => this.host.routes.at(-1)).toBe(`pages/${page}/${page}`);
  }

  /** Presses the back key. */
  back(): void {
    this.host.pressBack();
  }

  hide(): void {
    this.host.hide();
  }

  show(): void {
    this.host.show();
  }

  /** What the user answers when the system asks for microphone and camera. */
  answerPermissions(answer: UserAnswer): void {
    this.host.phone.permissions.answer = answer;
  }

  /** The kinds of what the pages capture now. */
  async captures(): Promise<string[]> {
    const { frames } = this.host.window;
    const all = await Promise.all(
      frames.map((frame) =>
        frame.evaluate(liveCaptures).catch((error: unknown) => {
          // What a page captured goes with it, and it may go while it is asked.
          if (frame.isDetached()) return [];
          throw error;
        }),
      ),
    );
    return all.flat().sort();
  }

  /** Reads the record of the last call, as the App keeps it. */
  lastCall = async (): Promise<CallRecord | undefined> => {
    const key = `trtc-calling:records:${this.userID}`;
    return (this.host.phone.storage.read(key) as CallRecord[] | undefined)?.[0];
  };

  /** The names of the devices that the pages hold now. */
  async held(): Promise<string[]> {
    const live = () =>
      (window as unknown as { captured: MediaStreamTrack[] }).captured
        .filter(({ readyState }) => readyState === 'live')
        .map(({ label }) => label);
    const all = await Promise.all(this.host.window.frames.map((frame) => frame.evaluate(live)));
    return all.flat();
  }

  async leave(): Promise<void> {
    this.host.close();
    await this.context.close();
  }

  protected override async ask<A, R>(
    question: (argument: A) => R | Promise<R>,
    argument: A,
  ): Promise<R> {
    const frame = this.host.window.frame(this.host.topWebview);
    if (!frame) throw new Error('there is no page on top');
    return frame.evaluate(question as (argument: unknown) => R | Promise<R>, argument);
  }

  /** The frame of the page that lies on top. */
  protected override get top() {
    return this.page.frameLocator('iframe[data-top]');
  }
}
