/** A build for which `index.ts` chooses no platform has this one: imports work, and whoever logs in is told. */
import { CallError } from '../errors';
import { systemClock } from '../runtime/system-clock';
import type { DoorPlatform } from './platform';
import { randomRoomID } from './random-room';

const refuse = () =>
  Promise.reject(
    CallError.notSupported(
      'the app is built for none of H5, WeChat mini-program (mp-weixin) and App; ' +
        'keep what imports trtc-calling-uni between #ifdef H5 || MP-WEIXIN || APP-PLUS and #endif',
    ),
  );
const never = () => () => undefined;

export const platform: DoorPlatform = {
  name: 'none',
  clock: systemClock,
  lifecycle: { onShow: never, onHide: never, onClose: never },
  checks: { facts: refuse, reach: refuse },
  randomRoomID,
  loadPorts: refuse,
  loadNetworkCheck: refuse,
};
