/**
 * The stage page of an App and the app-service talk in these messages. The page runs in a JavaScript context of
 * its own, beside the native views; all that crosses is plain JSON, by `uni.$emit` and `uni.$on`.
 *
 * ```
 *  app-service                                  stage page
 *    │ ◀───────────────────────────────── ready │  it listens now
 *    │ icons ─────────────────────────────────▶ │  once
 *    │ screen ────────────────────────────────▶ │  draws it: whole, on each change
 *    │ ◀──────────────── intent: what is tapped │
 *    │ ◀────────────────── media ─────────────▶ │  what the native plug-in is told and tells
 *    │ ◀────────────────────────────────── gone │  its room and its devices with it
 * ```
 *
 * Each message carries the name of the page, so that a late one of a page that is gone changes nothing.
 */
import type { StageIntent } from './intents';
import type { StageScreen } from './screen-types';

export const TO_STAGE = 'trtc-calling:to-stage';
export const FROM_STAGE = 'trtc-calling:from-stage';

/** uni's bus, which all contexts of an App share. */
export interface Bus {
  $on(name: string, listener: (message: unknown) => void): void;
  $off(name: string, listener: (message: unknown) => void): void;
  $emit(name: string, message: unknown): void;
}

/** A message to the native plug-in of the page, or from it; only `src/media/app/native` reads it. */
export type MediaMessage = Readonly<Record<string, unknown>>;

export type ToStage =
  /** @param font TrueType, as base64: the page would carry it for each call otherwise */
  | { kind: 'icons'; page: string; font: string }
  | { kind: 'screen'; page: string; screen: StageScreen }
  | { kind: 'media'; page: string; message: MediaMessage };

/** What a page says of itself when it is ready. */
export interface OpenedPage {
  /** As pages are listed; '' where it is not known. */
  route: string;
  /** The page to go to where no page lies below this one; '' leaves it open. */
  home: string;
  /** Missing: as the kit has it. */
  locale?: string;
  theme?: string;
  acceptColor?: string;
  dangerColor?: string;
}

export type FromStage =
  | ({ kind: 'ready'; page: string } & OpenedPage)
  | { kind: 'intent'; page: string; intent: StageIntent }
  | { kind: 'media'; page: string; message: MediaMessage }
  | { kind: 'gone'; page: string };
