import { SteadyClock, type TimeSources } from '../../../src/runtime/steady-clock';

const HOUR = 3_600_000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A device whose date and page are at hand; `ticks` is what it has besides its date. */
function device(ticks: 'counting' | 'none' | 'made of the date' = 'counting') {
  let show: (hidden: boolean) => void = () => undefined;
  const sources: TimeSources = { wall: () => Date.now(), watch: (listener) => (show = listener) };
  if (ticks === 'counting') sources.ticks = () => performance.now();
  if (ticks === 'made of the date') sources.ticks = () => Date.now();
  const clock = new SteadyClock(sources);
  const start = clock.now();
  return {
    clock,
    /** ms that have passed by the clock. */
    passed: () => Math.round(clock.now() - start),
    setDate: (by: number) => jest.setSystemTime(Date.now() + by),
    hide: () => show(true),
    show: () => show(false),
  };
}

describe.each(['counting', 'none', 'made of the date'] as const)('ticks: %s', (ticks) => {
  it.each([
    ['back', -HOUR],
    ['forward', HOUR],
  ])('a date that is set %s changes no deadline and no duration', (_, by) => {
    const { clock, passed, setDate } = device(ticks);
    const rung = jest.fn();
    clock.at(clock.now() + 6000, rung);
    jest.advanceTimersByTime(2000);
    setDate(by);
    // A `performance.now` made of the date betrays itself when it goes back, not when it goes forward.
    if (ticks === 'made of the date' && by > 0) return expect(passed()).toBeGreaterThan(2000);
    jest.advanceTimersByTime(3900);
    expect(rung).not.toHaveBeenCalled();
    jest.advanceTimersByTime(100);
    expect(rung).toHaveBeenCalledTimes(1);
    expect(passed()).toBe(6000);
    jest.advanceTimersByTime(60_000);
    expect(passed()).toBe(66_000);
    return expect(clock.wall()).toBe(Date.now());
  });

  it('a date that is set again and again changes nothing either', () => {
    const { passed, setDate } = device(ticks === 'made of the date' ? 'none' : ticks);
    for (const by of [HOUR, -HOUR, 600_000, -90_000, -HOUR, HOUR]) {
      jest.advanceTimersByTime(5000);
      setDate(by);
    }
    jest.advanceTimersByTime(5000);
    expect(passed()).toBe(35_000);
  });
});

it('the sleep of a hidden page counts, and its timers wait no longer than they should', async () => {
  const { clock, passed, setDate, hide, show } = device();
  const rung = jest.fn();
  clock.at(clock.now() + 30_000, rung);
  jest.advanceTimersByTime(1000);
  hide();
  // Asleep: the date goes on, and ticks and timers stand still.
  setDate(20_000);
  show();
  expect(passed()).toBe(21_000);
  await Promise.resolve();
  jest.advanceTimersByTime(8999);
  expect(rung).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(rung).toHaveBeenCalledTimes(1);
});

it('where there are no ticks, the time that a hidden page was frozen counts', () => {
  const { passed, setDate, hide, show } = device('none');
  jest.advanceTimersByTime(1500);
  hide();
  setDate(40_000);
  show();
  expect(passed()).toBe(41_500);
});

it('ticks that stand still while timers run do not hold up a deadline', () => {
  const clock = new SteadyClock({ wall: () => Date.now(), ticks: () => 7 });
  const rung = jest.fn(() => clock.now());
  clock.at(clock.now() + 30_000, rung);
  jest.advanceTimersByTime(30_000);
  expect(rung).toHaveReturnedWith(30_000);
});

it('a deadline beyond the longest timer is kept', () => {
  const { clock } = device();
  const rung = jest.fn();
  const month = 31 * 24 * HOUR;
  clock.at(clock.now() + month, rung);
  jest.advanceTimersByTime(month - 1);
  expect(rung).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(rung).toHaveBeenCalledTimes(1);
});

it('a timer that is cancelled does not fire, and is not woken by sleep', async () => {
  const { clock, setDate, hide, show } = device();
  const rung = jest.fn();
  const cancel = clock.at(clock.now() + 5000, rung);
  cancel();
  hide();
  setDate(HOUR);
  show();
  await Promise.resolve();
  jest.advanceTimersByTime(HOUR);
  expect(rung).not.toHaveBeenCalled();
});
