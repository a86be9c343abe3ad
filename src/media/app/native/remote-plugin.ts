import type { FromPlugin, ToPlugin } from './line';
import { METHODS, type GlobalEvent, type NativeEvent, type NativeListener } from './plugin';
import type { NativePlugin } from './plugin';

/**
 * A method that threw has not started what it was for. The SDK says so by these codes of onError, and so is it
 * told here, since a call that crosses cannot throw: entry fails, camera or microphone does not open.
 */
const THROWN: Partial<Record<keyof NativePlugin, number>> = {
  sharedInstance: -3301,
  enterRoom: -3301,
  startLocalPreview: -1301,
  startLocalAudio: -1302,
};

/**
 * The plug-in of a page, as the native back end has it in app-service: a method sends its name and its parameters, and
 * what the page hears comes back to the listeners here.
 */
export class RemotePlugin {
  readonly plugin: NativePlugin;
  readonly globalEvent: GlobalEvent;
  private readonly listeners = new Map<string, Set<NativeListener>>();

  /** @param post hands a message to the page; order is kept */
  constructor(private readonly post: (message: ToPlugin) => void) {
    const method =
      (name: keyof NativePlugin) =>
      (...parameters: unknown[]) =>
        this.post({ type: 'do', method: name, parameters });
    this.plugin = Object.fromEntries(METHODS.map((name) => [name, method(name)])) as Record<
      keyof NativePlugin,
      never
    >;
    this.globalEvent = {
      addEventListener: (name, listener) => this.add(name as NativeEvent, listener),
      removeEventListener: (name, listener) => this.remove(name as NativeEvent, listener),
    };
  }

  /** Takes an event, or that a method has thrown. */
  receive(message: Extract<FromPlugin, { type: 'event' | 'threw' }>): void {
    if (message.type === 'event') return this.tell(message.event, message.data);
    const { method, text } = message;
    // What only a teardown or a picture needs has no code: 0 is worth a line of the log.
    this.tell('onError', [THROWN[method] ?? 0, `${method} threw: ${text}`]);
  }

  private add(event: NativeEvent, listener: NativeListener): void {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener));
    // One listener in the page serves all here.
    if (listeners.size === 1) this.post({ type: 'listen', event, on: true });
  }

  private remove(event: NativeEvent, listener: NativeListener): void {
    const listeners = this.listeners.get(event);
    if (listeners?.delete(listener) && listeners.size === 0) {
      this.post({ type: 'listen', event, on: false });
    }
  }

  private tell(event: NativeEvent, data: unknown): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener({ data });
  }
}
