import { createLogger } from '../../../../src/log';
import { createWeixinMedia } from '../../../../src/media/weixin';
import type { MediaEvent, RoomRequest } from '../../../../src/media/port';
import { VirtualClock } from '../../../../src/runtime/virtual-clock';
import { FakeApp, FakeLivePage, FakeWx } from '../../../support/weixin-live';

export const SIG = 'eJwtjMEKgkAURf9l1iHzxnk*Z8CtFJQ';
export const both = { audio: true, video: true };
export const voice = { audio: true, video: false };

export const request = (change: Partial<RoomRequest> = {}): RoomRequest => ({
  sdkAppID: 1400000001,
  userID: 'me',
  userSig: SIG,
  roomID: 7,
  video: true,
  ...change,
});

/** A driver in a fake WeChat. Permissions are granted unless a test takes them away. */
export function stage() {
  const clock = new VirtualClock();
  const wx = new FakeWx();
  const app = new FakeApp();
  const lines: string[] = [];
  const log = createLogger(-1, (level, line, detail) =>
    lines.push(`${level} ${line} ${JSON.stringify(detail) ?? ''}`),
  );
  Object.assign(wx.settings, { 'scope.record': true, 'scope.camera': true });
  const media = createWeixinMedia({ wx, clock, log, lifecycle: app });
  const page = new FakeLivePage(media.liveView, clock);
  const heard: MediaEvent[] = [];
  media.onEvent((event) => heard.push(event));

  const helpers = {
    ...{ clock, wx, app, lines, media, page, heard },
    kinds: () => heard.map(({ kind }) => kind),
    of: <K extends MediaEvent['kind']>(kind: K) =>
      heard.filter((event): event is Extract<MediaEvent, { kind: K }> => event.kind === kind),
    states: () => helpers.of('connection').map(({ state }) => state),
    starts: () => page.commands.filter(({ name }) => name === 'start').map(({ at }) => at),
    stops: () => page.commands.filter(({ name }) => name === 'stop').map(({ at }) => at),
    /** In the room and sending. */
    async call(devices = both, change: Partial<RoomRequest> = {}) {
      const ready = Promise.all([media.prepare(devices), media.enter(request(change))]);
      await clock.settle();
      await ready;
      const published = media.publish();
      await clock.advance(3000);
      await published;
    },
  };
  return helpers;
}

export type Stage = ReturnType<typeof stage>;

/** The error of a promise that must reject. */
export async function failure(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  return promise.then(
    () => {
      throw new Error('it resolved');
    },
    (error: unknown) => error as Record<string, unknown>,
  );
}
