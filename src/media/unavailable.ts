import { CallError } from '../errors';
import type { MediaPort } from './port';

/**
 * Makes the driver of a platform whose rooms are not part of this build: calls ring, and whoever
 * calls or answers is told why that cannot work.
 *
 * @param obstacle a sentence for developers
 */
export function createUnavailableMedia(obstacle: string): MediaPort {
  const refuse = () => Promise.reject(CallError.notSupported(obstacle));
  const nothing = () => Promise.resolve();
  return {
    check: () =>
      Promise.resolve({
        canSend: false,
        obstacle,
        microphone: false,
        camera: false,
        permission: 'denied',
      }),
    prepare: refuse,
    enter: refuse,
    publish: refuse,
    leave: nothing,
    setMicrophone: nothing,
    setCamera: nothing,
    setQuality: nothing,
    devices: () => Promise.resolve([]),
    switchDevice: refuse,
    attach: nothing,
    detach: nothing,
    unlock: () => undefined,
    onEvent: () => () => undefined,
    dispose: nothing,
  };
}
