/** A mini-program user is a person with the mini-program in front of them. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { WeixinHost } from '../host/main';
import type { Interruption } from '../host/live/pusher';
import type { DataCrossing } from '../host/runtime/components';
import type { CallRecord } from '../../../src/store/types';
import { ScreenUser } from '../../e2e/support/screen-user';
import { stayOnThisMachine } from '../../e2e/support/stay-on-this-machine';

export interface Hosting {
  weixinHost: WeixinHost;
}

/** Options for opening the mini-program. */
export interface Start {
  /** A shared link names this page and its query. */
  link?: string;
  /** Sub-packages cannot be loaded, until `reach()`. */
  unreachable?: boolean;
  /** Rooms are entered, and nothing is sent in them. They reach pages of the same context only. */
  silent?: boolean;
  /** The new page shares the context of this user. */
  beside?: MiniProgramUser;
  /** The user's setting: how long a call rings. */
  ringSeconds?: number;
  /** The mini-program runs in the simulator of WeChat DevTools. */
  devTools?: boolean;
  /** Phone and language; an English phone by default. */
  context?: Parameters<Browser['newContext']>[0];
}

export class MiniProgramUser extends ScreenUser {
  /** Lists the requests that would have left the machine. */
  strays: string[] = [];
  protected override readonly players = 'wx-live-player audio';
  protected override readonly patience = 30_000;

  private constructor(
    userID: string,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly origin: string,
  ) {
    super(userID);
  }

  static async arrive(
    browser: Browser,
    origin: string,
    userID: string,
    server = origin,
    start: Start = {},
  ): Promise<MiniProgramUser> {
    const phone = { viewport: { width: 390, height: 844 }, locale: 'en-US', ...start.context };
    const context = start.beside?.context ?? (await browser.newContext(phone));
    const strays = await stayOnThisMachine(context, origin);
    const user = new MiniProgramUser(userID, context, await context.newPage(), origin);
    user.strays = strays;
    // Stored as if they had been typed in before.
    const stored = { 'demo:server': server, 'trtc-calling:ring-seconds': start.ringSeconds };
    await context.addInitScript((entries) => {
      for (const [key, value] of Object.entries(entries)) {
        if (value !== undefined) localStorage.setItem(`weixin:${key}`, JSON.stringify(value));
      }
    }, stored);
    const [path = '', query = ''] = (start.link ?? '').split('?');
    const asked = new URLSearchParams({
      ...(path && { path, query }),
      ...(start.devTools && { platform: 'devtools' }),
      ...(start.unreachable && { reachable: 'no' }),
      ...(start.silent && { silent: 'yes' }),
    });
    await user.page.goto(`${origin}/weixin/?${asked}`);
    return user;
  }

  async logIn(): Promise<void> {
    await this.field('login-user').fill(this.userID);
    const server = this.field('login-server');
    if ((await server.inputValue()) !== this.origin) await server.fill(this.origin);
    await this.see('login-submit').click();
    await expect(this.see('callee-input')).toBeVisible();
  }

  /** Goes to a page by what is tapped for it. */
  async open(page: string): Promise<void> {
    const isCheck = page === 'diagnostics';
    await this.see(`tab-${isCheck ? 'settings' : page}`).click();
    if (isCheck) await this.see('open-diagnostics').click();
    await expect.poll(() => this.routes()).toEqual([`pages/${page}/${page}`]);
  }

  /** Reads the record of the last call, as the mini-program keeps it. */
  lastCall = (): Promise<CallRecord | undefined> =>
    this.page.evaluate(
      (key) => (JSON.parse(localStorage.getItem(key) ?? '[]') as CallRecord[])[0],
      `weixin:trtc-calling:records:${this.userID}`,
    );

  routes = (): Promise<string[]> =>
    this.page.evaluate(() => (window as unknown as Hosting).weixinHost.routes);
  touched = (): Promise<string[]> =>
    this.page.evaluate(() => (window as unknown as Hosting).weixinHost.touched);
  /** A line that holds one of these is what the test is about, and no error of the mini-program. */
  readonly expectedErrors: string[] = [];
  errors = async (): Promise<string[]> => {
    const all = await this.page.evaluate(
      () => (window as unknown as Partial<Hosting>).weixinHost?.errors ?? [],
    );
    return all.filter((line) => !this.expectedErrors.some((text) => line.includes(text)));
  };
  /** Lets the live components report this quality of the network. */
  measure = (level: number): Promise<void> =>
    this.page.evaluate(
      (netQualityLevel) => (window as unknown as Hosting).weixinHost.measure(netQualityLevel, 50),
      level,
    );

  /**
   * Another quality and another volume with each frame, for some ticks of the call's timer.
   * @returns what was set meanwhile
   */
  async measureFor(wanted: number): Promise<{ ticks: number; crossings: DataCrossing[] }> {
    const timer = await this.see('call-timer').elementHandle();
    return this.page.evaluate(
      async ([element, count]) => {
        const { weixinHost: host } = window as unknown as Hosting;
        const text = () => element?.textContent;
        const frame = () => new Promise(requestAnimationFrame);
        const start = text();
        while (text() === start) await frame();
        const from = host.crossings.length;
        let ticks = 0;
        for (let frames = 0, seen = text(); ticks < count; frames += 1) {
          host.measure((frames % 6) + 1, (frames * 7) % 100);
          await frame();
          if (text() !== seen) ticks += 1;
          seen = text();
        }
        return { ticks, crossings: host.crossings.slice(from) };
      },
      [timer, wanted] as const,
    );
  }

  crossings = (): Promise<DataCrossing[]> =>
    this.page.evaluate(() => (window as unknown as Hosting).weixinHost.crossings);

  /** Lets the user refuse microphone and camera from now on, whatever was allowed before. */
  refuseDevices = (): Promise<void> =>
    this.page.evaluate(() => {
      const { permissions } = (window as unknown as Hosting).weixinHost;
      Object.assign(permissions.settings, { 'scope.record': false, 'scope.camera': false });
    });

  /** Says whether another program of the phone holds the microphone from now on. */
  holdMicrophoneElsewhere = (held: boolean): Promise<void> =>
    this.page.evaluate((is) => {
      (window as unknown as Hosting).weixinHost.microphoneHeld = is;
    }, held);

  /** Lists the modules that have run. */
  ran = (): Promise<string[]> =>
    this.page.evaluate(() => (window as unknown as Hosting).weixinHost.ran);
  reach = (): Promise<boolean> =>
    this.page.evaluate(() => ((window as unknown as Hosting).weixinHost.reachable = true));

  failedLoads = (): Promise<number> =>
    this.page.evaluate(() => (window as unknown as Hosting).weixinHost.failedLoads);

  /** Goes back by WeChat's button or gesture. */
  goBack = (): Promise<void> =>
    this.page.evaluate(() => (window as unknown as Hosting).weixinHost.goBack());
  /** The app's own code changes pages. */
  changePage = (by: 'navigateTo' | 'redirectTo' | 'reLaunch', page: string): Promise<void> =>
    this.page.evaluate(
      ([how, url]) => (window as unknown as Hosting).weixinHost.changePage(how, url),
      [by, `/${page}`] as const,
    );

  /** The app's own code goes back over so many pages at once. */
  goBackOver = (pages: number): Promise<void> =>
    this.page.evaluate(
      (delta) => (window as unknown as Hosting).weixinHost.goBackOver(delta),
      pages,
    );

  hide = (interruption?: Interruption): Promise<void> =>
    this.page.evaluate((how) => (window as unknown as Hosting).weixinHost.hide(how), interruption);
  show = (): Promise<void> =>
    this.page.evaluate(() => (window as unknown as Hosting).weixinHost.show());

  async leave(): Promise<void> {
    await this.context.close();
  }
}
