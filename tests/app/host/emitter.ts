/** Listeners by the name of an event, counted. */
export class Emitter<T = unknown> {
  private readonly listeners = new Map<string, Set<(event: T) => void>>();

  readonly addEventListener = (name: string, listener: (event: T) => void): void => {
    const all = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, all.add(listener));
  };

  readonly removeEventListener = (name: string, listener: (event: T) => void): void => {
    this.listeners.get(name)?.delete(listener);
  };

  fire(name: string, event: T): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(event);
  }

  /** How many listeners there are now. */
  get count(): number {
    return [...this.listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }
}
