import type { Logger } from '../log';
import { callSafely } from '../runtime/listeners';
import { miniProgramNameOf, type AppEvent } from './events';

interface Registration {
  callback: (payload: never) => void;
  context: unknown;
}

/** An emitter brings events to the app, by name. */
export class Emitter {
  private listeners = new Map<string, Registration[]>();

  constructor(private readonly log: Logger) {}

  on(event: string, callback: (payload: never) => void, context?: unknown): void {
    const list = this.listeners.get(event) ?? [];
    this.listeners.set(event, [...list, { callback, context }]);
  }

  /** Removes every registration of the callback, or all of the event. */
  off(event: string, callback?: (payload: never) => void, context?: unknown): void {
    const left = (this.listeners.get(event) ?? []).filter(
      (one) =>
        callback !== undefined &&
        (one.callback !== callback || (context !== undefined && one.context !== context)),
    );
    if (left.length > 0) this.listeners.set(event, left);
    else this.listeners.delete(event);
  }

  /** Tells listeners of the event's value, and those of its mini-program name in the form of mini-programs. */
  tell(...event: AppEvent): void {
    // Not destructured in the list of parameters: that is younger than ES2015.
    const [name, payload] = event;
    this.emit(name, payload);
    const key = miniProgramNameOf(name);
    if (key) this.emit(key, { eventCode: key, data: payload });
  }

  private emit(event: string, payload: unknown): void {
    for (const { callback, context } of this.listeners.get(event) ?? []) {
      callSafely(this.log, event, () => callback.call(context, payload as never));
    }
  }

  clear(): void {
    this.listeners.clear();
  }

  get size(): number {
    let count = 0;
    for (const list of this.listeners.values()) count += list.length;
    return count;
  }
}
