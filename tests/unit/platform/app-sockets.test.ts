/** In an App two sockets of one millisecond share a name, so a check opens its own in a millisecond of its own. */
import { appChecks } from '../../../src/platform/app-checks';
import { inOwnMillisecond } from '../../../src/platform/own-millisecond';

const SECOND = 1000;

afterEach(() => {
  jest.restoreAllMocks();
  Reflect.deleteProperty(globalThis, 'uni');
});

/** As uni names its sockets in an App. */
const nameNow = () => String(Date.now());

it('nothing before or after is done in the same millisecond', () => {
  const clashes: string[] = [];
  for (let turn = 0; turn < 30; turn++) {
    const before = nameNow();
    const own = inOwnMillisecond(nameNow);
    const after = nameNow();
    if (own === before || own === after) clashes.push(own);
  }
  expect(clashes).toEqual([]);
});

it('what is thrown is thrown, a millisecond later', () => {
  const broken = () => {
    throw new Error('no such address');
  };
  expect(() => inOwnMillisecond(broken)).toThrow('no such address');
});

it('a date that stands still holds nothing up for ever', () => {
  jest.spyOn(Date, 'now').mockReturnValue(1);
  expect(inOwnMillisecond(() => 'done')).toBe('done');
});

it('reach() of two services and a login in the same moment open three sockets of three names', async () => {
  const names: string[] = [];
  const opened: (() => void)[] = [];
  let closed = 0;
  const connectSocket = () => {
    names.push(nameNow());
    return {
      onOpen: (callback: () => void) => opened.push(callback),
      onError: () => undefined,
      onClose: () => undefined,
      close: () => (closed += 1),
    };
  };
  Object.assign(globalThis, { uni: { connectSocket } });
  const checks = appChecks(() => ({ state: () => 'granted' }));
  connectSocket();
  const reached = [checks.reach('wss://im', SECOND), checks.reach('wss://trtc', SECOND)];
  connectSocket();
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(4);
  for (const open of opened) open();
  await expect(Promise.all(reached)).resolves.toEqual(['open', 'open']);
  expect(closed).toBe(2);
});
