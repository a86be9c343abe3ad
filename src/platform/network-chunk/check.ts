/** The check of the network in a web page: the rules of diagnostics, over the clients of the web driver. */
import { checkNetwork, type NetworkCheck } from '../../diagnostics/network';
import { createLogger } from '../../log';
import { createWebProbe, type TrtcSdk } from '../../media/web';
import { systemClock } from '../../runtime/system-clock';
import { randomRoomID } from '../random-room';
import { twin } from './twin';

export const networkCheckBy =
  (loadTrtc: () => Promise<TrtcSdk>): NetworkCheck =>
  (options) => {
    const log = createLogger();
    const clock = systemClock;
    const probe = createWebProbe({ loadTrtc, clock, log });
    return checkNetwork(options, { probe, clock, log, randomRoomID });
  };

/** Keeps the twin in this chunk. */
export const twinOf = () => twin;
