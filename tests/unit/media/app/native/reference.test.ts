/**
 * These tests walk the plug-in's documented events and codes: each is handled, or stands here with the reason why not.
 * The lists are written from the vendor's pages, and not from the driver.
 *
 * @see https://web.sdk.qcloud.com/trtc/uniapp/doc/zh-cn/TRTCCallback.html
 * @see https://cloud.tencent.com/document/product/647/32257
 */
import { createLogger } from '../../../../../src/log';
import { createNativeMedia } from '../../../../../src/media/app/native';
import { meaningOf } from '../../../../../src/media/app/native/codes';
import { VirtualClock } from '../../../../../src/runtime/virtual-clock';
import { EVENTS } from '../../../../support/strict-plugin/surface';
import { SimulatedRoom, StrictPlugin } from '../../../../support/strict-plugin';
import { failure, request, stage, type Stage } from './stage';

const screen = 'calls share no screen';
const music = 'calls play no music';
const rooms = 'calls join no two rooms';

/** The events, each with data of a call, or with the sentence that says why calls do not listen to it. */
const REFERENCE: Record<string, unknown[] | string> = {
  onError: [-1314, 'no', ''],
  onWarning: [5101, 'disconnected', ''],
  onEnterRoom: [120],
  onExitRoom: [2],
  onRemoteUserEnterRoom: ['bob'],
  onRemoteUserLeaveRoom: ['eve', 0],
  onUserVideoAvailable: ['eve', true],
  onUserAudioAvailable: ['eve', true],
  onUserSubStreamAvailable: ['eve', true],
  onFirstVideoFrame: ['eve', 0, 640, 360],
  onFirstAudioFrame: ['eve'],
  onSendFirstLocalVideoFrame: [0],
  onSendFirstLocalAudioFrame: [],
  onMicDidReady: [],
  onCameraDidReady: [],
  onNetworkQuality: [{ userId: '', quality: 3 }, []],
  onStatistics: [{ rtt: 20, upLoss: 0, downLoss: 0 }],
  onUserVoiceVolume: [[{ userId: '', volume: 50 }], 50],
  onConnectionLost: [],
  onTryToReconnect: [],
  onConnectionRecovery: [],
  onUserVideoSizeChanged: 'a view fits its picture by itself',
  onSwitchRole: 'call scenes have one role',
  onSnapshotComplete: 'calls take no photo',
  onRecvCustomCmdMsg: 'what calls tell each other goes by IM',
  onScreenCaptureStarted: screen,
  onScreenCapturePaused: screen,
  onScreenCaptureResumed: screen,
  onScreenCaptureStopped: screen,
  onConnectOtherRoom: rooms,
  onDisconnectOtherRoom: rooms,
  onStart: music,
  onPlayProgress: music,
  onComplete: music,
};

const heardOf = Object.keys(REFERENCE).filter((name) => typeof REFERENCE[name] !== 'string');

/** What a code comes to. */
type Comes =
  /** A device does not work. */
  | { device: 60003 | 60004 | 60005 }
  /** The room refuses this user, at its door or in a call. */
  | { entry: 61007 | 61018 }
  /** The way to the server is broken, which is repaired in a call and fails an entry. */
  | { way: 'reconnecting'; entry?: 61007 }
  /** Something is not shown, heard or sent, and somebody is told. */
  | { warning: 61008 | 61013 }
  /** The sentence says why nothing comes of it. */
  | string;

const busy = (code: 60003 | 60004 | 60005) => ({ device: code });
const entry = { entry: 61007 } as const;
const way = { way: 'reconnecting', entry: 61007 } as const;
const sdk = 'the SDK deals with it by itself';

const ERRORS: Record<number, Comes> = {
  [-1314]: busy(60005),
  [-1317]: busy(60005),
  ...Object.fromEntries([-1301, -1315, -1316].map((code) => [code, busy(60004)])),
  ...Object.fromEntries([-1302, -1318, -1319].map((code) => [code, busy(60003)])),
  [-1303]: { warning: 61008 },
  [-1321]: { warning: 61013 },
  [-2]: { warning: 61013 },
  [-1308]: screen,
  [-1309]: screen,
  ...Object.fromEntries([-3316, -3317, -3318, -3319, -3320].map((code) => [code, entry])),
  [-3325]: 'a room that is not left in time is left all the same',
  ...Object.fromEntries(
    [-3301, -3302, -3303, -3304, -3305, -3306, -3307, -3308].map((code) => [code, way]),
  ),
  [-100013]: entry,
  [-70001]: { entry: 61018 },
  [-70003]: entry,
  [-70004]: entry,
  [-102052]: entry,
  [-102011]: entry,
};

const WARNINGS: Record<number, Comes> = {
  ...Object.fromEntries([1101, 5103, 1103, 1107, 1109, 1108, 1110].map((code) => [code, sdk])),
  ...Object.fromEntries([2101, 2102, 2105, 2106, 2108, 2109].map((code) => [code, sdk])),
  2110: { warning: 61013 },
  5101: { way: 'reconnecting' },
  5102: { way: 'reconnecting' },
  6001: 'call scenes have no audience',
  7001: sdk,
};

const numbered = (table: Record<number, Comes>) =>
  Object.entries(table).map(([code, comes]) => [Number(code), comes] as const);

describe('each event of the plug-in', () => {
  it('stands in the list, also what only the native SDK has', () => {
    expect(Object.keys(REFERENCE)).toEqual(expect.arrayContaining([...EVENTS]));
  });

  it('is listened to, or the list says why not; and nothing else is', async () => {
    const clock = new VirtualClock();
    const plugin = new StrictPlugin({ clock, backend: (emit) => new SimulatedRoom(emit) });
    const { module, globalEvent } = plugin.context('stage page');
    const names: string[] = [];
    const media = createNativeMedia({
      ...{ plugin: module, clock, log: createLogger(4) },
      globalEvent: {
        ...globalEvent,
        addEventListener(name, listener) {
          names.push(name);
          globalEvent.addEventListener(name, listener as () => void);
        },
      },
    });
    void media.enter(request());
    await clock.advance(0);
    expect(names.sort()).toEqual([...heardOf].sort());
    const disposed = media.dispose();
    await clock.advance(3000);
    await disposed;
  });

  it.each(heardOf)('%s harms nothing without its data', async (name) => {
    const s = stage();
    await s.call();
    s.plugin.knobs.withoutData.add(name as (typeof EVENTS)[number]);
    s.plugin.emit(name as (typeof EVENTS)[number], ...(REFERENCE[name] as unknown[]));
    await s.clock.advance(0);
    expect(s.lines.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
    await s.end();
  });
});

describe('each code of the plug-in', () => {
  let s: Stage;
  beforeEach(() => {
    s = stage();
  });
  afterEach(() => s.end());

  it.each([...numbered(ERRORS), ...numbered(WARNINGS)])('%d has a meaning', (code) => {
    expect(meaningOf(code)).toBeDefined();
  });

  it.each(numbered(ERRORS))('onError %d in a call comes to %j', async (code, comes) => {
    await s.call();
    await inCall('onError', code, comes);
  });

  it.each(numbered(WARNINGS))('onWarning %d in a call comes to %j', async (code, comes) => {
    await s.call();
    await inCall('onWarning', code, comes);
  });

  const entries = numbered(ERRORS).flatMap(([code, comes]) =>
    typeof comes === 'object' && 'entry' in comes ? [[code, comes.entry!] as const] : [],
  );
  it.each(entries)('onError %d while a room is entered rejects with %d', async (code, expected) => {
    s.room.entries = [{ error: code }];
    const entered = failure(s.media.enter(request()));
    await s.clock.advance(0);
    expect(await entered).toMatchObject({ code: expected, cause: { code } });
  });

  it.each([0xffff, 0x1000, 0x1001])(
    'onError %d, which only the vendor’s wrapper has, changes nothing',
    async (code) => {
      await s.call();
      expect(meaningOf(code)).toBeUndefined();
      await inCall('onError', code, 'the wrapper is not used');
    },
  );

  /** Lets the plug-in report a code in the call, and looks at what is told. */
  async function inCall(name: 'onError' | 'onWarning', code: number, comes: Comes): Promise<void> {
    const before = s.heard.length;
    s.plugin.emit(name, code, 'words', '');
    await s.clock.advance(0);
    const told = s.heard.slice(before);
    const warnings = s.warnings().map((error) => (error as Error & { code: number }).code);
    if (typeof comes === 'string') return expect(told).toEqual([]);
    if ('device' in comes) {
      expect(warnings).toEqual([comes.device]);
      expect(told.map(({ kind }) => kind)).toContain('local-media');
    } else if ('warning' in comes) {
      expect(warnings).toEqual([comes.warning]);
    } else if ('way' in comes) {
      expect([s.states(), warnings]).toEqual([[comes.way], []]);
    } else {
      expect([s.states(), warnings]).toEqual([['lost'], [comes.entry]]);
    }
  }
});
