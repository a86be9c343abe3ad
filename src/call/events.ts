/** An event is what happens to a call: a command, a result of an effect, a signal, a room event, or time. */
import type { ErrorCode } from '../error-codes';
import type { CallType, DeadlineName, DialRequest, Incoming } from './state';

/** A failure says why something failed. The engine makes the app's error object of it. */
export interface Failure {
  code: ErrorCode;
  detail?: string;
  /** What helps here, where that is not what helps elsewhere. */
  cure?: string;
  /** The error as it came from a port. */
  error?: unknown;
}

/** `at`: ms by the clock. Every event has one; the call reads no clock. */
interface Timed {
  at: number;
}

/** Result of an effect that was tagged with the call's token. */
interface Result extends Timed {
  token: number;
}

/** Something in the room of the call. */
interface RoomEvent extends Timed {
  roomID: number;
}

type Commands =
  | ({ kind: 'dial'; request: DialRequest } & Timed)
  | ({
      kind: 'invite-more';
      command: string;
      userIDs: string[];
      push: unknown;
      timeout: number;
    } & Timed)
  | ({ kind: 'accept'; command: string; receiveOnly: boolean } & Timed)
  | ({ kind: 'reject'; command: string; isBusy?: boolean } & Timed)
  | ({ kind: 'hangup'; command: string } & Timed)
  | ({ kind: 'logout'; command: string } & Timed)
  | ({ kind: 'set-microphone'; command: string; on: boolean } & Timed)
  | ({ kind: 'set-camera'; command: string; on: boolean } & Timed)
  | ({ kind: 'switch-type'; command: string; to: CallType; ref: string } & Timed);

type Results =
  | ({
      kind: 'checked';
      canSend: boolean;
      obstacle: string;
      cure?: string;
      microphone: boolean;
      camera: boolean;
      permission: 'granted' | 'denied' | 'prompt';
    } & Result)
  | ({ kind: 'prepared' } & Result)
  | ({ kind: 'prepare-failed'; failure: Failure } & Result)
  | ({ kind: 'entered' } & Result)
  | ({ kind: 'enter-failed'; failure: Failure } & Result)
  | ({ kind: 'published' } & Result)
  | ({ kind: 'publish-failed'; failure: Failure } & Result)
  | ({ kind: 'device-set'; command: string } & Result)
  | ({
      kind: 'device-failed';
      command: string;
      device: 'microphone' | 'camera';
      on: boolean;
      failure: Failure;
    } & Result)
  | ({ kind: 'invite-sent'; ref: string; inviteID: string } & Result)
  | ({ kind: 'invite-failed'; ref: string; failure: Failure } & Result)
  | ({ kind: 'answer-sent' } & Result)
  | ({ kind: 'answer-failed'; failure: Failure } & Result)
  | ({ kind: 'switch-failed'; ref: string; failure: Failure } & Result)
  /** One of the last messages of an ending call is out, or was given up. */
  | ({ kind: 'last-message-done' } & Result)
  /** The room is left and all devices are released. */
  | ({ kind: 'left' } & Result)
  | ({ kind: 'deadline'; name: DeadlineName } & Result);

type Signals =
  | ({ kind: 'invited'; /** Me. */ userID: string; invitation: Incoming } & Timed)
  | ({
      kind: 'answered';
      ref: string | undefined;
      inviteID: string;
      userID: string;
      answer: 'accept' | 'reject' | 'busy';
    } & Timed)
  | ({ kind: 'cancelled'; inviteID: string; inviter: string } & Timed)
  | ({ kind: 'expired'; ref: string | undefined; inviteID: string; userIDs: string[] } & Timed)
  | ({ kind: 'answered-elsewhere'; inviteID: string; answer: 'accept' | 'reject' } & Timed)
  | ({ kind: 'ended'; userID: string; groupID: string; noDevice?: boolean } & Timed)
  | ({ kind: 'switch-requested'; inviteID: string; userID: string; to: CallType } & Timed)
  | ({ kind: 'switch-answered'; ref: string; userID: string; accepted: boolean } & Timed)
  | ({ kind: 'login-ended'; why: 'kicked-out' | 'user-sig-expired' | 'logged-out' } & Timed);

type RoomEvents =
  | ({ kind: 'user-entered'; userID: string } & RoomEvent)
  | ({ kind: 'user-left'; userID: string; reason?: 'left' | 'timeout' | 'kicked' } & RoomEvent)
  | ({ kind: 'user-media'; userID: string; audio: boolean; video: boolean } & RoomEvent)
  | ({ kind: 'playback'; userID: string; state: 'playing' | 'blocked' | 'stopped' } & RoomEvent)
  | ({ kind: 'connection'; state: 'connected' | 'reconnecting' | 'lost' } & RoomEvent)
  | ({ kind: 'room-closed'; reason: 'dismissed' | 'removed' | 'duplicate' } & RoomEvent)
  | ({ kind: 'local-media'; audio: boolean; video: boolean } & Timed);

export type CallEvent = Commands | Results | Signals | RoomEvents;
export type EventKind = CallEvent['kind'];
export type EventOf<K extends EventKind> = Extract<CallEvent, { kind: K }>;
