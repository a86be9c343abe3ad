/** What the host and a native plug-in know of each other. */
import type { Emitter } from '../emitter';
import type { NvueElement } from '../nvue/document';
import type { NativeModules } from '../service/weex';

/** A native plug-in: modules for each context, and components in nvue pages. */
export interface PackedPlugin {
  /**
   * @param page the nvue page whose context asks; none: app-service
   * @param events the other events of that context
   */
  modules(page: NativePage | undefined, events: Emitter): NativeModules;
  inserted(element: NvueElement): void;
  removed(element: NvueElement): void;
  /** The context of a page has ended; native code knows nothing of that, and goes on. */
  died(page: NativePage): void;
  /** A page is gone, and its context with it. */
  gone(page: NativePage): void;
}

/** What native code knows of the page whose context called it. */
export interface NativePage {
  /** Names the web view. */
  readonly id: string;
  /** Hands a message to the page's canvas, where native views are drawn. */
  post(message: unknown): void;
  /** Takes what native views have to say. */
  onMessage(listener: (message: unknown) => void): void;
}
