import { IDLE } from '../../../src/call/state';
import { Engine } from '../../../src/engine/engine';
import { CallError } from '../../../src/errors';
import { createLogger } from '../../../src/log';
import { createFakeRooms } from '../../../src/media/fake';
import { createFakeNetwork } from '../../../src/signaling/fake/fake-signaling';
import { FakeLifecycle } from '../../../src/runtime/fake-lifecycle';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { outcome } from '../../support/world';

async function setUp() {
  const clock = new VirtualClock();
  const signaling = createFakeNetwork({ clock }).join('alice');
  const media = createFakeRooms({ clock }).join('alice');
  const page = new FakeLifecycle();
  const lines: string[] = [];
  const engine = new Engine({
    ...{ signaling, media, clock, lifecycle: page },
    log: createLogger(2, (level, line) => lines.push(`${level}: ${line}`)),
    ...{ sdkAppID: 1, userID: 'alice', userSig: 'sig' },
    onNotice: () => undefined,
    onChange: () => undefined,
    onService: () => undefined,
    onMedia: () => undefined,
  });
  await signaling.login({ userID: 'alice', userSig: 'sig' });
  const dial = () =>
    engine.dial({
      ...{ userIDs: ['bob'], type: 1 as const, roomID: 7, groupID: '', isGroup: false },
      ...{ receiveOnly: false, timeout: 30, push: undefined },
    });
  return { clock, signaling, media, page, lines, engine, dial };
}

it('a driver that throws out of turn is logged, and the call goes on', async () => {
  const { clock, media, lines, engine, dial } = await setUp();
  media.unlock = () => {
    throw new Error('no sound here');
  };
  void outcome(dial());
  await clock.settle();
  expect(engine.state.phase).toBe('inviting');
  expect(lines).toEqual(['error: call: effect unlock failed']);
  engine.dispose();
});

it('an engine that is disposed settles every promise, takes no event and keeps no timer', async () => {
  const { clock, media, page, engine, dial } = await setUp();
  media.knobs.hang('enter');
  const calling = outcome(dial());
  await clock.settle();
  const { state } = engine;
  engine.dispose();
  engine.dispose();
  expect(await calling).toEqual(CallError.destroyed());
  engine.dispatch({ kind: 'login-ended', why: 'kicked-out', at: clock.now() });
  expect(engine.state).toBe(state);
  expect([clock.pending, page.count]).toEqual([0, 0]);
});

it('an engine that is disposed has nothing to hang up, and refuses whatever else is asked for with 61002', async () => {
  const { media, engine, dial } = await setUp();
  engine.dispose();
  await engine.command({ kind: 'hangup' });
  await engine.command({ kind: 'logout' });
  expect(await outcome(dial())).toMatchObject({ code: 61002 });
  expect(await outcome(engine.command({ kind: 'reject' }))).toMatchObject({ code: 61002 });
  expect([engine.state.phase, media.knobs.calls]).toEqual(['idle', []]);
});

it('a userSig that was renewed is used for the next room', async () => {
  const { clock, media, engine, dial } = await setUp();
  const used: string[] = [];
  const enter = media.enter.bind(media);
  media.enter = (request) => {
    used.push(request.userSig);
    return enter(request);
  };
  engine.renewUserSig('newer');
  void outcome(dial());
  await clock.settle();
  expect(used).toEqual(['newer']);
  engine.dispose();
});

it('a page that slept over a deadline catches up when it shows', async () => {
  const { clock, page, engine, dial } = await setUp();
  void outcome(dial());
  await clock.settle();
  // Timers of a page in the background may come minutes late.
  const timers = jest.spyOn(clock, 'now').mockReturnValue(clock.now() + 120_000);
  page.fire('show');
  expect(engine.state.end?.reason).toBe('offline');
  timers.mockRestore();
  engine.dispose();
});

it('an engine begins without a call', async () => {
  const { engine } = await setUp();
  expect(engine.state).toEqual(IDLE);
  engine.dispose();
});
