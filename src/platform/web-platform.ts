/** Every page of a browser has this platform; pages differ in how they come by the SDKs only. */
import { CallError } from '../errors';
import type { CallRecorder, RecorderOptions } from '../diagnostics/report';
import type { Logger } from '../log';
import { createWebMedia, type CreateStats, type TrtcSdk } from '../media/web';
import { systemClock } from '../runtime/system-clock';
import { createTsignalingDriver } from '../signaling/tim/driver';
import type { Platform } from './platform';
import { randomRoomID } from './random-room';
import { webChecks } from './web-checks';
import { webLifecycle } from './web-lifecycle';

interface WebSdks {
  TIM: unknown;
  TSignaling: unknown;
  loadTrtc(): Promise<TrtcSdk>;
  /** Missing where it could not be loaded: calls go on without reports. */
  reports?: WebReports | undefined;
}

/** What a page needs for reports of its calls, apart from the rest: it is not needed before a login. */
export interface WebReports {
  createRecorder: (options: RecorderOptions) => CallRecorder;
  createStats: CreateStats;
}

/** @param loadSdks is called at login; what it throws is what login rejects with */
export function webPlatform(loadSdks: (log: Logger) => Promise<WebSdks>): Platform {
  const platformName = 'Web';
  return {
    name: platformName,
    clock: systemClock,
    lifecycle: webLifecycle,
    checks: webChecks,
    randomRoomID,
    async loadPorts(options) {
      // A server that renders the page has no window, and the SDKs throw at their import there.
      if (typeof window === 'undefined') throw CallError.noPage();
      const { TIM, TSignaling, loadTrtc, reports } = await loadSdks(options.log);
      return {
        signaling: createTsignalingDriver({ ...options, TIM, TSignaling, platformName }),
        media: createWebMedia({ ...options, loadTrtc, createStats: reports?.createStats }),
        recorder: reports?.createRecorder({ clock: systemClock, platform: platformName }),
      };
    },
  };
}
