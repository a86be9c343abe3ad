/** The small parts that the drivers are made of. */
import { RetryingSend } from '@/src/signaling/tim/retrying-send';
import { RecentMap } from '@/src/runtime/recent-map';
import { SerialQueue } from '@/src/runtime/serial-queue';
import { ServerTime } from '@/src/signaling/tim/server-time';
import { Withdrawal } from '@/src/signaling/transport';
import { VirtualClock } from '../../../src/runtime/virtual-clock';

describe('RecentMap', () => {
  it('forgets the oldest entry, and counts one that is set again as new', () => {
    const map = new RecentMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([3, undefined, 4, 2]);
  });
});

describe('SerialQueue', () => {
  it('starts an operation when the one before has ended, however it ended', async () => {
    const queue = new SerialQueue();
    const order: string[] = [];
    let fail = (): void => undefined;
    const first = queue.add(
      () => new Promise((_, reject) => (fail = () => reject(new Error('first')))),
    );
    const second = queue.add(async () => order.push('second'));
    const outcome = expect(first).rejects.toThrow('first');
    await Promise.resolve();
    order.push('failing');
    fail();
    await outcome;
    await second;
    expect(order).toEqual(['failing', 'second']);
  });
});

const HOUR = 3_600_000;

describe('ServerTime', () => {
  it('ignores a difference that rounding explains, and corrects a wrong clock', () => {
    const clock = new VirtualClock(1_700_000_000_700);
    const time = new ServerTime(clock);
    time.learn(1_700_000_000);
    expect(time.toClock(1_699_999_990)).toBe(1_699_999_990_000);
    time.learn(1_700_000_060);
    const at = time.toClock(1_700_000_050);
    expect(clock.now() - at).toBeGreaterThan(9000);
    expect(clock.now() - at).toBeLessThan(11_000);
  });

  it('gives no time in the future, and the present for what is no time', () => {
    const clock = new VirtualClock();
    const time = new ServerTime(clock);
    [undefined, null, 'x', -1, 0].forEach((seconds) => time.learn(seconds));
    expect(time.toClock(undefined)).toBe(clock.now());
    expect(time.toClock(clock.now() / 1000 + 60)).toBe(clock.now());
  });

  it.each([
    ['forward', HOUR],
    ['back', -HOUR],
  ])('the age of a message stays right when the date is set %s after the login', (_, by) => {
    const clock = new VirtualClock();
    const time = new ServerTime(clock);
    const server = () => Math.floor((clock.now() - 600_000) / 1000);
    time.learn(server());
    clock.setDate(by);
    const age = clock.now() - time.toClock(server() - 10);
    expect(Math.abs(age - 10_000)).toBeLessThan(1000);
    // tsignaling compares with the date.
    expect(Math.abs(clock.wall() - time.toDate(server() - 10) - 10_000)).toBeLessThan(1000);
  });

  it('a message from the future corrects what was believed', async () => {
    const clock = new VirtualClock();
    const time = new ServerTime(clock);
    const server = () => Math.floor((clock.now() + HOUR) / 1000);
    time.toClock(server());
    const sent = server();
    await clock.advance(10_000);
    expect(Math.abs(clock.now() - time.toClock(sent) - 10_000)).toBeLessThan(1001);
  });
});

describe('RetryingSend', () => {
  const message = { message: 'm' };
  const setUp = (deadline = Infinity) => {
    const clock = new VirtualClock();
    const withdrawal = new Withdrawal();
    const settles: ((error?: unknown) => void)[] = [];
    const onLate = jest.fn();
    const attempt = () =>
      new Promise<{ code: number; data: typeof message }>((resolve, reject) =>
        settles.push((error) => (error ? reject(error) : resolve({ code: 0, data: message }))),
      );
    const options = { clock, deadline: clock.now() + deadline, withdrawal, onLate };
    return { clock, withdrawal, settles, onLate, send: new RetryingSend(attempt, options) };
  };

  it('needs no timer where there is no deadline', () => {
    expect(setUp().clock.pending).toBe(0);
  });

  it('does not cut off an attempt that is under way when it is withdrawn', async () => {
    const { withdrawal, settles, send } = setUp();
    withdrawal.request();
    settles[0]?.();
    expect(await send.result).toEqual({ code: 0, data: message });
  });

  it('makes no further attempt once it is withdrawn', async () => {
    const { clock, withdrawal, settles, send } = setUp();
    settles[0]?.({ code: 20005 });
    await clock.settle();
    withdrawal.request();
    expect(await send.result).toMatchObject({ code: 20005 });
    await clock.advance(10_000);
    expect(settles).toHaveLength(1);
  });

  it.each([20007, 10010, 80001])('does not repeat what no repetition mends: %d', async (code) => {
    const { clock, settles, send } = setUp();
    settles[0]?.({ code });
    expect(await send.result).toMatchObject({ code, error: { code } });
    await clock.advance(10_000);
    expect(settles).toHaveLength(1);
  });

  it('reports an attempt that got through after it had given up', async () => {
    const { clock, settles, onLate, send } = setUp(100);
    await clock.advance(100);
    expect(await send.result).toMatchObject({ code: -1 });
    expect(onLate).not.toHaveBeenCalled();
    settles[0]?.();
    await clock.settle();
    expect(onLate).toHaveBeenCalledTimes(1);
  });

  it('makes no attempt when it is withdrawn before it starts', async () => {
    const clock = new VirtualClock();
    const withdrawal = new Withdrawal();
    withdrawal.request();
    const attempt = jest.fn();
    const send = new RetryingSend(attempt, { clock, deadline: Infinity, withdrawal });
    expect(await send.result).toMatchObject({ code: -1 });
    expect(attempt).not.toHaveBeenCalled();
  });

  it('stays acknowledged, whatever TIM or a giving up says later', async () => {
    const { clock, settles, send } = setUp();
    send.acknowledge('m');
    send.giveUp();
    settles[0]?.({ code: 20005 });
    await clock.settle();
    expect(await send.result).toEqual({ code: 0, data: { message: 'm' } });
    expect(clock.pending).toBe(0);
  });

  it('does not report an acknowledged send as late', async () => {
    const { clock, settles, onLate, send } = setUp();
    send.acknowledge('m');
    settles[0]?.();
    await clock.settle();
    expect(onLate).not.toHaveBeenCalled();
  });
});
