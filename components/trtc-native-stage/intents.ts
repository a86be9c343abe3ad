import type { ControlIntent } from '../shared/control-intent';

/** A view is a native picture in the page, by an id that no other view has. */
interface ViewIntent {
  userID: string;
  local: boolean;
  id: string;
}

/** An intent is what the user wants, or what the page has come to. */
export type StageIntent =
  | ControlIntent
  | { kind: 'accept'; receiveOnly: boolean }
  | { kind: 'reject' }
  | { kind: 'call-again'; receiveOnly: boolean }
  | { kind: 'invite'; userIDs: string[] }
  | { kind: 'flip' }
  | { kind: 'speaker'; on: boolean }
  | { kind: 'swap' }
  | { kind: 'resume-playback' }
  | { kind: 'dismiss-error' }
  | { kind: 'dismiss-end' }
  /** The page has the user's back key or gesture, and has not gone. */
  | { kind: 'back' }
  /** The page is on top, or on top again. */
  | { kind: 'shown' }
  | ({ kind: 'view-mounted' } & ViewIntent)
  | ({ kind: 'view-unmounted' } & ViewIntent);
