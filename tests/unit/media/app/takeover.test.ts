/** The driver of an App when it leaves, when pages follow each other, and when one stands still. */
import { appStage, BOTH, request, ROOM, watch } from './stage';

const MOMENT = 50;
/** ms in which a page that stands still is noticed. */
const NOTICED = 12_000;

describe('leave()', () => {
  it('lets what waits for a page fail with 61011 at once, and leaves no timer', async () => {
    const { media, clock } = appStage();
    const seen = [watch(media.prepare(BOTH)), watch(media.enter(request()))];
    await clock.advance(MOMENT);
    const left = watch(media.leave());
    await clock.settle();
    expect(seen.map(({ settled }) => settled)).toEqual([61011, 61011]);
    expect(left.settled).toBe('resolved');
    expect(clock.pending).toBe(0);
  });

  it.each(['setCamera', 'setMicrophone', 'attach', 'detach'] as const)(
    'lets a pending %s() fail with 61011',
    async (verb) => {
      const { media, clock, open } = appStage();
      open({ prepared: ({ knobs }) => knobs.hang(verb) });
      await clock.advance(MOMENT);
      const began = {
        setCamera: () => media.setCamera(false),
        setMicrophone: () => media.setMicrophone(false),
        attach: () => media.attach({ userID: 'bob', local: false, view: 'v' }),
        detach: () => media.detach('bob'),
      };
      const seen = watch(began[verb]());
      await clock.advance(MOMENT);
      expect(seen).toEqual({});
      await media.leave();
      expect(seen.settled).toBe(61011);
    },
  );

  it('asks nothing of a page that was asked nothing', async () => {
    const { media, clock, open } = appStage();
    const page = open();
    await clock.advance(MOMENT);
    await media.leave();
    expect(page.verbs).toEqual([]);
  });

  it('forgets what was set for the call, which the next page does not hear of', async () => {
    const { media, clock, open } = appStage();
    await media.setMicrophone(false);
    await media.attach({ userID: 'bob', local: false, view: 'v' });
    await media.leave();
    const page = open();
    await clock.advance(MOMENT);
    expect(page.verbs).toEqual([]);
  });

  it('makes the next call wait until the page has left, and what is set meanwhile is told then', async () => {
    const { media, clock, inRoom } = appStage();
    const page = await inRoom();
    page.media!.knobs.delay('leave', 1000);
    const left = watch(media.leave());
    const entered = watch(media.enter(request(ROOM + 1)));
    await media.setMicrophone(false);
    await clock.advance(900);
    expect([left, entered]).toEqual([{}, {}]);
    expect(page.verbs.slice(-1)).toEqual(['leave']);
    expect(media.pageLink.wanted).toBe('web');
    await clock.advance(200);
    expect([left.settled, entered.settled]).toEqual(['resolved', 'resolved']);
    expect(page.verbs.slice(-3)).toEqual(['leave', 'setMicrophone', 'enter']);
    expect(media.pageLink.wanted).toBe('web');
  });

  it('waits for a page that does not leave for 2.8 s; the next call waits until it has', async () => {
    const { media, clock, inRoom } = appStage();
    const page = await inRoom();
    page.media!.knobs.delay('leave', 5000);
    const left = watch(media.leave());
    await clock.advance(2799);
    expect(left).toEqual({});
    await clock.advance(1);
    expect(left.settled).toBe('resolved');
    const entered = watch(media.enter(request()));
    await clock.advance(2000);
    expect(entered).toEqual({});
    await clock.advance(300);
    expect(entered.settled).toBe('resolved');
  });

  it('takes a page that fails to leave for one that has left', async () => {
    const { media, clock, inRoom, lines } = appStage();
    const page = await inRoom();
    page.media!.leave = () => Promise.reject(new Error('stuck'));
    const left = watch(media.leave());
    const entered = watch(media.enter(request(ROOM + 1)));
    await clock.advance(MOMENT);
    expect(left.settled).toBe('resolved');
    // The room of a page that did not leave is still its room.
    expect(entered.settled).toBe(61007);
    expect(lines).toContainEqual(expect.stringContaining('did not leave'));
  });

  it('hears nothing of the call any more, whatever the page still says', async () => {
    const { media, clock, heard, inRoom } = appStage();
    const page = await inRoom();
    page.media!.knobs.delay('leave', 1000);
    const leaving = media.leave();
    heard.length = 0;
    page.say({ type: 'event', event: { kind: 'local-media', audio: true, video: true } });
    page.say({ type: 'event', event: { kind: 'user-entered', roomID: ROOM, userID: 'bob' } });
    await clock.advance(1100);
    await leaving;
    page.say({ type: 'event', event: { kind: 'user-entered', roomID: ROOM, userID: 'bob' } });
    expect(heard).toEqual([]);
  });
});

describe('a page that takes the place of another', () => {
  it('in a room ends the call: the one before is told to leave', async () => {
    const { media, clock, open, inRoom, connections } = appStage();
    const before = await inRoom();
    const page = open();
    await clock.advance(MOMENT);
    expect(connections()).toEqual(['lost']);
    expect(before.verbs.slice(-1)).toEqual(['leave']);
    expect(before.media!.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    await media.leave();
    await media.enter(request());
    expect(page.verbs).toEqual(['leave', 'enter']);
  });

  it('does not enter before the one before it has left', async () => {
    const { media, clock, open, inRoom } = appStage();
    const before = await inRoom();
    before.media!.knobs.delay('leave', 2000);
    const left = watch(media.leave());
    const page = open();
    const entered = watch(media.enter(request()));
    await clock.advance(1900);
    expect([left, entered]).toEqual([{}, {}]);
    expect(page.verbs).toEqual([]);
    await clock.advance(200);
    expect([left.settled, entered.settled]).toEqual(['resolved', 'resolved']);
    expect(page.verbs).toEqual(['enter']);
  });

  it('takes no device before the one before it has left, and leave() waits for both', async () => {
    const { media, clock, open, inRoom } = appStage();
    const before = await inRoom();
    before.media!.knobs.delay('leave', 2000);
    const left = [watch(media.leave())];
    const page = open();
    await clock.advance(MOMENT);
    const prepared = watch(media.prepare(BOTH));
    await media.setMicrophone(false);
    await clock.advance(MOMENT);
    expect(page.verbs).toEqual(['setMicrophone']);
    left.push(watch(media.leave()));
    await clock.advance(1000);
    expect(prepared.settled).toBe(61011);
    expect(page.verbs).toEqual(['setMicrophone', 'leave']);
    expect(left).toEqual([{}, {}]);
    expect(media.pageLink.wanted).toBe('web');
    await clock.advance(1000);
    expect(left.map(({ settled }) => settled)).toEqual(['resolved', 'resolved']);
    expect(media.pageLink.wanted).toBeUndefined();
  });

  it('lets what the one before was asked fail with 61011', async () => {
    const { media, clock, open } = appStage();
    const before = open({ prepared: ({ knobs }) => knobs.hang('prepare') });
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    open();
    await clock.advance(MOMENT);
    expect(seen.settled).toBe(61011);
    expect(before.verbs).toEqual(['prepare', 'leave']);
  });

  it('before a call has nothing to take over', async () => {
    const { clock, open, connections } = appStage();
    const before = open();
    await clock.advance(MOMENT);
    open();
    await clock.advance(MOMENT);
    expect(before.verbs).toEqual([]);
    expect(connections()).toEqual([]);
    await before.close();
  });
});

describe('a page that goes in a room', () => {
  it.each([
    ['in its call', false],
    ['while it leaves', true],
  ])('%s holds nobody up: its media let the room go by themselves', async (_when, isLeft) => {
    const { media, clock, open, inRoom } = appStage({ hasPlugin: true });
    const page = await inRoom();
    page.media!.knobs.delay('leave', 2000);
    const left = isLeft ? watch(media.leave()) : {};
    await clock.advance(MOMENT);
    await page.close();
    await clock.settle();
    expect(left).toEqual(isLeft ? { settled: 'resolved' } : {});
    await media.leave();
    const next = open();
    await media.enter(request(ROOM + 1));
    expect(next.verbs).toEqual(['enter']);
  });
});

describe('a page that stands still', () => {
  it('in a room ends the connection; when it goes on it leaves', async () => {
    const { media, clock, inRoom, connections, abandoned } = appStage();
    const page = await inRoom();
    await clock.advance(10 * NOTICED);
    expect(connections()).toEqual([]);
    page.freeze();
    await clock.advance(NOTICED);
    expect(connections()).toEqual(['lost']);
    expect({ abandoned, isGivenUp: page.isGivenUp }).toEqual({
      abandoned: [true],
      isGivenUp: true,
    });
    const left = watch(media.leave());
    await clock.advance(2800);
    expect(left.settled).toBe('resolved');
    page.thaw();
    await clock.settle();
    expect(page.media!.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    await media.enter(request());
    expect(clock.pending).toBeGreaterThan(0);
    await media.leave();
    expect(clock.pending).toBe(0);
  });

  it('lets what it was asked fail with 61011, and had no room', async () => {
    const { media, clock, open, abandoned } = appStage();
    const page = open({ prepared: ({ knobs }) => knobs.hang('prepare') });
    const seen = watch(media.prepare(BOTH));
    await clock.advance(MOMENT);
    page.freeze();
    await clock.advance(NOTICED);
    expect(seen.settled).toBe(61011);
    expect(abandoned).toEqual([false]);
  });

  it.each([
    ['has a room to be left, though its call is over here', ROOM],
    ['has none where it had none', undefined],
  ])('and is given up while it leaves %s', async (_what, room) => {
    const { media, clock, open, inRoom, abandoned } = appStage();
    const page = room === undefined ? open() : await inRoom();
    if (room === undefined) await media.prepare(BOTH);
    page.freeze();
    await clock.advance(NOTICED - 2000);
    expect(abandoned).toEqual([]);
    const left = watch(media.leave());
    await clock.advance(2800);
    expect(left.settled).toBe('resolved');
    expect(abandoned).toEqual([room !== undefined]);
  });

  it('is not noticed while the App is hidden, and anew from when it is shown', async () => {
    const { clock, lifecycle, inRoom, connections } = appStage();
    const page = await inRoom();
    page.freeze();
    lifecycle.fire('hide');
    await clock.advance(10 * NOTICED);
    expect(connections()).toEqual([]);
    lifecycle.fire('show');
    await clock.advance(4000);
    expect(connections()).toEqual([]);
    await clock.advance(NOTICED);
    expect(connections()).toEqual(['lost']);
  });

  it('is not asked while there is no call', async () => {
    const { clock, open } = appStage();
    const page = open();
    await clock.advance(10 * NOTICED);
    expect(page.heard.filter(({ type }) => type === 'ping')).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('which may be because the device slept, is asked once more before it is given up', async () => {
    const { clock, inRoom, connections } = appStage();
    const page = await inRoom();
    page.freeze();
    // The timer of a device that slept comes late, and only once.
    await clock.advance(4000);
    page.thaw();
    await clock.advance(NOTICED);
    expect(connections()).toEqual([]);
  });
});

describe('dispose()', () => {
  it('leaves the room, and takes no page, listener or timer along', async () => {
    const { media, clock, lifecycle, heard, inRoom, open } = appStage();
    const page = await inRoom();
    await Promise.all([media.dispose(), media.dispose()]);
    expect(page.media!.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    expect(clock.pending + lifecycle.count).toBe(0);
    expect(media.pageLink.wanted).toBeUndefined();
    heard.length = 0;
    const late = open();
    await clock.advance(MOMENT);
    expect(late.heard).toEqual([]);
    await late.close();
    page.say({ type: 'event', event: { kind: 'devices-changed' } });
    expect(heard).toEqual([]);
    await expect(media.setMicrophone(true)).rejects.toMatchObject({ code: 61015 });
    await media.leave();
  });
});
