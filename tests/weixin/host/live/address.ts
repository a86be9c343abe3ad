/** A room address is what a live-pusher reads of `room://cloud.tencent.com/rtc?…`. */
export interface RoomAddress {
  sdkAppID: number;
  roomID: number;
  userID: string;
  userSig: string;
}

const PREFIX = 'room://cloud.tencent.com/rtc?';

/** @returns what the address says; undefined if it is none */
export function readAddress(url: string): RoomAddress | undefined {
  if (!url.startsWith(PREFIX)) return undefined;
  // Values are not encoded, and may hold an equals sign.
  const values = new Map(
    url
      .slice(PREFIX.length)
      .split('&')
      .map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
  );
  const sdkAppID = Number(values.get('sdkappid'));
  const roomID = Number(values.get('roomid'));
  const userID = values.get('userid') ?? '';
  const userSig = values.get('usersig') ?? '';
  if (!(sdkAppID > 0) || !(roomID > 0) || userID === '' || userSig === '') return undefined;
  return { sdkAppID, roomID, userID, userSig };
}

/** The address of what a live-player is to play. */
export const playAddress = (userID: string, type: string): string =>
  `${PREFIX}userid=${userID}&streamtype=${type}`;

export function readPlayAddress(url: string): { userID: string; type: string } | undefined {
  const found = /^room:\/\/cloud\.tencent\.com\/rtc\?userid=([^&]*)&streamtype=(\w+)$/.exec(url);
  return found ? { userID: found[1]!, type: found[2]! } : undefined;
}
