/**
 * @tencentcloud/chat, the successor of tim-js-sdk, as the app's own instance: the same wire, another
 * module. Two users with the whole API over the real SDKs; only the media is not real.
 */
import { createLogger, LOG_LEVELS } from '@/src/log';
import { createFakeRooms, type FakeRooms } from '@/src/media/fake';
import { systemClock } from '@/src/runtime/system-clock';
import { createTsignalingDriver } from '@/src/signaling/tim/driver';
import { EVENT } from '@/src/trtc-calling/events';
import type { TRTCCallingOptions } from '@/src/trtc-calling/parameters';
import { TRTCCallingCore } from '@/src/trtc-calling/trtc-calling';
import { FakeLifecycle } from '../../src/runtime/fake-lifecycle';
import { createCloud, until, type Cloud } from './support/cloud';
import { createRealm, type Realm } from './support/realm';
import type { TimInstance } from './support/sdk-types';

let cloud: Cloud;
let rooms: FakeRooms;
let realms: Realm[];
let users: TRTCCallingCore[];

beforeEach(async () => {
  cloud = await createCloud();
  rooms = createFakeRooms({ clock: systemClock });
  realms = [];
  users = [];
});
afterEach(async () => {
  await Promise.all(users.map((calling) => calling.destroy()));
  realms.forEach((realm) => realm.dispose());
  await cloud.dispose();
});

function newRealm(): Realm {
  const realm = createRealm();
  realms.push(realm);
  return realm;
}

const outcomeOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

/** Creates the chat SDK as an app does; it is given to TRTCCalling as `tim`. */
function chatOf(realm: Realm): TimInstance {
  const { sdkAppID } = cloud.emulator;
  const chat = realm.chat().create({ SDKAppID: sdkAppID, proxyServer: cloud.urls.im });
  chat.setLogLevel(4);
  return chat;
}

interface UserOptions {
  realm?: Realm;
  tim?: unknown;
  getUserSig?: TRTCCallingOptions['getUserSig'];
}

function user(userID: string, { realm = newRealm(), tim, getUserSig }: UserOptions = {}) {
  const told: string[] = [];
  let room = 100;
  const { sdkAppID: SDKAppID } = cloud.emulator;
  const options = { SDKAppID, proxy: { im: cloud.urls.im }, tim, getUserSig };
  const calling = new TRTCCallingCore(options, {
    name: 'Web',
    clock: systemClock,
    lifecycle: new FakeLifecycle(),
    randomRoomID: () => ++room,
    loadPorts: async (ports) => ({
      signaling: createTsignalingDriver({
        ...{ TIM: realm.TIM, TSignaling: realm.TSignaling, platformName: 'Web' },
        ...{ tim: ports.tim, sdkAppID: ports.sdkAppID, proxy: ports.proxy },
        ...{ clock: systemClock, log: createLogger(LOG_LEVELS.silent) },
      }),
      media: rooms.join(userID),
    }),
  });
  calling.setLogLevel(LOG_LEVELS.silent);
  for (const name of new Set(Object.values(EVENT))) calling.on(name, () => void told.push(name));
  users.push(calling);
  return {
    calling,
    told,
    login: async () => {
      await calling.login({ userID, userSig: cloud.emulator.signUserSig(userID) });
      await cloud.quiet(userID);
    },
    becomes: (status: string) =>
      until(() => calling.getCallStatus() === status, `${userID} is ${status}; heard ${told}`),
    hears: (name: string) => until(() => told.includes(name), `${userID} hears ${name}`),
  };
}

/** Alice is on the chat SDK, and not logged in to calls yet. */
async function aliceOnChat(isLoggedIn: boolean) {
  const realm = newRealm();
  const chat = chatOf(realm);
  if (isLoggedIn) {
    await chat.login({ userID: 'alice', userSig: cloud.emulator.signUserSig('alice') });
    await cloud.quiet('alice');
  }
  return { alice: user('alice', { realm, tim: chat }), chat };
}

/** Bob, on tim-js-sdk, and alice on the chat SDK, both logged in. */
async function bothOnline({ isLoggedIn }: { isLoggedIn: boolean }) {
  const { alice, chat } = await aliceOnChat(isLoggedIn);
  const bob = user('bob');
  await Promise.all([alice.login(), bob.login()]);
  return { alice, bob, chat };
}

describe.each([
  ['that TRTCCalling logs in', false],
  ['that the app has logged in', true],
])('an instance of the chat SDK %s', (_name, isLoggedIn) => {
  it('calls, is accepted, and hangs up', async () => {
    const { alice, bob } = await bothOnline({ isLoggedIn });
    const call = alice.calling.call({ userID: 'bob', type: 2 });
    await bob.hears(EVENT.INVITED);
    await call;
    await bob.calling.accept();
    await Promise.all([alice.hears(EVENT.USER_ACCEPT), alice.hears(EVENT.USER_ENTER)]);
    await Promise.all([alice.becomes('connected'), bob.becomes('connected')]);
    await alice.calling.hangup();
    await Promise.all([alice.becomes('idle'), bob.becomes('idle')]);
    await bob.hears(EVENT.CALL_END);
  });

  it('is called, declines, is called again, and accepts', async () => {
    const { alice, bob } = await bothOnline({ isLoggedIn });
    await bob.calling.call({ userID: 'alice', type: 1 });
    await alice.hears(EVENT.INVITED);
    await alice.calling.reject();
    await bob.hears(EVENT.REJECT);
    alice.told.length = 0;
    await bob.calling.call({ userID: 'alice', type: 1 });
    await alice.hears(EVENT.INVITED);
    await alice.calling.accept();
    await Promise.all([alice.becomes('connected'), bob.becomes('connected')]);
    await bob.calling.hangup();
    await Promise.all([alice.becomes('idle'), bob.becomes('idle')]);
  });

  it('calls through an IM group', async () => {
    cloud.emulator.im.addGroup({ groupID: 'friends', members: ['alice', 'bob'] });
    const { alice, bob } = await bothOnline({ isLoggedIn });
    const call = alice.calling.groupCall({ userIDList: ['bob'], type: 1, groupID: 'friends' });
    await bob.hears(EVENT.INVITED);
    await call;
    await bob.calling.accept();
    await Promise.all([alice.becomes('connected'), bob.becomes('connected')]);
  });

  it('rings for what was missed', async () => {
    const bob = user('bob');
    await bob.login();
    await bob.calling.call({ userID: 'alice', type: 1 });
    const { alice } = await aliceOnChat(isLoggedIn);
    await alice.login();
    await alice.hears(EVENT.INVITED);
  });

  it('is told when the account logs in somewhere else', async () => {
    const { alice } = await bothOnline({ isLoggedIn });
    cloud.emulator.im.kick('alice');
    await alice.hears(EVENT.KICKED_OUT);
  });

  it('that the app logs out ends the login, and nobody is called in vain', async () => {
    const { alice, bob, chat } = await bothOnline({ isLoggedIn });
    await chat.logout();
    await until(() => alice.calling.snapshot.login === 'logged-out', 'alice is logged out');
    const call = alice.calling.call({ userID: 'bob', type: 1 });
    await expect(call).rejects.toMatchObject({ code: 61002 });
    expect(bob.told).not.toContain(EVENT.INVITED);
  });

  it('in which the app logs in somebody else ends the login; who logs in then is called', async () => {
    const { alice, bob, chat } = await bothOnline({ isLoggedIn });
    const call = alice.calling.call({ userID: 'bob', type: 1 });
    await bob.hears(EVENT.INVITED);
    await call;
    await bob.calling.accept();
    await bob.becomes('connected');
    await chat.logout();
    await chat.login({ userID: 'carol', userSig: cloud.emulator.signUserSig('carol') });
    await until(() => alice.calling.snapshot.login === 'logged-out', 'alice is logged out');
    expect(alice.calling.snapshot.end?.reason).toBe('logged-out');
    await bob.becomes('idle');
    await cloud.quiet('carol');
    const userSig = cloud.emulator.signUserSig('carol');
    await alice.calling.login({ userID: 'carol', userSig });
    bob.told.length = 0;
    await alice.calling.call({ userID: 'bob', type: 1 });
    await bob.hears(EVENT.INVITED);
    expect(bob.calling.snapshot.inviter).toBe('carol');
  });

  it(`is ${isLoggedIn ? 'left logged in' : 'logged out'} by logout()`, async () => {
    const { alice } = await bothOnline({ isLoggedIn });
    await alice.calling.logout();
    expect(cloud.emulator.im.online.includes('alice')).toBe(isLoggedIn);
  });
});

describe('a userSig that runs out', () => {
  const sign = (userID: string, expireSeconds: number) =>
    cloud.emulator.signUserSig(userID, { expireSeconds });

  it('is told as such, and not as a login somewhere else', async () => {
    const alice = user('alice');
    await alice.login();
    cloud.emulator.im.kick('alice', 'userSigExpired');
    const call = alice.calling.call({ userID: 'bob', type: 1 });
    await expect(call).rejects.toMatchObject({ code: 61011 });
    expect(alice.calling.snapshot).toMatchObject({
      ...{ login: 'user-sig-expired', end: { reason: 'user-sig-expired' } },
    });
    expect(alice.told).not.toContain(EVENT.KICKED_OUT);
    await expect(
      alice.calling.login({ userID: 'alice', userSig: sign('alice', -1) }),
    ).rejects.toMatchObject({ code: 61018 });
  });

  it('is renewed before, and calls ring after the renewal and after the end of the old one', async () => {
    const bob = user('bob');
    let asked = 0;
    const getUserSig = async (userID: string) => {
      asked++;
      return { userSig: sign(userID, 3600), expiresAt: Date.now() + 3_600_000 };
    };
    const alice = user('alice', { getUserSig });
    await bob.login();
    const seconds = 5;
    const end = Date.now() + seconds * 1000;
    const userSig = sign('alice', seconds);
    // Five minutes before this it is renewed: when the SDK has asked for all that it asks for at login.
    const expiresAt = Date.now() + 5 * 60_000 + 1500;
    await alice.calling.login({ userID: 'alice', userSig, expiresAt });
    await until(
      () => alice.told.filter((name) => name === EVENT.SDK_READY).length === 2,
      'renewed',
    );
    await until(() => Date.now() > end, 'the old userSig has ended');
    // The next socket shows its ticket again.
    cloud.emulator.im.cutSocket('alice');
    await until(() => cloud.emulator.im.online.includes('alice'), 'alice is back');
    const call = bob.calling.call({ userID: 'alice', type: 1 });
    await alice.hears(EVENT.INVITED);
    await call;
    expect([asked, alice.calling.snapshot.login]).toEqual([1, 'ready']);
  }, 20_000);

  it('though nobody renewed it, is replaced by a new login that getUserSig allows', async () => {
    const [alice, bob] = [
      user('alice', {
        getUserSig: async (userID) => ({
          ...{ userSig: sign(userID, 3600), expiresAt: Date.now() + 3_600_000 },
        }),
      }),
      user('bob'),
    ];
    await Promise.all([alice.login(), bob.login()]);
    cloud.emulator.im.kick('alice', 'userSigExpired');
    await outcomeOf(alice.calling.call({ userID: 'bob', type: 1 }));
    await until(() => alice.calling.snapshot.login === 'ready', 'alice is in again');
    void outcomeOf(bob.calling.call({ userID: 'alice', type: 1 }));
    await alice.hears(EVENT.INVITED);
  });
});
