/**
 * The delivery takes events to whoever listens: later, as copies, by name, and only into the JavaScript context
 * that called `sharedInstance` last. One listener per name and context is all that the plug-in keeps apart.
 */
import type { Clock } from '../../../src/runtime/clock';
import { EVENTS, type EventName } from './surface';

export type Listener = (payload: { data?: unknown[] }) => void;

/** The knobs are what differs between versions, systems and days. */
export interface DeliveryKnobs {
  /** ms between an event and its being heard. */
  delay: number;
  /** The form in which `true` and `false` arrive. */
  booleans: 'boolean' | 'number' | 'text';
  /** These events come without their array. */
  withoutData: Set<EventName>;
  /** These are never passed on. */
  dropped: Set<EventName>;
  /** Events go to the context that called `sharedInstance` last, and else to all. */
  ownerOnly: boolean;
}

export class Delivery {
  readonly knobs: DeliveryKnobs = {
    delay: 0,
    booleans: 'boolean',
    withoutData: new Set(),
    dropped: new Set(),
    ownerOnly: true,
  };
  /** The context that called `sharedInstance` last. */
  owner: string | undefined;
  private readonly listeners: { context: string; name: string; listener: Listener }[] = [];
  private readonly underWay = new Set<() => void>();

  constructor(
    private readonly clock: Clock,
    private readonly hooks: {
      violation(text: string): void;
      /** The instance is there, so that listeners are needed. */
      isAlive(): boolean;
      heard(name: EventName, data: unknown[]): void;
    },
  ) {}

  get listening(): number {
    return this.listeners.length;
  }

  has(context: string, name: EventName): boolean {
    return this.listeners.some((entry) => entry.context === context && entry.name === name);
  }

  add(context: string, name: string, listener: Listener): void {
    const { violation } = this.hooks;
    if (!(EVENTS as readonly string[]).includes(name)) violation(`there is no event ${name}`);
    if (this.has(context, name as EventName)) violation(`a second listener of ${name}`);
    this.listeners.push({ context, name, listener });
  }

  remove(context: string, name: string, listener: Listener): void {
    const at = this.listeners.findIndex(
      (entry) => entry.context === context && entry.name === name && entry.listener === listener,
    );
    if (at < 0) return this.hooks.violation(`no such listener of ${name} to remove`);
    if (this.hooks.isAlive())
      this.hooks.violation(`${name} loses its listener before the instance ends`);
    this.listeners.splice(at, 1);
  }

  /** A context died: its listeners go with it, and nobody can remove them. */
  forget(context: string): void {
    const others = this.listeners.filter((entry) => entry.context !== context);
    this.listeners.splice(0, this.listeners.length, ...others);
  }

  emit(name: EventName, data: unknown[], delay = this.knobs.delay): void {
    if (this.knobs.dropped.has(name)) return;
    const payload = this.knobs.withoutData.has(name)
      ? {}
      : { data: data.map((one) => this.form(one)) };
    const cancel = this.clock.at(this.clock.now() + delay, () => {
      this.underWay.delete(cancel);
      this.hooks.heard(name, data);
      for (const entry of [...this.listeners]) {
        if (entry.name !== name) continue;
        if (this.knobs.ownerOnly && entry.context !== this.owner) continue;
        entry.listener(JSON.parse(JSON.stringify(payload)) as { data?: unknown[] });
      }
    });
    this.underWay.add(cancel);
  }

  /** Nothing that is under way arrives. */
  close(): void {
    for (const cancel of this.underWay) cancel();
    this.underWay.clear();
  }

  private form(value: unknown): unknown {
    if (typeof value !== 'boolean' || this.knobs.booleans === 'boolean') return value;
    return this.knobs.booleans === 'number' ? Number(value) : String(value);
  }
}
