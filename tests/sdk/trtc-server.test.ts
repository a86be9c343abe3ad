/** The TRTC server by itself: what the SDK never sends, and what a test cannot time with a browser. */
import fc from 'fast-check';
import { delay, lift, neverAnswer, refuse, refuseNext } from '../../emulator/trtc/faults';
import { CODE } from '../../emulator/trtc/frames';
import { createUserSigService } from '../../emulator/usersig';
import { forge, startTrtcCloud, type TrtcCloud } from '../support/trtc-cloud';
import { RtpEndpoint } from './support/rtp-endpoint';
import { joinData, SignallingClient, until } from './support/signalling-client';

const GRACE_MS = 150;
let cloud: TrtcCloud;
const endpoints: RtpEndpoint[] = [];

beforeEach(async () => {
  cloud = await startTrtcCloud({ graceMs: GRACE_MS, maxFrameBytes: 32 * 1024 });
});
afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
  await cloud.close();
});

const userIDs = (): string[] =>
  cloud.trtc.snapshot().rooms.flatMap((room) => room.members.map((member) => member.userID));

const member = (userID: string) =>
  cloud.trtc
    .snapshot()
    .rooms.flatMap((room) => room.members)
    .find((each) => each.userID === userID);

/** The server is well if somebody can still come in and be answered. */
async function stillServes(userID = 'witness'): Promise<void> {
  const witness = await SignallingClient.join(cloud, userID, 99);
  const answer = await witness.ask('get_user_list', 4137);
  expect(answer.code).toBe(0);
  witness.send('leave');
}

function endpoint(direction: 'sendonly' | 'recvonly'): RtpEndpoint {
  const made = new RtpEndpoint(direction);
  endpoints.push(made);
  return made;
}

const ALL = { audio: true, bigVideo: true, smallVideo: false, auxVideo: false };

async function publish(client: SignallingClient, state = ALL): Promise<RtpEndpoint> {
  const media = endpoint('sendonly');
  const data = { type: 'offer', sdp: await media.offer(), state };
  const answer = await client.ask('publish', 4098, data);
  expect(answer).toMatchObject({ code: 0, data: { type: 'answer' } });
  await media.accept(String(answer.data.sdp));
  return media;
}

async function subscribe(
  client: SignallingClient,
  publisher: SignallingClient,
  state = { ...ALL, auxVideo: true },
): Promise<RtpEndpoint> {
  const media = endpoint('recvonly');
  const answer = await client.ask('subscribe', 4102, {
    type: 'offer',
    sdp: await media.offer(),
    ...subscribedTo(publisher),
    ...state,
  });
  expect(answer).toMatchObject({ code: 0, data: { type: 'answer' } });
  await media.accept(String(answer.data.sdp));
  return media;
}

function subscribedTo(publisher: SignallingClient): Record<string, unknown> {
  return { srcUserId: publisher.userID, srcTinyId: member(publisher.userID)?.tinyID };
}

describe('what is not understood', () => {
  test.each([
    ['text that is not JSON', '{"cmd":'],
    ['JSON that is no object', '[1,2]'],
    ['null', 'null'],
    ['a frame without a command', '{"seq":1}'],
    ['a command that is no string', '{"cmd":20}'],
  ])('%s is answered with an error and changes nothing', async (_, text) => {
    const client = await SignallingClient.join(cloud, 'alice');
    client.sendRaw(text);
    expect(await client.next(-1)).toMatchObject({ code: CODE.badFrame });
    expect((await client.ask('get_user_list', 4137)).code).toBe(0);
  });

  test.each(['enter_room/v2', 'constructor', '__proto__', 'toString', ''])(
    'the unknown command "%s" is answered with an error that carries its sequence number',
    async (cmd) => {
      const client = await SignallingClient.join(cloud, 'alice');
      const seq = client.send(cmd);
      expect(await client.next(-1)).toMatchObject({ code: CODE.unknownCommand, seq });
    },
  );

  test('a feature that is not emulated is refused under its own result number', async () => {
    const client = await SignallingClient.join(cloud, 'alice');
    const answer = await client.ask('start_publishing', 1286);
    expect(answer).toMatchObject({ code: CODE.notSupported });
  });

  test('a frame that is too large is answered and ends its socket, and no other', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    alice.sendRaw(JSON.stringify({ cmd: 'publish', data: { sdp: 'x'.repeat(40_000) }, seq: 9 }));
    expect(await alice.next(-1)).toMatchObject({ code: CODE.frameTooLarge });
    expect(await alice.closing()).toBe(1009);
    expect((await bob.ask('get_user_list', 4137)).code).toBe(0);
  });

  test('a binary frame is answered and ends its socket', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    alice.sendRaw(Buffer.from([0, 1, 2, 255]));
    expect(await alice.next(-1)).toMatchObject({ code: CODE.badFrame });
    expect(await alice.closing()).toBe(1003);
    await stillServes();
  });

  test('a command outside a room is refused, and a join to an impossible room too', async () => {
    const client = await SignallingClient.open(cloud, 'alice');
    expect((await client.ask('get_user_list', 4137)).code).toBe(CODE.notInRoom);
    expect((await client.ask('publish', 4098, { sdp: 'v=0' })).code).toBe(CODE.notInRoom);
    for (const roomId of ['0', '-1', '1.5', 'lobby', '4294967295']) {
      const answer = await client.ask('join', 20, { roomId, useStringRoomId: false });
      // The SDK reads the publishers before the code and would throw without them.
      expect(answer).toMatchObject({ code: CODE.badRequest, data: { publishers: [] } });
    }
  });

  test.each(['', 'v=0', 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n', 'm=video\r\na=rtpmap:x'])(
    'an offer like %j is refused and leaves nothing behind',
    async (sdp) => {
      const alice = await SignallingClient.join(cloud, 'alice');
      expect((await alice.ask('publish', 4098, { sdp, state: ALL })).code).not.toBe(0);
      expect(member('alice')).toMatchObject({ uplink: null, publishing: { video: false } });
      await stillServes();
    },
  );

  test('no frame whatsoever stops the server', async () => {
    const command = fc.constantFrom(
      ...['join', 'publish', 'publish_change', 'publish_state_change', 'unpublish', 'subscribe'],
      ...['subscribe_change', 'unsubscribe', 'mute_uplink', 'change_role', 'quality_report'],
      ...['get_user_list', 'update_constraint_config', 'leave'],
    );
    const frame = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ cmd: command, seq: fc.nat(), data: fc.oneof(fc.jsonValue(), fc.object()) })
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 20 }), async (frames) => {
        const client = await SignallingClient.join(cloud, 'mallory', 7);
        for (const text of frames) client.sendRaw(text);
        await stillServes();
        client.ws.terminate();
      }),
      { numRuns: 40 },
    );
  });
});

describe('a UserSig that is no good', () => {
  const otherApp = (): string =>
    createUserSigService({ sdkAppID: 1400000002, secretKey: 'of another app' }).sign('eve');

  test.each([
    ['expired', () => ({ userSig: cloud.sign('eve', -1) }), 70001],
    ['forged', () => ({ userSig: forge('eve') }), 70003],
    ["another user's", () => ({ userSig: cloud.sign('alice') }), 70013],
    ["another application's", () => ({ userSig: otherApp() }), 70014],
    ['for an application this is not', () => ({ sdkAppId: '1400000002' }), 70014],
    ['damaged', () => ({ userSig: 'eJw!' }), 70003],
    ['missing', () => ({ userSig: '' }), 70002],
  ])('that is %s does not get in', async (_, query, code) => {
    const eve = await SignallingClient.open(cloud, 'eve', query());
    eve.send('join', joinData(1));
    expect(await eve.next(19)).toMatchObject({ code });
    expect(await eve.closing()).toBe(1008);
    expect(eve.has(20)).toBe(false);
    expect(cloud.trtc.snapshot().rooms).toEqual([]);
  });

  test('does not get back into a place either', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const eve = await SignallingClient.open(cloud, 'alice', { rc: '1', userSig: forge('alice') });
    expect(await eve.next(514)).toMatchObject({ code: 70003 });
    eve.send('leave');
    expect((await alice.ask('get_user_list', 4137)).code).toBe(0);
  });

  test('is never written to the log, and nor is a good one', async () => {
    const secret = cloud.sign('alice');
    await SignallingClient.open(cloud, 'alice', { userSig: secret });
    const forged = forge('eve');
    const eve = await SignallingClient.open(cloud, 'eve', { userSig: forged });
    await eve.closing();
    const text = JSON.stringify(cloud.log);
    expect(text).toContain('setup-refused');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(forged);
  });
});

describe('rooms', () => {
  test('everyone is told who comes, publishes, mutes and goes', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    const aliceID = member('alice')?.tinyID;
    expect(await alice.next(4134)).toMatchObject({ data: { userId: 'bob', role: 20 } });
    expect((await bob.ask('get_user_list', 4137)).data).toMatchObject({
      userList: [{ userId: 'alice' }, { userId: 'bob' }],
    });
    await publish(alice);
    const row = (flag: number) => ({ userList: [{ userId: 'alice', srcTinyId: aliceID, flag }] });
    await bob.next(23, ({ data }) => equal(data, row(1 | 8)));
    await alice.ask('mute_uplink', 4108, { audio: true, bigVideo: false, auxVideo: false });
    await bob.next(23, ({ data }) => equal(data, row(1 | 8 | 64)));
    await alice.ask('publish_state_change', 4112, { state: { ...ALL, bigVideo: false } });
    await bob.next(23, ({ data }) => equal(data, row(8 | 64)));
    await alice.ask('unpublish', 4100);
    await bob.next(23, ({ data }) => equal(data, { userList: [] }));
    alice.send('leave');
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 0 } });
    expect(userIDs()).toEqual(['bob']);
  });

  test('a list that has not changed is repeated', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    await alice.next(23);
    await alice.next(23);
    await alice.next(23);
  });

  test('a numeric and a string room of the same name are two rooms', async () => {
    const alice = await SignallingClient.join(cloud, 'alice', 5);
    const bob = await SignallingClient.open(cloud, 'bob');
    expect((await bob.ask('join', 20, joinData('5'))).code).toBe(0);
    expect(cloud.trtc.snapshot().rooms.map((room) => room.roomID)).toEqual([5, '5']);
    cloud.trtc.ban('5', 'alice');
    cloud.trtc.ban('5', 'bob');
    expect(await bob.next(9)).toMatchObject({ data: { reason: 'banned' } });
    expect(alice.has(9)).toBe(false);
    expect(userIDs()).toEqual(['alice']);
  });

  test('a second login in a room sends the first one away', async () => {
    const first = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    const second = await SignallingClient.join(cloud, 'alice');
    expect(await first.next(9)).toMatchObject({ data: { reason: 'kick' } });
    expect(await first.closing()).toBe(1000);
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 2 } });
    expect(await bob.next(4134)).toMatchObject({ data: { userId: 'alice' } });
    expect((await second.ask('get_user_list', 4137)).data).toMatchObject({
      userList: [{ userId: 'bob' }, { userId: 'alice' }],
    });
  });

  test('a disbanded room tells everyone and is gone', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    cloud.trtc.disband(1);
    for (const client of [alice, bob]) {
      expect(await client.next(9)).toMatchObject({ data: { reason: 'room_disband' } });
      expect(await client.closing()).toBe(1000);
      expect(client.has(4135)).toBe(false);
    }
    expect(cloud.trtc.snapshot().rooms).toEqual([]);
    await SignallingClient.join(cloud, 'alice');
  });
});

describe('a client that vanishes', () => {
  test('without a close frame keeps its place for the grace and then leaves', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    const cutAt = Date.now();
    alice.ws.terminate();
    await until('the socket to be missed', () => member('alice')?.connected === false);
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 1 } });
    expect(Date.now() - cutAt).toBeGreaterThanOrEqual(GRACE_MS - 20);
    expect(userIDs()).toEqual(['bob']);
  });

  test('by going away, as a closed page does, leaves at once', async () => {
    await cloud.close();
    cloud = await startTrtcCloud({ graceMs: 60_000 });
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    alice.ws.close(1001);
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 1 } });
  });

  test('and stops answering is found out by its heartbeat', async () => {
    await cloud.close();
    cloud = await startTrtcCloud({ graceMs: 0, heartbeatMs: 50 });
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    alice.ws.pause();
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 1 } });
  });

  test('and comes back in time has its place, its media and the list', async () => {
    await cloud.close();
    cloud = await startTrtcCloud();
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    await publish(alice);
    await publish(bob);
    cloud.trtc.cutSocket('alice');
    await alice.closing();
    const again = await SignallingClient.open(cloud, 'alice', {
      rc: '1',
      useStringRoomId: 'false',
    });
    expect(await again.next(514)).toMatchObject({ code: 0 });
    expect(await again.next(23)).toMatchObject({
      data: { userList: [{ userId: 'bob', flag: 9 }] },
    });
    expect(member('alice')).toMatchObject({ connected: true, uplink: { state: 'connected' } });
    expect(bob.has(4135)).toBe(false);
  });

  test('and comes back too late is told to join anew', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    alice.ws.terminate();
    await bob.next(4135);
    const again = await SignallingClient.open(cloud, 'alice', { rc: '1' });
    expect(await again.next(514)).toMatchObject({ code: CODE.noSession });
  });

  test('is turned away for as long as a test wants', async () => {
    await SignallingClient.join(cloud, 'alice');
    cloud.trtc.cutSocket('alice', { refuseReconnectMs: 60_000 });
    await expect(SignallingClient.open(cloud, 'alice')).rejects.toThrow();
    await stillServes();
    cloud.faults.socketsRefusedUntil = {};
    await SignallingClient.open(cloud, 'alice');
  });
});

describe('faults', () => {
  test('refuse the setup', async () => {
    refuse(cloud.faults, 'setup', { code: 70001, message: 'expired' });
    const alice = await SignallingClient.open(cloud, 'alice');
    expect(await alice.next(19)).toMatchObject({ code: 70001, message: 'expired' });
    await alice.closing();
  });

  test('refuse a join once, with the shape the SDK needs', async () => {
    refuseNext(cloud.faults, 'join', { code: -3320 });
    const alice = await SignallingClient.open(cloud, 'alice');
    const refused = await alice.ask('join', 20, joinData(1));
    expect(refused).toMatchObject({ code: -3320, data: { publishers: [] } });
    expect(userIDs()).toEqual([]);
    expect((await alice.ask('join', 20, joinData(1))).code).toBe(0);
  });

  test('never answer a join of one user, who is not let in either', async () => {
    neverAnswer(cloud.faults, 'join', { users: ['alice'] });
    const alice = await SignallingClient.open(cloud, 'alice');
    alice.send('join', joinData(1));
    await SignallingClient.join(cloud, 'bob');
    expect(alice.has(20)).toBe(false);
    expect(userIDs()).toEqual(['bob']);
  });

  test('refuse and never answer a publish and a subscribe', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    refuseNext(cloud.faults, 'publish', { code: 1028 });
    expect((await alice.ask('publish', 4098, { sdp: 'v=0' })).code).toBe(1028);
    await publish(alice);
    refuseNext(cloud.faults, 'subscribe', { code: 77393 });
    expect((await bob.ask('subscribe', 4102, {})).code).toBe(77393);
    neverAnswer(cloud.faults, 'subscribe');
    bob.send('subscribe', subscribedTo(alice));
    expect((await bob.ask('get_user_list', 4137)).code).toBe(0);
    expect(bob.frames.filter((frame) => frame.cmd === 4102)).toHaveLength(1);
    lift(cloud.faults, 'subscribe');
    await subscribe(bob, alice);
  });

  test('delay a command and let later ones pass', async () => {
    delay(cloud.faults, 'get_user_list', 200, { times: 1 });
    const alice = await SignallingClient.join(cloud, 'alice');
    const askedAt = Date.now();
    const late = alice.ask('get_user_list', 4137);
    await alice.ask('mute_uplink', 4108);
    expect(Date.now() - askedAt).toBeLessThan(200);
    await late;
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(190);
  });

  test('lose pushes', async () => {
    cloud.faults.points['push:peer-join'] = { drop: 1 };
    const alice = await SignallingClient.join(cloud, 'alice');
    await SignallingClient.join(cloud, 'bob');
    await alice.next(23);
    expect(alice.has(4134)).toBe(false);
  });
});

describe('media', () => {
  test('goes from the publisher to the subscriber and is counted on both sides', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    const source = await publish(alice);
    const sink = await subscribe(bob, alice);
    await until('the downlink', () => member('bob')?.subscriptions[0]?.state === 'connected');
    source.write(0, Buffer.from('audio'));
    source.write(1, Buffer.from('main video'));
    source.write(2, Buffer.from('small video'));
    source.write(3, Buffer.from('aux video'));
    await until('three packets', () => sink.received.length === 3);
    const heard = sink.received.map((packet) => packet.payload.toString()).sort();
    expect(heard).toEqual(['audio', 'aux video', 'main video']);
    expect(member('alice')?.received).toEqual({
      audio: { packets: 1, bytes: 5 },
      video: { packets: 1, bytes: 10 },
      small: { packets: 1, bytes: 11 },
      aux: { packets: 1, bytes: 9 },
    });
    expect(member('bob')?.forwarded).toEqual({
      audio: { packets: 1, bytes: 5 },
      video: { packets: 1, bytes: 10 },
      small: { packets: 0, bytes: 0 },
      aux: { packets: 1, bytes: 9 },
    });
  });

  test('changes quality without breaking the sequence the subscriber sees', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    const source = await publish(alice);
    const sink = await subscribe(bob, alice);
    await until('the downlink', () => member('bob')?.subscriptions[0]?.state === 'connected');
    source.write(1, Buffer.from('big'));
    await until('the big picture', () => sink.received.length === 1);
    const small = { audio: true, bigVideo: false, smallVideo: true, auxVideo: false };
    await bob.ask('subscribe_change', 4106, { ...small, ...subscribedTo(alice) });
    // Of another source, and far ahead of it in numbers.
    for (let n = 0; n < 50; n += 1) source.write(1, Buffer.from('big'));
    source.write(2, Buffer.from('small'));
    await until('the small picture', () => sink.received.length === 2);
    const [first, second] = sink.received.map(({ header }) => header);
    expect(second?.ssrc).toBe(first?.ssrc);
    expect(second?.sequenceNumber).toBe(((first?.sequenceNumber ?? 0) + 1) & 0xffff);
  });

  test('asks the publisher for a key frame when somebody subscribes', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    const source = await publish(alice);
    let asked = 0;
    source.pc.getSenders()[1]?.onPictureLossIndication.subscribe(() => (asked += 1));
    await subscribe(bob, alice);
    await until('a key frame request', () => asked > 0);
  });

  test('renegotiates for browsers that add a track by a new offer', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const source = await publish(alice, { ...ALL, bigVideo: false });
    const answer = await alice.ask('publish_change', 4128, {
      action: 'add',
      type: 'offer',
      sdp: await source.offer(),
      state: ALL,
    });
    expect(answer).toMatchObject({ code: 0, data: { type: 'answer' } });
    await source.accept(String(answer.data.sdp));
    expect(member('alice')?.publishing.video).toBe(true);
    source.write(1, Buffer.from('main video'));
    await until('the video', () => member('alice')?.received.video.packets === 1);
  });

  test('ends with the member, however unfinished it is', async () => {
    for (let round = 0; round < 5; round += 1) {
      const alice = await SignallingClient.join(cloud, 'alice');
      const bob = await SignallingClient.join(cloud, 'bob');
      await publish(alice);
      const offer = await endpoint('recvonly').offer();
      bob.send('subscribe', { sdp: offer, ...subscribedTo(alice), ...ALL });
      alice.send('publish', { sdp: await endpoint('sendonly').offer(), state: ALL });
      if (round % 2) alice.send('leave');
      else alice.ws.terminate();
      bob.send('leave');
      await until('both to be gone', () => userIDs().length === 0);
    }
    await stillServes();
  });

  test('to a subscriber that cannot decode it is refused as the cloud does', async () => {
    const alice = await SignallingClient.join(cloud, 'alice');
    const bob = await SignallingClient.join(cloud, 'bob');
    await publish(alice);
    const sdp = (await endpoint('recvonly').offer()).replace(/VP8/g, 'VP9');
    const answer = await bob.ask('subscribe', 4102, { sdp, ...subscribedTo(alice), ...ALL });
    expect(answer.code).toBe(CODE.cannotDecodeH264);
    const nobody = { sdp, srcTinyId: '0', ...ALL };
    expect((await bob.ask('subscribe', 4102, nobody)).code).toBe(CODE.noSuchPublisher);
  });
});

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
