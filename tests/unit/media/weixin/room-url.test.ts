/** These tests hold the address of a room that live-pusher gets, as old clients write it. */
import type { CallError } from '../../../../src/errors';
import { roomURL } from '../../../../src/media/weixin/room-url';
import { request, SIG } from './stage';

const refused = (change: Parameters<typeof request>[0]): CallError => {
  try {
    roomURL(request(change));
  } catch (error) {
    return error as CallError;
  }
  throw new Error('it was accepted');
};

describe('the address of a room', () => {
  it('roomURL() writes the parameters in the order of the old clients, unencoded', () => {
    expect(roomURL(request({ userID: 'a@b.c-1_x', userSig: 'eJ*x-_=' }))).toBe(
      'room://cloud.tencent.com/rtc?sdkappid=1400000001&roomid=7&userid=a@b.c-1_x&usersig=eJ*x-_=' +
        '&appscene=videocall&encsmall=0&cloudenv=PRO&enableBlackStream=&streamid=' +
        '&userdefinerecordid=&privatemapkey=&pureaudiomode=&recvmode=1&component=3',
    );
  });

  it('roomURL() asks for a video call in audio calls too, so that they can be switched', () => {
    expect(roomURL(request({ video: false }))).toBe(roomURL(request({ video: true })));
  });

  it.each([1, 2147483647, 4294967295])('roomURL() takes room %d', (roomID) => {
    expect(roomURL(request({ roomID }))).toContain(`&roomid=${roomID}&`);
  });

  it.each([0, -1, 1.5, 4294967296, NaN, '7' as unknown as number])(
    'roomURL() refuses room %p',
    (roomID) => {
      expect(refused({ roomID })).toMatchObject({ code: 61007 });
    },
  );

  it.each(['', '张三', 'a&b', 'a#b', 'a b', 'ä'])('roomURL() refuses the userID %p', (userID) => {
    expect(refused({ userID })).toMatchObject({
      code: 61007,
      reason: expect.stringMatching(/userID/),
    });
  });

  it('roomURL() refuses a wrong sdkAppID', () => {
    expect(refused({ sdkAppID: 0 }).reason).toMatch(/sdkAppID/);
    expect(refused({ sdkAppID: '1' as unknown as number }).reason).toMatch(/sdkAppID/);
  });

  it('roomURL() refuses a wrong userSig without repeating it', () => {
    expect(refused({ userSig: '' }).reason).toMatch(/userSig/);
    const error = refused({ userSig: `${SIG}&roomid=8` });
    expect(error.reason).toMatch(/userSig/);
    expect(error.message).not.toContain(SIG);
  });
});
