/** The contract of the media port, kept by the web driver on the unmodified trtc-js-sdk in Chromium. */
import { test } from '@playwright/test';
import { lift, neverAnswer } from '../../emulator/trtc/faults';
import { mediaCases } from '../contract/media/cases';
import { OTHER } from '../contract/media/harness';
import { SDK_APP_ID, startTrtcCloud, type TrtcCloud } from '../support/trtc-cloud';
import { chromium } from './support/chromium';
import type { Outside } from './support/pages/media-contract-page';
import type { StaticServer } from './support/serve';
import { bundleSite, ROOM } from './support/web-media';

test.use({ launchOptions: chromium({ args: ['--use-fake-device-for-media-stream=fps=5'] }) });

let site: StaticServer;
let cloud: TrtcCloud;

test.beforeAll(async () => {
  site = await bundleSite('media-contract-page.ts');
});
test.afterAll(() => site.close());
test.beforeEach(async () => {
  cloud = await startTrtcCloud();
});
test.afterEach(() => cloud.close());

const outside: Outside = {
  async sent(userID) {
    const members = cloud.trtc.snapshot().rooms.flatMap((room) => room.members);
    const member = members.find((one) => one.userID === userID);
    if (!member) return undefined;
    const { publishing, muted } = member;
    return {
      audio: publishing.audio && !muted.audio,
      video: publishing.video && !muted.video,
    };
  },
  async silence(command, on) {
    if (on) neverAnswer(cloud.faults, command);
    else lift(cloud.faults, command);
  },
  async cutSocket(userID) {
    cloud.trtc.cutSocket(userID, { refuseReconnectMs: 60_000 });
  },
};

test.describe('the web driver keeps the rules of the media port', () => {
  for (const { title } of mediaCases) {
    test(title, async ({ page }) => {
      for (const name of ['sent', 'silence', 'cutSocket'] as const) {
        await page.exposeFunction(`outside_${name}`, outside[name]);
      }
      await page.goto(site.origin);
      await page.evaluate(
        ([wanted, setting]) => {
          const exposed = window as unknown as Record<string, never>;
          window.outside = {
            sent: exposed.outside_sent!,
            silence: exposed.outside_silence!,
            cutSocket: exposed.outside_cutSocket!,
          };
          return window.runCase(wanted, setting);
        },
        [
          title,
          {
            proxy: { trtc: cloud.url, log: cloud.url.replace('ws:', 'http:') },
            sdkAppID: SDK_APP_ID,
            roomID: ROOM,
            userSigs: { me: cloud.sign('me'), [OTHER]: cloud.sign(OTHER) },
          },
        ] as const,
      );
    });
  }
});
