/** A door of the package is the client on one platform: each entry file binds its own. */
import {
  checkEnvironment as check,
  type CheckOptions,
  type EnvironmentReport,
} from '../diagnostics';
import type { Platform } from '../platform/platform';
import { TRTCCallingBase } from './aliases';
import type { TRTCCallingOptions } from './parameters';

/** @returns the class and the functions that an entry file exports */
export function bindPlatform(platform: Platform) {
  class TRTCCalling extends TRTCCallingBase {
    constructor(options: TRTCCallingOptions) {
      super(options, platform);
    }
  }
  return {
    TRTCCalling,
    checkEnvironment: (options?: CheckOptions): Promise<EnvironmentReport> =>
      check(platform.checks, options),
  };
}
