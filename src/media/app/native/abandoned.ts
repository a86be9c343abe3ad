/** The plug-in's one instance belongs to the process: a page whose context has died leaves it sending. */
import type { Logger } from '../../../log';
import type { Clock } from '../../../runtime/clock';
import { isNativePlugin, type NativePlugin } from './plugin';
import { TIMES } from './timings';
import { takeTurn } from './turns';

interface Abandoned {
  /** What `uni.requireNativePlugin` gave to a context that lives. */
  plugin: unknown;
  /** Stands for the one instance of the process: who takes turns by it waits for the end of this. */
  instance: object;
  /** A room was entered, or asked for. */
  inRoom: boolean;
  clock: Clock;
  log: Logger;
}

/**
 * Lets go of what a page has left on that cannot do so any more. Its events go nowhere, so that nothing tells when
 * the room is left: the instance ends after the longest time for that, and no other call takes it before.
 */
export function letGoOfAbandoned({ plugin, instance, inRoom, clock, log }: Abandoned): void {
  if (!isNativePlugin(plugin)) return;
  const tell = (command: (plugin: NativePlugin) => void) => {
    try {
      command(plugin);
    } catch (error) {
      log.warn('the native plug-in failed while a dead page was cleared away', error);
    }
  };
  tell(() => plugin.stopLocalPreview());
  tell(() => plugin.stopLocalAudio());
  const destroy = () => tell(() => plugin.destroySharedInstance());
  if (!inRoom) return destroy();
  const turn = takeTurn(instance);
  tell(() => plugin.exitRoom());
  clock.at(clock.now() + TIMES.exit, () => {
    destroy();
    turn.end();
  });
}
