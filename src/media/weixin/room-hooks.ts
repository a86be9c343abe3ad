import type { Report } from './codes';

/** ms */
export const TIMES = {
  /** Between leaving a room and entering one. */
  guard: 500,
  /** Until a live-pusher must be in the page: it may have to be navigated to. */
  component: 12_000,
  /** Until 1018 must come. */
  answer: 6000,
  /** Until `stop` is taken as done. */
  farewell: 500,
  /** For WeChat to come back by itself into a room that it left by itself. */
  comeback: 2000,
  /** Without any sign of life after the app is shown again. */
  probe: 6000,
  /** For 1031–1034 after the room was entered again. */
  settle: 3000,
} as const;

/** Pauses before the attempts that follow a failed one. */
export const ENTER_AGAIN_AFTER = [500, 1500, 3000];

export type Connection = 'connected' | 'reconnecting' | 'lost';

export interface RoomHooks {
  /** What a command was answered with, fit for logs and errors: without the userSig. */
  told(error: unknown): Report;
  /** url or entry changed. */
  changed(): void;
  /** In the room: what is to be sent may be sent. @param again it was in before */
  entered(again: boolean): void;
  /** Not in the room any more, for now. */
  left(): void;
  connection(state: Connection): void;
  /** The server closed the room for this user. */
  closed(reason: 'dismissed' | 'removed'): void;
  /** What was heard of the others since {@link entered} is all there is. */
  settled(): void;
}
