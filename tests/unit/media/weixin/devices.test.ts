/** These tests hold how the WeChat driver asks for devices and switches them. */
import { both, failure, request, stage, voice } from './stage';
import type { Stage } from './stage';

let s: Stage;
beforeEach(() => {
  s = stage();
});

const forget = () => {
  delete s.wx.settings['scope.record'];
  delete s.wx.settings['scope.camera'];
};

describe('check', () => {
  it('check() knows without a prompt what was allowed, refused and not asked', async () => {
    expect(await s.media.check(both)).toEqual({
      canSend: true,
      microphone: true,
      camera: true,
      permission: 'granted',
    });
    delete s.wx.settings['scope.camera'];
    expect(await s.media.check(both)).toMatchObject({ permission: 'prompt' });
    expect(await s.media.check(voice)).toMatchObject({ permission: 'granted' });
    s.wx.settings['scope.record'] = false;
    expect(await s.media.check(both)).toMatchObject({ permission: 'denied' });
    expect(s.wx.prompts).toEqual([]);
    expect(s.clock.pending).toBe(0);
  });

  it('check() knows what the system keeps from WeChat', async () => {
    s.wx.system = { microphoneAuthorized: 'authorized', cameraAuthorized: 'denied' };
    expect(await s.media.check(both)).toMatchObject({ permission: 'denied' });
    expect(await s.media.check(voice)).toMatchObject({ permission: 'granted' });
    const error = await failure(s.media.prepare(both));
    expect(error).toMatchObject({ code: 60005, reason: expect.stringMatching(/system/) });
  });

  it('check() does not wait for a WeChat that does not answer', async () => {
    s.wx.getSetting = () => undefined;
    const check = s.media.check(both);
    await s.clock.advance(500);
    expect(await check).toMatchObject({ canSend: true, permission: 'prompt' });
  });

  it('check() knows where there is no live-pusher', async () => {
    s.wx.device = { platform: 'ios', SDKVersion: '2.9.9' };
    expect(await failure(s.media.enter(request()))).toMatchObject({ code: 60006 });
    expect(await s.media.check(voice)).toMatchObject({
      canSend: false,
      obstacle: expect.stringMatching(/2\.10\.0/),
    });
    s.wx.device = { platform: 'ios', SDKVersion: '2.10.0' };
    expect(await s.media.check(voice)).toMatchObject({ canSend: true });
    s.wx.canIUse = () => false;
    expect(await s.media.check(voice)).toMatchObject({ canSend: false });
  });
});

describe('permission', () => {
  it('M-18 prepare() asks for the microphone, and for the camera only where there is video', async () => {
    forget();
    await s.media.prepare(voice);
    expect(s.wx.prompts).toEqual(['scope.record']);
    await s.media.leave();
    await s.media.prepare(both);
    expect(s.wx.prompts).toEqual(['scope.record', 'scope.camera']);
    await s.media.prepare(both);
    expect(s.wx.prompts).toHaveLength(2);
  });

  it('M-18 prepare() says which scope was refused, and what helps', async () => {
    forget();
    s.wx.answer = 'refuse';
    const error = await failure(s.media.prepare(both));
    expect(error).toMatchObject({ code: 60005 });
    expect(error.reason).toMatch(/scope\.record was refused.*openSettings\(\)/);
    expect(await s.media.liveView.openSettings()).toBe(true);
    s.wx.answer = 'allow';
    await s.media.prepare(both);
  });

  it('prepare() tells a privacy guide that is not agreed to from one that lacks the device', async () => {
    forget();
    s.wx.answer = { errno: 104, errMsg: 'authorize:fail privacy permission is not authorized' };
    expect(await failure(s.media.prepare(voice))).toMatchObject({ code: 60005 });
    s.wx.answer = { errno: 112, errMsg: 'authorize:fail api scope is not declared' };
    const error = await failure(s.media.prepare(voice));
    expect(error).toMatchObject({ code: 60006, reason: expect.stringMatching(/privacy guide/) });
  });

  it('prepare() gives a prompt up when the call is left', async () => {
    forget();
    s.wx.answer = 'open';
    const preparing = failure(s.media.prepare(both));
    await s.clock.settle();
    await s.media.leave();
    expect(await preparing).toMatchObject({ code: 61011 });
    s.wx.answerPrompts('allow');
    await s.clock.settle();
    expect(s.heard).toEqual([]);
  });

  it('setCamera(true) in an audio call asks for the camera', async () => {
    delete s.wx.settings['scope.camera'];
    await s.call(voice);
    expect(s.wx.prompts).toEqual([]);
    const on = s.media.setCamera(true);
    await s.clock.settle();
    await on;
    expect(s.wx.prompts).toEqual(['scope.camera']);
    expect(s.of('local-media').slice(-1)).toMatchObject([{ audio: true, video: true }]);
  });

  it('a refused setCamera(true) leaves the camera off and the call as it is', async () => {
    delete s.wx.settings['scope.camera'];
    s.wx.answer = 'refuse';
    await s.call(voice);
    expect(await failure(s.media.setCamera(true))).toMatchObject({ code: 60005 });
    expect(s.page.attributes).toMatchObject({ enableCamera: false, enableMic: true });
    expect(s.of('local-media')).toHaveLength(1);
  });

  it('a camera that was turned off while its prompt was open is not opened', async () => {
    delete s.wx.settings['scope.camera'];
    await s.call(voice);
    s.wx.answer = 'open';
    const on = s.media.setCamera(true);
    await s.clock.settle();
    await s.media.setCamera(false);
    s.wx.answerPrompts('allow');
    await s.clock.settle();
    await on;
    expect(s.page.attributes).toMatchObject({ enableCamera: false });
  });
});

describe('microphone and camera', () => {
  it('setMicrophone(false) takes no sound any more, and the room is told', async () => {
    await s.call();
    await s.media.setMicrophone(false);
    await s.clock.settle();
    expect(s.page.attributes).toMatchObject({ enableMic: false, muted: true, enableCamera: true });
    await s.media.setMicrophone(true);
    await s.clock.settle();
    expect(s.page.attributes).toMatchObject({ enableMic: true, muted: false });
    expect(s.of('local-media').map(({ audio }) => audio)).toEqual([true, false, true]);
  });

  it('setCamera(false) really turns the camera off, and setCamera(true) on again', async () => {
    await s.call();
    await s.media.setCamera(false);
    await s.clock.settle();
    expect(s.page.attributes?.enableCamera).toBe(false);
    const on = s.media.setCamera(true);
    await s.clock.settle();
    await on;
    expect(s.page.attributes?.enableCamera).toBe(true);
    expect(s.of('local-media').map(({ video }) => video)).toEqual([true, false, true]);
  });

  it('microphone and camera that were turned off before the call are off in it', async () => {
    forget();
    await s.media.setCamera(false);
    await s.media.setMicrophone(false);
    await s.call();
    expect(s.wx.prompts).toEqual(['scope.record']);
    expect(s.page.attributes).toMatchObject({ enableCamera: false, enableMic: false });
    await s.media.leave();
    await s.clock.advance(1000);
    await s.call();
    expect(s.page.attributes).toMatchObject({ enableCamera: true, enableMic: true });
  });

  it('publish() waits for the camera, but not for ever', async () => {
    s.page.cameraOpens = false;
    const ready = Promise.all([s.media.prepare(both), s.media.enter(request())]);
    await s.clock.settle();
    await ready;
    let published = false;
    void s.media.publish().then(() => (published = true));
    await s.clock.advance(2000);
    expect(published).toBe(false);
    await s.clock.advance(500);
    expect(published).toBe(true);
  });

  it('setQuality() gives the live-pusher size and bitrate, also during a call', async () => {
    await s.media.setQuality('720p');
    await s.call();
    expect(s.page.attributes).toMatchObject({
      ...{ videoWidth: 720, videoHeight: 1280, aspect: '9:16' },
      ...{ minBitrate: 1000, maxBitrate: 1500 },
    });
    await s.media.setQuality({ width: 640, height: 480, frameRate: 15, bitrate: 600 });
    await s.clock.settle();
    expect(s.page.attributes).toMatchObject({
      ...{ videoWidth: 480, videoHeight: 640, aspect: '3:4' },
      ...{ minBitrate: 400, maxBitrate: 600 },
    });
  });

  it('attach() mirrors the local picture as WeChat does, unless the view wants none', async () => {
    await s.call();
    await s.media.attach({ userID: 'me', local: true, view: 'v', mirror: true });
    expect(s.page.attributes?.localMirror).toBe('auto');
    await s.media.attach({ userID: 'me', local: true, view: 'v', mirror: false });
    await s.clock.settle();
    expect(s.page.attributes?.localMirror).toBe('disable');
  });

  it('a call keeps the screen on until it ends', async () => {
    await s.call();
    expect(s.wx.keepScreenOn).toBe(true);
    await s.media.leave();
    expect(s.wx.keepScreenOn).toBe(false);
  });
});

describe('front and back', () => {
  it('devices() lists what can be chosen', async () => {
    const names = async (kind: Parameters<typeof s.media.devices>[0]) =>
      (await s.media.devices(kind)).map(({ deviceId }) => deviceId);
    expect(await names('videoinput')).toEqual(['front', 'back']);
    expect(await names('audioinput')).toEqual(['default']);
    expect(await names('audiooutput')).toEqual(['speaker', 'ear']);
    expect(await failure(s.media.switchDevice('video', 'left'))).toMatchObject({ code: 61014 });
    expect(await failure(s.media.switchDevice('audio', 'left'))).toMatchObject({ code: 61014 });
    await s.media.switchDevice('audio', 'default');
  });

  it('flipCamera() during a call flips by command and not by the attribute', async () => {
    await s.call();
    await s.media.switchDevice('video', 'back');
    expect(s.page.facing).toBe('back');
    await s.media.switchDevice('video', 'back');
    expect(s.page.facing).toBe('back');
    await s.media.liveView.flipCamera();
    expect(s.page.facing).toBe('front');
    await s.clock.settle();
    expect(s.page.attributes?.devicePosition).toBe('front');
    expect(s.page.commands.filter(({ name }) => name === 'switchCamera')).toHaveLength(2);
  });

  it('flipCamera() that fails leaves the camera that is shown', async () => {
    await s.call();
    s.page.switchCameraFails = true;
    expect(await failure(s.media.liveView.flipCamera())).toMatchObject({ code: 61014 });
    s.page.switchCameraFails = false;
    await s.media.liveView.flipCamera();
    expect(s.page.facing).toBe('back');
  });

  it('a camera that was flipped while it was off is flipped when it is turned on', async () => {
    await s.call();
    await s.media.setCamera(false);
    await s.clock.settle();
    await s.media.switchDevice('video', 'back');
    expect(s.page.facing).toBe('front');
    const on = s.media.setCamera(true);
    await s.clock.settle();
    await on;
    expect(s.page.facing).toBe('back');
  });

  it('the next live-pusher is inserted with the camera that was chosen', async () => {
    await s.call();
    await s.media.switchDevice('video', 'back');
    s.page.mount(false);
    await s.clock.settle();
    s.page.mount(true);
    await s.clock.advance(1000);
    expect(s.page.attributes?.devicePosition).toBe('back');
    expect(s.page.facing).toBe('back');
    await s.media.leave();
    await s.media.switchDevice('video', 'front');
    await s.clock.advance(1000);
    await s.call();
    expect(s.page.facing).toBe('front');
  });
});
