/** Pages with the web media driver, and users in front of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';
import type { MediaEvent, MediaPort } from '../../../src/media/port';
import { SDK_APP_ID, type TrtcCloud } from '../../support/trtc-cloud';
import type { Outcome, WebMediaPage } from './pages/web-media-page';
import { serve, type StaticServer } from './serve';

export const ROOM = 4321;

type Handles = { page: WebMediaPage };

/**
 * Bundles a page as an app's build would, with trtc-js-sdk in a chunk of its own.
 *
 * @param script in the folder of the pages
 */
export async function bundleSite(script = 'web-media-page.ts'): Promise<StaticServer> {
  const { build } = await import('vite');
  const folder = await mkdtemp(join(tmpdir(), 'web-media-'));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: resolve('tests/e2e/support/pages', script),
        output: { entryFileNames: 'page.js', chunkFileNames: '[name].js' },
      },
    },
  });
  const { output } = result as { output: { fileName: string }[] };
  const chunks = output.map(({ fileName }) => [`/${fileName}`, join(folder, fileName)]);
  const site = await serve({
    '/': 'tests/e2e/support/pages/web-media.html',
    ...(Object.fromEntries(chunks) as Record<string, string>),
  });
  return {
    origin: site.origin,
    async close() {
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A user with a browser of their own. */
export class User {
  constructor(
    readonly userID: string,
    readonly page: Page,
    private readonly cloud: TrtcCloud,
  ) {}

  static async open(
    browser: Browser,
    site: StaticServer,
    cloud: TrtcCloud,
    userID: string,
    before: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<User> {
    const page = await (await browser.newContext()).newPage();
    await before(page);
    await page.goto(site.origin);
    const user = new User(userID, page, cloud);
    await page.evaluate((proxy) => (window as unknown as Handles).page.create(proxy), user.proxy());
    return user;
  }

  proxy() {
    return { trtc: this.cloud.url, log: this.cloud.url.replace('ws:', 'http:') };
  }

  room(roomID = ROOM) {
    const { userID } = this;
    return { sdkAppID: SDK_APP_ID, userID, userSig: this.cloud.sign(userID), roomID, video: true };
  }

  /** Asks the page's handle `name` and gives its answer. */
  ask<K extends keyof WebMediaPage>(
    name: K,
    ...values: WebMediaPage[K] extends (...p: infer P) => unknown ? P : []
  ): Promise<WebMediaPage[K] extends (...p: never[]) => infer R ? Awaited<R> : WebMediaPage[K]> {
    return this.page.evaluate(
      ([key, list]) => {
        const handles = (window as unknown as { page: Record<string, unknown> }).page;
        const handle = handles[key as string];
        return typeof handle === 'function' ? handle.apply(handles, list) : handle;
      },
      [name, values as unknown[]] as const,
    );
  }

  call(method: keyof MediaPort, ...parameters: unknown[]): Promise<Outcome> {
    return this.ask('call', method, ...parameters);
  }

  /** Calls and expects it to work. */
  async does(method: keyof MediaPort, ...parameters: unknown[]): Promise<unknown> {
    const outcome = await this.call(method, ...parameters);
    expect(outcome, `${this.userID} ${method}`).toMatchObject({ ok: true });
    return outcome.value;
  }

  async joins(devices = { audio: true, video: true }): Promise<void> {
    await this.does('prepare', devices);
    await this.does('enter', this.room());
    await this.does('publish');
  }

  async events<K extends MediaEvent['kind']>(kind: K): Promise<Extract<MediaEvent, { kind: K }>[]> {
    const events = (await this.ask('events')) as MediaEvent[];
    return events.filter((event): event is Extract<MediaEvent, { kind: K }> => event.kind === kind);
  }

  /** Waits until the last event of this kind is like this. */
  async hears(event: Partial<MediaEvent> & { kind: MediaEvent['kind'] }): Promise<void> {
    await expect
      .poll(async () => (await this.events(event.kind)).pop(), { timeout: 15_000 })
      .toMatchObject(event);
  }

  /** Waits for decoded pictures in a view that go on coming. */
  async sees(view: string): Promise<void> {
    const frames = async (): Promise<number> => {
      const seen = await this.ask('see', view);
      return seen && seen.videoWidth > 0 && seen.currentTime > 0 ? seen.frames : 0;
    };
    await expect.poll(frames, { timeout: 15_000 }).toBeGreaterThan(0);
    const now = await frames();
    await expect.poll(frames).toBeGreaterThan(now + 2);
  }

  /** Waits for sound of a user from now on: the level the SDK measures in what it plays. */
  async listensTo(userID: string): Promise<void> {
    const volumes = async () => (await this.events('volume')).map((event) => event.volumes);
    const before = (await volumes()).length;
    // The synthetic microphone beeps shortly; a measurement may fall between two beeps.
    const loudest = async (): Promise<number> => {
      const since = (await volumes()).slice(before).flat();
      return Math.max(0, ...since.filter((e) => e.userID === userID).map((e) => e.volume));
    };
    await expect.poll(loudest, { timeout: 15_000 }).toBeGreaterThan(0);
  }

  async liveTracks(): Promise<string[]> {
    const tracks = await this.ask('tracks');
    return tracks.filter((track) => track.live).map((track) => track.kind);
  }
}
