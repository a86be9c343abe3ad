import { createLogger } from '../../../../../src/log';
import { createNativeMedia } from '../../../../../src/media/app/native';
import type { MediaEvent, RoomRequest } from '../../../../../src/media/port';
import { FakeLifecycle } from '../../../../../src/runtime/fake-lifecycle';
import { VirtualClock } from '../../../../../src/runtime/virtual-clock';
import { SimulatedRoom, StrictPlugin, type MethodName } from '../../../../support/strict-plugin';

export const SIG = 'eJwtjMEKgkAURf9l1iHzxnk*Z8CtFJQ';
export const both = { audio: true, video: true };
export const voice = { audio: true, video: false };
/** ms in which the longest teardown is over. */
export const TEARDOWN = 3000;

export const request = (change: Partial<RoomRequest> = {}): RoomRequest => ({
  sdkAppID: 1400000001,
  userID: 'me',
  userSig: SIG,
  roomID: 7,
  video: true,
  ...change,
});

export interface StageOptions {
  asksByCapture?: boolean;
  /** Without it no view of the own picture is in the page. */
  ownView?: boolean;
}

/** A page of an App with the plug-in in it. Permissions are granted unless a test takes them away. */
export function stage({ asksByCapture = false, ownView = true }: StageOptions = {}) {
  const clock = new VirtualClock();
  const app = new FakeLifecycle();
  const lines: string[] = [];
  const log = createLogger(-1, (level, line, detail) =>
    lines.push(`${level} ${line} ${JSON.stringify(detail) ?? ''}`),
  );
  let room!: SimulatedRoom;
  const plugin = new StrictPlugin({ clock, backend: (emit) => (room = new SimulatedRoom(emit)) });
  const { module, globalEvent } = plugin.context('stage page');
  const media = createNativeMedia({
    ...{ plugin: module, globalEvent, clock, log, lifecycle: app, asksByCapture },
  });
  const heard: MediaEvent[] = [];
  media.onEvent((event) => heard.push(event));

  const helpers = {
    ...{ clock, app, lines, plugin, room, media, heard },
    of: <K extends MediaEvent['kind']>(kind: K) =>
      heard.filter((event): event is Extract<MediaEvent, { kind: K }> => event.kind === kind),
    states: () => helpers.of('connection').map(({ state }) => state),
    /** The errors that were told as warnings. */
    warnings: () => helpers.of('warning').map(({ error }) => error),
    /** The calls of these methods, in order, each with its parameters. */
    calls: (...names: MethodName[]) => plugin.calls.filter(([name]) => names.includes(name)),
    last: (name: MethodName) => helpers.calls(name).pop(),
    /** A view is rendered, and the page says so. */
    async show(userID: string, view: string, change: { fit?: 'cover' | 'contain' } = {}) {
      const local = userID === 'me';
      const takeOut = plugin.insertView({
        ...{ kind: local ? 'local' : 'remote', viewId: view, userId: userID },
      });
      await media.attach({ userID, local, view, ...change });
      return async () => {
        await media.detach(userID);
        takeOut();
      };
    },
    /** In the room and sending. */
    async call(devices = both, change: Partial<RoomRequest> = {}) {
      const ready = Promise.all([media.prepare(devices), media.enter(request(change))]);
      await clock.advance(0);
      await ready;
      const published = media.publish();
      await clock.advance(0);
      await published;
    },
    async leave() {
      const left = media.leave();
      await clock.advance(TEARDOWN);
      await left;
    },
    /** Leaves, and holds that nothing is left and nothing was wrong. */
    async end() {
      const disposed = media.dispose();
      await clock.advance(TEARDOWN);
      await disposed;
      expect(plugin.end()).toEqual([]);
      expect({ timers: clock.pending, app: app.count, ...plugin.held() }).toEqual({
        ...{
          timers: 0,
          app: 0,
          instances: 0,
          cameras: 0,
          microphones: 0,
          startedViews: 0,
          listeners: 0,
        },
      });
    },
  };
  if (ownView) void helpers.show('me', 'own');
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
