/** The built demo app and the local cloud on one port, and users in front of it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import sirv from 'sirv';
import type { EmulatorOptions } from '../../../emulator/index';
import type { CallRecord } from '../../../src/store/types';
import { lastRecord, liveCaptures, recordCaptures } from './in-page';
import { ScreenUser } from './screen-user';
import { serveWithCloud, type App } from './serve';
import { stayOnThisMachine } from './stay-on-this-machine';

export type { App };

/** Starts the demo as it was built into `folder`. */
export async function startApp(
  folder = 'dist/build/h5',
  options: EmulatorOptions = {},
): Promise<App> {
  const root = resolve(folder);
  if (!existsSync(resolve(root, 'index.html'))) {
    throw new Error(`${folder} is not built: npm run build:h5 comes first`);
  }
  const files = sirv(root, { dev: true });
  return serveWithCloud(
    (request, response) => files(request, response, () => void response.writeHead(404).end()),
    options,
  );
}

/** A person with a browser of their own in front of the demo. */
export class DemoUser extends ScreenUser {
  /** Requests that would have left the machine. */
  strays: string[] = [];
  /** The errors that the page reported. */
  readonly errors: string[] = [];
  /** The addresses of the WebSockets that the page opened. */
  readonly sockets: string[] = [];

  private constructor(
    userID: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    super(userID);
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('websocket', (socket) => this.sockets.push(socket.url()));
  }

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
    const strays = await stayOnThisMachine(context, origin);
    const person = new DemoUser(userID, context, await context.newPage());
    person.strays = strays;
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

  /** The kinds of what the page captures now: a track that was not ended keeps its device. */
  captures(): Promise<string[]> {
    return this.ask(liveCaptures, undefined);
  }

  /** Reads how the last call ended, as the page keeps it. */
  lastCall(): Promise<CallRecord | undefined> {
    return this.ask(lastRecord, this.userID);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

type ArriveOptions = Parameters<typeof DemoUser.arrive>[3];
export type Online = (userID: string, options?: ArriveOptions) => Promise<DemoUser>;

/** Lets users arrive and log in one by one; all leave together, and none of their pages may have failed. */
export async function withDemoUsers(
  browser: Browser,
  origin: string,
  use: (online: Online) => Promise<void>,
): Promise<void> {
  const users: DemoUser[] = [];
  await use(async (userID, options) => {
    const user = await DemoUser.arrive(browser, origin, userID, options);
    users.push(user);
    await user.logIn();
    return user;
  });
  const strays = users.flatMap((user) => user.strays);
  const errors = users.flatMap((user) => user.errors);
  for (const user of users) await user.leave();
  expect(strays, 'requests that would have left the machine').toEqual([]);
  expect(errors, 'errors on the pages').toEqual([]);
}
