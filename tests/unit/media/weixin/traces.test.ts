import { createWeixinMedia } from '../../../../src/media/weixin';
import type { LiveViewModel } from '../../../../src/media/port';
import { createLogger } from '../../../../src/log';
import { failure, request, SIG, stage } from './stage';
import type { Stage } from './stage';

let s: Stage;
beforeEach(() => {
  s = stage();
});

/** Everything that is not the url of the live-pusher. */
const besidesTheAddress = ({ pusher, players }: LiveViewModel) =>
  JSON.stringify({ pusher: { ...pusher, url: '' }, players });

describe('the userSig', () => {
  it('the userSig stands in the address of the live-pusher while it is in a room, and nowhere else', async () => {
    await s.call();
    s.page.remote({ userID: 'bob', audio: true, video: true });
    await s.clock.settle();
    expect(s.page.attributes?.url).toContain(`usersig=${SIG}`);
    s.page.code(1021, `cannot reach room://x?usersig=${SIG}&y`);
    s.page.entries = [{ errMsg: `start:fail ${SIG}` }, -3301];
    s.page.code(-1303, SIG);
    s.page.error(undefined, `bad url ${SIG}`);
    s.page.switchCameraFails = true;
    s.page.code(-1301, SIG);
    await s.clock.advance(60_000);
    s.page.code(-100018, SIG);
    await s.media.leave();
    for (const model of s.page.data) expect(besidesTheAddress(model)).not.toContain(SIG);
    for (const event of s.heard) {
      const error = 'error' in event ? [event.error, event.error.message, event.error.stack] : [];
      expect(JSON.stringify([event, error, causeOf(event)])).not.toContain(SIG);
    }
    expect(s.lines.length).toBeGreaterThan(10);
    expect(s.lines.join('\n')).not.toContain(SIG);
  });

  it('the userSig leaves the page at once with the room, and while it is entered anew', async () => {
    await s.call();
    s.page.code(1021);
    await s.clock.advance(3000);
    expect(JSON.stringify(s.page.view.current)).not.toContain(SIG);
    await s.clock.advance(600);
    expect(JSON.stringify(s.page.view.current)).toContain(SIG);
    const told = s.page.data.length;
    void s.media.leave();
    expect(s.page.data).toHaveLength(told + 1);
    expect(JSON.stringify(s.page.data[told])).not.toContain(SIG);
  });

  it('the userSig is in no error of an entry that fails', async () => {
    s.page.entries = [{ errMsg: `fail ${SIG}` }, -3301, -3301, { errMsg: `fail ${SIG}` }];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(30_000);
    const error = await entering;
    expect(JSON.stringify([error, error.message, error.reason, error.cause])).not.toContain(SIG);
    expect(s.page.view.current.pusher).toBeUndefined();
  });
});

const causeOf = (event: object) => (event as { error?: { cause?: unknown } }).error?.cause;

describe('page data', () => {
  it('page data do not change for network and volume, nor for what stayed the same', async () => {
    await s.call();
    s.page.remote({ userID: 'bob', audio: true, video: true });
    await s.clock.settle();
    const { length } = s.page.data;
    for (let second = 0; second < 60; second++) {
      s.page.netLevel(1 + (second % 5));
      s.media.liveView.pusherEvent('audiovolumenotify', { volume: second });
      s.media.liveView.playerEvent('bob_main', 'netstatus', { info: { netQualityLevel: 2 } });
      s.media.liveView.playerEvent('bob_main', 'audiovolumenotify', { volume: second });
      s.media.liveView.playerEvent('bob_main', 'statechange', { code: 2009 });
      s.page.remote({ userID: 'bob', audio: true, video: true });
      await s.media.setMicrophone(true);
      await s.clock.advance(1000);
    }
    expect(s.page.data).toHaveLength(length);
  });

  it('page data change once for what comes together, and keep the parts that stay', async () => {
    await s.call();
    s.page.remote({ userID: 'bob', audio: true });
    await s.clock.settle();
    const before = s.page.view.current;
    const { length } = s.page.data;
    s.page.remote({ userID: 'eve', audio: true, video: true });
    await s.clock.settle();
    expect(s.page.data).toHaveLength(length + 1);
    const after = s.page.view.current;
    expect(after.pusher).toBe(before.pusher);
    expect(after.players[0]).toBe(before.players[0]);
  });

  it('page data stay below 4 KB with nine people', async () => {
    await s.call();
    for (let i = 0; i < 8; i++) {
      s.page.remote({ userID: `user-${i}`, audio: true, video: true });
    }
    await s.clock.settle();
    for (const part of [s.page.view.current.pusher, ...s.page.view.current.players]) {
      expect(JSON.stringify(part).length).toBeLessThan(1024);
    }
  });
});

describe('leftovers', () => {
  it('leave() leaves no timer, player or address behind', async () => {
    await s.call();
    s.page.remote({ userID: 'bob', audio: true });
    await s.clock.settle();
    s.media.liveView.pusherEvent('audiovolumenotify', { volume: 3 });
    s.media.liveView.playerEvent('bob_main', 'statechange', { code: -2301 });
    expect(s.page.playerCommands).toEqual(['stop bob_main']);
    s.page.code(-1307);
    await s.media.leave();
    expect(s.clock.pending).toBe(0);
    expect(s.page.view.current).toEqual({ pusher: undefined, players: [] });
  });

  it('M-04 what a call leaves behind does not grow from call to call', async () => {
    const listening = s.app.listening;
    for (let i = 0; i < 20; i++) {
      await s.call();
      s.page.remote({ userID: 'bob', audio: true });
      await s.clock.advance(1000);
      await s.media.leave();
      await s.clock.advance(1000);
    }
    expect(s.app.listening).toBe(listening);
    expect(s.clock.pending).toBe(0);
    expect(s.of('user-entered')).toHaveLength(20);
    expect(s.page.faults).toEqual([]);
  });

  it('dispose() in the middle of everything leaves nothing behind', async () => {
    await s.call();
    s.page.remote({ userID: 'bob', audio: true });
    s.page.code(1021);
    const camera = s.media.setCamera(true);
    camera.catch(() => undefined);
    s.heard.length = 0;
    await s.media.dispose();
    expect(s.clock.pending).toBe(0);
    expect(s.app.listening).toBe(0);
    s.page.code(1018);
    s.app.show();
    s.page.mount(false);
    s.page.mount(true);
    await s.clock.advance(60_000);
    expect(s.heard).toEqual([]);
    expect(await failure(s.media.enter(request()))).toMatchObject({ code: 61015 });
    expect(await failure(s.media.prepare({ audio: true, video: true }))).toMatchObject({
      code: 61015,
    });
    await s.media.leave();
    await s.media.dispose();
  });

  it('dispose() rejects what is pending with 61011, and does not wait for stop', async () => {
    s.page.entries = ['silent'];
    const entering = failure(s.media.enter(request()));
    await s.clock.settle();
    await s.media.dispose();
    expect(await entering).toMatchObject({ code: 61011 });
    expect(s.clock.pending).toBe(0);
  });

  it('dispose() does not wait for a live-pusher that does not answer', async () => {
    await s.call();
    s.page.answersStop = false;
    await s.media.dispose();
    expect(s.clock.pending).toBe(0);
  });
});

describe('an older WeChat', () => {
  it('the driver runs without Promise.allSettled, finally and everything of a browser', async () => {
    const { allSettled } = Promise;
    const { finally: last } = Promise.prototype;
    const removed = { allSettled: undefined, finally: undefined };
    Object.assign(Promise, { allSettled: removed.allSettled });
    Object.assign(Promise.prototype, { finally: removed.finally });
    try {
      await s.call();
      await s.media.leave();
    } finally {
      Object.assign(Promise, { allSettled });
      Object.assign(Promise.prototype, { finally: last });
    }
    expect('window' in globalThis || 'document' in globalThis).toBe(false);
  });

  it('the driver runs on a base library without the functions that came later', async () => {
    const { clock, wx, app } = s;
    const { getSetting, authorize, openSetting, createLivePusherContext } = wx;
    const media = createWeixinMedia({
      wx: {
        getSetting: getSetting.bind(wx),
        authorize: authorize.bind(wx),
        openSetting: openSetting.bind(wx),
        createLivePusherContext,
      },
      clock,
      log: createLogger(4),
      lifecycle: app,
    });
    expect(await media.check({ audio: true, video: true })).toMatchObject({
      permission: 'granted',
    });
    await media.prepare({ audio: true, video: true });
    await media.dispose();
  });
});
