/**
 * Listeners belong to an app or to another part of the library, and may do anything: throw, add others,
 * remove themselves. The next one is called all the same, and nothing gets back to the caller.
 */
import type { Logger } from '../log';

/** Calls back; what is thrown is logged and goes no further. */
export function callSafely(log: Logger, what: string, callback: () => void): void {
  try {
    callback();
  } catch (error) {
    log.error(`a listener of ${what} threw; the call goes on`, error);
  }
}

/** A list of listeners holds one entry per `add`: the same function added twice is removed once. */
export class Listeners<Payload> {
  private readonly entries = new Set<{ listener: (payload: Payload) => void }>();

  /** @param what names them in the log, when one throws */
  constructor(
    private readonly log: Logger,
    private readonly what: string,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /** @returns removes it */
  add(listener: (payload: Payload) => void): () => void {
    const entry = { listener };
    this.entries.add(entry);
    return () => void this.entries.delete(entry);
  }

  /** Calls everybody who listens now. */
  emit(payload: Payload): void {
    this.emitEach(() => payload);
  }

  /** The same, where each listener gets a payload of its own. */
  emitEach(make: () => Payload): void {
    for (const { listener } of [...this.entries]) {
      callSafely(this.log, this.what, () => listener(make()));
    }
  }

  clear(): void {
    this.entries.clear();
  }
}
