import type TRTC from 'trtc-js-sdk';
import { CallError } from '../../errors';
import { LOG_LEVELS } from '../../log';
import type { Logger } from '../../log';
import { warnIfOld } from '../../runtime/tested-sdks';

/** The SDK is the default export of trtc-js-sdk 4.x. */
export type TrtcSdk = typeof TRTC;

/**
 * The loader fetches trtc-js-sdk when it is needed, once. A failed fetch is not remembered: the network may be
 * back the next time.
 */
export class SdkLoader {
  private loading: Promise<TrtcSdk> | undefined;
  /** A failure is told once, however many calls run into it. */
  private isReported = false;

  constructor(
    private readonly fetch: () => Promise<TrtcSdk>,
    private readonly log: Logger,
  ) {}

  /** @throws CallError 61012 */
  load(): Promise<TrtcSdk> {
    this.loading ??= this.start();
    return this.loading;
  }

  /** Fetches ahead of need. A failure is logged, and shows when the SDK is needed. */
  warmUp(): void {
    this.load().catch(() => undefined);
  }

  private async start(): Promise<TrtcSdk> {
    try {
      const sdk = await this.fetch();
      if (typeof sdk?.createClient !== 'function') {
        throw CallError.sdkMissing('trtc-js-sdk has no createClient');
      }
      warnIfOld('trtc-js-sdk', sdk, this.log);
      this.quieten(sdk);
      return sdk;
    } catch (error) {
      this.loading = undefined;
      this.report(error);
      throw error instanceof CallError ? error : CallError.sdkMissing('trtc-js-sdk', error);
    }
  }

  private report(error: unknown): void {
    if (this.isReported) return;
    this.isReported = true;
    this.log.error('trtc-js-sdk could not be loaded', error);
  }

  /** Keeps the SDK above its level INFO, below which it sends its log by a synchronous request that may throw. */
  private quieten(sdk: TrtcSdk): void {
    const { LogLevel } = sdk.Logger;
    const level = this.log.level <= LOG_LEVELS.log ? LogLevel.INFO : LogLevel.ERROR;
    sdk.Logger.setLogLevel(this.log.level >= LOG_LEVELS.silent ? LogLevel.NONE : level);
    sdk.Logger.disableUploadLog();
  }
}
