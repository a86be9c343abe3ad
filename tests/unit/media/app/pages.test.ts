/** The driver of an App over pages that come late, go, die, stand still and take each other's place. */
import { CallError } from '../../../../src/errors';
import { createLogger } from '../../../../src/log';
import { PageClient } from '../../../../src/media/app/page-client';
import { appStage, BOTH, request, ROOM, SECRET, watch } from './stage';

const MOMENT = 50;
const SILENT = 4;
const lost = [{ kind: 'connection', roomID: ROOM, state: 'lost' }];

describe('before a page is there', () => {
  it('prepare() and enter() want one, and go on when it comes', async () => {
    const { media, clock, open } = appStage();
    const { pageLink } = media;
    const told: unknown[] = [];
    pageLink.subscribe((wanted) => told.push(wanted));
    expect(pageLink).toMatchObject({ kind: 'web', wanted: undefined });
    const seen = [watch(media.prepare(BOTH)), watch(media.enter(request()))];
    expect(pageLink.wanted).toBe('web');
    await clock.advance(9000);
    expect(seen).toEqual([{}, {}]);
    open();
    await clock.advance(MOMENT);
    expect(seen).toEqual([{ settled: 'resolved' }, { settled: 'resolved' }]);
    await media.leave();
    expect(pageLink.wanted).toBeUndefined();
    expect(told).toEqual(['web', undefined]);
  });

  it.each([
    [false, 'pages/call/call'],
    [true, 'pages/call/stage'],
  ])(
    'what waits for one fails after 10 s with 61007, whose cure names the page (plug-in: %s)',
    async (hasPlugin, path) => {
      const { media, clock } = appStage({ hasPlugin });
      const seen = [watch(media.prepare(BOTH)), watch(media.enter(request()))];
      await clock.advance(10_000);
      for (const outcome of seen) {
        expect(outcome.settled).toBe(61007);
        expect(outcome.error!.cure).toContain(path);
      }
      expect(clock.pending).toBe(0);
    },
  );

  it('what is set is told to it first, the last of each kind, in the order in which it was set', async () => {
    const { media, clock, open } = appStage();
    await media.setCamera(true);
    await media.setMicrophone(false);
    await media.setQuality('720p');
    await media.setCamera(false);
    await media.attach({ userID: 'bob', local: false, view: 'old' });
    await media.attach({ userID: 'bob', local: false, view: 'new' });
    await media.attach({ userID: 'eve', local: false, view: 'hers' });
    await media.detach('eve');
    const prepared = media.prepare(BOTH);
    const page = open();
    await clock.advance(MOMENT);
    await prepared;
    const asked = page.heard.flatMap((message) =>
      message.type === 'call' ? [[message.verb, ...message.args]] : [[message.type]],
    );
    expect(asked.filter(([type]) => type !== 'ping')).toEqual([
      ['greet'],
      ['configure'],
      ['setQuality', '720p'],
      ['setMicrophone', false],
      ['setCamera', false],
      ['attach', { userID: 'bob', local: false, view: 'new' }],
      ['prepare', BOTH],
    ]);
  });

  it('what was set and fails when the page comes is a warning in the log', async () => {
    const { media, clock, open, lines } = appStage();
    await media.setCamera(true);
    const error = CallError.cameraUnavailable('in use');
    open({ prepared: ({ knobs }) => knobs.fail('setCamera', error) });
    await clock.advance(MOMENT);
    const warnings = lines.filter((line) => line.startsWith('warn'));
    expect(warnings).toEqual([expect.stringMatching(/'setCamera'.*in use/)]);
  });

  it('what was set is no warning where the call is left before it fails', async () => {
    const { media, clock, open, lines } = appStage();
    await media.setCamera(true);
    open({ prepared: ({ knobs }) => knobs.hang('setCamera') });
    await clock.advance(MOMENT);
    await media.leave();
    await clock.settle();
    expect(lines).toEqual([]);
  });

  it('what was set is no warning where the page goes before it has answered', async () => {
    const { media, clock, open, lines } = appStage();
    await media.attach({ userID: 'bob', local: false, view: 'v' });
    const page = open({ prepared: ({ knobs }) => knobs.hang('attach') });
    await clock.advance(MOMENT);
    await page.close();
    await clock.settle();
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([]);
  });

  it('publish() fails with 61008, devices() lists none, unlock() and detach() do nothing', async () => {
    const { media } = appStage();
    await expect(media.publish()).rejects.toMatchObject({ code: 61008 });
    await expect(media.devices('videoinput')).resolves.toEqual([]);
    expect(media.unlock()).toBeUndefined();
    await expect(media.detach('bob')).resolves.toBeUndefined();
  });
});

describe('a page that is there', () => {
  it('is configured once, with the proxy and the level of the log', async () => {
    const { clock, open } = appStage();
    const page = open();
    await clock.advance(MOMENT);
    const settings = { proxy: { trtc: 'wss://trtc' }, logLevel: -1 };
    const configured = page.heard.filter(({ type }) => type === 'configure');
    expect(configured).toEqual([{ type: 'configure', settings }]);
    // Its own hello, and the one by which it answers.
    expect(page.said.filter(({ type }) => type === 'hello')).toHaveLength(2);
  });

  it('of the other kind tells what it knows and carries nothing', async () => {
    const { media, clock, open } = appStage({ hasPlugin: true });
    expect(media.pageLink.kind).toBe('native');
    const page = open({ kind: 'web' });
    const seen = watch(media.enter(request()));
    await clock.advance(MOMENT);
    expect(page.verbs).toEqual([]);
    page.say({ type: 'event', event: { kind: 'devices-changed' } });
    await page.close();
    expect(seen).toEqual({});
    open();
    await clock.advance(MOMENT);
    expect(seen.settled).toBe('resolved');
  });

  it('is told of unlock() at once, also while it leaves', async () => {
    const { media, clock, inRoom } = appStage();
    const page = await inRoom();
    const leaving = media.leave();
    media.unlock();
    await clock.advance(MOMENT);
    await leaving;
    expect(page.verbs.slice(-2)).toEqual(['leave', 'unlock']);
  });

  it('is given the quality and the chosen devices of the page before, but none that it did not take', async () => {
    const { media, clock, open } = appStage();
    const first = open();
    await clock.advance(MOMENT);
    await media.setQuality('360p');
    await media.switchDevice('video', 'camera-2');
    await expect(media.switchDevice('speaker', 'none')).rejects.toMatchObject({ code: 61014 });
    await first.close();
    const second = open();
    await clock.advance(MOMENT);
    expect(second.verbs).toEqual(['setQuality', 'switchDevice']);
    expect(await media.devices('videoinput')).toContainEqual(
      expect.objectContaining({ deviceId: 'camera-2', inUse: true }),
    );
  });

  it('tells with its hello that there are other devices than before: none were known', async () => {
    const { media, clock, open, heard } = appStage();
    const seen = media.devices('videoinput');
    open();
    await expect(seen).resolves.toEqual([]);
    await clock.advance(MOMENT);
    expect(heard).toEqual([{ kind: 'devices-changed' }]);
    expect(await media.devices('videoinput')).not.toEqual([]);
    await media.enter(request());
    await media.leave();
    expect(heard.filter(({ kind }) => kind === 'devices-changed')).toHaveLength(1);
  });

  it('that does not answer lets devices() fail after 5 s with 61011', async () => {
    const { media, clock, open } = appStage();
    const page = open();
    await clock.advance(MOMENT);
    page.freeze();
    const seen = watch(media.devices('videoinput'));
    await clock.advance(5000);
    expect(seen.settled).toBe(61011);
  });

  it('writes into the log of the App, and userSig stands in enter alone', async () => {
    const { media, lines, inRoom } = appStage();
    const page = await inRoom();
    page.say({ type: 'log', method: 'warn', line: 'the camera flickers' });
    await media.leave();
    expect(lines).toContain('warn media: the camera flickers');
    const secret = page.heard.filter((message) => JSON.stringify(message).includes(SECRET));
    expect(secret).toEqual([expect.objectContaining({ verb: 'enter' })]);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
  });

  it('tells of warnings in words for an App', async () => {
    const { clock, open, heard } = appStage();
    const page = open();
    await clock.advance(MOMENT);
    heard.length = 0;
    const error = { code: 60006, reason: 'no', cure: 'Use a current browser.' } as const;
    page.say({ type: 'event', event: { kind: 'warning', error } });
    expect(heard).toEqual([
      {
        kind: 'warning',
        error: expect.objectContaining({ cure: expect.stringContaining('plug-in') }),
      },
    ]);
  });

  it('tells nothing of a room that is another one', async () => {
    const { heard, inRoom } = appStage();
    const page = await inRoom();
    heard.length = 0;
    const bob = { kind: 'user-entered', userID: 'bob' } as const;
    page.say({ type: 'event', event: { ...bob, roomID: ROOM + 1 } });
    page.say({ type: 'event', event: { ...bob, roomID: ROOM } });
    expect(heard).toEqual([{ ...bob, roomID: ROOM }]);
  });
});

describe('a page that goes', () => {
  it.each(['prepare', 'enter', 'publish', 'attach', 'setMicrophone'] as const)(
    'lets a pending %s() fail with 61011',
    async (verb) => {
      const { media, clock, open } = appStage();
      const page = open({ prepared: ({ knobs }) => knobs.hang(verb) });
      await clock.advance(MOMENT);
      const began = {
        prepare: () => media.prepare(BOTH),
        enter: () => media.enter(request()),
        publish: () => media.publish(),
        attach: () => media.attach({ userID: 'bob', local: false, view: 'v' }),
        setMicrophone: () => media.setMicrophone(false),
      };
      const seen = watch(began[verb]());
      await clock.advance(MOMENT);
      expect(seen).toEqual({});
      await page.close();
      await clock.settle();
      expect(seen.settled).toBe(61011);
      await media.leave();
      expect(clock.pending).toBe(0);
    },
  );

  it('in a room ends the connection, once, and leave() is done at once', async () => {
    const { media, clock, heard, inRoom, connections } = appStage();
    const page = await inRoom();
    await page.close();
    await page.close();
    expect(heard.slice(-1)).toEqual(lost);
    expect(connections()).toEqual(['lost']);
    const seen = watch(media.leave());
    await clock.settle();
    expect(seen.settled).toBe('resolved');
    expect(media.pageLink.wanted).toBeUndefined();
  });

  it('says nothing where the room was closed before, or was never entered', async () => {
    const { media, clock, open, inRoom, connections } = appStage();
    const page = await inRoom();
    const closed = { kind: 'room-closed', roomID: ROOM, reason: 'dismissed' } as const;
    page.say({ type: 'event', event: closed });
    await page.close();
    await media.leave();
    const next = open({ prepared: ({ knobs }) => knobs.hang('enter') });
    const seen = watch(media.enter(request()));
    await clock.advance(MOMENT);
    await next.close();
    await clock.settle();
    expect(seen.settled).toBe(61011);
    expect(connections()).toEqual([]);
  });

  it('before a call leaves what waits to the next page', async () => {
    const { media, clock, open } = appStage();
    const page = open();
    const seen = watch(media.enter(request()));
    await page.close();
    await clock.advance(MOMENT);
    open();
    await clock.advance(MOMENT);
    expect(seen.settled).toBe('resolved');
  });

  it('is heard of no more, and what it still says counts no more', async () => {
    const { clock, heard, open } = appStage();
    const page = open();
    await clock.advance(MOMENT);
    await page.close();
    heard.length = 0;
    page.say({ type: 'done', id: 1 });
    page.say({ type: 'event', event: { kind: 'devices-changed' } });
    expect(heard).toEqual([]);
  });

  it('in the very moment in which it is asked lets that fail with 61011', async () => {
    const log = createLogger(SILENT);
    const nothing = () => undefined;
    const page = new PageClient({
      log,
      post: nothing,
      hello: nothing,
      event: nothing,
      heard: nothing,
    });
    page.end('gone');
    await expect(page.ask('publish')).rejects.toMatchObject({ code: 61011 });
  });

  it('and starts anew in its place is configured again, and what it carried is lost', async () => {
    const { clock, heard, inRoom, connections } = appStage();
    const page = await inRoom();
    await page.restart();
    await clock.advance(MOMENT);
    expect(connections()).toEqual(['lost']);
    expect(page.heard.filter(({ type }) => type === 'configure')).toHaveLength(2);
    page.say({ type: 'event', event: { kind: 'devices-changed' } });
    expect(heard.slice(-1)).toEqual([{ kind: 'devices-changed' }]);
  });

  it('whose bridge takes no messages lets operations fail with 61011', async () => {
    const { media, clock, lines } = appStage();
    const page = media.pageLink.connect('web', () => {
      throw new Error('no web view');
    });
    page.receive({ type: 'hello', page: 'one', facts: {} });
    const seen = watch(media.enter(request()));
    await clock.settle();
    expect(seen.settled).toBe(61011);
    expect(lines).toContainEqual(expect.stringContaining('no web view'));
  });
});
