/** Pages with the unmodified trtc-js-sdk in them and nothing of ours, users in front, and the cloud that they use. */
import { expect, type Browser, type Page } from '@playwright/test';
import { createEmulator, DEMO_SDK_APP_ID, type Emulator } from '../../../emulator';
import type { MemberSnapshot, TrtcFaults, TrtcServer } from '../../../emulator/trtc/server';
import { SDK_APP_ID, startTrtcCloud } from '../../support/trtc-cloud';
import { serve, type StaticServer } from './serve';

interface Outcome {
  ok: boolean;
  code?: number;
  extraCode?: number;
  message?: string;
}

interface CallerEvent {
  name: string;
  userID?: string;
  reason?: string;
  state?: string;
  code?: number;
  uplinkNetworkQuality?: number;
  downlinkLoss?: number;
  uplinkLoss?: number;
  uplinkRTT?: number;
}

interface Remote {
  present: boolean;
  audioLevel: number;
  rawAudioLevelType: string;
  videoWidth: number;
  currentTime: number;
  framesDecoded: number;
}

/** Of what a page receives, by the userID of who sent it; round trips are in ms. */
export interface CallerStats {
  rtt: number;
  downlinksRTT: Record<string, number>;
  audio: Record<string, { packetsReceived: number; packetsLost: number }>;
  video: Record<string, { packetsReceived: number; packetsLost: number; framesDecoded: number }>;
}

type Method =
  | 'join'
  | 'publish'
  | 'unpublish'
  | 'leave'
  | 'muteAudio'
  | 'unmuteAudio'
  | 'muteVideo'
  | 'unsubscribe'
  | 'subscribe';

/** A page with the SDK in it and a user in front of it. */
export class Caller {
  /** Requests that left the machine. */
  readonly strays: string[] = [];

  constructor(
    readonly userID: string,
    readonly page: Page,
  ) {
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') this.strays.push(request.url());
    });
  }

  call(method: Method, ...args: unknown[]): Promise<Outcome> {
    return this.page.evaluate(
      ([name, values]) =>
        (window as unknown as { caller: Record<string, (...v: unknown[]) => Promise<Outcome>> })
          .caller[name]!(...values),
      [method, args] as const,
    );
  }

  events(): Promise<CallerEvent[]> {
    return this.page.evaluate(
      () => (window as unknown as { caller: { events: CallerEvent[] } }).caller.events,
    );
  }

  remote(userID: string): Promise<Remote> {
    return this.page.evaluate(
      (id) => (window as unknown as { caller: { remote(id: string): Remote } }).caller.remote(id),
      userID,
    );
  }

  /** Media statistics of the SDK, as it gives them to an app. */
  stats(): Promise<CallerStats> {
    return this.page.evaluate(() =>
      (window as unknown as { caller: { stats(): Promise<CallerStats> } }).caller.stats(),
    );
  }

  async heard(name: string, userID?: string): Promise<boolean> {
    return (await this.events()).some(
      (event) => event.name === name && (userID === undefined || event.userID === userID),
    );
  }
}

/** A test needs this of the local cloud. */
export interface Cloud {
  sdkAppId: number;
  trtc: TrtcServer;
  faults: TrtcFaults;
  proxy: { trtc: string; log: string };
  events(): { event: string; [detail: string]: unknown }[];
  sign(userID: string, expireSeconds?: number): string;
  close(): Promise<void>;
}

/** The whole local cloud, on a free port of this machine. */
export async function startCloud(): Promise<Cloud & { emulator: Emulator; origin: string }> {
  const emulator = createEmulator();
  const proxy = await emulator.listen();
  return {
    emulator,
    origin: proxy.origin,
    sdkAppId: DEMO_SDK_APP_ID,
    trtc: emulator.trtc,
    faults: emulator.faults.trtc,
    proxy,
    events: () => emulator.events,
    sign: (userID, expireSeconds) => emulator.signUserSig(userID, { expireSeconds }),
    close: () => emulator.close(),
  };
}

/** A cloud that takes H.264 where both are offered, as Tencent's does. */
export async function startH264Cloud(): Promise<Cloud> {
  const server = await startTrtcCloud({ videoCodec: 'H264' });
  const proxy = { trtc: server.url, log: server.url.replace('ws:', 'http:') };
  return { ...server, sdkAppId: SDK_APP_ID, proxy, events: () => server.log };
}

export const ROOM = 4321;

/** Serves the page of the callers. */
export const serveCallers = (): Promise<StaticServer> =>
  serve({
    '/': 'tests/e2e/support/pages/trtc.html',
    '/trtc-page.js': 'tests/e2e/support/pages/trtc-page.js',
    '/trtc.js': 'node_modules/trtc-js-sdk/trtc.js',
  });

/** @param origin where `serveCallers` serves */
export async function arrive(browser: Browser, origin: string, userID: string): Promise<Caller> {
  const context = await browser.newContext();
  const caller = new Caller(userID, await context.newPage());
  await caller.page.goto(origin);
  return caller;
}

export function join(
  cloud: Cloud,
  caller: Caller,
  options: Record<string, unknown> = {},
): Promise<Outcome> {
  return caller.call('join', {
    sdkAppId: cloud.sdkAppId,
    userID: caller.userID,
    userSig: cloud.sign(caller.userID),
    roomID: ROOM,
    proxy: cloud.proxy,
    ...options,
  });
}

export const OK = { ok: true };

/** Somebody arrives, joins the room, and sends sound and picture. @param origin where `serveCallers` serves */
export async function enter(
  cloud: Cloud,
  browser: Browser,
  origin: string,
  userID: string,
): Promise<Caller> {
  const caller = await arrive(browser, origin, userID);
  expect(await join(cloud, caller)).toMatchObject(OK);
  expect(await caller.call('publish')).toMatchObject(OK);
  return caller;
}

export function memberOf(cloud: Cloud, userID: string): MemberSnapshot | undefined {
  return cloud.trtc
    .snapshot()
    .rooms.flatMap((room) => room.members)
    .find((each) => each.userID === userID);
}

export async function seesAndHears(viewer: Caller, userID: string): Promise<void> {
  const remote = (): Promise<Remote> => viewer.remote(userID);
  await expect
    .poll(async () => (await remote()).videoWidth, { timeout: 15_000 })
    .toBeGreaterThan(0);
  const { currentTime, framesDecoded } = await remote();
  const patience = { timeout: 15_000 };
  await expect
    .poll(async () => (await remote()).currentTime, patience)
    .toBeGreaterThan(currentTime + 0.2);
  await expect
    .poll(async () => (await remote()).framesDecoded, patience)
    .toBeGreaterThan(framesDecoded);
  // The fake microphone beeps once a second and is silent in between.
  await expect
    .poll(async () => (await remote()).audioLevel, { intervals: [50], timeout: 15_000 })
    .toBeGreaterThan(0);
}
