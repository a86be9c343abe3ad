/**
 * The driver of an App and the page that carries its media talk in these messages. All of them are plain JSON,
 * since they cross from one JavaScript context into another; each way their order is kept.
 *
 * ```
 *  driver                                     page
 *    │ greet ───────────────────────────────▶ │  somebody listens now
 *    │ ◀─────────────────────── hello, facts  │  also unasked, as soon as the page has started
 *    │ configure ───────────────────────────▶ │  makes its media port
 *    │ call 1 prepare, call 2 enter ────────▶ │
 *    │ ◀──────────────── event, done 1, log   │
 *    │ ping ────────────────────────────────▶ │
 *    │ ◀──────────────────────────────── pong │
 * ```
 *
 * The verbs are the methods of the media port. A userSig crosses as an argument of `enter` and nowhere else.
 */
import { ErrorCode } from '../../error-codes';
import { CallError, describeCause, ERROR_KINDS } from '../../errors';
import type { LogMethod } from '../../log';
import type { ProxyOptions } from '../../runtime/environment';
import type { DeviceRequest, MediaEvent, MediaPort } from '../port';

/** The methods of the port that a page carries out. The driver itself answers `check` and `onEvent`. */
export const VERBS = [
  ...(['prepare', 'enter', 'publish', 'leave', 'setMicrophone', 'setCamera'] as const),
  ...(['setQuality', 'devices', 'switchDevice', 'attach', 'detach', 'unlock'] as const),
] satisfies (keyof MediaPort)[];

export type Verb = (typeof VERBS)[number];

/** Facts are what a page knows of its own context. Missing: it does not tell, or has no need of it. */
export interface PageFacts {
  /** The address is trusted. @see https://developer.mozilla.org/docs/Web/API/isSecureContext */
  secure?: boolean;
  /** Pages are given `navigator.mediaDevices`. */
  capture?: boolean;
  /** There is `RTCPeerConnection`. */
  webrtc?: boolean;
}

/** What `prepare` asks of a page. */
export interface TakeRequest extends DeviceRequest {
  /**
   * The plug-in took these before the system had allowed them, which may leave a picture black: they are stopped, and
   * taken again.
   */
  anew?: boolean;
}

/** Settings are what a page needs to make its media port. */
export interface PageSettings {
  proxy: ProxyOptions;
  /** The page writes no line below this level. @see LOG_LEVELS */
  logLevel: number;
}

export type ToPage =
  | { type: 'greet' }
  | { type: 'configure'; settings: PageSettings }
  | { type: 'call'; id: number; verb: Verb; args: unknown[] }
  | { type: 'ping' };

/** An event as it crosses: an error in it is plain. */
export type PlainEvent =
  Exclude<MediaEvent, { kind: 'warning' }> | { kind: 'warning'; error: PlainError };

export type FromPage =
  /** `page` is another one where the page has started anew: its room and its devices are gone. */
  | { type: 'hello'; page: string; facts: PageFacts }
  | { type: 'done'; id: number; value?: unknown }
  | { type: 'failed'; id: number; error: PlainError }
  | { type: 'event'; event: PlainEvent }
  | { type: 'log'; method: LogMethod; line: string }
  | { type: 'pong' };

/** A CallError without its class. */
export interface PlainError {
  code: ErrorCode;
  reason: string;
  cure: string;
  /** It is the text of the cause. */
  cause?: string;
}

export function plainError(thrown: unknown): PlainError {
  const { code, reason, cure, cause } = CallError.from(thrown);
  const text = describeCause(cause);
  return { code, reason, cure, ...(text === undefined ? {} : { cause: text }) };
}

/** Tells what this one error adds to the reason of its kind. */
export function detailOf({
  code,
  reason,
}: Pick<PlainError, 'code' | 'reason'>): string | undefined {
  const start = `${ERROR_KINDS[code].reason}: `;
  return reason.startsWith(start) ? reason.slice(start.length) : undefined;
}

/** Makes the CallError again. What is no error of this library becomes 61016. */
export function callErrorOf(plain: PlainError): CallError {
  const { code, reason, cure, cause } = plain;
  if (!Object.values(ErrorCode).includes(code)) return CallError.internal(reason);
  return new CallError(code, detailOf(plain), cause, cure);
}

export const plainEvent = (event: MediaEvent): PlainEvent =>
  event.kind === 'warning' ? { ...event, error: plainError(event.error) } : event;

export const mediaEventOf = (event: PlainEvent): MediaEvent =>
  event.kind === 'warning' ? { ...event, error: callErrorOf(event.error) } : event;
