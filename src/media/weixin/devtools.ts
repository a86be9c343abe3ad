import { ErrorCode } from '../../error-codes';
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import { Listeners } from '../../runtime/listeners';
import type { MediaEvent, MediaPort } from '../port';
import { deviceFacts, type WeixinApi } from './weixin-api';

/** Tells whether this is WeChat DevTools, which draws live-pusher and live-player as empty boxes and runs neither. */
export const inDevTools = (wx: WeixinApi): boolean => deviceFacts(wx).platform === 'devtools';

/**
 * Makes the driver for WeChat DevTools, so that screens can be worked on: calls ring, are answered and
 * end by signalling. No room is entered: nobody sees or hears anything, and the others end a call of
 * two after a while, as nobody comes into the room.
 */
export function createDevToolsMedia(logger: Logger): MediaPort {
  const log = logger.scoped('media');
  const listeners = new Listeners<MediaEvent>(log, 'media events');
  const tell = (event: MediaEvent) => listeners.emit(event);
  const nothing = () => Promise.resolve();
  const sendsNothing = async () => tell({ kind: 'local-media', audio: false, video: false });
  return {
    check: () =>
      Promise.resolve({ canSend: true, microphone: true, camera: true, permission: 'granted' }),
    prepare: nothing,
    async enter() {
      const error = new CallError(ErrorCode.NoMediaInDevtools);
      log.warn(error.message);
      tell({ kind: 'warning', error });
    },
    publish: sendsNothing,
    leave: nothing,
    setMicrophone: sendsNothing,
    setCamera: sendsNothing,
    setQuality: nothing,
    devices: () => Promise.resolve([]),
    switchDevice: (kind) =>
      Promise.reject(CallError.deviceSwitchFailed(`DevTools has no ${kind} device for calls`)),
    attach: nothing,
    detach: nothing,
    unlock: () => undefined,
    onEvent: (listener) => listeners.add(listener),
    dispose: async () => listeners.clear(),
  };
}
