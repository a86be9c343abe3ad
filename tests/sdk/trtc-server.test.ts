/** The TRTC server by itself: what the SDK never sends, and who is let in. */
import fc from 'fast-check';
import { CODE } from '../../emulator/trtc/frames';
import { createUserSigService } from '../../emulator/usersig';
import { forge } from '../support/trtc-cloud';
import { joinData } from './support/trtc-raw-client';
import { CALL_MEDIA, useTrtcSession } from './support/trtc-session';

const session = useTrtcSession({ maxFrameBytes: 32 * 1024 });

describe('what is not understood', () => {
  it.each([
    ['text that is not JSON', '{"cmd":'],
    ['JSON that is no object', '[1,2]'],
    ['null', 'null'],
    ['a frame without a command', '{"seq":1}'],
    ['a command that is no string', '{"cmd":20}'],
  ])('%s is answered with an error and changes nothing', async (_, text) => {
    const client = await session.join('alice');
    client.sendRaw(text);
    expect(await client.next(-1)).toMatchObject({ code: CODE.badFrame });
    expect((await client.ask('get_user_list', 4137)).code).toBe(0);
  });

  it.each(['enter_room/v2', 'constructor', '__proto__', 'toString', ''])(
    'the unknown command "%s" is answered with an error that carries its sequence number',
    async (cmd) => {
      const client = await session.join('alice');
      const seq = client.send(cmd);
      expect(await client.next(-1)).toMatchObject({ code: CODE.unknownCommand, seq });
    },
  );

  it('a feature that is not emulated is refused under its own result number', async () => {
    const client = await session.join('alice');
    const answer = await client.ask('start_publishing', 1286);
    expect(answer).toMatchObject({ code: CODE.notSupported });
  });

  it('a frame that is too large is answered and ends its socket, and no other', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    alice.sendRaw(JSON.stringify({ cmd: 'publish', data: { sdp: 'x'.repeat(40_000) }, seq: 9 }));
    expect(await alice.next(-1)).toMatchObject({ code: CODE.frameTooLarge });
    expect(await alice.closing()).toBe(1009);
    expect((await bob.ask('get_user_list', 4137)).code).toBe(0);
  });

  it('a binary frame is answered and ends its socket', async () => {
    const alice = await session.join('alice');
    alice.sendRaw(Buffer.from([0, 1, 2, 255]));
    expect(await alice.next(-1)).toMatchObject({ code: CODE.badFrame });
    expect(await alice.closing()).toBe(1003);
    await session.stillServes();
  });

  it('a command outside a room is refused, and a join to an impossible room too', async () => {
    const client = await session.open('alice');
    expect((await client.ask('get_user_list', 4137)).code).toBe(CODE.notInRoom);
    expect((await client.ask('publish', 4098, { sdp: 'v=0' })).code).toBe(CODE.notInRoom);
    for (const roomId of ['0', '-1', '1.5', 'lobby', '4294967295']) {
      const answer = await client.ask('join', 20, { roomId, useStringRoomId: false });
      // The SDK reads the publishers before the code and would throw without them.
      expect(answer).toMatchObject({ code: CODE.badRequest, data: { publishers: [] } });
    }
  });

  it.each(['', 'v=0', 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n', 'm=video\r\na=rtpmap:x'])(
    'an offer like %j is refused and leaves nothing behind',
    async (sdp) => {
      const alice = await session.join('alice');
      expect((await alice.ask('publish', 4098, { sdp, state: CALL_MEDIA })).code).not.toBe(0);
      expect(session.member('alice')).toMatchObject({ uplink: null, publishing: { video: false } });
      await session.stillServes();
    },
  );

  it('no frame whatsoever stops the server', async () => {
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
        const client = await session.join('mallory', 7);
        for (const text of frames) client.sendRaw(text);
        await session.stillServes();
        client.ws.terminate();
      }),
      { numRuns: 40 },
    );
  });
});

describe('a UserSig that is no good', () => {
  const otherApp = (): string =>
    createUserSigService({ sdkAppID: 1400000002, secretKey: 'of another app' }).sign('eve');

  it.each([
    ['expired', () => ({ userSig: session.cloud.sign('eve', -1) }), 70001],
    ['forged', () => ({ userSig: forge('eve') }), 70003],
    ["another user's", () => ({ userSig: session.cloud.sign('alice') }), 70013],
    ["another application's", () => ({ userSig: otherApp() }), 70014],
    ['for an application this is not', () => ({ sdkAppId: '1400000002' }), 70014],
    ['damaged', () => ({ userSig: 'eJw!' }), 70003],
    ['missing', () => ({ userSig: '' }), 70002],
  ])('that is %s does not get in', async (_, query, code) => {
    const eve = await session.open('eve', query());
    eve.send('join', joinData(1));
    expect(await eve.next(19)).toMatchObject({ code });
    expect(await eve.closing()).toBe(1008);
    expect(eve.has(20)).toBe(false);
    expect(session.cloud.trtc.snapshot().rooms).toEqual([]);
  });

  it('does not get back into a place either', async () => {
    const alice = await session.join('alice');
    const eve = await session.open('alice', { rc: '1', userSig: forge('alice') });
    expect(await eve.next(514)).toMatchObject({ code: 70003 });
    eve.send('leave');
    expect((await alice.ask('get_user_list', 4137)).code).toBe(0);
  });

  it('is never written to the log, and nor is a good one', async () => {
    const secret = session.cloud.sign('alice');
    await session.open('alice', { userSig: secret });
    const forged = forge('eve');
    const eve = await session.open('eve', { userSig: forged });
    await eve.closing();
    const text = JSON.stringify(session.cloud.log);
    expect(text).toContain('setup-refused');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(forged);
  });
});
