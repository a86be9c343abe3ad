/** A room of a trtc-js-sdk that is older than tested: its failures name both versions. */
import { createLogger, LOG_LEVELS } from '@/src/log';
import { SdkLoader, type TrtcSdk } from '@/src/media/web/sdk-loader';
import { WebRoom } from '@/src/media/web/web-room';
import { VirtualClock } from '@/src/runtime/virtual-clock';

const BOTH = /trtc-js-sdk 4\.6\.7 .*4\.15\.22/;
const refused = Object.assign(new Error('join room failed'), { getCode: () => 0x4004 });

/** An SDK whose server refuses it, as Tencent's refuses versions that are too old. */
function sdkOf(VERSION: string): TrtcSdk {
  const client = {
    on: () => undefined,
    join: () => Promise.reject(refused),
    publish: () => Promise.reject(refused),
  };
  const sdk = {
    VERSION,
    createClient: () => client,
    Logger: { LogLevel: {}, setLogLevel: () => undefined, disableUploadLog: () => undefined },
  };
  return sdk as unknown as TrtcSdk;
}

function roomOf(VERSION: string): WebRoom {
  const request = { sdkAppID: 1400000001, userID: 'alice', userSig: 'sig', roomID: 1 };
  const deps = {
    sdk: sdkOf(VERSION),
    proxy: {},
    clock: new VirtualClock(),
    log: createLogger(LOG_LEVELS.silent),
    speaker: undefined,
    emit: () => undefined,
    uplinkLost: () => undefined,
  };
  return new WebRoom(request as never, deps as never);
}

describe('a trtc-js-sdk that is older than tested', () => {
  it('is named with both versions, in one warning when it is loaded', async () => {
    const lines: unknown[][] = [];
    const log = createLogger(LOG_LEVELS.warn, (...line) => lines.push(line));
    const sdk = sdkOf('4.6.7');
    await new SdkLoader(async () => sdk, log).load();
    await new SdkLoader(async () => sdk, log).load();
    expect(lines).toEqual([['warn', expect.stringMatching(BOTH), undefined]]);
  });

  it('is named in the error of the room that cannot be entered', async () => {
    await expect(roomOf('4.6.7').join()).rejects.toMatchObject({
      code: 61007,
      reason: expect.stringMatching(BOTH),
      message: expect.stringContaining('join room failed'),
      cause: refused,
    });
  });

  it('is named in the error of what cannot be sent', async () => {
    await expect(roomOf('4.6.7').publish({} as never)).rejects.toMatchObject({
      code: 61008,
      reason: expect.stringMatching(BOTH),
    });
  });

  it('a tested one is not named', async () => {
    await expect(roomOf('4.15.22').join()).rejects.toMatchObject({
      code: 61007,
      reason: expect.not.stringContaining('4.15.22'),
    });
  });
});
