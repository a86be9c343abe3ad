/** These tests hold when trtc-js-sdk is loaded, and what a failure leads to. */
import { createLogger, LOG_LEVELS } from '../../../src/log';
import { SdkLoader } from '../../../src/media/web/sdk-loader';
import type { TrtcSdk } from '../../../src/media/web/sdk-loader';

function fakeSdk() {
  const levels: number[] = [];
  let uploads = true;
  const sdk = {
    createClient: () => undefined,
    Logger: {
      LogLevel: { TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4, NONE: 5 },
      setLogLevel: (level: number) => levels.push(level),
      disableUploadLog: () => (uploads = false),
    },
  };
  return { sdk: sdk as unknown as TrtcSdk, levels, uploads: () => uploads };
}

describe('loading the SDK', () => {
  it('SdkLoader loads the SDK once, quietly and without uploads', async () => {
    const { sdk, levels, uploads } = fakeSdk();
    const fetch = jest.fn(async () => sdk);
    const loader = new SdkLoader(fetch, createLogger(LOG_LEVELS.warn));
    loader.warmUp();
    await expect(loader.load()).resolves.toBe(sdk);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(levels).toEqual([4]);
    expect(uploads()).toBe(false);
  });

  it.each([LOG_LEVELS.debug, LOG_LEVELS.log, LOG_LEVELS.silent])(
    'never uses a level at which the SDK sends its log synchronously (%i)',
    async (level) => {
      const { sdk, levels } = fakeSdk();
      await new SdkLoader(async () => sdk, createLogger(level)).load();
      expect(levels[0]).toBeGreaterThan(1);
    },
  );

  it('SdkLoader rejects with 61012 and tries again the next time', async () => {
    const { sdk } = fakeSdk();
    const fetch = jest
      .fn<Promise<TrtcSdk>, []>()
      .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
      .mockResolvedValueOnce({} as TrtcSdk)
      .mockResolvedValue(sdk);
    const loader = new SdkLoader(fetch, createLogger(LOG_LEVELS.silent));
    await expect(loader.load()).rejects.toMatchObject({ code: 61012 });
    await expect(loader.load()).rejects.toMatchObject({ code: 61012 });
    await expect(loader.load()).resolves.toBe(sdk);
  });

  it('logs a failure once at error, with its cause', async () => {
    const cause = new TypeError('Failed to resolve module specifier');
    const lines: unknown[][] = [];
    const log = createLogger(LOG_LEVELS.error, (...line) => lines.push(line));
    const loader = new SdkLoader(() => Promise.reject(cause), log);
    loader.warmUp();
    await expect(loader.load()).rejects.toMatchObject({ code: 61012, cause });
    await expect(loader.load()).rejects.toMatchObject({ code: 61012 });
    expect(lines).toEqual([['error', 'trtc-js-sdk could not be loaded', cause]]);
  });
});
