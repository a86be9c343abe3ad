/** For platforms whose media driver is not part of this build: rings, and says why it cannot answer. */
import { CallError } from '../errors';
import type { MediaPort } from './port';

/** @param obstacle a sentence for developers */
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
