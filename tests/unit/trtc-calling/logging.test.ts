/** These tests read in the console what docs/logging.md promises to a user of the library. */
import { CallError } from '../../../src/errors';
import { LOG_LEVELS, type LogMethod } from '../../../src/log';
import { outcome, World, type TestUser } from '../../support/world';

const METHODS: LogMethod[] = ['debug', 'log', 'info', 'warn', 'error'];

/** Everything that goes to the console, by level. */
function readConsole(user: TestUser, level: number = LOG_LEVELS.warn) {
  user.calling.setLogLevel(level);
  const lines = Object.fromEntries(METHODS.map((method) => [method, [] as string[]])) as Record<
    LogMethod,
    string[]
  >;
  for (const method of METHODS) {
    jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      lines[method].push(
        parts.map((part) => (part instanceof Error ? part.message : `${part}`)).join(' '),
      );
    });
  }
  return {
    lines,
    clear: () => METHODS.forEach((method) => lines[method].splice(0)),
    all: () => METHODS.flatMap((method) => lines[method]),
  };
}

afterEach(() => jest.restoreAllMocks());

it('a whole good call logs one info line per phase, at most ten, and nothing at warn or error', async () => {
  const world = new World();
  const [alice, bob] = await world.online('alice', 'bob');
  const console = readConsole(alice, LOG_LEVELS.debug);
  const calling = alice.calling.call({ userID: 'bob', type: 2 });
  await world.settle();
  await bob.calling.accept();
  await calling;
  await world.seconds(5);
  await alice.calling.hangup();
  await world.settle();

  expect(console.lines.info).toEqual([
    '[TRTCCalling] call: 1 (video, room 1001) dialing',
    '[TRTCCalling] call: 1 (video, room 1001) inviting',
    '[TRTCCalling] call: 1 (video, room 1001) connected',
    '[TRTCCalling] call: 1 (video, room 1001) ending hangup after 5 s',
    '[TRTCCalling] call: 1 (video, room 1001) idle',
  ]);
  expect(console.lines.debug.length).toBeGreaterThan(10);
  expect([...console.lines.warn, ...console.lines.error]).toEqual([]);
});

it('a whole failed call logs one line at error, with code, cause and cure, and once', async () => {
  const world = new World();
  const [alice] = await world.online('alice', 'bob');
  const console = readConsole(alice);
  alice.media.knobs.fail('enter', CallError.roomEntryFailed(new Error('the server is closed')));
  await outcome(alice.calling.call({ userID: 'bob', type: 1 }));
  await world.seconds(10);

  expect(console.lines.error).toEqual([
    expect.stringMatching(
      /^\[TRTCCalling\] call: 1 \(audio, room 1001\) ending media-error after 0 s, failed: 61007 ROOM_ENTRY_FAILED: .*the server is closed.*Check the network/,
    ),
  ]);
  expect(console.lines.warn).toEqual([]);
});

it('a failure that the call survives logs one line at warn', async () => {
  const world = new World();
  const [alice, bob] = await world.online('alice', 'bob');
  const calling = alice.calling.call({ userID: 'bob', type: 1 });
  await world.settle();
  await bob.calling.accept();
  await calling;
  const console = readConsole(alice);
  alice.media.knobs.fail('setCamera', CallError.cameraUnavailable(new Error('busy')));
  await outcome(alice.calling.openCamera());

  expect(console.lines.warn).toEqual([
    expect.stringMatching(/call: failed: 60004 CAMERA_UNAVAILABLE: .*busy/),
  ]);
  expect(console.lines.error).toEqual([]);
  expect(alice.phase).toBe('connected');
});

it('a failed login logs one line at error, with code, cause and cure, and no userSig', async () => {
  const world = new World();
  const alice = world.user('alice');
  const console = readConsole(alice, LOG_LEVELS.debug);
  const loadPorts = alice.platform.loadPorts;
  alice.platform.loadPorts = async (options) => {
    const ports = await loadPorts(options);
    const cause = Object.assign(new Error('expired'), { code: 70001 });
    alice.signaling.knobs.fail('login', { error: CallError.loginFailed(cause) });
    return ports;
  };
  await outcome(alice.calling.login({ userID: 'alice', userSig: 'top-secret' }));

  expect(console.lines.error).toEqual([
    expect.stringMatching(
      /^\[TRTCCalling\] login: alice failed: 61005 LOGIN_FAILED: .*70001 expired.*Check SDKAppID and userSig/,
    ),
  ]);
  expect(console.all().join('\n')).not.toContain('top-secret');
});

it('a dropped message logs one line at warn, with sender and reason', async () => {
  const world = new World();
  const [alice] = await world.online('alice');
  const console = readConsole(alice);
  world.network.forge('alice', { action: 'cancel', sender: 'mallory', inviteID: 'never-sent' });
  await world.settle();

  expect(alice.names).toEqual([]);
  expect(console.all()).toEqual([
    '[TRTCCalling] signaling: dropped a message of mallory: unknown-invite',
  ]);
});

it('a malformed message logs one line at warn, with what is wrong in it', async () => {
  const world = new World();
  const [alice] = await world.online('alice');
  const console = readConsole(alice);
  const why = 'call_type is neither 1 nor 2';
  alice.signaling.knobs.inject({ kind: 'dropped', reason: 'malformed', from: 'mallory', why });
  expect(console.all()).toEqual([
    '[TRTCCalling] signaling: dropped a message of mallory: malformed (call_type is neither 1 nor 2)',
  ]);
});

it('a login that ends by itself logs one line at warn, with code and cure', async () => {
  const world = new World();
  const [alice] = await world.online('alice');
  const console = readConsole(alice);
  alice.signaling.knobs.kick('userSigExpired', 'user-sig-expired');
  await world.settle();
  expect(console.all()).toEqual([
    expect.stringMatching(
      /^\[TRTCCalling\] login: alice failed: 61018 USER_SIG_EXPIRED: .*getUserSig/,
    ),
  ]);
});

it('a listener of the app that throws logs one line at error, and the next one is called', async () => {
  const world = new World();
  const [alice] = await world.online('alice', 'bob');
  const console = readConsole(alice);
  const heard: string[] = [];
  alice.calling.on('onError', () => {
    throw new Error('bug of the app');
  });
  alice.calling.on('onError', () => heard.push('second'));
  await outcome(alice.calling.switchToAudioCall());

  expect(console.lines.error).toEqual([
    '[TRTCCalling] app: a listener of onError threw; the call goes on bug of the app',
  ]);
  expect(heard).toEqual(['second']);
});
