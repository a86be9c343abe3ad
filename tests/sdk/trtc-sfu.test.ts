/** Media through the SFU, between two endpoints in Node. */
import { setNetwork } from '../../emulator/trtc/faults';
import { CODE } from '../../emulator/trtc/frames';
import { until } from './support/trtc-raw-client';
import { CALL_MEDIA, useTrtcSession } from './support/trtc-session';

const session = useTrtcSession({ graceMs: 150 });

describe('media', () => {
  it('goes from the publisher to the subscriber and is counted on both sides', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    const source = await session.publish(alice);
    const sink = await session.subscribe(bob, alice);
    source.write(0, Buffer.from('audio'));
    source.write(1, Buffer.from('main video'));
    source.write(2, Buffer.from('small video'));
    source.write(3, Buffer.from('aux video'));
    await until('three packets', () => sink.received.length === 3);
    const heard = sink.received.map((packet) => packet.payload.toString()).sort();
    expect(heard).toEqual(['audio', 'aux video', 'main video']);
    expect(session.member('alice')?.received).toEqual({
      audio: { packets: 1, bytes: 5 },
      video: { packets: 1, bytes: 10 },
      small: { packets: 1, bytes: 11 },
      aux: { packets: 1, bytes: 9 },
    });
    expect(session.member('bob')?.forwarded).toEqual({
      audio: { packets: 1, bytes: 5 },
      video: { packets: 1, bytes: 10 },
      small: { packets: 0, bytes: 0 },
      aux: { packets: 1, bytes: 9 },
    });
  });

  it('changes quality without breaking the sequence the subscriber sees', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    const source = await session.publish(alice);
    const sink = await session.subscribe(bob, alice);
    source.write(1, Buffer.from('big'));
    await until('the big picture', () => sink.received.length === 1);
    const small = { audio: true, bigVideo: false, smallVideo: true, auxVideo: false };
    await bob.ask('subscribe_change', 4106, { ...small, ...session.sourceOf(alice) });
    // Of another source, and far ahead of it in numbers.
    for (let n = 0; n < 50; n += 1) source.write(1, Buffer.from('big'));
    source.write(2, Buffer.from('small'));
    await until('the small picture', () => sink.received.length === 2);
    const [first, second] = sink.received.map(({ header }) => header);
    expect(second?.ssrc).toBe(first?.ssrc);
    expect(second?.sequenceNumber).toBe(((first?.sequenceNumber ?? 0) + 1) & 0xffff);
  });

  it('that is lost on the way out is sent again when the subscriber asks for it', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    const source = await session.publish(alice);
    const sink = await session.subscribe(bob, alice);
    const payloads = (): string[] => sink.received.map((packet) => packet.payload.toString());
    source.write(1, Buffer.from('first'));
    await until('the first packet', () => payloads().includes('first'));
    setNetwork(session.cloud.faults, 'bob', { down: { loss: 1 } });
    source.write(1, Buffer.from('lost'));
    await until('the lost packet', () => session.member('bob')?.forwarded.video.packets === 2);
    setNetwork(session.cloud.faults, 'bob');
    source.write(1, Buffer.from('third'));
    await until('the repair', () => payloads().includes('lost'));
  });

  it('that is lost on the way in is asked for by the server', async () => {
    const alice = await session.join('alice');
    const source = await session.publish(alice);
    let asked = false;
    source.pc.getSenders()[1]?.onGenericNack.subscribe(() => (asked = true));
    setNetwork(session.cloud.faults, 'alice', { up: { loss: 0.5 } });
    await until('a request for what was lost', () => {
      source.write(1, Buffer.from('video'));
      return asked;
    });
  });

  it('asks the publisher for a key frame when somebody subscribes', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    const source = await session.publish(alice);
    let asked = 0;
    source.pc.getSenders()[1]?.onPictureLossIndication.subscribe(() => (asked += 1));
    await session.subscribe(bob, alice);
    await until('a key frame request', () => asked > 0);
  });

  it('renegotiates for browsers that add a track by a new offer', async () => {
    const alice = await session.join('alice');
    const source = await session.publish(alice, { ...CALL_MEDIA, bigVideo: false });
    const answer = await alice.ask('publish_change', 4128, {
      action: 'add',
      type: 'offer',
      sdp: await source.offer(),
      state: CALL_MEDIA,
    });
    expect(answer).toMatchObject({ code: 0, data: { type: 'answer' } });
    await source.accept(String(answer.data.sdp));
    expect(session.member('alice')?.publishing.video).toBe(true);
    source.write(1, Buffer.from('main video'));
    await until('the video', () => session.member('alice')?.received.video.packets === 1);
  });

  it('is offered on the announced address only, and on no other of this machine', async () => {
    const alice = await session.join('alice');
    const sdp = await session.endpoint('sendonly').offer();
    const answer = await alice.ask('publish', 4098, { type: 'offer', sdp, state: CALL_MEDIA });
    const candidates = String(answer.data.sdp).match(/^a=candidate:.*$/gm) ?? [];
    const addresses = candidates.map((candidate) => candidate.split(' ')[4]);
    expect(new Set(addresses)).toEqual(new Set(['127.0.0.1']));
  });

  it('ends with the member, however unfinished it is', async () => {
    for (let round = 0; round < 4; round += 1) {
      const alice = await session.join('alice');
      const bob = await session.join('bob');
      await session.publish(alice);
      const offer = await session.endpoint('recvonly').offer();
      bob.send('subscribe', { sdp: offer, ...session.sourceOf(alice), ...CALL_MEDIA });
      alice.send('publish', { sdp: await session.endpoint('sendonly').offer(), state: CALL_MEDIA });
      if (round % 2) alice.send('leave');
      else alice.ws.terminate();
      bob.send('leave');
      await until('both to be gone', () => session.userIDs().length === 0);
    }
    await session.stillServes();
  });

  it('to a subscriber that cannot decode it is refused as the cloud does', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    await session.publish(alice);
    const sdp = (await session.endpoint('recvonly').offer()).replace(/VP8/g, 'VP9');
    const answer = await bob.ask('subscribe', 4102, {
      sdp,
      ...session.sourceOf(alice),
      ...CALL_MEDIA,
    });
    expect(answer.code).toBe(CODE.cannotDecodeH264);
    const nobody = { sdp, srcTinyId: '0', ...CALL_MEDIA };
    expect((await bob.ask('subscribe', 4102, nobody)).code).toBe(CODE.noSuchPublisher);
  });
});
