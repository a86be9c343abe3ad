import { FakeLivePage } from '../../../support/weixin-live';
import { failure, request, stage, voice } from './stage';
import type { Stage } from './stage';

let s: Stage;
beforeEach(() => {
  s = stage();
});
afterEach(() => {
  expect(s.page.faults).toEqual([]);
});

describe('entering', () => {
  it('the driver starts the live-pusher once, after its address has reached the page, and waits for 1018', async () => {
    const entering = s.media.enter(request());
    let entered = false;
    void entering.then(() => (entered = true));
    expect(s.page.commands).toEqual([]);
    s.page.entries = ['silent'];
    await s.clock.settle();
    expect(s.starts()).toHaveLength(1);
    expect(entered).toBe(false);
    s.page.code(1001);
    s.page.code(1018);
    await entering;
    expect(s.starts()).toHaveLength(1);
  });

  it('the driver takes neither microphone nor camera before the room is entered and they are published', async () => {
    s.page.entries = ['silent'];
    const preparing = s.media.prepare({ audio: true, video: true });
    const entering = s.media.enter(request());
    await s.clock.settle();
    await preparing;
    const off = { enableCamera: false, enableMic: false, muted: true };
    expect(s.page.attributes).toMatchObject(off);
    s.page.inRoom = true;
    s.page.code(1018);
    await entering;
    await s.clock.settle();
    expect(s.page.attributes).toMatchObject(off);
    const published = s.media.publish();
    await s.clock.advance(3000);
    await published;
    expect(s.page.attributes).toMatchObject({ enableCamera: true, enableMic: true, muted: false });
    expect(s.kinds()).toEqual(['local-media']);
  });

  it('the driver shows the caller their own picture while it rings, and the callee nothing before accepting', async () => {
    expect(s.page.attributes).toBeUndefined();
    await s.media.check({ audio: true, video: true });
    await s.clock.settle();
    expect(s.page.attributes).toBeUndefined();
    expect(s.wx.prompts).toEqual([]);
    // The caller enters the room at once; nobody else is there yet.
    await s.call();
    expect(s.page.attributes).toMatchObject({ enableCamera: true });
    expect(s.of('user-entered')).toEqual([]);
  });

  it('the driver enters without sending for those who only receive', async () => {
    s.page.remotes = [{ userID: 'bob', audio: true, video: true }];
    await s.media.enter(request());
    await s.clock.settle();
    expect(s.page.attributes).toMatchObject({ enableCamera: false, enableMic: false });
    expect(s.page.playerList).toHaveLength(1);
    expect(await failure(s.media.publish())).toMatchObject({ code: 61008 });
  });

  it('the driver waits for the live-pusher to come into the page, but not for ever', async () => {
    s.page.mounted = false;
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(11_000);
    expect(s.starts()).toEqual([]);
    await s.clock.advance(1000);
    const error = await entering;
    expect(error).toMatchObject({ code: 61007 });
    expect(error.reason).toMatch(/no live-pusher came into the page/);
  });

  it('the driver enters when the live-pusher comes after seconds', async () => {
    s.page.mounted = false;
    const entering = s.media.enter(request());
    await s.clock.advance(5000);
    s.page.mount(true);
    await s.clock.settle();
    await entering;
  });

  it('the driver tries again when entering fails or is not answered, with pauses', async () => {
    s.page.entries = [-3301, 'silent', { errMsg: 'operateLivePusher:fail internal error' }];
    const began = s.clock.now();
    const entering = s.media.enter(request());
    await s.clock.advance(15_000);
    await entering;
    expect(s.starts().map((at) => at - began)).toEqual([0, 500, 500 + 6000 + 1500, 11_000]);
    expect(s.states()).toEqual([]);
  });

  it('the driver gives up after four attempts and says why', async () => {
    s.page.entries = [-3301, -3301, -3308, -3301];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(20_000);
    const error = await entering;
    expect(error).toMatchObject({ code: 61007, cause: { code: -3301 } });
    expect(s.starts()).toHaveLength(4);
    expect(s.page.view.current).toEqual({ pusher: undefined, players: [] });
    expect(s.clock.pending).toBe(0);
  });

  it('the driver does not try again what will fail again', async () => {
    s.page.entries = [-100018];
    const entering = failure(s.media.enter(request()));
    await s.clock.settle();
    expect(await entering).toMatchObject({ code: 61007, cause: { code: -100018 } });
    expect(s.starts()).toHaveLength(1);
    // Another call may do better.
    await s.clock.advance(500);
    const again = s.media.enter(request());
    await s.clock.settle();
    await again;
  });

  it('the driver refuses a second room', async () => {
    await s.call();
    expect(await failure(s.media.enter(request({ roomID: 8 })))).toMatchObject({ code: 61007 });
    expect(s.page.attributes?.url).toContain('roomid=7&');
  });
});

describe('leaving', () => {
  it('leave() stops the live-pusher and takes it out of the page', async () => {
    await s.call();
    const leaving = s.media.leave();
    expect(s.page.view.current.pusher).toBeUndefined();
    await leaving;
    expect(s.stops()).toHaveLength(1);
    expect(s.wx.keepScreenOn).toBe(false);
  });

  it('the driver keeps half a second between leaving and entering again', async () => {
    await s.call();
    await s.media.leave();
    const left = s.stops()[0] ?? 0;
    const entering = s.media.enter(request({ roomID: 8 }));
    await s.clock.advance(499);
    expect(s.starts()).toHaveLength(1);
    await s.clock.advance(1);
    await entering;
    expect((s.starts()[1] ?? 0) - left).toBe(500);
    expect(s.page.attributes?.url).toContain('roomid=8&');
  });

  it('leave() aborts an entry that is under way, wherever it is', async () => {
    s.page.mounted = false;
    const unmounted = failure(s.media.enter(request()));
    await s.clock.settle();
    await s.media.leave();
    expect(await unmounted).toMatchObject({ code: 61011 });

    s.page.mounted = true;
    s.page.entries = ['silent'];
    const unanswered = failure(s.media.enter(request()));
    await s.clock.settle();
    await s.media.leave();
    expect(await unanswered).toMatchObject({ code: 61011 });
    s.page.code(1018);

    const guarded = failure(s.media.enter(request()));
    await s.clock.settle();
    await s.media.leave();
    expect(await guarded).toMatchObject({ code: 61011 });
    await s.clock.advance(60_000);
    expect(s.starts()).toHaveLength(1);
    expect(s.kinds()).toEqual([]);
  });

  it('the driver reports nothing of a room that was left', async () => {
    await s.call();
    s.page.remote({ userID: 'bob', audio: true });
    await s.clock.settle();
    s.heard.length = 0;
    const leaving = s.media.leave();
    for (const code of [1018, 1019, 1021, 5000, -1301, -1307]) s.page.code(code);
    s.page.users(1032, { userid: 'bob' });
    s.page.netLevel(3);
    await s.clock.advance(60_000);
    await leaving;
    expect(s.heard).toEqual([]);
  });

  it('leave() is idempotent, and resolves also when the live-pusher does not answer', async () => {
    await s.call();
    s.page.answersStop = false;
    let left = 0;
    for (let i = 0; i < 3; i++) void s.media.leave().then(() => (left += 1));
    await s.clock.advance(499);
    expect(left).toBe(0);
    await s.clock.advance(1);
    expect(left).toBe(3);
    expect(s.stops()).toHaveLength(1);
  });
});

describe('the connection', () => {
  it('M-21 the driver comes back into the room after another kind of network, out first, in half a second later', async () => {
    await s.call();
    s.page.code(1021);
    expect(s.states()).toEqual(['reconnecting']);
    await s.clock.advance(3000);
    expect(s.stops()).toHaveLength(1);
    expect(s.starts()).toHaveLength(1);
    await s.clock.advance(500);
    expect(s.starts()[1]! - s.stops()[0]!).toBe(500);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
    await s.clock.advance(10);
    expect(s.page.attributes).toMatchObject({ enableCamera: true, enableMic: true });
  });

  it('the driver stays in the room when WeChat heals the connection by itself', async () => {
    await s.call();
    for (const code of [1021, 1102, -1307]) {
      s.page.code(code);
      s.page.netLevel(2);
      s.page.netLevel(6);
      s.page.netLevel(2);
      s.page.netLevel(2);
    }
    s.page.code(-1307);
    s.page.code(1002);
    await s.clock.advance(60_000);
    const twice = ['reconnecting', 'connected'];
    expect(s.states()).toEqual([...twice, ...twice, ...twice, ...twice]);
    expect(s.starts()).toHaveLength(1);
  });

  it('the driver does not take a level that was measured before the trouble for its end', async () => {
    await s.call();
    s.page.netLevel(1);
    s.page.netLevel(1);
    s.page.code(1021);
    s.page.netLevel(1);
    expect(s.states()).toEqual(['reconnecting']);
    s.page.netLevel(1);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
  });

  it('the driver reports a lost push as reconnecting, then enters again, then as lost', async () => {
    await s.call();
    s.page.entries = [-1307, -1307, -3301, -1307];
    s.page.code(-1307);
    await s.clock.advance(9999);
    expect(s.states()).toEqual(['reconnecting']);
    expect(s.stops()).toEqual([]);
    await s.clock.advance(20_000);
    expect(s.states()).toEqual(['reconnecting', 'lost']);
    expect(s.page.view.current.pusher).toBeUndefined();
    expect(s.clock.pending).toBe(0);
  });

  it('the driver comes back when WeChat left the room by itself', async () => {
    await s.call();
    s.page.dropOut();
    s.page.code(1019, 'exit room, reason[0]');
    await s.clock.advance(2500);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
    expect(s.starts()).toHaveLength(2);
  });

  it('M-19 the driver tells when the server closes the room', async () => {
    await s.call();
    s.page.code(1019, 'exit room, reason[2]');
    expect(s.of('room-closed')).toEqual([{ kind: 'room-closed', roomID: 7, reason: 'dismissed' }]);
    await s.clock.advance(60_000);
    expect(s.states()).toEqual([]);
    expect(s.starts()).toHaveLength(1);
    expect(s.page.view.current.pusher).toBeUndefined();
  });

  it('M-19 the driver tells a user who was removed, by any reason that is not 0', async () => {
    await s.call();
    s.page.code(1019, 'exit room, reason[1]');
    s.page.code(1019, 'exit room, reason[1]');
    expect(s.of('room-closed')).toEqual([{ kind: 'room-closed', roomID: 7, reason: 'removed' }]);
  });

  it('the driver survives a 1019 without any message', async () => {
    await s.call();
    s.page.view.pusherEvent('statechange', { code: 1019 });
    s.page.dropOut();
    await s.clock.advance(2500);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
  });
});

describe('suspension', () => {
  it.each([5000, 5001])(
    'the driver comes back after %d when the app is shown again',
    async (code) => {
      await s.call();
      s.app.hide();
      s.page.dropOut();
      s.page.code(code);
      expect(s.states()).toEqual(['reconnecting']);
      await s.clock.advance(20_000);
      expect(s.starts()).toHaveLength(1);
      s.app.show();
      await s.clock.advance(600);
      expect(s.states()).toEqual(['reconnecting', 'connected']);
      expect(s.starts()).toHaveLength(2);
    },
  );

  it('the driver waits with every recovery until the app is shown', async () => {
    await s.call();
    s.app.hide();
    s.page.code(-1307);
    await s.clock.advance(60_000);
    expect(s.starts()).toHaveLength(1);
    // WeChat refuses commands in the background.
    expect(s.stops()).toEqual([]);
    s.app.show();
    await s.clock.advance(600);
    expect(s.starts()).toHaveLength(2);
  });

  it('the driver takes an entry that WeChat made by itself', async () => {
    await s.call();
    s.app.hide();
    s.page.code(5000);
    s.page.code(1018);
    s.app.show();
    await s.clock.advance(10_000);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
    expect(s.starts()).toHaveLength(1);
  });

  it('the driver does not believe late events of the time before the suspension', async () => {
    await s.call();
    s.page.code(5000);
    s.page.code(1002);
    expect(s.states()).toEqual(['reconnecting']);
  });

  it('the driver asks for a sign of life after the app was hidden, and comes back without one', async () => {
    await s.call();
    s.page.netLevel(1);
    s.app.hide();
    s.app.show();
    s.page.netLevel(1);
    await s.clock.advance(10_000);
    expect(s.states()).toEqual([]);
    s.app.hide();
    s.app.show();
    await s.clock.advance(7000);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
    expect(s.starts()).toHaveLength(2);
  });

  it('the driver enters after a suspension during the entry', async () => {
    s.page.entries = ['silent'];
    const entering = s.media.enter(request());
    await s.clock.settle();
    s.app.hide();
    s.page.code(5000);
    s.app.show();
    await s.clock.advance(1000);
    await entering;
  });
});

describe('the component', () => {
  it('the driver comes back into the room when the live-pusher is put into the page again', async () => {
    await s.call();
    s.page.mount(false);
    expect(s.states()).toEqual(['reconnecting']);
    expect(s.page.view.current.pusher?.url).toBe('');
    await s.clock.advance(100);
    s.page.mount(true);
    await s.clock.advance(399);
    expect(s.starts()).toHaveLength(1);
    await s.clock.advance(10);
    expect(s.starts()).toHaveLength(2);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
    expect(s.page.attributes).toMatchObject({ enableCamera: true, enableMic: true });
  });

  it('the driver does not enter from a page that is put together while the app is hidden', async () => {
    await s.call();
    s.app.hide();
    s.page.mount(false);
    await s.clock.settle();
    s.page.mount(true);
    await s.clock.advance(5000);
    expect(s.starts()).toHaveLength(1);
    s.app.show();
    await s.clock.settle();
    expect(s.starts()).toHaveLength(2);
  });

  it('M-14 the driver keeps the call when another page takes the live-pusher over', async () => {
    await s.call();
    const other = new FakeLivePage(s.media.liveView, s.clock);
    other.mount(true);
    await Promise.resolve();
    s.page.close();
    await s.clock.advance(1000);
    expect(other.faults).toEqual([]);
    expect(s.states()).toEqual(['reconnecting', 'connected']);
    expect(other.inRoom).toBe(true);
    await s.media.leave();
    expect(other.inRoom).toBe(false);
    other.close();
  });

  it('the driver reports at the first insertion that the category was not approved, and knows it from then on', async () => {
    s.page.entries = ['silent'];
    const entering = failure(s.media.enter(request()));
    await s.clock.settle();
    s.page.error(undefined, 'insertLivePusher:fail jsapi has no permission');
    const error = await entering;
    expect(error).toMatchObject({ code: 60006 });
    expect(error.reason).toMatch(/category/);
    expect(await s.media.check(voice)).toMatchObject({
      canSend: false,
      obstacle: expect.stringMatching(/category/),
    });
    expect(await failure(s.media.prepare(voice))).toMatchObject({ code: 60006 });
  });

  it('the driver ends a call from which the component is taken away, and knows it from then on', async () => {
    await s.call();
    s.page.error(undefined, 'live-pusher fail:access denied');
    expect(s.states()).toEqual(['lost']);
    expect((await s.media.check(voice)).canSend).toBe(false);
  });

  it('the driver reads from a start that is refused that the category was not approved', async () => {
    s.page.entries = [{ errMsg: 'operateXWebLivePusher:fail:access denied' }];
    const entering = failure(s.media.enter(request()));
    await s.clock.settle();
    expect(await entering).toMatchObject({ code: 60006 });
    expect((await s.media.check(voice)).canSend).toBe(false);
  });

  it('the driver does not take a refusal in the background for a component that was not approved', async () => {
    s.page.entries = [{ errMsg: 'operateLivePusher:fail jsapi has no permission' }];
    s.app.hide();
    const entering = s.media.enter(request());
    await s.clock.settle();
    s.app.show();
    await s.clock.advance(2000);
    await entering;
    expect((await s.media.check(voice)).canSend).toBe(true);
  });
});
