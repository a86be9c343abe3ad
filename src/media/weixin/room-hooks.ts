import type { Report } from './codes';

export type Connection = 'connected' | 'reconnecting' | 'lost';

/** The hooks are what a call hears from its room. They end with the call; the room goes on. */
export interface RoomHooks {
  /** Makes an answer of WeChat fit for logs and errors: without the userSig. */
  redact(error: unknown): Report;
  /** The room's url or entry is another one. */
  changed(): void;
  /** The room was entered: what is to be sent may be sent. @param again it was in before */
  entered(again: boolean): void;
  /** The room is out of reach, for now. */
  left(): void;
  connection(state: Connection): void;
  /** The server closed the room for this user. */
  closed(reason: 'dismissed' | 'removed'): void;
  /** The list of the others is complete: all that was to be heard since {@link entered} was heard. */
  settled(): void;
}
