/** These tests hold that the fake media driver does what its controls ask for. */
import { CallError } from '../../../src/errors';
import { createFakeRooms } from '../../../src/media/fake';
import type { FakeMedia } from '../../../src/media/fake';
import type { MediaEvent } from '../../../src/media/port';
import { VirtualClock } from '../../../src/runtime/virtual-clock';

const both = { audio: true, video: true };
const room = (userID: string, roomID = 7) => ({
  sdkAppID: 1,
  userID,
  userSig: 's',
  roomID,
  video: true,
});

let clock: VirtualClock;
let rooms: ReturnType<typeof createFakeRooms>;

function user(userID: string, options?: Parameters<typeof rooms.join>[1]) {
  const media = rooms.join(userID, options);
  const heard: MediaEvent[] = [];
  media.onEvent((event) => heard.push(event));
  return Object.assign(media, { heard });
}

async function call(media: FakeMedia) {
  await Promise.all([media.prepare(both), media.enter(room(media.userID))]);
  await media.publish();
}

const kinds = (events: MediaEvent[]) => events.map((event) => event.kind);

beforeEach(() => {
  clock = new VirtualClock();
  rooms = createFakeRooms({ clock });
});

describe('presence and media', () => {
  it('two fake users hear who entered, then what they send', async () => {
    const alice = user('alice');
    const bob = user('bob');
    await call(alice);
    await call(bob);
    await clock.settle();
    expect(alice.heard).toEqual([
      { kind: 'local-media', ...both },
      { kind: 'user-entered', roomID: 7, userID: 'bob' },
      { kind: 'user-media', roomID: 7, userID: 'bob', audio: false, video: false },
      { kind: 'user-media', roomID: 7, userID: 'bob', ...both },
      { kind: 'playback', roomID: 7, userID: 'bob', state: 'playing' },
    ]);
    expect(bob.heard).toContainEqual({ kind: 'user-media', roomID: 7, userID: 'alice', ...both });
    expect(rooms.members(7)).toHaveLength(2);
  });

  it('setCamera(false) of the fake ends the camera track and tells the others', async () => {
    const alice = user('alice');
    const bob = user('bob');
    await call(alice);
    await call(bob);
    await bob.setCamera(false);
    await bob.setMicrophone(false);
    await clock.settle();
    expect(bob.knobs.held.tracks).toBe(1);
    const media = { kind: 'user-media', roomID: 7, userID: 'bob', video: false };
    expect(alice.heard.slice(-3)).toEqual([
      { ...media, audio: true },
      { ...media, audio: false },
      { kind: 'playback', roomID: 7, userID: 'bob', state: 'stopped' },
    ]);
  });

  it('the fake applies intents that came before the stream', async () => {
    const alice = user('alice');
    await alice.setCamera(false);
    await alice.setMicrophone(false);
    await call(alice);
    expect(alice.knobs.local).toEqual({ microphone: false, camera: false, published: true });
    await alice.leave();
    await call(alice);
    expect(alice.knobs.local).toEqual({ microphone: true, camera: true, published: true });
  });

  it('a fake user who enters on a second device takes the first one out as a duplicate', async () => {
    const first = user('alice');
    const second = user('alice');
    await first.enter(room('alice'));
    await second.enter(room('alice'));
    await clock.settle();
    expect(first.heard).toEqual([{ kind: 'room-closed', roomID: 7, reason: 'duplicate' }]);
    expect(first.knobs.held.rooms).toBe(0);
  });

  it('the fake keeps events in order when the latency shrinks', async () => {
    const alice = user('alice');
    const bob = user('bob');
    await call(alice);
    alice.heard.length = 0;
    alice.knobs.latency = 100;
    await bob.enter(room('bob'));
    alice.knobs.latency = 0;
    await bob.leave();
    await clock.advance(99);
    expect(alice.heard).toEqual([]);
    await clock.advance(1);
    expect(kinds(alice.heard)).toEqual(['user-entered', 'user-media', 'user-left']);
  });
});

describe('knobs', () => {
  it('prepare() of the fake waits for the answer to the permission prompt', async () => {
    const alice = user('alice', { permission: 'prompt' });
    const prepared = alice.prepare(both);
    await clock.settle();
    expect(alice.knobs.promptOpen).toBe(true);
    alice.knobs.answerPrompt('denied');
    await expect(prepared).rejects.toMatchObject({ code: 60005 });
    expect(rooms.held()).toMatchObject({ tracks: 0, waiting: 0 });
  });

  it('the fake rejects for missing, busy and impossible devices as the real drivers do', async () => {
    const none = user('a', { microphones: [] });
    await expect(none.prepare(both)).rejects.toMatchObject({ code: 60003 });
    const busy = user('b');
    busy.knobs.busy.add('videoinput');
    await expect(busy.prepare(both)).rejects.toMatchObject({ code: 60004 });
    const http = user('c', { obstacle: 'insecure origin' });
    expect(await http.check(both)).toMatchObject({ canSend: false, obstacle: 'insecure origin' });
    await expect(http.prepare(both)).rejects.toMatchObject({ code: 60006 });
    expect(rooms.held().tracks).toBe(0);
  });

  it('an operation of the fake can be delayed, fail once and fail always', async () => {
    const alice = user('alice');
    alice.knobs.delay('enter', 300);
    alice.knobs.fail('enter', CallError.roomEntryFailed('refused'));
    const refused = expect(alice.enter(room('alice'))).rejects.toMatchObject({ code: 61007 });
    await clock.advance(300);
    await refused;
    const entered = alice.enter(room('alice'));
    await clock.advance(299);
    expect(alice.knobs.held).toMatchObject({ rooms: 0, waiting: 1 });
    await clock.advance(1);
    await entered;
    alice.knobs.fail('publish', CallError.publishFailed('no'), Infinity);
    await alice.prepare(both);
    await expect(alice.publish()).rejects.toMatchObject({ code: 61008 });
    await expect(alice.publish()).rejects.toMatchObject({ code: 61008 });
  });

  it('a camera unplugged from the fake is a warning and local-media, and the others see it', async () => {
    const alice = user('alice');
    const bob = user('bob');
    await call(alice);
    await call(bob);
    bob.heard.length = 0;
    bob.knobs.unplug('videoinput');
    await clock.settle();
    expect(kinds(bob.heard)).toEqual(['devices-changed', 'warning', 'local-media']);
    expect(alice.heard.slice(-1)).toEqual([
      { kind: 'user-media', roomID: 7, userID: 'bob', audio: true, video: false },
    ]);
  });

  it('playback of the fake is blocked until unlock(), and after an interruption again', async () => {
    const alice = user('alice');
    const bob = user('bob');
    alice.knobs.playback = 'blocked';
    await call(bob);
    await alice.enter(room('alice'));
    alice.unlock();
    alice.knobs.interruptPlayback();
    alice.knobs.playback = 'stuck';
    alice.unlock();
    alice.knobs.playback = 'blocked';
    alice.unlock();
    await clock.settle();
    const states = alice.heard.flatMap((e) => (e.kind === 'playback' ? [e.state] : []));
    expect(states).toEqual(['blocked', 'playing', 'blocked', 'playing']);
  });

  it('a fake that loses the connection is a timeout for the others', async () => {
    const alice = user('alice');
    const bob = user('bob');
    await call(alice);
    await call(bob);
    bob.knobs.connection('reconnecting');
    bob.knobs.connection('lost');
    await clock.settle();
    expect(alice.heard.slice(-1)).toEqual([
      { kind: 'user-left', roomID: 7, userID: 'bob', reason: 'timeout' },
    ]);
    expect(bob.heard.slice(-2)).toEqual([
      { kind: 'connection', roomID: 7, state: 'reconnecting' },
      { kind: 'connection', roomID: 7, state: 'lost' },
    ]);
  });
});

describe('leave and dispose', () => {
  it('aborts what is pending with 61011 and stops every track', async () => {
    const alice = user('alice', { permission: 'prompt' });
    alice.knobs.hang('enter');
    const settled = Promise.allSettled([alice.prepare(both), alice.enter(room('alice'))]);
    await clock.settle();
    await alice.leave();
    for (const result of await settled) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 61011 } });
    }
    expect(alice.knobs.held).toEqual({ tracks: 0, rooms: 0, listeners: 1, waiting: 0, views: 0 });
  });

  it('the fake reports nothing of the room after leave was called', async () => {
    const alice = user('alice');
    const bob = user('bob');
    await call(alice);
    alice.heard.length = 0;
    alice.knobs.latency = 50;
    await bob.enter(room('bob'));
    await clock.advance(20);
    void alice.leave();
    await clock.advance(1000);
    expect(alice.heard).toEqual([]);
  });

  it('the fake stops the tracks also when leave fails or never settles', async () => {
    const alice = user('alice');
    await call(alice);
    alice.knobs.fail('leave', CallError.internal('x'));
    await expect(alice.leave()).rejects.toMatchObject({ code: 61016 });
    expect(alice.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    await call(alice);
    alice.knobs.hang('leave');
    void alice.leave();
    expect(alice.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
  });

  it('the fake leaves nothing behind after dispose, and refuses further use', async () => {
    const alice = user('alice');
    await call(alice);
    alice.knobs.delay('leave', 1000);
    const leaving = alice.leave();
    await alice.dispose();
    await leaving;
    expect(rooms.held()).toEqual({ tracks: 0, rooms: 0, listeners: 0, waiting: 0, views: 0 });
    expect(clock.pending).toBe(0);
    await expect(alice.enter(room('alice'))).rejects.toMatchObject({ code: 61015 });
  });
});

describe('the page that carries a call', () => {
  it('takes its user out of the room when it goes, and in again when it comes back', async () => {
    const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => user(name));
    for (const one of [alice!, bob!, carol!]) await call(one);
    await clock.settle();
    alice!.heard.length = bob!.heard.length = 0;
    alice!.knobs.carry(false);
    await carol!.leave();
    alice!.knobs.carry(true);
    await clock.settle();
    expect(bob!.heard).toContainEqual({
      ...{ kind: 'user-left', roomID: 7, userID: 'alice', reason: 'left' },
    });
    expect(bob!.heard).toContainEqual({ kind: 'user-media', roomID: 7, userID: 'alice', ...both });
    expect(alice!.heard.filter(({ kind }) => kind !== 'user-media' && kind !== 'playback')).toEqual(
      [
        { kind: 'connection', roomID: 7, state: 'reconnecting' },
        { kind: 'user-left', roomID: 7, userID: 'carol', reason: 'timeout' },
        { kind: 'connection', roomID: 7, state: 'connected' },
      ],
    );
    expect(rooms.members(7).map(({ userID }) => userID)).toEqual(['bob', 'alice']);
  });

  it('is waited for by who enters a room, for 12 s', async () => {
    const [alice, bob] = [user('alice'), user('bob')];
    alice.knobs.carry(false);
    const entering = alice.enter(room('alice'));
    await clock.advance(11_000);
    expect(rooms.members(7)).toEqual([]);
    alice.knobs.carry(true);
    await entering;
    expect(rooms.members(7)).toHaveLength(1);
    bob.knobs.carry(false);
    const refused = expect(bob.enter(room('bob'))).rejects.toMatchObject({ code: 61007 });
    await clock.advance(12_000);
    await refused;
    expect(rooms.held()).toMatchObject({ waiting: 0 });
    expect(clock.pending).toBe(0);
  });
});
