/** A stage is the driver of an App with all that it needs around it, and pages that a test opens by hand. */
import { createLogger } from '../../../../src/log';
import { createAppMedia } from '../../../../src/media/app';
import { createFakeRooms, type FakeMedia } from '../../../../src/media/fake';
import type { PageFacts } from '../../../../src/media/app/messages';
import type { AppMediaOption, CarrierKind, MediaEvent } from '../../../../src/media/port';
import { FakeLifecycle } from '../../../../src/runtime/fake-lifecycle';
import { VirtualClock } from '../../../../src/runtime/virtual-clock';
import { FakePermissions } from '../../../support/app-permissions';
import { AppPage } from '../../../support/app-pages';

const ALL = -1;

export const BOTH = { audio: true, video: true };
export const ROOM = 7;
export const SECRET = 'eJwtjMEKgkAURf9l1iHzxnk';

export const request = (roomID = ROOM) => ({
  ...{ sdkAppID: 1400000001, userID: 'me', userSig: SECRET, roomID, video: true },
});

export interface Outcome {
  settled?: 'resolved' | number;
  error?: { cure: string; reason: string };
}

/** Notes what becomes of a promise, without waiting for it. */
export function watch(promise: Promise<unknown>): Outcome {
  const seen: Outcome = {};
  promise.then(
    () => (seen.settled = 'resolved'),
    (error: { code: number; cure: string; reason: string }) => {
      seen.settled = error.code;
      seen.error = error;
    },
  );
  return seen;
}

export function appStage(options: { option?: AppMediaOption; hasPlugin?: boolean } = {}) {
  const clock = new VirtualClock();
  const lines: string[] = [];
  const log = createLogger(ALL, (level, line, detail) => {
    lines.push(`${level} ${line} ${detail === undefined ? '' : String(detail)}`.trim());
  });
  const rooms = createFakeRooms({ clock });
  const lifecycle = new FakeLifecycle();
  const permissions = new FakePermissions();
  permissions.set('granted');
  /** Of each page that was given up: whether it had a room. */
  const abandoned: boolean[] = [];
  const media = createAppMedia({
    abandoned: (hadRoom) => void abandoned.push(hadRoom),
    option: options.option ?? 'auto',
    hasPlugin: () => options.hasPlugin ?? false,
    proxy: { trtc: 'wss://trtc' },
    ...{ permissions, lifecycle, clock, log },
  });
  const heard: MediaEvent[] = [];
  media.onEvent((event) => heard.push(event));
  /** A page that is there; `prepared` does something with its media as soon as they are made. */
  const open = (
    page: { kind?: CarrierKind; facts?: PageFacts; prepared?: (media: FakeMedia) => void } = {},
  ) => {
    const { prepared, ...rest } = page;
    return new AppPage<FakeMedia>(
      media.pageLink,
      () => {
        const made = rooms.join('me');
        prepared?.(made);
        return made;
      },
      rest,
    );
  };
  /** A page that carries a call in its room. */
  const inRoom = async () => {
    const page = open();
    const ready = Promise.all([media.prepare(BOTH), media.enter(request())]);
    await clock.advance(0);
    await ready;
    await media.publish();
    return page;
  };
  const connections = () =>
    heard.flatMap((event) => (event.kind === 'connection' ? [event.state] : []));
  return {
    ...{ clock, lines, rooms, lifecycle, permissions, media, heard, abandoned },
    ...{ open, inRoom, connections },
  };
}
