import { CallError } from '../../../src/errors';
import { TRTCCallingBase } from '../../../src/trtc-calling/aliases';
import type { TRTCCallingOptions } from '../../../src/trtc-calling/parameters';
import { NOTHING_LEFT, outcome, World } from '../../support/world';

let world: World;

beforeEach(() => {
  world = new World();
});

/** An instance with options of its own, over the world's ports. */
function instance(userID: string, options: Partial<TRTCCallingOptions> = {}) {
  const { platform } = world.user(userID);
  return new TRTCCallingBase({ SDKAppID: 1400000000, ...options }, platform);
}

describe('the constructor', () => {
  it.each([undefined, {}, { SDKAppID: 0 }, { SDKAppID: Number.NaN }])(
    'the constructor refuses %p',
    (options) => {
      const { platform } = world.user('x');
      expect(() => new TRTCCallingBase(options as TRTCCallingOptions, platform)).toThrow(CallError);
    },
  );

  it('the constructor takes the mini-program spelling of SDKAppID', () => {
    const { platform } = world.user('x');
    expect(() => new TRTCCallingBase({ sdkAppID: 1400000000 }, platform)).not.toThrow();
  });

  it.each(['mobile', '', null, 2])('the constructor refuses appMedia %p', (appMedia) => {
    const refused = expect.objectContaining({
      code: 61001,
      message: expect.stringContaining('appMedia'),
    });
    expect(() => instance('x', { appMedia } as never)).toThrow(refused);
  });

  it.each([
    [{}, 'auto'],
    [{ appMedia: 'native' as const }, 'native'],
    [{ appMedia: 'web' as const }, 'web'],
  ])('of the options %p the platform gets appMedia %p', async (options, appMedia) => {
    const { platform } = world.user('alice');
    const { loadPorts } = platform;
    const given: unknown[] = [];
    platform.loadPorts = (ports) => {
      given.push(ports.appMedia);
      return loadPorts(ports);
    };
    const calling = new TRTCCallingBase({ SDKAppID: 1400000000, ...options }, platform);
    await calling.login({ userID: 'alice', userSig: 'sig' });
    expect(given).toEqual([appMedia]);
    await calling.destroy();
  });

  it('EVENT and CALL_TYPE are on the class and on the instance', () => {
    const calling = instance('x');
    expect(TRTCCallingBase.EVENT.INVITED).toBe('onInvited');
    expect(calling.EVENT.CALLING_END).toBe('onCallEnd');
    expect([calling.CALL_TYPE.AUDIO_CALL, TRTCCallingBase.CALL_TYPE.VIDEO_CALL]).toEqual([1, 2]);
  });
});

describe('login', () => {
  it.each([
    [{ userID: '', userSig: 'sig' }],
    [{ userID: 'a b', userSig: 'sig' }],
    [{ userID: 'alice', userSig: '' }],
    [undefined],
  ])('login() refuses %p and names the parameter that is wrong', async (params) => {
    const error = await outcome(instance('alice').login(params as never));
    expect(error).toMatchObject({ code: 61001 });
  });

  it('login() twice is one login, and SDK_READY comes once', async () => {
    const alice = world.user('alice');
    await Promise.all([alice.login(), alice.login()]);
    await alice.login();
    expect(alice.payloads('sdkReady')).toHaveLength(1);
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('many logins and logouts leave one listener of each kind', async () => {
    const alice = world.user('alice');
    for (let round = 0; round < 10; round++) {
      await alice.login();
      await alice.calling.logout();
    }
    await alice.login();
    expect(world.rooms.held().listeners).toBe(1);
    // Shown, hidden, closed.
    expect(alice.page.count).toBe(3);
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('a login that is refused leaves nothing and can be repeated', async () => {
    const alice = world.user('alice');
    const { platform } = alice;
    const { loadPorts } = platform;
    platform.loadPorts = async (options) => {
      const ports = await loadPorts(options);
      alice.signaling.knobs.fail('login');
      return ports;
    };
    expect(await outcome(alice.login())).toMatchObject({ code: 61005 });
    expect(alice.calling.snapshot.login).toBe('logged-out');
    platform.loadPorts = loadPorts;
    await alice.login();
    expect(alice.calling.snapshot).toMatchObject({ login: 'ready', userID: 'alice' });
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('a call right after login(), not awaited, goes out when the login is done', async () => {
    const [bob] = await world.online('bob');
    const alice = world.user('alice');
    void alice.login();
    const calling = alice.calling.call({ userID: 'bob', type: 1 });
    await world.settle();
    expect(bob.phase).toBe('ringing');
    await alice.calling.hangup();
    await outcome(calling);
    await world.leftovers();
  });

  it('logout() during a call tells the peer', async () => {
    const [alice, bob] = await world.online('alice', 'bob');
    void outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    await world.settle();
    await alice.calling.logout();
    await world.settle();
    expect(bob.endReason).toBe('cancelled');
    expect(alice.endReason).toBe('logged-out');
    expect(await outcome(alice.calling.call({ userID: 'bob', type: 1 }))).toMatchObject({
      code: 61002,
    });
  });

  it('a userSig is renewed before it ends, and again after a failure', async () => {
    const asked: string[] = [];
    const calling = instance('alice', {
      getUserSig: (userID) => {
        asked.push(userID);
        if (asked.length === 1) return Promise.reject(new Error('server down'));
        return Promise.resolve({ userSig: 'new', expiresAt: world.clock.now() + 3_600_000 });
      },
    });
    const expiresAt = world.clock.now() + 600_000;
    await calling.login({ userID: 'alice', userSig: 'old', expiresAt });
    await world.seconds(299);
    expect(asked).toHaveLength(0);
    calling.setLogLevel(4);
    await world.seconds(1);
    expect(asked).toHaveLength(1);
    await world.seconds(30);
    expect(asked).toEqual(['alice', 'alice']);
    await calling.destroy();
    expect(world.clock.pending).toBe(0);
  });
});

describe('after destroy()', () => {
  it('every method rejects with its code after destroy()', async () => {
    const calling = instance('alice');
    await calling.destroy();
    await calling.destroy();
    expect(await outcome(calling.login({ userID: 'alice', userSig: 's' }))).toMatchObject({
      code: 61015,
    });
  });
});

describe('mini-program names', () => {
  it('listeners of mini-program names get the payload as data', async () => {
    const [alice, bob] = await world.online('alice', 'bob');
    const invited: unknown[] = [];
    bob.calling.on('INVITED', (event) => invited.push(event));
    void outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    await world.settle();
    expect(invited).toEqual([
      { eventCode: 'INVITED', data: expect.objectContaining({ sponsor: 'alice' }) },
    ]);
    await alice.calling.hangup();
    await world.leftovers();
  });

  it('methods of mini-program names do what their web names do', async () => {
    const tim = { name: 'the app’s' };
    const calling = instance('alice', { tim });
    expect(calling.getTim()).toBe(tim);
    await calling.login({ userID: 'alice', userSig: 's' });
    await calling.startRemoteView('bob');
    await calling.stopRemoteView('bob');
    expect(await outcome(calling.switchAudioCall())).toMatchObject({ code: 60001 });
    expect(await outcome(calling.switchVideoCall())).toMatchObject({ code: 60002 });
    await calling.destroyed();
    expect(await outcome(calling.hangup())).toMatchObject({ code: 61015 });
  });
});

it('off() removes every registration of a callback, or all of an event', async () => {
  const calling = instance('alice');
  const heard: string[] = [];
  const listener = () => heard.push('listener');
  calling.on('sdkReady', listener);
  calling.on('sdkReady', listener, {});
  calling.on('sdkReady', () => heard.push('other'));
  calling.off('sdkReady', listener);
  await calling.login({ userID: 'alice', userSig: 's' });
  expect(heard).toEqual(['other']);
  calling.off('sdkReady');
  await calling.logout();
  await calling.login({ userID: 'alice', userSig: 's' });
  expect(heard).toEqual(['other']);
  await calling.destroy();
});
