/** Every public method, in every phase, with whatever arguments: it resolves, or it fails with a CallError. */
import { CallError } from '../../../src/errors';
import { LOG_LEVELS } from '../../../src/log';
import { TRTCCallingBase } from '../../../src/trtc-calling/aliases';
import { TRTCCallingCore } from '../../../src/trtc-calling/trtc-calling';
import { World } from '../../support/world';

/** Private in TypeScript, so no part of the surface. */
const PRIVATE = ['constructor', 'dial', 'switchType'];
const METHODS = [
  ...new Set(
    [TRTCCallingBase.prototype, TRTCCallingCore.prototype].flatMap((prototype) =>
      Object.entries(Object.getOwnPropertyDescriptors(prototype))
        .filter(([name, { value }]) => typeof value === 'function' && !PRIVATE.includes(name))
        .map(([name]) => name),
    ),
  ),
].sort();

/** Throws on everything that one can do to it. */
const hostile = new Proxy(Object.create(null) as object, {
  get() {
    throw new Error('hostile');
  },
  ownKeys() {
    throw new Error('hostile');
  },
});
const wrong = {
  userID: { toString: null },
  userIDList: [Symbol('bob'), 7],
  userSig: 5,
  type: 9,
  timeout: Number.NaN,
  roomID: '-1',
  deviceType: 'smell',
  deviceId: 7,
  inviteID: {},
};
const ARGUMENTS = new Map<string, unknown>([
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a string', 'x'],
  ['a symbol', Symbol('x')],
  ['an empty object', {}],
  ['a list', [null]],
  ['an object of wrong values', wrong],
  ['a hostile object', hostile],
]);

type Phase = 'logged out' | 'idle' | 'dialing' | 'inviting' | 'ringing' | 'connected' | 'destroyed';
const PHASES: Phase[] = [
  ...(['logged out', 'idle', 'dialing', 'inviting', 'ringing', 'connected', 'destroyed'] as const),
];

/** Alice, as an app has her in this phase. */
async function alice(phase: Phase) {
  const world = new World();
  const [bob] = await world.online('bob');
  const user = world.user('alice');
  const calling = new TRTCCallingBase({ SDKAppID: 1400000000 }, user.platform);
  calling.setLogLevel(LOG_LEVELS.silent);
  if (phase !== 'logged out') await calling.login({ userID: 'alice', userSig: 'sig' });
  if (phase === 'dialing') user.media.knobs.permission = 'prompt';
  if (phase === 'dialing' || phase === 'inviting' || phase === 'connected') {
    calling.call({ userID: 'bob', type: 2 }).catch(() => undefined);
    await world.settle();
  }
  if (phase === 'connected') await bob.calling.accept();
  if (phase === 'ringing') bob.calling.call({ userID: 'alice', type: 2 }).catch(() => undefined);
  if (phase === 'destroyed') await calling.destroy();
  await world.settle();
  if (!['logged out', 'idle', 'destroyed'].includes(phase)) {
    expect(calling.snapshot.phase).toBe(phase);
  }
  return { world, user, calling };
}

const isWhole = (error: unknown): boolean =>
  error instanceof CallError && error.code > 60000 && !!error.reason && !!error.cure;

/** @returns what came out that is neither a result nor a whole CallError */
async function complaint(world: World, run: () => unknown): Promise<string | undefined> {
  let state = 'never settled';
  const failed = (error: unknown) => {
    state = isWhole(error) ? 'fine' : `failed with ${String((error as Error)?.stack ?? error)}`;
  };
  try {
    Promise.resolve(run()).then(() => (state = 'fine'), failed);
  } catch (error) {
    failed(error);
  }
  await world.settle();
  if (state === 'never settled') await world.seconds(70);
  return state === 'fine' ? undefined : state;
}

it('the surface that is tried is the whole public one', () => {
  expect(METHODS).toEqual(
    expect.arrayContaining(['login', 'call', 'hangup', 'switchCamera', 'on']),
  );
  expect(METHODS.length).toBeGreaterThan(40);
});

describe.each(PHASES)('every method while %s', (phase) => {
  it.each([...ARGUMENTS.keys()])('resolves, or fails with a CallError, for %s', async (name) => {
    const argument = ARGUMENTS.get(name);
    const complaints: string[] = [];
    for (const method of METHODS) {
      const { world, calling } = await alice(phase);
      const run = calling[method as 'hangup'] as (...all: unknown[]) => unknown;
      const said = await complaint(world, () => run.call(calling, argument));
      if (said) complaints.push(`${method}: ${said}`);
      calling.off('onError');
      await calling.destroy();
    }
    expect(complaints).toEqual([]);
  });
});

const BREAKS = new Map<string, () => unknown>([
  [
    'throws',
    () => {
      throw new Error('the bridge is gone');
    },
  ],
  ['rejects with no error', () => Promise.reject(undefined)],
  ['rejects with a hostile object', () => Promise.reject(hostile)],
]);
const GOOD: Record<string, unknown> = {
  call: { userID: 'bob', type: 2 },
  groupCall: { userIDList: ['bob'], type: 2 },
  joinInGroupCall: { roomID: 7, type: 2 },
  login: { userID: 'alice', userSig: 'sig' },
  startLocalView: { userID: 'alice', videoViewDomID: 'view' },
  startRemoteView: { userID: 'bob', videoViewDomID: 'view' },
  stopLocalView: { userID: 'alice' },
  stopRemoteView: { userID: 'bob' },
  switchDevice: { deviceType: 'video', deviceId: 'camera-2' },
  setVideoQuality: '480p',
  on: 'onError',
};

describe.each([...BREAKS.keys()])('while everything below %s', (how) => {
  const broken = BREAKS.get(how);
  it.each(PHASES)('every method fails with a CallError or resolves: %s', async (phase) => {
    const complaints: string[] = [];
    for (const method of METHODS) {
      const { world, user, calling } = await alice(phase);
      const below = [user.media, user.signaling].filter(Boolean) as unknown as Record<
        string,
        unknown
      >[];
      for (const port of below) {
        for (const name of [
          ...['check', 'prepare', 'enter', 'publish', 'leave', 'setMicrophone', 'setCamera'],
          ...['setQuality', 'devices', 'switchDevice', 'attach', 'detach', 'unlock'],
          ...['invite', 'cancel', 'answer', 'end', 'switchType', 'logout', 'login'],
        ]) {
          // Unlocking is no promise: it can only throw.
          const canBreak = name !== 'unlock' || how === 'throws';
          if (canBreak && typeof port[name] === 'function') port[name] = broken;
        }
      }
      const run = calling[method as 'hangup'] as (...all: unknown[]) => unknown;
      const said = await complaint(world, () => run.call(calling, GOOD[method]));
      if (said) complaints.push(`${method}: ${said}`);
    }
    expect(complaints).toEqual([]);
  });
});
