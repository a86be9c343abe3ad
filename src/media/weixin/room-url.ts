import { CallError } from '../../errors';
import type { RoomRequest } from '../port';

/** This number stands for the calling component in TRTC's statistics. */
const COMPONENT = 3;

/** Room ids end here: they are unsigned 32-bit numbers, and 0 is none. */
const LARGEST_ROOM = 2 ** 32 - 1;

/** A userID is visible ASCII, of which '&' and '#' would end the value. */
const USER_ID = /^[!"$%'-~]+$/;
/** A signature is base64, with '*', '-' and '_' in place of '+', '/' and '='. */
const USER_SIG = /^[\w*\-+/=]+$/;

/**
 * Makes the address by which a live-pusher enters a TRTC room. Other clients and Tencent's console read
 * it in this order and unencoded.
 *
 * @throws CallError 61007 that names the wrong part, never its value
 */
export function roomURL({ sdkAppID, userID, userSig, roomID }: RoomRequest): string {
  const check = (right: boolean, what: string) => {
    if (!right) throw CallError.roomEntryFailed(what);
  };
  check(Number.isInteger(sdkAppID) && sdkAppID > 0, 'sdkAppID is no positive whole number');
  check(
    Number.isInteger(roomID) && roomID >= 1 && roomID <= LARGEST_ROOM,
    `roomID is no whole number from 1 to ${LARGEST_ROOM}`,
  );
  check(USER_ID.test(userID), 'userID is empty or has other characters than ASCII without & and #');
  check(USER_SIG.test(userSig), 'userSig is empty or no signature');
  const query: [name: string, value: string | number][] = [
    ['sdkappid', sdkAppID],
    ['roomid', roomID],
    ['userid', userID],
    ['usersig', userSig],
    ['appscene', 'videocall'],
    ['encsmall', 0],
    ['cloudenv', 'PRO'],
    ['enableBlackStream', ''],
    ['streamid', ''],
    ['userdefinerecordid', ''],
    ['privatemapkey', ''],
    ['pureaudiomode', ''],
    ['recvmode', 1],
    ['component', COMPONENT],
  ];
  const text = query.map(([name, value]) => `${name}=${value}`).join('&');
  return `room://cloud.tencent.com/rtc?${text}`;
}
