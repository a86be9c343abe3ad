/** App-service composes the media of a stage page: only what the plug-in is told crosses to the page. */
import { createNativeMedia, StageMedia, type FromPlugin, type ToPlugin } from '../media/app/native';
import type { PageLink } from '../media/port';
import { systemClock } from '../runtime/system-clock';
import { pluginInstance } from './app-plugin';
import { uniLifecycle } from './uni-lifecycle';

export type { FromPlugin };

/**
 * Makes the media of one stage page.
 *
 * @param post hands a message to the page; order is kept
 * @param dead is called when the page answers nothing any more
 */
export function stageMedia(
  post: (message: ToPlugin) => void,
  dead: () => void,
): {
  /** Joins this driver, in place of the one before. */
  join(link: PageLink | undefined): void;
  /** Takes what the page says. */
  receive(message: FromPlugin): void;
  /** The page is gone, or replaced. Resolves when the plug-in is let go. */
  close(): Promise<void>;
} {
  return new StageMedia({
    ...{ post, dead },
    createMedia: (given) =>
      createNativeMedia({
        ...given,
        instance: pluginInstance,
        clock: systemClock,
        lifecycle: uniLifecycle,
        asksByCapture: uni.getSystemInfoSync().platform === 'ios',
      }),
  });
}
