/**
 * The native back end and the page with the plug-in talk in these messages. The back end runs in app-service, so that
 * the page carries none of it; the plug-in is called in the page, where its views are, and its events arrive there.
 *
 * ```
 *  app-service                                page
 *    │ greet ───────────────────────────────▶ │  somebody listens now
 *    │ ◀─────────────────────────────── hello │  tells whether it has the plug-in
 *    │ listen onEnterRoom ──────────────────▶ │
 *    │ do enterRoom ────────────────────────▶ │  calls the plug-in
 *    │ ◀───────────── event onEnterRoom, threw │
 *    │ ping ────────────────────────────────▶ │
 *    │ ◀──────────────────────────────── pong │
 * ```
 *
 * Each way their order is kept. A userSig crosses as a parameter of `enterRoom` and nowhere else.
 */
import type { NativeEvent, NativePlugin } from './plugin';

export type ToPlugin =
  | { type: 'greet' }
  | { type: 'listen'; event: NativeEvent; on: boolean }
  | { type: 'do'; method: keyof NativePlugin; parameters: readonly unknown[] }
  | { type: 'ping' };

export type FromPlugin =
  /** @param packed the plug-in is there */
  | { type: 'hello'; packed: boolean }
  | { type: 'event'; event: NativeEvent; data: unknown }
  /** The plug-in, or the bridge to it, has thrown this text. */
  | { type: 'threw'; method: keyof NativePlugin; text: string }
  | { type: 'pong' };
