/** These tests hold the line between the native back end, in app-service, and the plug-in, in the stage page. */
import { createLogger } from '../../../../../src/log';
import { createNativeMedia } from '../../../../../src/media/app/native';
import type { FromPlugin, ToPlugin } from '../../../../../src/media/app/native/line';
import { PluginPage } from '../../../../../src/media/app/native/plugin-page';
import { RemotePlugin } from '../../../../../src/media/app/native/remote-plugin';
import { TIMES } from '../../../../../src/media/app/native/timings';
import type { MediaPort } from '../../../../../src/media/port';
import { VirtualClock } from '../../../../../src/runtime/virtual-clock';
import { SimulatedRoom, StrictPlugin, type MethodName } from '../../../../support/strict-plugin';
import { both, failure, request, TEARDOWN } from './stage';

/** What crosses between two contexts is a copy. */
const copy = <T>(message: T) => JSON.parse(JSON.stringify(message)) as T;

/** A page with the plug-in, and the back end over the line. */
function joined() {
  const clock = new VirtualClock();
  let room!: SimulatedRoom;
  const strict = new StrictPlugin({ clock, backend: (emit) => (room = new SimulatedRoom(emit)) });
  const { module, globalEvent } = strict.context('stage page');
  const said: FromPlugin[] = [];
  const told: ToPlugin[] = [];
  const remote: RemotePlugin = new RemotePlugin((message) => {
    told.push(copy(message));
    page.receive(copy(message));
  });
  const after = (ms: number, callback: () => void) => clock.at(clock.now() + ms, callback);
  const page = new PluginPage({
    ...{ plugin: module, globalEvent, after },
    post(message) {
      said.push(copy(message));
      if (message.type === 'event' || message.type === 'threw') remote.receive(copy(message));
    },
  });
  const log = createLogger(4);
  const media: MediaPort = createNativeMedia({ ...remote, clock, log });
  strict.insertView({ kind: 'local', viewId: 'own' });
  strict.insertView({ kind: 'remote', viewId: 'v-bob', userId: 'bob' });
  void media.attach({ userID: 'me', local: true, view: 'own' });
  const calls = (...names: MethodName[]) =>
    strict.calls.flatMap(([name]) => (names.includes(name) ? [name] : []));
  return {
    ...{ clock, strict, module, page, media, said, told, calls },
    room: () => room,
    async call() {
      const ready = Promise.all([media.prepare(both), media.enter(request())]);
      await clock.advance(0);
      await ready;
      const published = media.publish();
      await clock.advance(0);
      await published;
      await media.attach({ userID: 'bob', local: false, view: 'v-bob' });
      room.other('bob', both);
      await clock.advance(0);
    },
  };
}
type Joined = ReturnType<typeof joined>;

const ENDED = {
  ...{ instances: 0, cameras: 0, microphones: 0, startedViews: 0, listeners: 0 },
};
/** The page goes in the middle of everything. */
async function closed({ page, clock, strict }: Joined) {
  const over = page.close();
  await clock.advance(TEARDOWN);
  await over;
  expect(strict.held()).toEqual(ENDED);
  expect(strict.end()).toEqual([]);
}

describe('a page that goes', () => {
  it('ends what was started at once, in the order of the vendor, and the instance after the room', async () => {
    const j = joined();
    await j.call();
    const before = j.strict.calls.length;
    const over = j.page.close();
    expect(j.strict.calls.slice(before).map(([name]) => name)).toEqual([
      ...['stopRemoteView', 'stopLocalPreview', 'stopLocalAudio', 'exitRoom'],
    ]);
    expect(j.strict.calls[before]).toEqual(['stopRemoteView', { userId: 'bob', streamType: 0 }]);
    await j.clock.advance(TEARDOWN);
    await over;
    expect(j.calls('destroySharedInstance')).toHaveLength(1);
    expect(j.strict.held()).toEqual(ENDED);
    expect(j.strict.end()).toEqual([]);
  });

  it('has nothing to end after a call that was left', async () => {
    const j = joined();
    await j.call();
    const left = j.media.leave();
    await j.clock.advance(TEARDOWN);
    await left;
    const before = j.strict.calls.length;
    await closed(j);
    expect(j.strict.calls).toHaveLength(before);
  });

  it('lets the instance go also where the room is never said to be left', async () => {
    const j = joined();
    await j.call();
    j.room().answersExit = false;
    const over = j.page.close();
    await j.clock.advance(TEARDOWN);
    await over;
    expect(j.strict.held()).toEqual(ENDED);
  });

  it('lets the instance go before the next call may take it, however late it goes after the exit', async () => {
    const j = joined();
    await j.call();
    j.room().answersExit = false;
    void j.media.leave();
    await j.clock.advance(1500);
    void j.page.close();
    expect(j.calls('destroySharedInstance')).toEqual([]);
    await j.clock.advance(TIMES.exit - 1501);
    expect(j.calls('exitRoom', 'destroySharedInstance')).toHaveLength(2);
    expect(j.strict.held()).toEqual(ENDED);
    expect(j.strict.end()).toEqual([]);
  });

  it('waits for no exit of a call before, which was never said to be over', async () => {
    const j = joined();
    await j.call();
    j.room().answersExit = false;
    const left = j.media.leave();
    await j.clock.advance(TEARDOWN);
    await left;
    const ready = j.media.prepare(both);
    await j.clock.advance(0);
    await ready;
    const over = j.page.close();
    expect(j.strict.held()).toEqual(ENDED);
    await over;
  });

  it('waits for a room that is being left already', async () => {
    const j = joined();
    await j.call();
    void j.media.leave();
    const over = j.page.close();
    expect(j.calls('exitRoom')).toHaveLength(1);
    expect(j.calls('destroySharedInstance')).toEqual([]);
    await j.clock.advance(TEARDOWN);
    await over;
    expect(j.strict.held()).toEqual(ENDED);
    expect(j.strict.end()).toEqual([]);
  });

  it('hears nothing more, and says nothing more', async () => {
    const j = joined();
    await j.call();
    const over = j.page.close();
    const before = j.said.length;
    j.page.receive({ type: 'do', method: 'startLocalAudio', parameters: [1] });
    j.page.receive({ type: 'ping' });
    await j.clock.advance(TEARDOWN);
    await over;
    expect(j.said).toHaveLength(before);
    expect(j.calls('startLocalAudio')).toHaveLength(1);
  });
});

describe('the plug-in over the line', () => {
  it('the userSig crosses once, to enter the room', async () => {
    const j = joined();
    await j.call();
    const withSig = j.told.filter((message) => JSON.stringify(message).includes(request().userSig));
    expect(withSig).toMatchObject([{ type: 'do', method: 'enterRoom' }]);
    expect(JSON.stringify(j.said)).not.toContain(request().userSig);
    await closed(j);
  });

  it('each event has one listener in the page, and none when the call is over', async () => {
    const j = joined();
    await j.call();
    const listened = j.told.flatMap((m) => (m.type === 'listen' && m.on ? [m.event] : []));
    expect(new Set(listened).size).toBe(listened.length);
    expect(j.strict.held().listeners).toBe(listened.length);
    const left = j.media.leave();
    await j.clock.advance(TEARDOWN);
    await left;
    expect(j.strict.held().listeners).toBe(0);
  });

  it.each([
    ['sharedInstance', 'has not started'],
    ['enterRoom', 'no bridge'],
  ] as const)('%s that throws in the page is an entry that fails', async (method, why) => {
    const j = joined();
    j.module[method] = () => {
      throw new Error('no bridge');
    };
    const failed = failure(j.media.enter(request()));
    await j.clock.advance(0);
    expect(await failed).toMatchObject({ code: 61007, message: expect.stringContaining(why) });
  });

  it.each([
    ['startLocalPreview', 60004],
    ['startLocalAudio', 60003],
  ] as const)('%s that throws in the page is a device that fails', async (method, code) => {
    const j = joined();
    j.module[method] = () => {
      throw new Error('no bridge');
    };
    const ready = Promise.allSettled([j.media.prepare(both), j.media.enter(request())]);
    await j.clock.advance(0);
    const outcomes = await ready;
    const published = Promise.allSettled([j.media.publish()]);
    await j.clock.advance(0);
    const [error] = [...outcomes, ...(await published)].flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : [],
    );
    expect(error).toMatchObject({ code, message: expect.stringContaining('no bridge') });
    await closed(j);
  });

  it('a method that throws while the room is left keeps nothing from being left', async () => {
    const j = joined();
    await j.call();
    j.module.stopLocalPreview = () => {
      throw new Error('no bridge');
    };
    const left = j.media.leave();
    await j.clock.advance(TEARDOWN);
    await left;
    expect(j.calls('exitRoom', 'destroySharedInstance')).toEqual([
      ...['exitRoom', 'destroySharedInstance'],
    ]);
  });
});
