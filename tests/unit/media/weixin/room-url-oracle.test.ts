/**
 * Our address of a room against that of the published trtc-wx-sdk, which is what Tencent's own
 * clients give to a live-pusher. The SDK itself is used nowhere else.
 */
import type { RoomRequest } from '../../../../src/media/port';
import { roomURL } from '../../../../src/media/weixin/room-url';
import { request, SIG } from './stage';

interface OracleRoom {
  sdkAppID: number;
  userID: string;
  userSig: string;
  roomID: number;
  scene?: string;
}

interface Oracle {
  createPusher(attributes: object): unknown;
  enterRoom(room: OracleRoom): { url: string | null };
}

/** It asks wx which of Tencent's components it is in. */
const wx = { TUIScene: 'TUICalling', createLivePusherContext: () => ({}) };

const given = globalThis as { wx?: unknown };
const quiet = ['log', 'info', 'warn', 'error'] as const;

beforeAll(() => {
  given.wx = wx;
  for (const name of quiet) jest.spyOn(console, name).mockImplementation();
});
afterAll(() => {
  delete given.wx;
  jest.restoreAllMocks();
});

/** The parameters that the published SDK writes; undefined if it refuses. */
function oracle(change: Partial<RoomRequest>): Map<string, string> | undefined {
  const TRTC = jest.requireActual<new (page: object, options: object) => Oracle>('trtc-wx-sdk');
  const { sdkAppID, userID, userSig, roomID } = request(change);
  // Else it reports each step to Tencent.
  const sdk = new TRTC({}, { env: 'test' });
  sdk.createPusher({});
  const { url } = sdk.enterRoom({ sdkAppID, userID, userSig, roomID, scene: 'rtc' });
  return url ? parametersOf(url) : undefined;
}

function ours(change: Partial<RoomRequest>): Map<string, string> | undefined {
  try {
    return parametersOf(roomURL(request(change)));
  } catch {
    return undefined;
  }
}

function parametersOf(url: string): Map<string, string> {
  expect(url).toMatch(/^room:\/\/cloud\.tencent\.com\/rtc\?/);
  const pairs = url.slice(url.indexOf('?') + 1).split('&');
  return new Map(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]));
}

/** Left out on purpose, with what the SDK writes. */
const DELIBERATE = new Map([
  // Rooms of more people than a call has; the clients that this library answers do not know it.
  ['enableinfiniteanchor', '0'],
]);

const INPUTS: Partial<RoomRequest>[] = [
  {},
  { video: false },
  { roomID: 1 },
  { roomID: 4294967295 },
  { sdkAppID: 1 },
  { userID: 'a' },
  { userID: 'Some-User_01@shop.example' },
  { userSig: `${SIG}*-_=` },
];

it.each(INPUTS)('roomURL(%j) has the parameters of the published SDK, in its order', (input) => {
  const wanted = [...oracle(input)!].filter(([name]) => !DELIBERATE.has(name));
  expect([...ours(input)!]).toEqual(wanted);
});

it('roomURL() leaves out only what the SDK writes by default', () => {
  const published = oracle({})!;
  for (const [name, value] of DELIBERATE) expect(published.get(name)).toBe(value);
});

it.each([{ roomID: 0 }, { roomID: -1 }, { userID: '' }, { userID: '张三' }, { userSig: '' }])(
  '%j is refused by both',
  (input) => {
    expect(oracle(input)).toBeUndefined();
    expect(ours(input)).toBeUndefined();
  },
);

it.each([
  // Not a room of TRTC any more.
  { roomID: 4294967296 },
  { roomID: 1.5 },
  // Would add a parameter, or cut the rest off.
  { userID: 'a&roomid=8' },
  { userID: 'a#b' },
  { userSig: `${SIG}&roomid=8` },
])('%j is refused here, though the SDK takes it', (input) => {
  expect(oracle(input)).toBeDefined();
  expect(ours(input)).toBeUndefined();
});
