/** Permissions are the App's: the driver gets them, for either back end, and says who can change a refusal. */
import type { AppPage } from '../../../support/app-pages';
import { appStage, BOTH, watch } from './stage';

const argumentsOf = (page: AppPage, verb: string) =>
  page.heard.flatMap((message) =>
    message.type === 'call' && message.verb === verb ? [message.args] : [],
  );

const MOMENT = 50;
const AUDIO = { audio: true, video: false };

describe('where the system shows a dialog (Android)', () => {
  it('prepare() asks before the page takes the devices, for the microphone alone in audio calls', async () => {
    const { media, clock, open, permissions } = appStage();
    permissions.set('undecided');
    permissions.reply = 'open';
    const page = open();
    const seen = watch(media.prepare(AUDIO));
    await clock.advance(MOMENT);
    expect(permissions.asked).toEqual([['microphone']]);
    expect(page.verbs).toEqual([]);
    permissions.answer('granted');
    await clock.advance(MOMENT);
    expect(seen.settled).toBe('resolved');
    expect(page.verbs).toEqual(['prepare']);
  });

  it('what is granted is not asked for again', async () => {
    const { media, clock, open, permissions } = appStage();
    permissions.states.camera = 'undecided';
    open();
    const prepared = media.prepare(BOTH);
    await clock.advance(MOMENT);
    await prepared;
    expect(permissions.asked).toEqual([['camera']]);
    await media.leave();
    const again = media.prepare(BOTH);
    await clock.advance(MOMENT);
    await again;
    expect(permissions.asked).toHaveLength(1);
  });

  it('a camera that is wished off is not asked for, and one that is wished on is', async () => {
    const { media, clock, open, permissions } = appStage();
    permissions.set('undecided');
    open();
    await media.setCamera(false);
    const off = media.prepare(BOTH);
    await clock.advance(MOMENT);
    await off;
    expect(permissions.asked).toEqual([['microphone']]);
    await media.leave();
    await media.setCamera(true);
    const on = media.prepare(AUDIO);
    await clock.advance(MOMENT);
    await on;
    expect(permissions.asked).toEqual([['microphone'], ['camera']]);
  });

  it('a refusal fails with 60005, takes no device, and the next call asks again', async () => {
    const { media, clock, open, permissions } = appStage();
    permissions.set('undecided');
    permissions.reply = 'refused';
    const page = open();
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60005);
    expect(seen.error!.reason).toContain('microphone and camera');
    expect(seen.error!.cure).not.toContain('openAppAuthorizeSetting');
    expect(page.verbs).toEqual([]);
    await expect(media.check(BOTH)).resolves.toMatchObject({ permission: 'prompt' });
  });

  it('a refusal for good fails with 60005 whose cure names the settings, until the user may have been there', async () => {
    const { media, clock, open, permissions, lifecycle } = appStage();
    open();
    permissions.set('undecided');
    permissions.reply = 'denied';
    const seen = watch(media.prepare(AUDIO));
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60005);
    const settings = expect.stringContaining('uni.openAppAuthorizeSetting');
    expect(seen.error!.cure).toEqual(settings);
    await expect(media.check(AUDIO)).resolves.toMatchObject({
      permission: 'denied',
      cure: settings,
    });
    permissions.states.microphone = 'granted';
    await expect(media.check(AUDIO)).resolves.toMatchObject({ permission: 'granted' });
    permissions.states.microphone = 'undecided';
    lifecycle.fire('hide');
    lifecycle.fire('show');
    await expect(media.check(AUDIO)).resolves.toMatchObject({ permission: 'prompt' });
  });

  it('a refusal names what was refused, and not what the user has allowed', async () => {
    const { media, clock, open, permissions } = appStage();
    permissions.set('undecided');
    permissions.reply = 'open';
    open();
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    permissions.states.microphone = 'granted';
    permissions.answer('denied');
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60005);
    expect(seen.error!.reason).toMatch(/: camera: /);
  });

  it('a refusal of a system that already tells all as allowed names all', async () => {
    const { media, clock, open, permissions } = appStage();
    permissions.set('undecided');
    permissions.reply = 'open';
    open();
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    permissions.set('granted');
    permissions.answer('refused');
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60005);
    expect(seen.error!.reason).toMatch(/: microphone and camera: /);
  });

  it('a camera that cannot be turned off again after a refusal is a warning in the log', async () => {
    const { media, clock, permissions, inRoom, lines } = appStage();
    await media.setCamera(false);
    const page = await inRoom();
    permissions.states.camera = 'undecided';
    permissions.reply = 'refused';
    page.media!.setCamera = () => Promise.reject(new Error('stuck'));
    const seen = watch(media.setCamera(true));
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60005);
    expect(lines).toContainEqual(expect.stringMatching(/^warn .*not turned off again.*stuck/));
  });

  it('leave() while the dialog is up lets prepare() fail with 61011', async () => {
    const { media, clock, permissions } = appStage();
    permissions.set('undecided');
    permissions.reply = 'open';
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    await media.leave();
    await clock.settle();
    expect(seen.settled).toBe(61011);
    permissions.answer('granted');
    await clock.advance(MOMENT);
    expect(clock.pending).toBe(0);
  });

  it('setCamera(true) in a call asks for the camera; before the devices were asked for it does not', async () => {
    const { media, clock, permissions, inRoom } = appStage();
    permissions.states.camera = 'undecided';
    await media.setCamera(true);
    expect(permissions.asked).toEqual([]);
    await media.setCamera(false);
    const page = await inRoom();
    expect(permissions.asked).toEqual([]);
    permissions.reply = 'refused';
    const refused = watch(media.setCamera(true));
    await clock.advance(MOMENT);
    expect(refused.settled).toBe(60005);
    expect(page.media!.knobs.held.tracks).toBe(1);
    permissions.reply = 'granted';
    const taken = watch(media.setCamera(true));
    await clock.advance(MOMENT);
    expect(taken.settled).toBe('resolved');
    expect(permissions.asked).toEqual([['camera'], ['camera']]);
    expect(page.media!.knobs.held.tracks).toBe(2);
  });
});

describe('where the system asks as a device is taken (iOS)', () => {
  function ios() {
    const stage = appStage();
    stage.permissions.set('undecided');
    stage.permissions.asIos();
    return stage;
  }

  it('a camera that nobody has allowed in time stays off, also when it is allowed later', async () => {
    const { media, clock, permissions, inRoom } = appStage();
    await media.setCamera(false);
    const page = await inRoom();
    permissions.states.camera = 'undecided';
    permissions.asIos();
    const seen = watch(media.setCamera(true));
    await clock.advance(60_000);
    expect(seen.settled).toBe(60005);
    permissions.states.camera = 'granted';
    await clock.advance(MOMENT);
    expect(page.media!.knobs.held.tracks).toBe(1);
  });

  it('prepare() takes the devices and waits for the answer', async () => {
    const { media, clock, open, permissions } = ios();
    const page = open();
    const seen = watch(media.prepare(BOTH));
    await clock.advance(10_000);
    expect(page.verbs).toEqual(['prepare']);
    expect(seen).toEqual({});
    permissions.states.microphone = 'granted';
    await clock.advance(1000);
    expect(seen).toEqual({});
    permissions.states.camera = 'granted';
    await clock.advance(500);
    expect(seen.settled).toBe('resolved');
  });

  it('with the plug-in, what was taken before it was allowed is taken again, and only that', async () => {
    const { media, clock, open, permissions } = appStage({ hasPlugin: true });
    permissions.asIos();
    permissions.states.camera = 'undecided';
    const page = open();
    const seen = watch(media.prepare(BOTH));
    await clock.advance(1000);
    permissions.states.camera = 'granted';
    await clock.advance(500);
    expect(seen.settled).toBe('resolved');
    expect(argumentsOf(page, 'prepare')).toEqual([
      [BOTH],
      [{ audio: false, video: true, anew: true }],
    ]);
  });

  it('so is a camera that is turned on in a call; the web view asks for itself, and keeps what it took', async () => {
    const { media, clock, open, permissions } = appStage({ hasPlugin: true });
    await media.setCamera(false);
    const page = open();
    const ready = media.prepare(BOTH);
    await clock.advance(MOMENT);
    await ready;
    permissions.states.camera = 'undecided';
    permissions.asIos();
    const seen = watch(media.setCamera(true));
    await clock.advance(MOMENT);
    permissions.states.camera = 'granted';
    await clock.advance(500);
    expect(seen.settled).toBe('resolved');
    expect(page.verbs.slice(-2)).toEqual(['setCamera', 'prepare']);

    const web = ios();
    const view = web.open();
    const prepared = watch(web.media.prepare(BOTH));
    web.permissions.set('granted');
    await web.clock.advance(500);
    expect(prepared.settled).toBe('resolved');
    expect(view.verbs).toEqual(['prepare']);
  });

  it('nobody who answers for the camera is told of the camera alone', async () => {
    const { media, clock, open, permissions } = ios();
    open();
    const seen = watch(media.prepare(BOTH));
    permissions.states.microphone = 'granted';
    await clock.advance(46_000);
    expect(seen.settled).toBe(60005);
    expect(seen.error!.reason).toMatch(/: camera: nobody/);
  });

  it('a refusal fails with 60005 whose cure names the settings, even while the page still waits', async () => {
    const { media, clock, open, permissions } = ios();
    open({ prepared: ({ knobs }) => knobs.hang('prepare') });
    const seen = watch(media.prepare(BOTH));
    await clock.advance(1000);
    permissions.states.camera = 'denied';
    await clock.advance(500);
    expect(seen.settled).toBe(60005);
    expect(seen.error!.reason).toMatch(/camera/);
    expect(seen.error!.cure).toContain('uni.openAppAuthorizeSetting');
  });

  it('what was refused before fails at once, and check() says so', async () => {
    const { media, clock, open, permissions } = ios();
    permissions.states.camera = 'denied';
    const page = open();
    await expect(media.check(BOTH)).resolves.toMatchObject({ permission: 'denied' });
    await expect(media.check(AUDIO)).resolves.toMatchObject({ permission: 'prompt' });
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60005);
    expect(page.verbs).toEqual([]);
  });

  it('nobody who answers within 45 s is a refusal, and no timer is left', async () => {
    const { media, clock, open } = ios();
    const page = open();
    const seen = watch(media.prepare(BOTH));
    await clock.advance(44_000);
    expect(seen).toEqual({});
    await clock.advance(2000);
    expect(seen.settled).toBe(60005);
    await page.close();
    await media.leave();
    expect(clock.pending).toBe(0);
  });

  it('leave() ends the wait', async () => {
    const { media, clock, open } = ios();
    open();
    const seen = watch(media.prepare(BOTH));
    await clock.advance(2000);
    await media.leave();
    await clock.settle();
    expect(seen.settled).toBe(61011);
    expect(clock.pending).toBe(0);
  });

  it('a device that fails ends the wait as well', async () => {
    const { media, clock, open } = ios();
    open({ prepared: ({ knobs }) => knobs.busy.add('videoinput') });
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60004);
    await media.leave();
    await clock.settle();
    expect(clock.pending).toBe(0);
  });
});

describe('a refusal says what helps in an App', () => {
  it('a permission that the manifest lacks is 60006, whose cure names manifest.json', async () => {
    const { media, permissions } = appStage();
    permissions.states.camera = 'undeclared';
    const cure = expect.stringContaining('manifest.json');
    await expect(media.check(BOTH)).resolves.toMatchObject({
      ...{ canSend: false, cure },
      obstacle: expect.stringContaining('camera'),
    });
    await expect(media.prepare(BOTH)).rejects.toMatchObject({ code: 60006, cure });
    await expect(media.check(AUDIO)).resolves.toMatchObject({ canSend: true });
  });

  it('so is one that turned out to be lacking for a camera that is wished on', async () => {
    const { media, clock, open, permissions } = appStage();
    permissions.states.camera = 'undeclared';
    open();
    await media.setCamera(true);
    const seen = watch(media.prepare(AUDIO));
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(60006);
    expect(seen.error!.cure).toContain('manifest.json');
  });

  it('what the system allows counts as granted once the web view has said that it captures', async () => {
    const { media, clock, open } = appStage();
    const all = { canSend: true, microphone: true, camera: true };
    await expect(media.check(BOTH)).resolves.toEqual({ ...all, permission: 'prompt' });
    open({ facts: { webrtc: true, secure: true, capture: true } });
    await clock.advance(MOMENT);
    await expect(media.check(BOTH)).resolves.toEqual({ ...all, permission: 'granted' });
  });

  it('a web view that cannot capture is 60006 as soon as it has said so, and others can still be seen', async () => {
    const { media, clock, open } = appStage();
    const seen = watch(media.prepare(BOTH));
    const page = open({ facts: { webrtc: true, secure: true, capture: false } });
    await clock.advance(MOMENT);
    const cure = expect.stringContaining('TRTCCloudUniPlugin');
    expect(seen).toMatchObject({ settled: 60006, error: { cure } });
    expect(page.verbs).toEqual([]);
    await expect(media.check(BOTH)).resolves.toMatchObject({ canSend: false, cure });
    const entered = watch(
      media.enter({ ...{ sdkAppID: 1, userID: 'me', userSig: 's' }, roomID: 7, video: true }),
    );
    await clock.advance(MOMENT);
    expect(entered.settled).toBe('resolved');
  });

  it.each([
    ['captures', { webrtc: true, secure: true, capture: true }, false],
    ['cannot capture', { webrtc: true, secure: true, capture: false }, true],
    ['has no WebRTC', { webrtc: false }, false],
  ])(
    'whether others can only be received is told once a web view says that it %s',
    async (_title, facts, expected) => {
      const { media, clock, open, heard } = appStage();
      expect(media.pageLink.canOnlyReceive).toBe(false);
      open({ facts });
      await clock.advance(MOMENT);
      expect(heard).toContainEqual({ kind: 'devices-changed' });
      expect(media.pageLink.canOnlyReceive).toBe(expected);
    },
  );

  it('a plug-in that is demanded and not packed lets no room be entered', async () => {
    const { media } = appStage({ option: 'native' });
    const refusal = { code: 60006, reason: expect.stringContaining('appMedia') };
    const room = { sdkAppID: 1, userID: 'me', userSig: 's', roomID: 7, video: true };
    await expect(media.enter(room)).rejects.toMatchObject(refusal);
    await expect(media.prepare(BOTH)).rejects.toMatchObject(refusal);
    expect(media.pageLink.wanted).toBeUndefined();
  });

  it.each([
    ['allows', 'granted', 'TRTCCloudUniPlugin'],
    ['does not yet allow', 'undecided', 'openAppAuthorizeSetting'],
  ] as const)(
    'a web view that refuses what the system %s says what changes that',
    async (_title, state, words) => {
      const { media, clock, open, permissions } = appStage();
      open({ prepared: ({ knobs }) => (knobs.permission = 'denied') });
      permissions.asIos();
      permissions.set(state);
      const seen = watch(media.prepare(BOTH));
      await clock.advance(MOMENT);
      expect(seen.settled).toBe(60005);
      expect(seen.error!.cure).toContain(words);
    },
  );

  it('a web view that says only in the call that it cannot is 60006 in words for an App', async () => {
    const { media, clock, open } = appStage();
    open({ prepared: ({ knobs }) => (knobs.obstacle = 'no getUserMedia') });
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    expect(seen).toMatchObject({
      settled: 60006,
      error: {
        reason: expect.stringContaining('no getUserMedia'),
        cure: expect.stringContaining('TRTCCloudUniPlugin'),
      },
    });
  });
});
