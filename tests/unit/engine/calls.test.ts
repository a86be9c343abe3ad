import { CallError } from '../../../src/errors';
import { alice, bob, connect, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob');

const VIDEO = 2 as const;
const AUDIO = 1 as const;

describe('a call of two', () => {
  it('call() rings at the callee at once, and connects both when the callee accepts', async () => {
    const calling = alice.calling.call({ userID: 'bob', type: VIDEO });
    await world.settle();
    expect(bob.phase).toBe('ringing');
    expect(bob.payloads('onInvited')).toMatchObject([
      { sponsor: 'alice', userIDList: ['bob'], isFromGroup: false, inviteData: { callType: 2 } },
    ]);
    const accepted = await bob.calling.accept();
    await world.settle();
    const called = await calling;
    expect(called).toMatchObject({ code: 0, userID: 'bob', callType: 2, audio: true, video: true });
    expect(accepted.roomID).toBe(called.roomID);
    expect([alice.phase, bob.phase]).toEqual(['connected', 'connected']);
    expect(alice.payloads('onUserAccept')).toEqual([{ userID: 'bob' }]);
    expect(alice.payloads('onUserEnter')).toEqual([{ userID: 'bob' }]);
    expect(bob.payloads('onUserEnter')).toEqual([{ userID: 'alice' }]);
    expect(alice.payloads('onUserVideoAvailable').pop()).toEqual({
      userID: 'bob',
      isVideoAvailable: true,
    });
    expect(world.rooms.members(called.roomID)).toEqual([
      { userID: 'alice', audio: true, video: true },
      { userID: 'bob', audio: true, video: true },
    ]);
  });

  it('an audio call opens no camera on either side', async () => {
    await connect(AUDIO);
    expect(alice.media.knobs.local).toMatchObject({ microphone: true, camera: false });
    expect(bob.media.knobs.local).toMatchObject({ microphone: true, camera: false });
  });

  it('nothing is captured before the callee accepts', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    expect(bob.media.knobs.held.tracks).toBe(0);
    await alice.calling.hangup();
  });

  it.each([
    ['the caller', () => alice, () => bob],
    ['the callee', () => bob, () => alice],
  ])('hung up by %s ends on both sides, with the same seconds', async (_who, leaver, stayer) => {
    await connect();
    await world.seconds(7);
    await leaver().calling.hangup();
    await world.settle();
    expect(leaver().endReason).toBe('hangup');
    expect(stayer().endReason).toBe('remote-hangup');
    for (const user of [alice, bob]) {
      expect(user.phase).toBe('idle');
      expect(user.payloads('onCallEnd')).toEqual([
        expect.objectContaining({ userID: leaver().userID, callEnd: 7 }),
      ]);
    }
    expect(stayer().payloads('onUserLeave')).toEqual([{ userID: leaver().userID }]);
    // The last one in the room tells the leaver how long it was; nobody else says anything.
    expect(world.network.counters.sent).toMatchObject({ invite: 1, accept: 1, end: 1, cancel: 0 });
    const end = world.network.log.find(({ content }) => content.kind === 'end');
    expect(end).toMatchObject({ sender: stayer().userID, content: { seconds: 7 } });
  });

  it('the next call can begin at once, also from inside the handler of CALL_END', async () => {
    await connect();
    let again: Promise<unknown> | undefined;
    alice.calling.on('onCallEnd', () => {
      again ??= alice.calling.call({ userID: 'bob', type: AUDIO });
    });
    await bob.calling.hangup();
    await world.settle();
    expect(bob.phase).toBe('ringing');
    await bob.calling.accept();
    await again;
    expect(alice.phase).toBe('connected');
  });

  it('reject() tells the caller, and both are free', async () => {
    const calling = alice.calling.call({ userID: 'bob', type: VIDEO });
    await world.settle();
    await bob.calling.reject();
    await world.settle();
    await outcome(calling);
    expect(alice.payloads('onReject')).toEqual([expect.objectContaining({ userID: 'bob' })]);
    expect([alice.endReason, bob.endReason]).toEqual(['rejected', 'rejected']);
    expect(alice.names).not.toContain('onCallEnd');
    expect([alice.phase, bob.phase]).toEqual(['idle', 'idle']);
  });

  it('hangup() of a callee while it rings is a rejection', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    await bob.calling.hangup();
    await world.settle();
    expect(alice.names).toContain('onReject');
  });

  it('hangup() of the caller while it rings tells the callee', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    await alice.calling.hangup();
    await world.settle();
    expect(bob.payloads('onCallingCancel')).toEqual([
      expect.objectContaining({ sponsor: 'alice', reason: 'cancelled' }),
    ]);
    expect([alice.endReason, bob.endReason]).toEqual(['cancelled', 'cancelled']);
    expect([...alice.names, ...bob.names]).not.toContain('onCallEnd');
  });

  it('a call that a callee who is online does not answer ends when it stops ringing', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO, timeout: 10 }));
    await world.seconds(10);
    expect(bob.names).toEqual(expect.arrayContaining(['onCallingTimeout', 'onCallEnd']));
    expect(alice.payloads('onNoResp')).toEqual([
      expect.objectContaining({
        sponsor: 'alice',
        userID: 'bob',
        userIDList: ['bob'],
        reason: 'timeout',
      }),
    ]);
    expect(alice.payloads('onCallEnd')).toEqual([expect.objectContaining({ callEnd: 0 })]);
    expect([alice.endReason, bob.endReason]).toEqual(['no-response', 'no-response']);
  });

  it('a call to a callee who is offline ends five seconds later, and says so', async () => {
    void outcome(alice.calling.call({ userID: 'carol', type: VIDEO, timeout: 10 }));
    await world.seconds(14);
    expect(alice.phase).toBe('inviting');
    await world.seconds(1);
    expect(alice.payloads('onNoResp')).toEqual([
      expect.objectContaining({ userIDList: ['carol'], reason: 'offline' }),
    ]);
    expect(alice.endReason).toBe('offline');
    expect(alice.phase).toBe('idle');
  });

  it('a call with timeout 0 rings on', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO, timeout: 0 }));
    await world.seconds(3600);
    expect([alice.phase, bob.phase]).toEqual(['inviting', 'ringing']);
    await alice.calling.hangup();
  });

  it('a call to somebody in a call hears busy, and disturbs nobody', async () => {
    const [carol] = await world.online('carol');
    await connect();
    void outcome(carol.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    expect(carol.payloads('onLineBusy')).toEqual([expect.objectContaining({ userID: 'bob' })]);
    expect(carol.endReason).toBe('busy');
    expect(carol.phase).toBe('idle');
    expect([alice.phase, bob.phase]).toEqual(['connected', 'connected']);
    expect(bob.names).not.toContain('onLineBusy');
  });

  it('a page that is closed ends the call for the peer too', async () => {
    await connect();
    bob.page.fire('close');
    await world.settle();
    expect(alice.endReason).toBe('remote-hangup');
  });

  it('a login of the account somewhere else ends the call here', async () => {
    await connect();
    bob.signaling.knobs.kick();
    await world.settle();
    expect(bob.endReason).toBe('kicked-out');
    expect(bob.names).toEqual(expect.arrayContaining(['onKickedOut', 'onCallEnd']));
    expect(bob.media.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    expect(alice.endReason).toBe('remote-hangup');
    await expect(bob.calling.call({ userID: 'alice', type: AUDIO })).rejects.toMatchObject({
      code: 61002,
    });
    await bob.login();
    await connect(AUDIO);
    expect(alice.phase).toBe('connected');
  });
});

describe('hangup', () => {
  it('hangup() twice at once hangs up once', async () => {
    await connect();
    await Promise.all([alice.calling.hangup(), alice.calling.hangup()]);
    await world.settle();
    expect(alice.payloads('onCallEnd')).toHaveLength(1);
    expect(alice.media.knobs.calls.filter((call) => call === 'leave')).toHaveLength(1);
  });

  it('hangup() without a call resolves and changes nothing', async () => {
    await expect(alice.calling.hangup()).resolves.toBeUndefined();
  });

  it('hangup() while the permission prompt is open takes the call back, and nothing was sent', async () => {
    alice.media.knobs.permission = 'prompt';
    const calling = outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    expect(alice.media.knobs.promptOpen).toBe(true);
    await alice.calling.hangup();
    expect(await calling).toMatchObject({ code: 61011 });
    expect(world.network.log).toHaveLength(0);
    expect(alice.phase).toBe('idle');
  });

  it('hangup() does not wait for ever for the room to be left', async () => {
    await connect();
    alice.media.knobs.hang('leave');
    const hungUp = alice.calling.hangup();
    await world.seconds(5);
    await hungUp;
    expect(alice.phase).toBe('idle');
    alice.media.knobs.vanish();
  });
});

describe('devices', () => {
  it.each([
    ['no microphone', { microphones: [] }, 60003, 'no-device'],
    ['no camera', { cameras: [] }, 60004, 'no-device'],
    ['permission refused before', { permission: 'denied' as const }, 60005, 'permission-denied'],
    ['an insecure page', { obstacle: 'not https' }, 60006, 'not-supported'],
  ])('with %s call() rejects and nothing is sent', async (_what, media, code, reason) => {
    const carol = world.user('carol', { media });
    await carol.login();
    const error = await outcome(carol.calling.call({ userID: 'bob', type: VIDEO }));
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ code });
    expect(carol.payloads('onError')).toEqual([error]);
    expect(carol.payloads('onError')[0]).toBe(error);
    await world.settle();
    expect(carol.endReason).toBe(reason);
    expect(carol.phase).toBe('idle');
    expect(world.network.log).toHaveLength(0);
    expect(carol.media.knobs.calls.some((call) => call.startsWith('enter'))).toBe(false);
  });

  it.each([
    ['nothing can be sent', { canSend: false, obstacle: 'no plug-in' }, 60006],
    ['the permission was refused', { permission: 'denied' as const }, 60005],
  ])('where %s, the error has the cure that the platform gives', async (_what, found, code) => {
    const { check } = alice.media;
    const cure = 'Pack the plug-in.';
    alice.media.check = async (request) => ({
      ...(await check.call(alice.media, request)),
      ...{ ...found, cure },
    });
    const error = await outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    expect(error).toMatchObject({ code, cure, message: expect.stringContaining(cure) });
  });

  it('a permission prompt that is refused rejects call(), and nothing is sent', async () => {
    alice.media.knobs.permission = 'prompt';
    const calling = outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    expect(world.network.log).toHaveLength(0);
    alice.media.knobs.answerPrompt('denied');
    expect(await calling).toMatchObject({ code: 60005 });
    await world.settle();
    expect(world.network.log).toHaveLength(0);
    expect(alice.phase).toBe('idle');
  });

  it('a permission prompt that is granted lets the call ring, and not before', async () => {
    alice.media.knobs.permission = 'prompt';
    const calling = alice.calling.call({ userID: 'bob', type: VIDEO });
    await world.settle();
    alice.media.knobs.answerPrompt('granted');
    await calling;
    expect(bob.phase).toBe('ringing');
    await alice.calling.hangup();
  });

  it.each(['alice', 'bob'])(
    'a camera of %s that is in use does not stop the call: it goes on without, and a tap tries again',
    async (name) => {
      const [failing, other] = name === 'alice' ? [alice, bob] : [bob, alice];
      failing.media.knobs.busy.add('videoinput');
      await connect();
      expect([alice.phase, bob.phase]).toEqual(['connected', 'connected']);
      expect(failing.payloads('onError')).toEqual([expect.objectContaining({ code: 60004 })]);
      expect(failing.calling.snapshot.local).toMatchObject({
        camera: false,
        sending: { audio: true, video: false },
      });
      expect(other.calling.snapshot.members[name]).toMatchObject({ audio: true, video: false });
      failing.media.knobs.busy.clear();
      await failing.calling.openCamera();
      await world.settle();
      expect(other.calling.snapshot.members[name]).toMatchObject({ video: true });
    },
  );

  it('a camera in use behind a permission prompt lets the call ring without it', async () => {
    alice.media.knobs.permission = 'prompt';
    alice.media.knobs.busy.add('videoinput');
    const calling = alice.calling.call({ userID: 'bob', type: VIDEO });
    await world.settle();
    alice.media.knobs.answerPrompt('granted');
    await calling;
    expect(bob.phase).toBe('ringing');
    expect(alice.calling.snapshot.local.camera).toBe(false);
    await alice.calling.hangup();
  });

  it.each([
    ['caller', 1],
    ['caller', 2],
    ['callee', 1],
    ['callee', 2],
  ] as const)(
    'a microphone of the %s that does not open ends a call of type %i with no-device and 0 s at both',
    async (side, type) => {
      const failing = side === 'caller' ? alice : bob;
      failing.media.knobs.delay('prepare', 3000);
      failing.media.knobs.fail('prepare', CallError.microphoneUnavailable());
      void outcome(alice.calling.call({ userID: 'bob', type }));
      await world.settle();
      const accepting = outcome(bob.calling.accept());
      await world.seconds(2.9);
      expect(alice.phase).toBe('connected');
      await world.seconds(0.2);
      await accepting;
      for (const user of [alice, bob]) {
        expect(user.phase).toBe('idle');
        expect(user.calling.snapshot.end).toMatchObject({ reason: 'no-device', seconds: 0 });
        expect(user.payloads('onCallEnd')).toEqual([
          expect.objectContaining({ callEnd: 0, reason: 'no-device' }),
        ]);
      }
    },
  );

  it('a callee whose microphone does not open says so also to a caller who is not in the room yet', async () => {
    alice.media.knobs.delay('enter', 500);
    bob.media.knobs.delay('publish', 200);
    bob.media.knobs.fail('publish', CallError.microphoneUnavailable());
    void outcome(alice.calling.call({ userID: 'bob', type: AUDIO }));
    await world.settle();
    const accepting = outcome(bob.calling.accept());
    await world.seconds(1);
    expect(await accepting).toMatchObject({ code: 60003 });
    for (const user of [alice, bob]) {
      expect(user.phase).toBe('idle');
      expect(user.calling.snapshot.end).toMatchObject({ reason: 'no-device', seconds: 0 });
    }
  });

  it('a microphone that does not open while it rings takes the call back', async () => {
    alice.media.knobs.delay('prepare', 1000);
    alice.media.knobs.fail('prepare', CallError.microphoneUnavailable());
    const calling = outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.seconds(1);
    expect(await calling).toMatchObject({ code: 60003 });
    expect(alice.endReason).toBe('no-device');
    expect(bob.endReason).toBe('cancelled');
    expect(bob.calling.snapshot.end?.seconds).toBe(0);
  });

  it('nobody is told of a microphone that does not open by somebody who is heard', async () => {
    await connect();
    world.network.forge('bob', {
      action: 'invite',
      sender: 'alice',
      content: { kind: 'end', seconds: 0, noDevice: true },
    });
    await world.settle();
    expect(bob.phase).toBe('connected');
  });

  it('accept() without a microphone rejects, and the caller is told', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    bob.media.knobs.unplug('audioinput');
    expect(await outcome(bob.calling.accept())).toMatchObject({ code: 60003 });
    await world.settle();
    expect(bob.endReason).toBe('no-device');
    expect(alice.names).toContain('onReject');
  });

  it('a user without any device can still receive', async () => {
    const carol = world.user('carol', { media: { obstacle: 'not https' } });
    await carol.login();
    const calling = alice.calling.call({ userID: 'carol', type: VIDEO });
    await world.settle();
    await carol.calling.accept({ receiveOnly: true });
    await calling;
    expect(alice.phase).toBe('connected');
    expect(carol.phase).toBe('connected');
    expect(carol.media.knobs.calls.some((call) => call.startsWith('publish'))).toBe(false);
  });

  it('a callee does not sit alone when the caller fails after the answer', async () => {
    alice.media.knobs.delay('prepare', 2000);
    alice.media.knobs.delay('enter', 1000);
    alice.media.knobs.fail('prepare', CallError.microphoneUnavailable());
    const calling = outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    await bob.calling.accept();
    await world.seconds(2);
    expect(await calling).toMatchObject({ code: 60003 });
    expect(alice.phase).toBe('idle');
    expect(bob.endReason).toBe('no-device');
    expect(bob.names).toEqual(expect.arrayContaining(['onUserEnter', 'onUserLeave']));
  });

  it('a microphone that is muted before there is a stream stays muted', async () => {
    alice.media.knobs.delay('prepare', 1000);
    const calling = alice.calling.call({ userID: 'bob', type: VIDEO });
    await world.settle();
    await alice.calling.setMicMute(true);
    await world.seconds(1);
    await calling;
    expect(alice.media.knobs.local.microphone).toBe(false);
    expect(alice.calling.snapshot.local.microphone).toBe(false);
    await alice.calling.hangup();
  });

  it('the camera goes off and on, and the other side sees both', async () => {
    await connect();
    bob.forgetEvents();
    await alice.calling.closeCamera();
    await world.settle();
    await alice.calling.openCamera();
    await world.settle();
    expect(bob.payloads('onUserVideoAvailable')).toEqual([
      { userID: 'alice', isVideoAvailable: false },
      { userID: 'alice', isVideoAvailable: true },
    ]);
  });
});

describe('messages that fail', () => {
  it('an invite that cannot be sent ends the call with its code, and the next call works', async () => {
    alice.signaling.knobs.fail('invite');
    const error = await outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    expect(error).toMatchObject({ code: 61006 });
    await world.settle();
    expect(alice.endReason).toBe('signalling-error');
    expect(alice.media.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    await connect();
    expect(alice.phase).toBe('connected');
  });

  it('an acceptance that cannot be sent ends with its code and releases everything', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO, timeout: 10 }));
    await world.settle();
    bob.signaling.knobs.fail('answer');
    expect(await outcome(bob.calling.accept())).toMatchObject({ code: 61006 });
    await world.seconds(20);
    expect([alice.phase, bob.phase]).toEqual(['idle', 'idle']);
  });

  it('a room that cannot be entered ends the call with its code; the callee is told', async () => {
    alice.media.knobs.delay('enter', 100);
    alice.media.knobs.fail('enter', CallError.roomEntryFailed());
    const calling = outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.seconds(1);
    expect(await calling).toMatchObject({ code: 61007 });
    expect(alice.endReason).toBe('media-error');
    expect(bob.endReason).toBe('cancelled');
  });

  it('a room that never answers is given up', async () => {
    alice.media.knobs.hang('enter');
    const calling = outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.seconds(20);
    expect(await calling).toMatchObject({ code: 61007 });
    expect(alice.phase).toBe('idle');
  });
});

describe('strangers and latecomers', () => {
  it("a third user's cancel does not end the call", async () => {
    await connect();
    const { inviteID } = bob.calling.snapshot;
    world.network.forge('bob', { action: 'cancel', inviteID, inviter: 'alice', sender: 'carol' });
    await world.settle();
    expect(bob.phase).toBe('connected');
  });

  it('an acceptance that comes after the cancel connects nothing', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: VIDEO }));
    await world.settle();
    world.network.fate = ({ message }) => ({ delay: message.action === 'accept' ? 500 : 0 });
    void outcome(bob.calling.accept());
    await world.settle();
    world.network.fate = ({ message }) => ({ delay: message.action === 'cancel' ? 1000 : 500 });
    await alice.calling.hangup();
    await world.seconds(30);
    expect([alice.phase, bob.phase]).toEqual(['idle', 'idle']);
  });

  it('a listener that throws harms nobody', async () => {
    alice.calling.setLogLevel(4);
    alice.calling.on('onUserAccept', () => {
      throw new Error('of the app');
    });
    await connect();
    expect(alice.phase).toBe('connected');
  });
});
