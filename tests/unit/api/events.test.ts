/** These tests say what each event hands to the app, on which side, and how often. */
import { EVENT } from '../../../src/trtc-calling/events';
import { alice, bob, carol, connect, ring, useOnline, world } from '../../support/online';
import { outcome, type TestUser } from '../../support/world';

useOnline('alice', 'bob', 'carol');

const heard = new Set<string>();
afterEach(() => {
  for (const user of world.users) for (const name of user.names) heard.add(name);
});

it('SDK_READY comes once per login, SDK_NOT_READY when it is over', async () => {
  const dave = world.user('dave');
  await dave.login();
  await dave.calling.logout();
  expect(dave.told).toEqual([
    ['sdkReady', { name: 'sdkReady' }],
    ['sdkNotReady', { name: 'sdkNotReady' }],
  ]);
});

it('INVITED tells the invitee who calls, whom, how, and where', async () => {
  await ring();
  const { inviteID, roomID } = alice.calling.snapshot;
  expect(bob.told).toEqual([
    [
      'onInvited',
      {
        sponsor: 'alice',
        userIDList: ['bob'],
        inviteeList: ['bob'],
        isFromGroup: false,
        inviteID,
        inviteData: { version: 4, callType: 2, roomID, callEnd: 0 },
      },
    ],
  ]);
  expect(alice.names).not.toContain('onInvited');
});

it('USER_ACCEPT tells the inviter who accepted; USER_ENTER tells both who came, once', async () => {
  await connect();
  expect(alice.payloads('onUserAccept')).toEqual([{ userID: 'bob' }]);
  expect(bob.names).not.toContain('onUserAccept');
  expect(alice.payloads('onUserEnter')).toEqual([{ userID: 'bob' }]);
  expect(bob.payloads('onUserEnter')).toEqual([{ userID: 'alice' }]);
});

it('USER_LEAVE and CALL_END tell who left and how long it was, each once', async () => {
  await connect();
  await world.seconds(12.7);
  await bob.calling.hangup();
  await world.settle();
  expect(alice.payloads('onUserLeave')).toEqual([{ userID: 'bob' }]);
  expect(alice.payloads('onCallEnd')).toEqual([
    { userID: 'bob', callEnd: 12, reason: 'remote-hangup' },
  ]);
  expect(bob.payloads('onCallEnd')).toEqual([{ userID: 'bob', callEnd: 12, reason: 'hangup' }]);
});

it('REJECT tells the inviter, and nobody else, who declined', async () => {
  await ring();
  const { inviteID } = bob.calling.snapshot;
  await bob.calling.reject();
  await world.settle();
  expect(alice.payloads('onReject')).toEqual([
    { userID: 'bob', invitee: 'bob', sponsor: 'alice', inviteID },
  ]);
  expect(alice.names).not.toContain('onCallEnd');
  expect(bob.names).not.toContain('onReject');
});

it('LINE_BUSY tells the inviter also that the invitee declined with reject({ isBusy: true })', async () => {
  await ring();
  const { inviteID } = bob.calling.snapshot;
  await bob.calling.reject({ inviteID, isBusy: true });
  await world.settle();
  expect(alice.payloads('onLineBusy')).toMatchObject([{ userID: 'bob' }]);
  expect(alice.names).not.toContain('onReject');
  expect([alice.endReason, bob.endReason]).toEqual(['busy', 'rejected']);
});

it('LINE_BUSY tells the inviter, and not the busy one', async () => {
  await connect();
  void outcome(carol.calling.call({ userID: 'bob', type: 1 }));
  await world.settle();
  expect(carol.payloads('onLineBusy')).toEqual([
    expect.objectContaining({ userID: 'bob', sponsor: 'carol' }),
  ]);
  expect(bob.names).not.toContain('onLineBusy');
});

it('NO_RESP tells the inviter, CALLING_TIMEOUT the invitee, and CALL_END both', async () => {
  await ring(2, { timeout: 5 });
  await world.seconds(6);
  expect(alice.payloads('onNoResp')).toEqual([
    {
      sponsor: 'alice',
      userID: 'bob',
      userIDList: ['bob'],
      timeoutUserList: ['bob'],
      reason: 'timeout',
    },
  ]);
  expect(bob.payloads('onCallingTimeout')).toEqual([
    { sponsor: 'alice', userIDList: ['bob'], timeoutUserList: ['bob'] },
  ]);
  expect(alice.names).not.toContain('onCallingTimeout');
  for (const user of [alice, bob]) {
    expect(user.payloads('onCallEnd')).toEqual([expect.objectContaining({ callEnd: 0 })]);
  }
});

it('CALLING_CANCEL tells the invitee that the call was taken back', async () => {
  await ring();
  const { inviteID } = bob.calling.snapshot;
  await alice.calling.hangup();
  await world.settle();
  expect(bob.payloads('onCallingCancel')).toEqual([
    { sponsor: 'alice', inviteID, reason: 'cancelled' },
  ]);
  expect(alice.names).not.toContain('onCallingCancel');
});

it('KICKED_OUT tells who was logged out elsewhere, and the call is over', async () => {
  await connect();
  bob.signaling.knobs.kick();
  await world.settle();
  expect(bob.payloads('onKickedOut')).toEqual([{ message: expect.any(String) }]);
  expect(alice.payloads('onUserLeave')).toEqual([{ userID: 'bob' }]);
  expect(world.rooms.members(alice.calling.snapshot.roomID)).toHaveLength(0);
});

it('USER_VIDEO_AVAILABLE and USER_AUDIO_AVAILABLE tell the first state and each change', async () => {
  await connect();
  await bob.calling.closeCamera();
  await bob.calling.setMicMute(true);
  await world.settle();
  await bob.calling.setMicMute(false);
  await world.settle();
  const video = alice.payloads<{ isVideoAvailable: boolean }>('onUserVideoAvailable');
  expect(video.map(({ isVideoAvailable }) => isVideoAvailable).slice(-2)).toEqual([true, false]);
  const audio = alice.payloads<{ isAudioAvailable: boolean }>('onUserAudioAvailable');
  expect(audio.map(({ isAudioAvailable }) => isAudioAvailable).slice(-3)).toEqual([
    true,
    false,
    true,
  ]);
  expect(video.at(-1)).toEqual({ userID: 'bob', isVideoAvailable: false });
});

it('USER_VIDEO_AVAILABLE and USER_AUDIO_AVAILABLE begin with what is sent, not with the silence of coming in', async () => {
  await connect();
  const first = (name: 'onUserVideoAvailable' | 'onUserAudioAvailable') =>
    alice.told.find(([told]) => told === name)?.[1];
  expect(first('onUserVideoAvailable')).toEqual({ userID: 'bob', isVideoAvailable: true });
  expect(first('onUserAudioAvailable')).toEqual({ userID: 'bob', isAudioAvailable: true });
});

it('USER_VOICE_VOLUME tells how loud everybody is', async () => {
  await connect();
  bob.media.knobs.speak(40);
  await world.settle();
  expect(alice.payloads('onUserVoiceVolume')).toEqual([
    { volumeMap: [{ userID: 'bob', volume: 40 }] },
  ]);
});

it('the quality of the network is in the snapshot, from 1 for excellent to 6 for gone', async () => {
  await connect();
  alice.media.knobs.quality(2, 5);
  await world.settle();
  expect(alice.calling.snapshot.quality).toEqual({ up: 2, down: 5 });
});

it('GROUP_CALL_INVITEE_LIST_UPDATE tells who has not answered yet', async () => {
  void outcome(alice.calling.groupCall({ userIDList: ['bob', 'carol'], type: 1 }));
  await world.settle();
  await bob.calling.accept();
  await carol.calling.reject();
  await world.settle();
  expect(alice.payloads('onGroupCallInviteeListUpdate')).toEqual([
    { userIDList: ['carol'] },
    { userIDList: [] },
  ]);
});

it('PLAYBACK_BLOCKED tells whose sound waits for a tap', async () => {
  await connect();
  alice.media.knobs.interruptPlayback();
  await world.settle();
  expect(alice.payloads('onPlaybackBlocked')).toEqual([{ userIDList: ['bob'] }]);
  expect(bob.names).not.toContain('onPlaybackBlocked');
});

it('DEVICES_CHANGED tells that a device was plugged in or out, also outside of calls', async () => {
  alice.media.knobs.plug('audioinput', 'headset');
  alice.media.knobs.unplug('audioinput', 'headset');
  await world.settle();
  expect(alice.told).toEqual([
    ['onDevicesChanged', {}],
    ['onDevicesChanged', {}],
  ]);
});

it('CALL_MODE tells both sides that the type has changed', async () => {
  await connect();
  await alice.calling.switchToAudioCall();
  await world.settle();
  expect([alice, bob].map((user) => user.payloads('CALL_MODE'))).toEqual([
    [{ type: 1 }],
    [{ type: 1 }],
  ]);
});

it('ERROR carries the very object that the promise rejects with: code, text, cause and cure', async () => {
  alice.media.knobs.devices.audioinput = [];
  const error = await outcome(alice.calling.call({ userID: 'bob', type: 1 }));
  expect(alice.payloads('onError')[0]).toBe(error);
  expect(error).toMatchObject({ code: 60003, name: 'MICROPHONE_UNAVAILABLE' });
  const { msg, cure } = error as { msg: string; cure: string };
  expect(msg).toContain(cure);
  expect(msg).not.toContain('{}');
});

const OBSTACLES: [what: string, code: number, arrange: (user: TestUser) => void][] = [
  ['no microphone', 60003, ({ media }) => void (media.knobs.devices.audioinput = [])],
  ['a microphone in use', 60003, ({ media }) => void media.knobs.busy.add('audioinput')],
  ['no camera', 60004, ({ media }) => void (media.knobs.devices.videoinput = [])],
  ['a refused permission', 60005, ({ media }) => void (media.knobs.permission = 'denied')],
  ['a page that cannot send', 60006, ({ media }) => void (media.knobs.obstacle = 'http')],
];

it.each(OBSTACLES)('%s is told as %i to caller and callee', async (_what, code, arrange) => {
  arrange(alice);
  expect(await outcome(alice.calling.call({ userID: 'bob', type: 2 }))).toMatchObject({ code });
  await world.seconds(6);
  arrange(bob);
  void outcome(carol.calling.call({ userID: 'bob', type: 2 }));
  await world.settle();
  expect(await outcome(bob.calling.accept())).toMatchObject({ code });
  expect(bob.payloads('onError')).toEqual([expect.objectContaining({ code })]);
  await world.seconds(6);
});

it.each([
  ['switchToAudioCall', 2, 60001],
  ['switchToVideoCall', 1, 60002],
] as const)(
  '%s that the other side leaves unanswered is told as %i',
  async (method, type, code) => {
    void outcome(alice.calling.call({ userID: 'bob', type }));
    await world.settle();
    await bob.calling.accept();
    await world.settle();
    world.network.fate = () => ({ drop: true });
    const switching = outcome(alice.calling[method]());
    await world.seconds(60);
    expect(await switching).toMatchObject({ code });
    expect(alice.payloads('onError')).toContainEqual(
      expect.objectContaining({ code: Number(code) }),
    );
    expect(alice.phase).toBe('connected');
  },
);

it('each event there is has been told in one of the tests above', () => {
  expect([...new Set<string>(Object.values(EVENT))].filter((name) => !heard.has(name))).toEqual([]);
});
