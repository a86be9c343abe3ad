/** These tests hold the media of one stage page, between the driver and the plug-in of the page, and of two at once. */
import { createLogger } from '../../../../../src/log';
import { createNativeMedia } from '../../../../../src/media/app/native';
import type { ToPlugin } from '../../../../../src/media/app/native/line';
import { PluginPage } from '../../../../../src/media/app/native/plugin-page';
import { RemotePlugin } from '../../../../../src/media/app/native/remote-plugin';
import { StageMedia } from '../../../../../src/media/app/native/stage-media';
import { TIMES } from '../../../../../src/media/app/native/timings';
import type { LinkMessage, PageLink } from '../../../../../src/media/page-link';
import type { MediaPort } from '../../../../../src/media/port';
import { VirtualClock } from '../../../../../src/runtime/virtual-clock';
import { SimulatedRoom, StrictPlugin } from '../../../../support/strict-plugin';
import { request, TEARDOWN } from './stage';

/** What crosses between two contexts is a copy. */
const copy = <T>(message: T) => JSON.parse(JSON.stringify(message)) as T;

describe('the media of a stage page', () => {
  function stageMedia() {
    const toPage: ToPlugin[] = [];
    const made: unknown[] = [];
    const dispose = jest.fn(async () => undefined);
    const media = new StageMedia({
      post: (message) => toPage.push(message),
      createMedia({ plugin }) {
        made.push(plugin);
        return { onEvent: () => () => undefined, dispose } as unknown as MediaPort;
      },
    });
    return { media, toPage, made, dispose };
  }
  function driver() {
    const heard: LinkMessage[] = [];
    const gone = jest.fn();
    let say!: (message: LinkMessage) => void;
    const link = {
      connect(_kind: string, post: (message: LinkMessage) => void) {
        say = post;
        post({ type: 'greet' });
        return { receive: (message: LinkMessage) => heard.push(message), gone };
      },
    } as unknown as PageLink;
    return { link, heard, gone, say: (message: LinkMessage) => say(message) };
  }
  const configure = { type: 'configure', settings: { proxy: {}, logLevel: 4 } };

  it('a driver hears of the page when the page has said what it has', () => {
    const { media, toPage } = stageMedia();
    const d = driver();
    media.join(d.link);
    expect(d.heard).toEqual([]);
    expect(toPage).toEqual([{ type: 'greet' }]);
    media.receive({ type: 'hello', packed: true });
    expect(d.heard).toMatchObject([{ type: 'hello', facts: {} }]);
  });

  it.each([
    [true, expect.objectContaining({ sharedInstance: expect.any(Function) })],
    [false, undefined],
  ])('the port is made over the plug-in of the page, which is packed: %s', (packed, plugin) => {
    const { media, made } = stageMedia();
    const d = driver();
    media.join(d.link);
    media.receive({ type: 'hello', packed });
    d.say(configure);
    expect(made).toEqual([plugin]);
  });

  it.each(['after the driver has joined', 'before'])(
    'a driver that answers at once is heard, where the page says what it has %s',
    (when) => {
      const { media, made } = stageMedia();
      let said: ((message: LinkMessage) => void) | undefined;
      const link = {
        connect(_kind: string, post: (message: LinkMessage) => void) {
          said = post;
          post({ type: 'greet' });
          return {
            receive: ({ type }: LinkMessage) => type === 'hello' && said?.(configure),
            gone: jest.fn(),
          };
        },
      } as unknown as PageLink;
      const steps = [() => media.join(link), () => media.receive({ type: 'hello', packed: true })];
      for (const step of when === 'before' ? steps.reverse() : steps) step();
      expect(made).toHaveLength(1);
    },
  );

  it('the driver of another login takes the place of the one before, on the same page', () => {
    const { media, made, dispose, toPage } = stageMedia();
    const [one, other] = [driver(), driver()];
    media.join(one.link);
    media.receive({ type: 'hello', packed: true });
    one.say(configure);
    media.join(other.link);
    expect(one.gone).toHaveBeenCalledTimes(1);
    expect(dispose).toHaveBeenCalledTimes(1);
    // What the page has said is known.
    expect(toPage).toEqual([{ type: 'greet' }]);
    expect(other.heard).toMatchObject([{ type: 'hello', facts: {} }]);
    other.say(configure);
    expect(made[1]).toBe(made[0]);
  });

  it('without a driver the media are let go, and nothing is kept for the driver that comes', () => {
    const { media, dispose } = stageMedia();
    const [one, other] = [driver(), driver()];
    media.join(one.link);
    media.receive({ type: 'hello', packed: true });
    one.say(configure);
    media.join(undefined);
    expect(one.gone).toHaveBeenCalledTimes(1);
    expect(dispose).toHaveBeenCalledTimes(1);
    media.receive({ type: 'pong' });
    media.join(other.link);
    expect(other.heard).toMatchObject([{ type: 'hello', facts: {} }]);
  });

  it('a ping goes to the page, and the page itself answers it', () => {
    const { media, toPage } = stageMedia();
    const d = driver();
    media.join(d.link);
    media.receive({ type: 'hello', packed: true });
    d.say({ type: 'ping' });
    expect(toPage.at(-1)).toEqual({ type: 'ping' });
    expect(d.heard).toHaveLength(1);
    media.receive({ type: 'pong' });
    expect(d.heard.at(-1)).toEqual({ type: 'pong' });
  });

  it('a page that is gone takes its media with it, and its hello that is late makes no others', async () => {
    const { media, made, dispose } = stageMedia();
    const d = driver();
    media.join(d.link);
    media.receive({ type: 'hello', packed: true });
    d.say(configure);
    const over = media.close();
    expect(d.gone).toHaveBeenCalledTimes(1);
    expect(dispose).toHaveBeenCalledTimes(1);
    media.receive({ type: 'hello', packed: true });
    d.say({ type: 'greet' });
    d.say(configure);
    expect(made).toHaveLength(1);
    expect(d.heard).toHaveLength(1);
    await over;
  });
});

describe('two stage pages at once', () => {
  /** Two pages with one plug-in behind them, and the ports over them, which take turns. */
  function twoPages() {
    const clock = new VirtualClock();
    let room!: SimulatedRoom;
    const strict = new StrictPlugin({ clock, backend: (emit) => (room = new SimulatedRoom(emit)) });
    const instance = {};
    const open = (name: string) => {
      const { module, globalEvent } = strict.context(name);
      const remote: RemotePlugin = new RemotePlugin((message) => page.receive(copy(message)));
      const page = new PluginPage({
        ...{ plugin: module, globalEvent },
        after: (ms, callback) => clock.at(clock.now() + ms, callback),
        post(message) {
          if (message.type === 'event' || message.type === 'threw') remote.receive(copy(message));
        },
      });
      const { plugin, globalEvent: events } = remote;
      const given = { plugin, globalEvent: events, instance, clock, log: createLogger(4) };
      return { page, media: createNativeMedia(given) };
    };
    return { clock, strict, room: () => room, one: open('one'), other: open('other') };
  }

  it.each([
    ['has told that its room is left', 0],
    ['has never told so', TIMES.exit],
    ['has gone', TIMES.exit],
  ])('the call of the next waits until the one before %s', async (how, ms) => {
    const { clock, strict, room, one, other } = twoPages();
    const first = one.media.enter(request());
    await clock.advance(0);
    await first;
    room().answersExit = ms === 0;
    if (how === 'has gone') void one.page.close();
    void one.media.dispose();
    const second = other.media.enter(request({ roomID: 8 }));
    await clock.advance(Math.max(0, ms - 1));
    const taken = strict.calls.filter(([name]) => name === 'sharedInstance');
    expect(taken).toHaveLength(ms === 0 ? 2 : 1);
    await clock.advance(Math.min(1, ms));
    await second;
    // A page that goes so late takes nothing from the other.
    void one.page.close();
    await clock.advance(TEARDOWN);
    expect(strict.held()).toMatchObject({ instances: 1 });
    const left = other.media.dispose();
    await clock.advance(TEARDOWN);
    await left;
    expect(strict.end()).toEqual([]);
  });
});
