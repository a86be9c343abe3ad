import type { TimInstance } from './sdk-types';

/** Counts the listeners on TIM from outside: `event listener` numbers that were added and not removed. */
export function countListeners(tim: TimInstance): Set<string> {
  const live = new Set<string>();
  const names = new Map<unknown, number>();
  const key = (event: string, listener: unknown) => {
    if (!names.has(listener)) names.set(listener, names.size);
    return `${event} ${names.get(listener)}`;
  };
  const { on, off } = tim;
  tim.on = (event, listener) => {
    live.add(key(event, listener));
    on.call(tim, event, listener);
  };
  tim.off = (event, listener) => {
    live.delete(key(event, listener));
    off.call(tim, event, listener);
  };
  return live;
}
