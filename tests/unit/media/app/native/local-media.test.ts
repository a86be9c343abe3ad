/** These tests hold what is done with microphone and camera, in which order, and what their failures come to. */
import { NATIVE_CODES } from '../../../../../src/media/app/native/codes';
import { encoderParams } from '../../../../../src/media/app/native/quality';
import { both, failure, request, stage, voice, type Stage } from './stage';

let s: Stage;
beforeEach(() => {
  s = stage();
});
afterEach(() => s.end());

const local = () => s.of('local-media').map(({ audio, video }) => ({ audio, video }));
const names = () => s.plugin.calls.map(([name]) => name);
const hear = async (...event: Parameters<Stage['plugin']['emit']>) => {
  s.plugin.emit(...event);
  await s.clock.advance(0);
};

const DEVICE_ERRORS = [
  ...[-1301, -1315, -1316].map((code) => [code, 'camera', 60004] as const),
  [-1314, 'camera', 60005] as const,
  ...[-1302, -1318, -1319].map((code) => [code, 'microphone', 60003] as const),
  [-1317, 'microphone', 60005] as const,
];

it('the cases cover every device code of the table', () => {
  const codes = Object.keys(NATIVE_CODES)
    .map(Number)
    .filter((code) => NATIVE_CODES[code]?.kind === 'device');
  expect(DEVICE_ERRORS.map(([code]) => code).sort()).toEqual(codes.sort());
});

describe('before the room', () => {
  it('prepare() shows the own picture before there is a room, and sends nothing of it', async () => {
    const prepared = s.media.prepare(both);
    await s.clock.advance(0);
    await prepared;
    expect(s.last('startLocalPreview')).toEqual([
      'startLocalPreview',
      { isFrontCamera: true, userId: 'own' },
    ]);
    expect(local()).toEqual([{ audio: false, video: true }]);
    const entered = s.media.enter(request());
    await s.clock.advance(0);
    await entered;
    expect(s.room.sent).toEqual({ audio: false, video: false });
  });

  it('prepare() waits a moment for a view of the own picture, which may still be rendered', async () => {
    s = stage({ ownView: false });
    let prepared = false;
    const preparing = s.media.prepare(both).then(() => (prepared = true));
    await s.clock.advance(1000);
    expect(s.calls('startLocalPreview')).toEqual([]);
    expect(prepared).toBe(false);
    await s.show('me', 'own');
    await s.clock.advance(0);
    await preparing;
    expect(s.calls('startLocalPreview')).toHaveLength(1);
  });

  it('a view that does not come holds up neither prepare() nor publish(); the camera follows it later', async () => {
    s = stage({ ownView: false });
    const ready = Promise.all([s.media.prepare(both), s.media.enter(request())]);
    await s.clock.advance(3000);
    await ready;
    const published = s.media.publish();
    await s.clock.advance(4000);
    await published;
    expect(s.room.sent).toEqual({ audio: true, video: false });
    await s.show('me', 'own');
    await s.clock.advance(0);
    expect(s.room.sent).toEqual(both);
    expect(local().pop()).toEqual(both);
  });

  it('where the system asks at the first capture, prepare() opens the microphone, muted', async () => {
    s = stage({ asksByCapture: true });
    s.plugin.permissions.microphone = 'prompt';
    const prepared = s.media.prepare(voice);
    await s.clock.advance(100);
    expect(s.plugin.prompts).toBe(1);
    s.plugin.answerPrompts('granted');
    await s.clock.advance(0);
    await prepared;
    expect(s.last('muteLocalAudio')).toEqual(['muteLocalAudio', true]);
    // Asked again, it is open already.
    await s.media.prepare(voice);
    expect(s.calls('startLocalAudio')).toHaveLength(1);
    const entered = s.media.enter(request());
    await s.clock.advance(0);
    await entered;
    expect(s.room.sent).toEqual({ audio: false, video: false });
    const published = s.media.publish();
    await s.clock.advance(0);
    await published;
    expect(s.room.sent).toEqual({ audio: true, video: false });
    expect(s.calls('startLocalAudio')).toHaveLength(1);
  });

  it('what was taken before the system had allowed it is stopped, and taken again', async () => {
    s = stage({ asksByCapture: true });
    s.plugin.permissions.microphone = s.plugin.permissions.camera = 'prompt';
    const prepared = s.media.prepare(both);
    await s.clock.advance(100);
    s.plugin.answerPrompts('granted');
    await s.clock.advance(0);
    await prepared;
    const again = s.media.prepare({ ...both, anew: true });
    await s.clock.advance(0);
    await again;
    const order = names().filter((name) => /^(start|stop)Local/.test(name));
    const started = ['startLocalPreview', 'startLocalAudio'];
    expect(order).toEqual([...started, 'stopLocalPreview', 'stopLocalAudio', ...started]);
    expect(local().pop()).toEqual(both);
  });

  it('a camera alone is taken again in a call, where it is seen as before; what is off stays off', async () => {
    s = stage({ asksByCapture: true });
    await s.call();
    const again = s.media.prepare({ audio: false, video: true, anew: true });
    await s.clock.advance(0);
    await again;
    expect(s.room.sent).toEqual(both);
    expect(s.calls('startLocalPreview')).toHaveLength(2);
    expect(s.calls('startLocalAudio')).toHaveLength(1);
    await s.media.setCamera(false);
    await s.media.setMicrophone(false);
    await s.media.prepare({ ...both, anew: true });
    expect(s.plugin.held()).toMatchObject({ cameras: 0, microphones: 0 });
    const on = s.media.setMicrophone(true);
    await s.clock.advance(0);
    await on;
    expect(s.room.sent).toEqual(voice);
  });

  it('where the system asks at the first capture, a refusal rejects prepare() with 60005', async () => {
    s = stage({ asksByCapture: true });
    s.plugin.permissions.microphone = 'denied';
    const prepared = failure(s.media.prepare(voice));
    await s.clock.advance(0);
    expect(await prepared).toMatchObject({ code: 60005, cause: { code: -1317 } });
    expect(s.plugin.held()).toMatchObject({ microphones: 0 });
  });

  it('where the system asks at the first capture, a muted microphone is not opened for the question', async () => {
    s = stage({ asksByCapture: true });
    await s.media.setMicrophone(false);
    await s.media.prepare(voice);
    expect(s.calls('startLocalAudio')).toEqual([]);
  });

  it.each(DEVICE_ERRORS.filter(([, device]) => device === 'camera'))(
    'onError %d while the %s is opened rejects prepare() with %d, and it is off',
    async (code, _, expected) => {
      s.room.devices.camera = code;
      const prepared = failure(s.media.prepare(both));
      await s.clock.advance(0);
      expect(await prepared).toMatchObject({ code: expected, cause: { code } });
      expect(s.plugin.held()).toMatchObject({ cameras: 0 });
      expect(local().pop()).toEqual({ audio: false, video: false });
      // The user tries again.
      s.room.devices.camera = 'opens';
      const again = s.media.prepare(both);
      await s.clock.advance(0);
      await again;
      expect(local().pop()).toEqual({ audio: false, video: true });
    },
  );

  it('a camera that was turned off before is not opened, and one turned on is, in a call without pictures', async () => {
    await s.media.setCamera(false);
    await s.media.prepare(both);
    expect(s.calls('startLocalPreview')).toEqual([]);
    await s.media.setCamera(true);
    const prepared = s.media.prepare(voice);
    await s.clock.advance(0);
    await prepared;
    expect(s.calls('startLocalPreview')).toHaveLength(1);
    await s.media.prepare(both);
    expect(s.calls('startLocalPreview')).toHaveLength(1);
  });
});

describe('sending', () => {
  it('volumes are asked for before the microphone is opened, and it is unmuted before', async () => {
    await s.call();
    const order = names().filter((name) => /Volume|Audio$/.test(name));
    expect(order).toEqual(['enableAudioVolumeEvaluation', 'muteLocalAudio', 'startLocalAudio']);
    expect(s.last('muteLocalAudio')).toEqual(['muteLocalAudio', false]);
    expect(s.last('startLocalAudio')).toEqual(['startLocalAudio', 1]);
  });

  it('publish() resolves at the first frames', async () => {
    s.room.tellsFrames = false;
    const ready = Promise.all([s.media.prepare(both), s.media.enter(request())]);
    await s.clock.advance(0);
    await ready;
    let published = false;
    const publishing = s.media.publish().then(() => (published = true));
    await s.clock.advance(1000);
    await hear('onSendFirstLocalAudioFrame');
    expect(published).toBe(false);
    await hear('onSendFirstLocalVideoFrame', 0);
    await publishing;
  });

  it('publish() resolves without frames after three seconds, and after ten somebody is told', async () => {
    s.room.tellsFrames = false;
    const ready = Promise.all([s.media.prepare(both), s.media.enter(request())]);
    await s.clock.advance(0);
    await ready;
    let published = false;
    const publishing = s.media.publish().then(() => (published = true));
    await s.clock.advance(2999);
    expect(published).toBe(false);
    await s.clock.advance(1);
    await publishing;
    expect(s.warnings()).toEqual([]);
    await s.clock.advance(7000);
    expect(s.warnings()).toMatchObject([{ code: 61008 }]);
  });

  it('nobody is told of nothing sent where something was, or where all is off', async () => {
    await s.call();
    await s.clock.advance(20_000);
    await s.leave();
    s.room.tellsFrames = false;
    const ready = Promise.all([s.media.prepare(both), s.media.enter(request())]);
    await s.clock.advance(0);
    await ready;
    await s.media.setMicrophone(false);
    await s.media.setCamera(false);
    await s.media.publish();
    await s.clock.advance(20_000);
    expect(s.warnings()).toEqual([]);
  });

  it.each(DEVICE_ERRORS)(
    'onError %d of the %s during publish() rejects it with %d',
    async (code, device, expected) => {
      const ready = Promise.all([s.media.prepare(both), s.media.enter(request())]);
      await s.clock.advance(0);
      await ready;
      s.room.tellsFrames = false;
      const published = failure(s.media.publish());
      await s.clock.advance(0);
      await hear('onError', code, device, '');
      expect(await published).toMatchObject({ code: expected, cause: { code } });
      expect(s.warnings()).toEqual([]);
      // The call may go on with the other one.
      s.room.tellsFrames = true;
      const again = s.media.publish();
      await s.clock.advance(4000);
      await again;
      expect(local().pop()).toEqual({ audio: device === 'camera', video: device !== 'camera' });
    },
  );
});

describe('in a call', () => {
  it('a muted microphone stays open, and is heard again at once', async () => {
    await s.call();
    await s.media.setMicrophone(false);
    expect(s.room.sent).toEqual({ audio: false, video: true });
    expect(local().pop()).toEqual({ audio: false, video: true });
    await s.media.setMicrophone(true);
    expect(s.room.sent).toEqual(both);
    expect(s.calls('startLocalAudio', 'stopLocalAudio')).toHaveLength(1);
  });

  it('a camera that is turned off is stopped, so that its light goes out, and opens again', async () => {
    await s.call();
    await s.media.setCamera(false);
    expect(s.calls('stopLocalPreview')).toHaveLength(1);
    expect(s.plugin.held()).toMatchObject({ cameras: 0 });
    const on = s.media.setCamera(true);
    await s.clock.advance(0);
    await on;
    expect(s.room.sent).toEqual(both);
    expect(local().slice(-2)).toEqual([voice, both]);
  });

  it('a camera that is turned on again need not tell a first frame again', async () => {
    await s.call();
    await s.media.setCamera(false);
    s.room.tellsFrames = false;
    let isOn = false;
    void s.media.setCamera(true).then(() => (isOn = true));
    await s.clock.advance(0);
    expect(isOn).toBe(true);
  });

  it('a camera turned on in an audio call is seen, and the sound goes to the speaker', async () => {
    await s.call(voice, { video: false });
    expect(s.room.route).toBe(1);
    const on = s.media.setCamera(true);
    await s.clock.advance(0);
    await on;
    expect(s.room.sent).toEqual(both);
    expect(s.room.route).toBe(0);
  });

  it('a camera that does not open rejects setCamera(true) and stays off', async () => {
    await s.call(voice);
    s.room.devices.camera = -1316;
    const on = failure(s.media.setCamera(true));
    await s.clock.advance(0);
    expect(await on).toMatchObject({ code: 60004 });
    expect(s.plugin.held()).toMatchObject({ cameras: 0, microphones: 1 });
    expect(local().pop()).toEqual(voice);
  });

  it('a camera that is turned off while it opens resolves setCamera(true)', async () => {
    await s.call(voice);
    s.room.devices.camera = 'silent';
    const on = s.media.setCamera(true);
    await s.media.setCamera(false);
    await on;
    expect(local().pop()).toEqual(voice);
  });

  it.each(DEVICE_ERRORS)(
    'onError %d of the %s in a call is a warning %d, told once, and that device is off',
    async (code, device, expected) => {
      await s.call();
      await hear('onError', code, device, '');
      await hear('onError', code, device, '');
      expect(s.warnings()).toMatchObject([{ code: expected, cause: { code } }]);
      expect(local().pop()).toEqual({ audio: device === 'camera', video: device !== 'camera' });
    },
  );

  it('an error of a device that is off changes nothing', async () => {
    await s.call(voice);
    await s.media.setMicrophone(false);
    await s.leave();
    await s.media.setMicrophone(false);
    await s.call();
    await s.media.setCamera(false);
    const before = s.heard.length;
    await hear('onError', -1301, '', '');
    await hear('onError', -1302, '', '');
    expect(s.heard).toHaveLength(before);
  });

  it('a microphone that a phone call takes is taken again every few seconds, and told once', async () => {
    await s.call();
    s.room.devices.microphone = -1319;
    await hear('onError', -1319, 'a phone call', '');
    expect(local().pop()).toEqual({ audio: false, video: true });
    await s.clock.advance(12_000);
    expect(s.calls('startLocalAudio')).toHaveLength(3);
    expect(s.warnings()).toHaveLength(1);
    s.room.devices.microphone = 'opens';
    await s.clock.advance(5000);
    expect(local().pop()).toEqual(both);
    await s.clock.advance(20_000);
    expect(s.calls('startLocalAudio')).toHaveLength(4);
  });

  it('a microphone that a phone call took is taken again when the app is shown', async () => {
    await s.call();
    await hear('onError', -1319, 'a phone call', '');
    s.app.fire('show');
    await s.clock.advance(0);
    expect(local().pop()).toEqual(both);
  });

  it('a microphone that may stop silently in the background is started again when the app is shown', async () => {
    await s.call();
    s.app.fire('show');
    await s.clock.advance(0);
    expect(s.calls('startLocalAudio')).toHaveLength(2);
    await s.media.setMicrophone(false);
    s.app.fire('show');
    expect(s.calls('startLocalAudio')).toHaveLength(2);
  });

  it('one that was muted meanwhile is started again when it is unmuted, and once', async () => {
    await s.call();
    await s.media.setMicrophone(false);
    s.app.fire('show');
    const on = s.media.setMicrophone(true);
    await s.clock.advance(0);
    await on;
    expect(s.calls('startLocalAudio')).toHaveLength(2);
    expect(s.room.sent).toEqual(both);
    expect(local().pop()).toEqual(both);
    await s.media.setMicrophone(false);
    await s.media.setMicrophone(true);
    expect(s.calls('startLocalAudio')).toHaveLength(2);
  });

  it('a permission that was taken away is not asked for by a timer; showing the app tries it', async () => {
    await s.call();
    await hear('onError', -1317, 'not authorised', '');
    await s.clock.advance(30_000);
    expect(s.calls('startLocalAudio')).toHaveLength(1);
    s.app.fire('show');
    await s.clock.advance(0);
    expect(local().pop()).toEqual(both);
  });

  it('setMicrophone(true) opens a microphone that was taken, and rejects where it still is', async () => {
    await s.call();
    s.room.devices.microphone = -1319;
    await hear('onError', -1319, 'a phone call', '');
    const on = failure(s.media.setMicrophone(true));
    await s.clock.advance(0);
    expect(await on).toMatchObject({ code: 60003 });
    s.room.devices.microphone = 'opens';
    const again = s.media.setMicrophone(true);
    await s.clock.advance(0);
    await again;
    expect(local().pop()).toEqual(both);
  });

  it('setMicrophone(true) resolves when a microphone that was taken says that it works again', async () => {
    await s.call();
    await hear('onError', -1319, 'a phone call', '');
    let isOn = false;
    void s.media.setMicrophone(true).then(() => (isOn = true));
    await s.clock.advance(0);
    expect(isOn).toBe(true);
  });

  it('setMicrophone(false) while the microphone opens ends the wait for it', async () => {
    s.room.tellsFrames = false;
    await s.media.setMicrophone(false);
    const ready = Promise.all([s.media.prepare(voice), s.media.enter(request())]);
    await s.clock.advance(0);
    await ready;
    await s.media.publish();
    const on = s.media.setMicrophone(true);
    await s.media.setMicrophone(false);
    await on;
    expect(s.room.sent).toEqual({ audio: false, video: false });
  });

  it.each([-1303, -1304, -1305, -1306])(
    'onError %d is a warning 61008, and the call goes on',
    async (code) => {
      await s.call();
      await hear('onError', code, 'encoder', '');
      expect(s.warnings()).toMatchObject([{ code: 61008, cause: { code } }]);
      expect(s.states()).toEqual([]);
    },
  );

  it('onError -1321 and warning 2110 are warnings 61013, and the call goes on', async () => {
    await s.call();
    await hear('onError', -1321, 'speaker', '');
    await hear('onWarning', 2110, 'render', '');
    expect(s.warnings()).toMatchObject([{ code: 61013 }, { code: 61013 }]);
    expect(s.states()).toEqual([]);
  });

  const notes = [...Object.keys(NATIVE_CODES).map(Number), 424_242].filter(
    (code) => (NATIVE_CODES[code]?.kind ?? 'note') === 'note',
  );
  it.each(notes)(
    'code %d, as error or as warning, is worth a line of the log and no more',
    async (code) => {
      await s.call();
      const before = s.heard.length;
      await hear('onError', code, 'words', '');
      await hear('onWarning', code);
      await s.clock.advance(20_000);
      expect(s.heard).toHaveLength(before);
    },
  );
});

describe('the view of the own picture', () => {
  it('a camera whose view is not in the page is off until another view is, and 61013 says so', async () => {
    s = stage({ ownView: false });
    await s.media.attach({ userID: 'me', local: true, view: 'nowhere' });
    const prepared = s.media.prepare(both);
    await s.clock.advance(0);
    await prepared;
    expect(s.warnings()).toMatchObject([{ code: 61013, cause: { code: -2 } }]);
    const early = 'startLocalPreview before the view nowhere is in the page';
    expect(s.plugin.violations.splice(0)).toEqual([early]);
    expect(local().pop()).toEqual({ audio: false, video: false });
    await s.show('me', 'own');
    await s.clock.advance(0);
    expect(local().pop()).toEqual({ audio: false, video: true });
  });

  it('another view stops the picture and starts it there, since a picture does not follow on all phones', async () => {
    await s.call();
    await s.show('me', 'larger');
    await s.clock.advance(0);
    expect(s.calls('startLocalPreview', 'stopLocalPreview').slice(-2)).toEqual([
      ['stopLocalPreview'],
      ['startLocalPreview', { isFrontCamera: true, userId: 'larger' }],
    ]);
    expect(local().pop()).toEqual(both);
  });

  it('the same view with another mirror or fit is only rendered in another way', async () => {
    await s.call();
    const me = { userID: 'me', local: true, view: 'own' };
    await s.media.attach({ ...me, mirror: false, fit: 'contain' });
    expect(s.last('setLocalRenderParams')).toEqual([
      'setLocalRenderParams',
      { rotation: 0, fillMode: 1, mirrorType: 2 },
    ]);
    await s.media.attach({ ...me, mirror: true });
    expect(s.last('setLocalRenderParams')).toEqual([
      'setLocalRenderParams',
      { rotation: 0, fillMode: 0, mirrorType: 0 },
    ]);
    expect(s.calls('startLocalPreview')).toHaveLength(1);
  });

  it('a view that is taken out leaves the camera on: the others look at its picture', async () => {
    await s.call();
    await s.media.detach('me');
    expect(s.room.sent).toEqual(both);
    await s.media.setCamera(false);
    const on = s.media.setCamera(true);
    await s.clock.advance(3000);
    await on;
    expect(s.room.sent).toEqual(voice);
  });
});

describe('devices', () => {
  it('devices() lists what a phone has, and what is in use', async () => {
    const inUse = async (kind: 'audioinput' | 'videoinput' | 'audiooutput') =>
      (await s.media.devices(kind)).map(({ deviceId, inUse }) => `${deviceId} ${inUse}`);
    expect(await inUse('audioinput')).toEqual(['default true']);
    expect(await inUse('videoinput')).toEqual(['front true', 'back false']);
    await s.call(voice, { video: false });
    expect(await inUse('audiooutput')).toEqual(['speaker false', 'ear true']);
    await s.media.switchDevice('speaker', 'speaker');
    await s.media.switchDevice('video', 'back');
    await s.media.switchDevice('audio', 'default');
    expect(await inUse('audiooutput')).toEqual(['speaker true', 'ear false']);
    expect(await inUse('videoinput')).toEqual(['front false', 'back true']);
  });

  it('a camera is flipped while it is on, and opened that way when it is off', async () => {
    await s.call();
    await s.media.switchDevice('video', 'back');
    expect(s.last('switchCamera')).toEqual(['switchCamera', false]);
    await s.media.setCamera(false);
    await s.media.switchDevice('video', 'front');
    expect(s.calls('switchCamera')).toHaveLength(1);
    const on = s.media.setCamera(true);
    await s.clock.advance(0);
    await on;
    expect(s.room.isFront).toBe(true);
  });

  it('what the user chose holds for the next call, whatever its kind', async () => {
    await s.media.switchDevice('speaker', 'ear');
    expect(s.calls('setAudioRoute')).toEqual([]);
    await s.call();
    expect(s.room.route).toBe(1);
    await s.media.switchDevice('speaker', 'speaker');
    expect(s.room.route).toBe(0);
    await s.leave();
    await s.call(voice, { video: false });
    expect(s.room.route).toBe(0);
  });

  it.each([
    ['video', 'side'],
    ['speaker', 'bluetooth'],
    ['audio', 'another'],
  ] as const)('a %s device %s does not exist: 61014', async (kind, deviceId) => {
    expect(await failure(s.media.switchDevice(kind, deviceId))).toMatchObject({ code: 61014 });
  });

  it.each([
    ['240p', 104, 250],
    ['360p', 108, 500],
    ['480p', 110, 850],
    ['720p', 112, 1200],
    ['1080p', 114, 2000],
  ] as const)('%s is resolution %d at %d kbit/s, upright', (quality, videoResolution, bitrate) => {
    expect(encoderParams(quality)).toEqual({
      ...{ videoResolution, videoBitrate: bitrate },
      ...{ videoResolutionMode: 1, videoFps: 15, minVideoBitrate: 0, enableAdjustRes: false },
    });
  });

  it.each([
    [640, 480, 62],
    [480, 640, 62],
    [300, 300, 5],
    [1900, 1000, 114],
    [1, 1, 1],
  ])('a profile of %d×%d is resolution %d', (width, height, videoResolution) => {
    const params = encoderParams({ width, height, frameRate: 24, bitrate: 700 });
    expect(params).toMatchObject({ videoResolution, videoFps: 24, videoBitrate: 700 });
  });

  it('a frame rate keeps within what the SDK takes', () => {
    const fps = (frameRate: number) =>
      encoderParams({ width: 640, height: 360, frameRate, bitrate: 500 }).videoFps;
    expect([fps(0), fps(60)]).toEqual([1, 30]);
  });

  it('a quality is set before the camera opens, and at once in a call', async () => {
    await s.media.setQuality('240p');
    expect(s.plugin.calls).toEqual([]);
    await s.call();
    const order = names().filter((name) => /Encoder|startLocalPreview/.test(name));
    expect(order).toEqual(['setVideoEncoderParam', 'startLocalPreview']);
    await s.media.setQuality('720p');
    expect(s.calls('setVideoEncoderParam')).toMatchObject([
      ['setVideoEncoderParam', { videoResolution: 104 }],
      ['setVideoEncoderParam', { videoResolution: 112 }],
    ]);
  });
});

it('check() knows whether the plug-in is there, and leaves permission to whoever asks the user', async () => {
  expect(await s.media.check(both)).toEqual({
    ...{ canSend: true, microphone: true, camera: true, permission: 'prompt' },
  });
});
