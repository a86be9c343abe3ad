type Listener = (message: unknown) => void;

/** Behaves like uni's bus between the contexts of an App: what passes is a copy, and a listener goes by its function. */
export class FakeBus {
  /** Without copies it passes the objects themselves, as the base may. */
  copies = true;
  private readonly listeners = new Map<string, Listener[]>();

  readonly $on = (name: string, listener: Listener): void => {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  };
  readonly $off = (name: string, listener: Listener): void => {
    const rest = (this.listeners.get(name) ?? []).filter((other) => other !== listener);
    this.listeners.set(name, rest);
  };
  readonly $emit = (name: string, message: unknown): void => {
    const copy: unknown = this.copies ? JSON.parse(JSON.stringify(message)) : message;
    for (const listener of this.listeners.get(name) ?? []) listener(copy);
  };
  count(name: string): number {
    return this.listeners.get(name)?.length ?? 0;
  }
}
