/** The documented methods, in today's and in former forms. */
import { EVENT } from '../../../src/trtc-calling/events';
import { TRTCCallingBase } from '../../../src/trtc-calling/aliases';
import { alice, bob, connect, ring, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob');

describe('on() and off()', () => {
  it('on() and off() take raw names of events, and call back with the context, or else the instance, as this', async () => {
    const seen: unknown[] = [];
    const context = { app: true };
    function listener(this: unknown) {
      seen.push(this);
    }
    bob.calling.on('onInvited', listener);
    bob.calling.on('onInvited', listener, context);
    await ring();
    expect(seen).toEqual([bob.calling, context]);
    bob.calling.off('onInvited', listener, context);
    await alice.calling.hangup();
    await ring();
    expect(seen).toHaveLength(3);
  });

  it('on() refuses a listener that is no function', () => {
    expect(() => alice.calling.on('onInvited', undefined as never)).toThrow(
      expect.objectContaining({ code: 61001 }),
    );
  });

  it('a listener that removes itself takes nothing from the others', async () => {
    const heard: string[] = [];
    const once = () => {
      heard.push('once');
      bob.calling.off('onInvited', once);
    };
    bob.calling.on('onInvited', once);
    bob.calling.on('onInvited', () => heard.push('always'));
    await ring();
    expect(heard).toEqual(['once', 'always']);
  });
});

describe('call()', () => {
  it('call() resolves with what the call is', async () => {
    const { call, inviteID } = await ring(2);
    expect(await call).toMatchObject({
      code: 0,
      inviteID,
      callType: 2,
      userID: 'bob',
      audio: true,
      video: true,
      roomID: expect.any(Number),
    });
  });

  it.each([
    [undefined],
    [{}],
    [{ userID: 'bob' }],
    [{ userID: 'bob', type: 3 }],
    [{ userID: '', type: 1 }],
    [{ userID: 'bob', type: 1, timeout: -1 }],
    [{ userID: 'bob', type: 1, timeout: Number.NaN }],
  ])('call() refuses %p and names the parameter', async (params) => {
    expect(await outcome(alice.calling.call(params as never))).toMatchObject({ code: 61001 });
    expect(alice.phase).toBe('idle');
  });

  it('call() needs neither offlinePushInfo nor timeout, and takes both', async () => {
    const invite = jest.spyOn(alice.signaling, 'invite');
    const offlinePushInfo = {
      title: 'A call',
      description: 'alice calls',
      androidOPPOChannelID: 'calls',
      extension: 'mine',
    };
    void outcome(alice.calling.call({ userID: 'bob', type: 1, timeout: 7, offlinePushInfo }));
    await world.settle();
    expect(invite).toHaveBeenCalledWith(
      expect.objectContaining({ timeout: 7, push: offlinePushInfo }),
    );
    await alice.calling.hangup();
    void outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    await world.settle();
    expect(invite).toHaveBeenLastCalledWith(expect.objectContaining({ timeout: 30 }));
    expect(invite.mock.lastCall?.[0].push).toBeUndefined();
  });
});

describe('groupCall()', () => {
  it('groupCall() leaves the list of the app as it is', async () => {
    const userIDList = ['bob', 'carol', 'bob'];
    void outcome(alice.calling.groupCall({ userIDList, type: 1 }));
    await world.settle();
    bob.calling.reject().catch(() => undefined);
    await world.settle();
    expect(userIDList).toEqual(['bob', 'carol', 'bob']);
    expect(bob.payloads('onInvited')).toEqual([
      expect.objectContaining({ userIDList: ['bob', 'carol'], isFromGroup: true }),
    ]);
  });

  it.each([[[]], [undefined], ['bob'], [['alice']], [['']]])(
    'groupCall() refuses the list %p',
    async (userIDList) => {
      const params = { userIDList, type: 1 } as never;
      expect(await outcome(alice.calling.groupCall(params))).toMatchObject({ code: 61001 });
    },
  );
});

it('groupCall() with oneself in the list rings the others', async () => {
  void outcome(alice.calling.groupCall({ userIDList: ['alice', 'bob'], type: 1 }));
  await world.settle();
  expect(alice.calling.snapshot.members).toEqual({ bob: expect.anything() });
  expect(bob.payloads('onInvited')).toHaveLength(1);
  await alice.calling.hangup();
});

describe('accept() and reject()', () => {
  it('accept() and reject() take the form of former versions', async () => {
    const { inviteID } = await ring();
    const { roomID } = bob.calling.snapshot;
    expect(
      await outcome(bob.calling.accept({ inviteID, roomID: String(roomID), callType: 2 })),
    ).toMatchObject({ code: 0, inviteID, roomID, callType: 2, userID: 'alice' });
    await bob.calling.hangup();
    await world.settle();
    const again = await ring();
    const { inviteID: second } = again;
    await bob.calling.reject({ inviteID: second, isBusy: false, callType: 2 });
    await world.settle();
    expect(alice.endReason).toBe('rejected');
  });

  it('accept() and reject() refuse an invitation that does not ring any more', async () => {
    const { inviteID } = await ring();
    await alice.calling.hangup();
    await world.settle();
    await ring();
    expect(await outcome(bob.calling.accept({ inviteID }))).toMatchObject({ code: 61004 });
    expect(await outcome(bob.calling.reject({ inviteID }))).toMatchObject({ code: 61004 });
    expect(bob.phase).toBe('ringing');
  });

  it('accept() and reject() refuse where nothing rings', async () => {
    expect(await outcome(bob.calling.accept())).toMatchObject({ code: 61004 });
    expect(await outcome(bob.calling.reject())).toMatchObject({ code: 61004 });
  });
});

describe('views', () => {
  it('views are given to the media by their ids, the local one as in a mirror', async () => {
    const attach = jest.spyOn(alice.media, 'attach');
    await connect();
    await alice.calling.startLocalView({ userID: 'alice', videoViewDomID: 'me' });
    await alice.calling.startRemoteView({ userID: 'bob', videoViewDomID: 'them' });
    expect(attach.mock.calls.map(([request]) => request)).toEqual([
      expect.objectContaining({ userID: 'alice', local: true, view: 'me', mirror: true }),
      expect.objectContaining({ userID: 'bob', local: false, view: 'them' }),
    ]);
  });

  it('stopLocalView() and stopRemoteView() end a view with its id, as former versions did, or without', async () => {
    await connect();
    await alice.calling.startLocalView({ userID: 'alice', videoViewDomID: 'me' });
    await alice.calling.startRemoteView({ userID: 'bob', videoViewDomID: 'them' });
    await alice.calling.stopRemoteView({ userID: 'bob', videoViewDomID: 'them' });
    await alice.calling.stopLocalView({ userID: 'alice' });
    expect(alice.media.knobs.views.size).toBe(0);
  });

  it.each([[undefined], [{ userID: 'bob' }], [{ videoViewDomID: 'them' }]])(
    'startRemoteView() needs a user and a view: %p is refused',
    async (params) => {
      for (const method of ['startLocalView', 'startRemoteView'] as const) {
        expect(await outcome(alice.calling[method](params as never))).toMatchObject({
          code: 61001,
        });
      }
    },
  );

  it('views may be started twice, and in an audio call', async () => {
    await connect(1);
    for (let time = 0; time < 2; time++) {
      await alice.calling.startRemoteView({ userID: 'bob', videoViewDomID: 'them' });
    }
    expect([...alice.media.knobs.views]).toEqual([['bob', 'them']]);
  });
});

describe('devices', () => {
  it('getCameras() and getMicrophones() list devices, and switchDevice() chooses one of them', async () => {
    expect((await alice.calling.getCameras()).map(({ deviceId }) => deviceId)).toEqual([
      'camera-1',
      'camera-2',
    ]);
    expect(await alice.calling.getMicrophones()).toEqual([
      expect.objectContaining({ deviceId: 'microphone-1', kind: 'audioinput' }),
    ]);
    await alice.calling.switchDevice({ deviceType: 'video', deviceId: 'camera-2' });
    await alice.calling.switchDevice({ deviceType: 'audio', deviceId: 'microphone-1' });
    await alice.calling.switchDevice({ deviceType: 'speaker', deviceId: 'speaker-1' });
    expect(alice.media.knobs.calls.slice(-3)).toEqual([
      'switchDevice video camera-2',
      'switchDevice audio microphone-1',
      'switchDevice speaker speaker-1',
    ]);
    expect(await alice.calling.getCameras()).toEqual([
      expect.objectContaining({ deviceId: 'camera-1', inUse: false }),
      expect.objectContaining({ deviceId: 'camera-2', inUse: true }),
    ]);
    expect(await alice.calling.getSpeakers()).toEqual([
      expect.objectContaining({ deviceId: 'speaker-1', kind: 'audiooutput', inUse: true }),
    ]);
  });

  it.each([
    [undefined, 61001],
    [{ deviceType: 'screen', deviceId: 'x' }, 61001],
    [{ deviceType: 'video' }, 61001],
    [{ deviceType: 'video', deviceId: 'gone' }, 61014],
  ])('switchDevice() refuses %p with %i', async (params, code) => {
    expect(await outcome(alice.calling.switchDevice(params as never))).toMatchObject({ code });
  });

  it('openCamera, closeCamera and setMicMute do what they say', async () => {
    await connect();
    const { knobs } = alice.media;
    await alice.calling.closeCamera();
    await alice.calling.setMicMute(true);
    expect(knobs.local).toMatchObject({ camera: false, microphone: false });
    await alice.calling.openCamera();
    await alice.calling.setMicMute(false);
    expect(knobs.local).toMatchObject({ camera: true, microphone: true });
  });
});

describe('setVideoQuality()', () => {
  it.each(['240p', '360p', '480p', '720p', '1080p'] as const)(
    'setVideoQuality() takes %s before a call and resolves with it',
    async (quality) => {
      expect(await alice.calling.setVideoQuality(quality)).toBe(quality);
      expect(alice.calling.getVideoQuality()).toBe(quality);
      expect(alice.media.knobs.calls.pop()).toBe(`setQuality ${quality}`);
    },
  );

  it('setVideoQuality() takes a profile of its own, and works before login', async () => {
    const profile = { width: 640, height: 360, frameRate: 20, bitrate: 600 };
    const carol = world.user('carol');
    expect(await carol.calling.setVideoQuality(profile)).toEqual(profile);
    await carol.login();
    expect(carol.media.knobs.calls).toContain('setQuality custom');
  });

  it.each(['4K', '', undefined, { width: 640 }])(
    'setVideoQuality() refuses %p',
    async (quality) => {
      expect(await outcome(alice.calling.setVideoQuality(quality as never))).toMatchObject({
        code: 61001,
      });
      expect(alice.calling.getVideoQuality()).toBe('480p');
    },
  );
});

describe('what can be asked', () => {
  it('the instance can be asked for the status, the type, the user and whether it is a group call', async () => {
    const { calling } = alice;
    expect(calling.getUserID()).toBe('alice');
    expect([calling.getCallStatus(), calling.getCallType()]).toEqual(['idle', 0]);
    await ring(1);
    expect([calling.getCallStatus(), calling.getCallType()]).toEqual(['calling', 1]);
    await bob.calling.accept();
    await world.settle();
    expect([calling.getCallStatus(), calling.isGroupCall()]).toEqual(['connected', false]);
    await calling.hangup();
    void outcome(calling.groupCall({ userIDList: ['bob'], type: 1 }));
    await world.settle();
    expect(calling.isGroupCall()).toBe(true);
  });
});

describe('setLogLevel()', () => {
  it.each([
    [-1, ['debug', 'info', 'warn']],
    [1, ['info', 'warn']],
    [2, ['warn']],
    [4, []],
  ])('setLogLevel(%i) lets through %p', (level, expected) => {
    const heard: string[] = [];
    for (const name of ['debug', 'info', 'warn'] as const) {
      jest.spyOn(console, name).mockImplementation(() => void heard.push(name));
    }
    const { platform } = world.user('carol');
    const calling = new TRTCCallingBase({ SDKAppID: 1400000000 }, platform);
    calling.setLogLevel(level);
    const { log } = (
      calling as unknown as { account: { log: Record<string, (text: string) => void> } }
    ).account;
    log.debug!('x');
    log.info!('x');
    log.warn!('x');
    expect(heard).toEqual(expected);
    jest.restoreAllMocks();
  });
});

describe('names of the mini-program', () => {
  async function miniProgram(userID: string): Promise<TRTCCallingBase> {
    const { platform } = world.user(userID);
    const calling = new TRTCCallingBase({ sdkAppID: 1400000000 }, platform);
    await calling.login({ userID, userSig: 'sig' });
    return calling;
  }

  it('switchCamera takes the cameras in turn, and refuses where there is one only', async () => {
    const calling = await miniProgram('carol');
    const { knobs } = world.users.at(-1)!.media;
    await calling.switchCamera();
    await calling.switchCamera();
    expect(knobs.calls.filter((one) => one.startsWith('switchDevice'))).toEqual([
      'switchDevice video camera-2',
      'switchDevice video camera-1',
    ]);
    knobs.devices.videoinput = ['camera-1'];
    expect(await outcome(calling.switchCamera())).toMatchObject({ code: 61014 });
    await calling.destroyed();
  });

  it('switchCamera goes on from the camera in use, also when switchDevice chose it', async () => {
    const calling = await miniProgram('carol');
    const { knobs } = world.users.at(-1)!.media;
    await calling.switchDevice({ deviceType: 'video', deviceId: 'camera-2' });
    await calling.switchCamera();
    expect(knobs.calls.filter((one) => one.startsWith('switchDevice')).pop()).toBe(
      'switchDevice video camera-1',
    );
    await calling.destroyed();
  });

  it('setHandsFree says what it chose, also where there is no choice', async () => {
    const calling = await miniProgram('carol');
    expect([calling.setHandsFree(true), calling.setHandsFree(false)]).toEqual(['speaker', 'ear']);
    await world.settle();
    await calling.destroyed();
  });
});

describe('without a login', () => {
  const METHODS = [
    ['call', { userID: 'bob', type: 1 }],
    ['groupCall', { userIDList: ['bob', undefined], type: 1 }],
    ['accept', undefined],
    ['reject', undefined],
    ['switchToAudioCall', undefined],
    ['switchToVideoCall', undefined],
    ['startLocalView', { userID: 'x', videoViewDomID: 'x' }],
    ['startRemoteView', { userID: 'x', videoViewDomID: 'x' }],
    ['stopLocalView', { userID: 'x' }],
    ['stopRemoteView', { userID: 'x' }],
    ['openCamera', undefined],
    ['closeCamera', undefined],
    ['setMicMute', true],
    ['getCameras', undefined],
    ['getMicrophones', undefined],
    ['switchDevice', { deviceType: 'video', deviceId: 'camera-1' }],
  ] as const;

  it.each(METHODS)(
    '%s() without a login rejects and says that a login is needed',
    async (method, params: unknown) => {
      const carol = world.user('carol');
      const run = carol.calling[method] as (params: unknown) => Promise<unknown>;
      expect(await outcome(run.call(carol.calling, params))).toMatchObject({ code: 61002 });
    },
  );

  it('hangup() with nothing to hang up resolves', async () => {
    expect(await outcome(world.user('carol').calling.hangup())).toBeUndefined();
    expect(await outcome(alice.calling.hangup())).toBeUndefined();
  });

  it('logout() without a login resolves', async () => {
    expect(await outcome(world.user('carol').calling.logout())).toBeUndefined();
  });
});

it('every documented event has its name', () => {
  expect(EVENT).toMatchObject({
    ERROR: 'onError',
    SDK_READY: 'sdkReady',
    SDK_NOT_READY: 'sdkNotReady',
    INVITED: 'onInvited',
    USER_ACCEPT: 'onUserAccept',
    USER_ENTER: 'onUserEnter',
    USER_LEAVE: 'onUserLeave',
    REJECT: 'onReject',
    NO_RESP: 'onNoResp',
    LINE_BUSY: 'onLineBusy',
    CALLING_CANCEL: 'onCallingCancel',
    KICKED_OUT: 'onKickedOut',
    CALLING_TIMEOUT: 'onCallingTimeout',
    CALL_END: 'onCallEnd',
    CALLING_END: 'onCallEnd',
    USER_VIDEO_AVAILABLE: 'onUserVideoAvailable',
    USER_AUDIO_AVAILABLE: 'onUserAudioAvailable',
    USER_VOICE_VOLUME: 'onUserVoiceVolume',
    GROUP_CALL_INVITEE_LIST_UPDATE: 'onGroupCallInviteeListUpdate',
  });
});
