/** A door of the package is the client on one platform: each entry file binds its own. */
import {
  checkEnvironment as check,
  type CheckOptions,
  type EnvironmentReport,
} from '../diagnostics';
import type { Platform } from '../platform/platform';
import { TRTCCallingBase } from './aliases';
import type { TRTCCallingOptions } from './parameters';

/**
 * An entry file exports this class. It is named here because the types of a package cannot name a
 * local class.
 */
export interface Bound {
  TRTCCalling: (new (options: TRTCCallingOptions) => TRTCCallingBase) &
    Pick<typeof TRTCCallingBase, keyof typeof TRTCCallingBase>;
  checkEnvironment(options?: CheckOptions): Promise<EnvironmentReport>;
}

/** @returns the class and the functions that an entry file exports */
export function bindPlatform(platform: Platform): Bound {
  class TRTCCalling extends TRTCCallingBase {
    constructor(options: TRTCCallingOptions) {
      super(options, platform);
    }
  }
  return {
    TRTCCalling,
    checkEnvironment: (options) => check(platform.checks, options),
  };
}
