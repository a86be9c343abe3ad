/** The stage page of an App calls the native plug-in, beside its views, as the app-service tells it. */
import { PluginPage } from '../media/app/native/plugin-page';
import type { FromPlugin, ToPlugin } from '../media/app/native/line';
import type { GlobalEvent } from '../media/app/native/plugin';
import { findPlugin } from './app-plugin';

/**
 * Lends the plug-in to the App's media.
 *
 * @param post hands a message to the app-service; order is kept
 */
export function servePlugin(post: (message: FromPlugin) => void): {
  receive(message: unknown): void;
  /** Leaves the room and lets everything go. */
  close(): Promise<void>;
} {
  const page = new PluginPage({
    plugin: findPlugin(),
    globalEvent: uni.requireNativePlugin('globalEvent') as GlobalEvent,
    post,
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  });
  return {
    receive: (message) => page.receive(message as ToPlugin),
    close: () => page.close(),
  };
}
