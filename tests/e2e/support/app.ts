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
import { createEmulator, type Emulator } from '../../../emulator/index';
import { closeServer, listen } from './serve';

/** Static fetches that SDKs make on their own; blocked here, and nothing depends on them. */
const NAMED_FETCHES = [
  // tim-js-sdk looks up texts for error codes.
  'https://web.sdk.qcloud.com/im/download/error-message/',
];

export interface App {
  origin: string;
  cloud: Emulator;
  close(): Promise<void>;
}

export async function startApp(folder = 'dist/build/h5'): Promise<App> {
  const root = resolve(folder);
  if (!existsSync(resolve(root, 'index.html'))) {
    throw new Error(`${folder} is not built: npm run build:h5 comes first`);
  }
  const cloud = createEmulator();
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

export interface MediaFacts {
  width: number;
  /** Seconds that the picture and the sound have played. */
  video: number;
  audio: number;
}

/** A person with a browser of their own in front of the demo. */
export class Person {
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
  ): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en-US',
      ...options.context,
    });
    const person = new Person(userID, context, await context.newPage());
    await person.stayOnThisMachine(origin);
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

  /** Pictures that are shown of a user, and how long they have played. */
  private facts(testID: string): Promise<MediaFacts> {
    return this.page.evaluate((id) => {
      const view = document.querySelector(`[data-testid="${id}"]`);
      const picture = view?.querySelector('video');
      return {
        width: picture?.videoWidth ?? 0,
        video: picture?.currentTime ?? 0,
        audio: 0,
      };
    }, testID);
  }

  /** The picture is decoded and moves. */
  async seesPictureOf(userID: string): Promise<void> {
    const testID = userID === this.userID ? 'local-view' : `remote-view-${userID}`;
    let first: MediaFacts | undefined;
    await expect
      .poll(
        async () => {
          const now = await this.facts(testID);
          if (now.width > 0) first ??= now;
          return first !== undefined && now.video > first.video;
        },
        { message: `${this.userID} sees a moving picture of ${userID}`, timeout: 15_000 },
      )
      .toBe(true);
  }

  /** Something is audible: an unmuted element whose stream is louder than silence. */
  async hears(): Promise<void> {
    const level = () =>
      this.page.evaluate(async () => {
        const players = [...document.querySelectorAll<HTMLMediaElement>('audio, video')].filter(
          (player) => !player.muted && !player.paused && player.currentTime > 0,
        );
        const streams = players
          .map((player) => player.srcObject as MediaStream | null)
          .filter((stream): stream is MediaStream => Boolean(stream?.getAudioTracks().length));
        if (streams.length === 0) return 0;
        const context = new AudioContext();
        await context.resume();
        const analyser = context.createAnalyser();
        for (const stream of streams) context.createMediaStreamSource(stream).connect(analyser);
        const samples = new Uint8Array(analyser.fftSize);
        let loudest = 0;
        // The fake microphone beeps once a second.
        for (let read = 0; read < 40 && loudest < 3; read++) {
          await new Promise((next) => requestAnimationFrame(next));
          analyser.getByteTimeDomainData(samples);
          loudest = Math.max(loudest, ...samples.map((sample) => Math.abs(sample - 128)));
        }
        await context.close();
        return loudest;
      });
    await expect
      .poll(level, { message: `${this.userID} hears something`, timeout: 20_000 })
      .toBeGreaterThan(2);
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
