/** These tests hold which CallError becomes of what trtc-js-sdk reports. */
import { CallError } from '../../../src/errors';
import { blamedKind, deviceError, entryError, isInUse } from '../../../src/media/web/errors';

const dom = (name: string, message = 'as the browser said') => ({ name, message });
const rtc = (code: number, message: string) => ({ name: 'RtcError', message, getCode: () => code });

describe('what the browser says about a device', () => {
  it.each([
    ['NotFoundError', 'audio', 60003],
    ['NotFoundError', 'video', 60004],
    ['DevicesNotFoundError', 'audio', 60003],
    ['OverconstrainedError', 'video', 60004],
    ['NotReadableError', 'audio', 60003],
    ['TrackStartError', 'video', 60004],
    ['AbortError', 'video', 60004],
    ['NotAllowedError', 'audio', 60005],
    ['PermissionDeniedError', 'video', 60005],
    ['SecurityError', 'audio', 60005],
    ['NotSupportedError', 'audio', 60006],
    ['SomethingNew', 'audio', 60003],
  ] as const)('%s about %s becomes %i', (name, kind, code) => {
    const error = deviceError(dom(name), kind);
    expect(error.code).toBe(code);
    expect(error.message).toContain(name);
    expect(error.message).toContain('as the browser said');
  });

  it('deviceError() says that a device is in use', () => {
    expect(deviceError(dom('NotReadableError'), 'video').message).toContain('in use');
    expect(isInUse(dom('NotReadableError'))).toBe(true);
    expect(isInUse(dom('NotFoundError'))).toBe(false);
  });

  it('deviceError() reads the code of the SDK, and leaves errors of this library alone', () => {
    expect(deviceError(rtc(0x1003, 'no camera'), 'video').code).toBe(60004);
    const own = CallError.cancelled();
    expect(deviceError(own, 'audio')).toBe(own);
    expect(deviceError(undefined, 'audio').code).toBe(60003);
  });

  it('blamedKind() finds out which of two devices an error is about', () => {
    expect(blamedKind(dom('NotReadableError', 'Could not start video source'))).toBe('video');
    expect(blamedKind(dom('NotReadableError', 'Could not start audio source'))).toBe('audio');
    expect(blamedKind(dom('NotAllowedError', 'audio and video'))).toBe('both');
    expect(blamedKind(dom('NotFoundError', 'video'))).toBeUndefined();
    expect(blamedKind(null)).toBeUndefined();
  });
});

describe('what the SDK says about a room', () => {
  it('entryError() makes 61007 of what the SDK says, with the cause', () => {
    const cause = rtc(0x4004, 'join room timeout <JOIN_ROOM_FAILED 0x4004>');
    expect(entryError(cause)).toMatchObject({ code: 61007, cause });
    expect(entryError(cause).message).toContain('0x4004');
  });

  it('entryError() makes 61018 where the server of the room says that the userSig has expired', () => {
    const refused = (server: number) => ({
      ...rtc(0x4001, 'SignalChannel setup failure'),
      getExtraCode: () => server,
    });
    expect(entryError(refused(70001))).toMatchObject({ code: 61018 });
    expect(entryError(refused(70003))).toMatchObject({ code: 61007 });
  });

  it('entryError() makes 60006 where the browser lacks what a room needs', () => {
    expect(entryError(rtc(0x1002, 'no H264'))).toMatchObject({ code: 60006 });
  });
});
