/** These tests let the plug-in go after the context of its page has died without a word. */
import { letGoOfAbandoned } from '../../../../../src/media/app/native/abandoned';
import { createLogger } from '../../../../../src/log';
import { TIMES } from '../../../../../src/media/app/native/timings';
import { createNativeMedia } from '../../../../../src/media/app/native';
import { both, request, stage, TEARDOWN, type Stage } from './stage';

const log = createLogger(Infinity, () => undefined);

/** The page dies; the logic, a context that lives, lets its plug-in go. */
async function clearAway(s: Stage, inRoom: boolean): Promise<void> {
  s.plugin.contextGone('stage page');
  const { module: plugin } = s.plugin.context('app-service');
  letGoOfAbandoned({ plugin, instance: {}, inRoom, clock: s.clock, log });
  await s.clock.advance(TEARDOWN);
}

describe('a page that died', () => {
  it('leaves its room, and its devices go out', async () => {
    const s = stage();
    await s.call();
    expect(s.room.sent).toEqual(both);
    await clearAway(s, true);
    expect(s.room.sent).toBeUndefined();
    expect(s.plugin.held()).toMatchObject({ instances: 0, cameras: 0, microphones: 0 });
    expect(s.plugin.end()).toEqual([]);
  });

  it('lets its camera go where it had no room yet', async () => {
    const s = stage();
    const prepared = s.media.prepare(both);
    await s.clock.advance(0);
    await prepared;
    expect(s.plugin.held()).toMatchObject({ cameras: 1 });
    await clearAway(s, false);
    expect(s.plugin.held()).toMatchObject({ instances: 0, cameras: 0 });
    expect(s.plugin.end()).toEqual([]);
  });

  it('lets go of what it can where the plug-in fails', async () => {
    const s = stage();
    await s.call();
    s.plugin.contextGone('stage page');
    const { module } = s.plugin.context('app-service');
    const stopLocalPreview = () => {
      throw new Error('the native module is gone');
    };
    const plugin = { ...module, stopLocalPreview };
    letGoOfAbandoned({ plugin, instance: {}, inRoom: true, clock: s.clock, log });
    await s.clock.advance(TEARDOWN);
    expect(s.plugin.held()).toMatchObject({ instances: 0 });
  });

  it('needs nothing where the plug-in is not packed', () => {
    const { clock } = stage();
    const before = clock.pending;
    letGoOfAbandoned({ plugin: {}, instance: {}, inRoom: true, clock, log });
    expect(clock.pending).toBe(before);
  });

  it('keeps the next call from the instance until it has ended, which would end with it', async () => {
    const s = stage();
    await s.call();
    s.plugin.contextGone('stage page');
    const instance = {};
    const { module: plugin } = s.plugin.context('app-service');
    letGoOfAbandoned({ plugin, instance, inRoom: true, clock: s.clock, log });
    const { module, globalEvent } = s.plugin.context('next page');
    const next = createNativeMedia({ plugin: module, instance, globalEvent, clock: s.clock, log });
    const entered = next.enter(request({ roomID: 8 }));
    await s.clock.advance(TIMES.exit - 1);
    expect(s.calls('sharedInstance')).toHaveLength(1);
    await s.clock.advance(TEARDOWN);
    await entered;
    expect(s.plugin.held()).toMatchObject({ instances: 1 });
    const left = next.dispose();
    await s.clock.advance(TEARDOWN);
    await left;
    expect(s.plugin.end()).toEqual([]);
  });

  it('ends the instance at once where there is no room to leave', async () => {
    const s = stage();
    const prepared = s.media.prepare(both);
    await s.clock.advance(0);
    await prepared;
    s.plugin.contextGone('stage page');
    const { module: plugin } = s.plugin.context('app-service');
    letGoOfAbandoned({ plugin, instance: {}, inRoom: false, clock: s.clock, log });
    expect(s.plugin.held()).toMatchObject({ instances: 0, cameras: 0 });
  });
});
