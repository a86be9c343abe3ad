import type { Logger } from '../../../log';
import { callSafely } from '../../../runtime/listeners';
import type { GlobalEvent, NativeEvent } from './plugin';

/** A handler gets the event's data, of which any may be missing or of another type than documented. */
export type Handlers = Record<NativeEvent, (...data: unknown[]) => void>;

/**
 * The hub is the only listener of the plug-in's events in its JavaScript context, with one listener per name:
 * plug-ins are known to take away everybody's when one of several is removed.
 */
export class EventHub {
  /** It numbers the times that the hub was open: what still comes to an earlier listener is dropped. */
  private generation = 0;
  private removals: (() => void)[] = [];

  constructor(
    private readonly globalEvent: GlobalEvent,
    private readonly log: Logger,
  ) {}

  open(handlers: Partial<Handlers>): void {
    const generation = ++this.generation;
    for (const [name, handler] of Object.entries(handlers)) {
      const listener = (payload?: { data?: unknown }) => {
        if (generation !== this.generation) return;
        const data = payload?.data;
        callSafely(this.log, name, () =>
          handler(...(Array.isArray(data) ? (data as unknown[]) : [])),
        );
      };
      this.globalEvent.addEventListener(name, listener);
      this.removals.push(() => this.globalEvent.removeEventListener(name, listener));
    }
  }

  close(): void {
    this.generation += 1;
    for (const remove of this.removals.splice(0)) remove();
  }
}

/** Reads a flag, which arrives as true, 1 or 'true' as the system likes. */
export const isOn = (value: unknown): boolean => value === true || value === 1 || value === 'true';

/** Reads a userID. @returns '' where there is none */
export const userOf = (value: unknown): string => (typeof value === 'string' ? value : '');
