/**
 * @tencentcloud/chat, the successor of tim-js-sdk, as the app's own instance: the same wire, another
 * module. Two users with the whole API over the real SDKs; only the media is not real.
 */
import { createLogger, LOG_LEVELS } from '@/src/log';
import { createFakeRooms, type FakeRooms } from '@/src/media/fake';
import { systemClock } from '@/src/runtime/system-clock';
import { createTsignalingDriver } from '@/src/signaling/tim/driver';
import { EVENT } from '@/src/trtc-calling/events';
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

/** Creates the chat SDK as an app does; it is given to TRTCCalling as `tim`. */
function chatOf(realm: Realm): TimInstance {
  const { sdkAppID } = cloud.emulator;
  const chat = realm.chat().create({ SDKAppID: sdkAppID, proxyServer: cloud.urls.im });
  chat.setLogLevel(4);
  return chat;
}

function user(userID: string, { realm = newRealm(), tim }: { realm?: Realm; tim?: unknown } = {}) {
  const told: string[] = [];
  let room = 100;
  const options = { SDKAppID: cloud.emulator.sdkAppID, proxy: { im: cloud.urls.im }, tim };
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

/** bob, on tim-js-sdk, and alice on the chat SDK, both logged in. */
async function aliceOnChat({ isLoggedIn }: { isLoggedIn: boolean }) {
  const realm = newRealm();
  const chat = chatOf(realm);
  if (isLoggedIn) {
    await chat.login({ userID: 'alice', userSig: cloud.emulator.signUserSig('alice') });
    await cloud.quiet('alice');
  }
  const alice = user('alice', { realm, tim: chat });
  const bob = user('bob');
  await Promise.all([alice.login(), bob.login()]);
  return { alice, bob, chat };
}

describe.each([
  ['that TRTCCalling logs in', false],
  ['that the app has logged in', true],
])('an instance of the chat SDK %s', (_name, isLoggedIn) => {
  it('calls, is accepted, and hangs up', async () => {
    const { alice, bob } = await aliceOnChat({ isLoggedIn });
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
    const { alice, bob } = await aliceOnChat({ isLoggedIn });
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
    const { alice, bob } = await aliceOnChat({ isLoggedIn });
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
    const realm = newRealm();
    const chat = chatOf(realm);
    if (isLoggedIn) {
      await chat.login({ userID: 'alice', userSig: cloud.emulator.signUserSig('alice') });
      await cloud.quiet('alice');
    }
    const alice = user('alice', { realm, tim: chat });
    await alice.login();
    await alice.hears(EVENT.INVITED);
  });

  it('is told when the account logs in somewhere else', async () => {
    const { alice } = await aliceOnChat({ isLoggedIn });
    cloud.emulator.im.kick('alice');
    await alice.hears(EVENT.KICKED_OUT);
  });

  it(`is ${isLoggedIn ? 'left logged in' : 'logged out'} by logout()`, async () => {
    const { alice } = await aliceOnChat({ isLoggedIn });
    await alice.calling.logout();
    expect(cloud.emulator.im.online.includes('alice')).toBe(isLoggedIn);
  });
});
