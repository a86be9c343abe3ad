/** The clock of a page of an App: what it knows of the device, and that nothing holds the page when it goes. */
import { createSystemClock } from '../../../src/runtime/system-clock';

const HOUR = 3_600_000;

type Listeners = Set<() => void>;
const world = globalThis as Record<string, unknown>;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  delete world.document;
  delete world.uni;
});

const fire = (listeners: Listeners) => listeners.forEach((listener) => listener());

/** The base gives an nvue page these: a document without events, and no `performance`. */
function nvuePage() {
  const shown: Listeners = new Set();
  const hidden: Listeners = new Set();
  world.document = { createElement: () => ({}) };
  world.uni = {
    onAppShow: (listener: () => void) => shown.add(listener),
    offAppShow: (listener: () => void) => shown.delete(listener),
    onAppHide: (listener: () => void) => hidden.add(listener),
    offAppHide: (listener: () => void) => hidden.delete(listener),
  };
  jest.replaceProperty(world, 'performance', undefined);
  return { shown, hidden };
}

afterEach(() => void jest.restoreAllMocks());

it('the clock of an nvue page knows by uni that the App was hidden', () => {
  const { shown, hidden } = nvuePage();
  const clock = createSystemClock();
  const start = clock.now();
  fire(hidden);
  jest.setSystemTime(Date.now() + HOUR);
  fire(shown);
  expect(clock.now() - start).toBe(HOUR);
  // Shown again: who sets the date is not asleep.
  jest.setSystemTime(Date.now() + HOUR);
  expect(clock.now() - start).toBe(HOUR);
  clock.stop();
});

it('a clock that is stopped leaves neither a listener nor a timer', () => {
  const { shown, hidden } = nvuePage();
  const clock = createSystemClock();
  clock.now();
  expect([shown.size, hidden.size, jest.getTimerCount()]).toEqual([1, 1, 1]);
  jest.advanceTimersByTime(10_000);
  clock.stop();
  expect([shown.size, hidden.size, jest.getTimerCount()]).toEqual([0, 0, 0]);
});

it('a clock that nobody has read is stopped for good, too', () => {
  const { shown, hidden } = nvuePage();
  const clock = createSystemClock();
  clock.stop();
  clock.now();
  expect([shown.size, hidden.size, jest.getTimerCount()]).toEqual([0, 0, 0]);
});

it('a clock that loses its ticks after it was stopped starts no timer', () => {
  nvuePage();
  jest.replaceProperty(world, 'performance', { now: () => Date.now() });
  const clock = createSystemClock();
  clock.now();
  clock.stop();
  jest.setSystemTime(Date.now() - HOUR);
  clock.now();
  expect(jest.getTimerCount()).toBe(0);
});

it('the clock of a web page knows by its document that it was hidden, and lets go of it', () => {
  const heard: Listeners = new Set();
  const page = {
    visibilityState: 'visible',
    addEventListener: (_name: string, listener: () => void) => heard.add(listener),
    removeEventListener: (_name: string, listener: () => void) => heard.delete(listener),
  };
  world.document = page;
  const clock = createSystemClock();
  const start = clock.now();
  page.visibilityState = 'hidden';
  fire(heard);
  jest.setSystemTime(Date.now() + HOUR);
  expect(clock.now() - start).toBeCloseTo(HOUR);
  clock.stop();
  expect(heard.size).toBe(0);
});

it('a clock goes where nothing tells that it is hidden', () => {
  const clock = createSystemClock();
  const start = clock.now();
  jest.advanceTimersByTime(700);
  expect(clock.now() - start).toBeCloseTo(700);
  clock.stop();
});
