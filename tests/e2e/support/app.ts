/** The built demo app and the local cloud on one port, and users in front of it. */
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  expect,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test';
import sirv from 'sirv';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../emulator/index';
import type { CallRecord } from '../../../src/store/types';
import { lastRecord, liveCaptures, loudestSound, recordCaptures } from './in-page';
import { closeServer, listen } from './serve';

/** Static fetches that SDKs make on their own; blocked here, and nothing depends on them. */
export const NAMED_FETCHES = [
  // tim-js-sdk looks up texts for error codes.
  'https://web.sdk.qcloud.com/im/download/error-message/',
  // It also reports how its connection went, after it broke.
  'https://events.im.qcloud.com/v4/imopenstat/tim_web_report_v2',
];

export interface App {
  origin: string;
  cloud: Emulator;
  close(): Promise<void>;
}

export async function startApp(
  folder = 'dist/build/h5',
  options: EmulatorOptions = {},
): Promise<App> {
  const root = resolve(folder);
  if (!existsSync(resolve(root, 'index.html'))) {
    throw new Error(`${folder} is not built: npm run build:h5 comes first`);
  }
  const cloud = createEmulator(options);
  const files = sirv(root, { dev: true });
  const server = createServer((request, response) => {
    if (cloud.handleRequest(request, response)) return;
    files(request, response, () => {
      response.writeHead(404).end();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (!cloud.handleUpgrade(request, socket, head)) socket.destroy();
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    cloud,
    async close() {
      await cloud.close();
      await closeServer(server);
    },
  };
}

/** A person with a browser of their own in front of the demo. */
export class DemoUser {
  /** Requests that would have left the machine. */
  readonly strays: string[] = [];
  /** What the page reported as errors. */
  readonly errors: string[] = [];

  private constructor(
    readonly userID: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async arrive(
    browser: Browser,
    origin: string,
    userID: string,
    options: { ringSeconds?: number; context?: Parameters<Browser['newContext']>[0] } = {},
  ): Promise<DemoUser> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en-US',
      ...options.context,
    });
    const person = new DemoUser(userID, context, await context.newPage());
    await person.stayOnThisMachine(origin);
    await context.addInitScript(recordCaptures);
    const { ringSeconds } = options;
    if (ringSeconds !== undefined) {
      const setting = JSON.stringify({ type: 'number', data: ringSeconds });
      await context.addInitScript(
        (value) => localStorage.setItem('trtc-calling:ring-seconds', value),
        setting,
      );
    }
    await person.page.goto(origin);
    return person;
  }

  /** @param userID another one than at arrival, to log in as somebody else */
  async logIn(userID = this.userID): Promise<void> {
    await this.field('login-user').fill(userID);
    await this.see('login-submit').click();
    await expect(this.see('callee-input')).toBeVisible();
  }

  /** The element of a test id that can be seen; pages below keep theirs. */
  see(testID: string): Locator {
    return this.page.locator(`[data-testid="${testID}"]:visible`).first();
  }

  field(testID: string): Locator {
    return this.page
      .locator(`[data-testid="${testID}"] input:visible, input[data-testid="${testID}"]:visible`)
      .first();
  }

  async call(userID: string, kind: 'audio' | 'video'): Promise<void> {
    await this.field('callee-input').fill(userID);
    await this.see(`call-${kind}`).click();
  }

  /**
   * The picture is decoded and new frames keep coming. `currentTime` alone would not do: it also
   * advances while nothing is decoded.
   */
  async seesPictureOf(userID: string, timeout = 20_000): Promise<void> {
    const testID = userID === this.userID ? 'local-view' : `remote-view-${userID}`;
    const frames = () =>
      this.page.evaluate((id) => {
        const picture = document.querySelector(`[data-testid="${id}"] video`);
        if (!(picture instanceof HTMLVideoElement) || picture.videoWidth === 0) return 0;
        return picture.getVideoPlaybackQuality().totalVideoFrames;
      }, testID);
    let first = 0;
    const moves = async () => {
      const now = await frames();
      first ||= now;
      return now > first + 5;
    };
    await expect.poll(moves, { message: `${this.userID} sees ${userID} move`, timeout }).toBe(true);
  }

  /** Something is audible: an unmuted element whose stream is louder than silence. */
  async hears(): Promise<void> {
    await expect
      .poll(() => this.page.evaluate(loudestSound), {
        message: `${this.userID} hears something`,
        timeout: 20_000,
      })
      .toBeGreaterThan(2);
  }

  /** The kinds of what the page captures now: a track that was not ended keeps its device. */
  captures(): Promise<string[]> {
    return this.page.evaluate(liveCaptures);
  }

  /** How the last call ended, as the page keeps it. */
  lastCall(): Promise<CallRecord | undefined> {
    return this.page.evaluate(lastRecord, this.userID);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  private async stayOnThisMachine(origin: string): Promise<void> {
    const { host } = new URL(origin);
    await this.context.route(
      (url) => url.host !== host && /^https?:$/.test(url.protocol),
      (route) => {
        const url = route.request().url();
        if (!NAMED_FETCHES.some((named) => url.startsWith(named))) this.strays.push(url);
        return route.abort();
      },
    );
    this.page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== host) this.strays.push(socket.url());
    });
    this.page.on('pageerror', (error) => this.errors.push(error.message));
  }
}
