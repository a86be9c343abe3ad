/** The stage page of an App composes media of its own: there the native plug-in is called, beside its views. */
import { createNativeMedia, type GlobalEvent } from '../media/app/native';
import { serveMedia } from '../media/app/serve';
import type { ToPage } from '../media/app/messages';
import { createSystemClock } from '../runtime/system-clock';
import { uniLifecycle } from './uni-lifecycle';

/** @see https://ext.dcloud.net.cn/plugin?id=7774 */
const PLUGIN = 'TRTCCloudUniPlugin-TRTCCloudImpl';

/**
 * Serves the media of the stage page to the driver of the App.
 *
 * @param post hands a message to the driver; order is kept
 */
export function serveOnStage(post: (message: Readonly<Record<string, unknown>>) => void): {
  receive(message: unknown): void;
  /** Leaves the room and lets everything go. */
  close(): Promise<void>;
} {
  const clock = createSystemClock();
  const server = serveMedia({
    createMedia: ({ log }) =>
      createNativeMedia({
        plugin: uni.requireNativePlugin(PLUGIN),
        globalEvent: uni.requireNativePlugin('globalEvent') as GlobalEvent,
        clock,
        log,
        lifecycle: uniLifecycle,
        asksByCapture: uni.getSystemInfoSync().platform === 'ios',
      }),
    post,
    // The web view's facts are not asked for here.
    facts: {},
  });
  return {
    receive: (message) => server.receive(message as ToPage),
    close: () => server.close().finally(() => clock.stop()),
  };
}
