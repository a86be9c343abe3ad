/** The room tells who is there, what they send, and whether it holds. */
import { ErrorCode } from '../error-codes';
import type { Effect } from './effects';
import type { EventOf } from './events';
import { accepted } from './answering';
import { continueOrEnd, end, fail } from './teardown';
import { connect } from './setup';
import { guardAlone, LIMITS, withDeadline, withoutDeadline } from './limits';
import { inviteeList, isPending, newMember, others, presentMembers, withMember } from './members';
import { notify, unchanged, type Outcome } from './outcome';
import type { CallState } from './state';

export function userEntered(state: CallState, event: EventOf<'user-entered'>): Outcome {
  const { userID, at } = event;
  if (userID === state.userID) return unchanged(state);
  const known = state.members[userID];
  if (known?.presence === 'present') return unchanged(state);
  const before = asGroupIfUnknown(state, userID);
  const entered = withMember(before, userID, { presence: 'present' });
  // Who comes into the room has accepted, whatever became of the message that says so; also if
  // another of their devices was busy, or declined.
  const iAsked = known !== undefined && known.ref !== '' && known.invite !== 'accepted';
  const [agreed, notices] = iAsked
    ? accepted(entered, userID, at)
    : [inferAccepted(entered, userID), []];
  const started = agreed.phase === 'connected' ? connect(agreed, at) : agreed;
  return [
    started,
    [
      ...notices,
      notify({ name: 'USER_ENTER', userID }),
      ...(iAsked ? [] : inviteeList(state, agreed)),
    ],
  ];
}

/** An invitee of somebody else's group invite has evidently accepted. */
function inferAccepted(state: CallState, userID: string): CallState {
  const member = state.members[userID];
  return member && isPending(member) ? withMember(state, userID, { invite: 'accepted' }) : state;
}

/** A third person makes it a group call: clients may add people to what began with two. */
function asGroupIfUnknown(state: CallState, userID: string): CallState {
  if (userID in state.members) return state;
  const members = { ...state.members, [userID]: newMember(userID) };
  return { ...state, members, isGroup: true };
}

export function userLeft(state: CallState, event: EventOf<'user-left'>): Outcome {
  const { userID, at } = event;
  if (state.members[userID]?.presence !== 'present') return unchanged(state);
  const next = withMember(state, userID, {
    presence: 'left',
    audio: undefined,
    video: undefined,
    hasSent: undefined,
    playback: 'none',
  });
  const notice = notify({ name: 'USER_LEAVE', userID });
  const over = continueOrEnd(next, { reason: 'remote-hangup', at, userID, leaver: userID });
  if (over) return [over[0], [notice, ...over[1]]];
  return [next.phase === 'connected' ? guardAlone(next, at) : next, [notice]];
}

/** A peer says the call is over. The room knows better as long as the peer is seen in it. */
export function peerEnded(state: CallState, event: EventOf<'ended'>): Outcome {
  const member = state.members[event.userID];
  // Nobody was ever heard, so there was no call to speak of.
  const unheard = event.noDevice && !state.isGroup && member && member.audio !== true;
  if (unheard) {
    const { userID, at } = event;
    const left = withMember(state, userID, { presence: 'left' });
    const [over, effects] = end(left, { reason: 'no-device', at, userID });
    const notices = member.presence === 'present' ? [notify({ name: 'USER_LEAVE', userID })] : [];
    return [over, [...notices, ...effects]];
  }
  if (!member || member.presence === 'present') return unchanged(state);
  const someoneElse = presentMembers(state).length > 0;
  const left = withMember(state, event.userID, { presence: 'left' });
  if (someoneElse) return [left, []];
  const over = continueOrEnd(left, {
    reason: 'remote-hangup',
    at: event.at,
    userID: event.userID,
  });
  return over ?? [left, []];
}

/** The inviter calls it off in words that clients without a cancel message use. */
export function endedWhileRinging(state: CallState, event: EventOf<'ended'>): Outcome {
  if (event.userID !== state.inviter || state.acceptance !== 'none') return peerEnded(state, event);
  return end(state, { reason: 'cancelled', at: event.at, userID: event.userID });
}

export function userMedia(state: CallState, event: EventOf<'user-media'>): Outcome {
  const { userID, audio, video } = event;
  const member = state.members[userID];
  if (!member || member.presence !== 'present') return unchanged(state);
  const isFirst = !member.hasSent;
  const sends = audio || video;
  if (!isFirst && member.audio === audio && member.video === video) return unchanged(state);
  // Nobody caused the silence of who has only just come in: the first state is told with the first stream.
  const next = withMember(state, userID, { audio, video, ...(sends ? { hasSent: true } : {}) });
  if (isFirst && !sends) return [next, []];
  const effects: Effect[] = [];
  if (isFirst || member.video !== video) {
    effects.push(notify({ name: 'USER_VIDEO_AVAILABLE', userID, available: video }));
  }
  if (isFirst || member.audio !== audio) {
    effects.push(notify({ name: 'USER_AUDIO_AVAILABLE', userID, available: audio }));
  }
  return [next, effects];
}

export function playback(state: CallState, event: EventOf<'playback'>): Outcome {
  const member = state.members[event.userID];
  const now = event.state === 'stopped' ? 'none' : event.state;
  if (!member || member.playback === now) return unchanged(state);
  const next = withMember(state, event.userID, { playback: now });
  const blocked = others(next).filter((one) => one.playback === 'blocked');
  const changed = now === 'blocked' || member.playback === 'blocked';
  const userIDs = blocked.map((one) => one.userID);
  return [next, changed ? [notify({ name: 'PLAYBACK_BLOCKED', userIDs })] : []];
}

export function connection(state: CallState, event: EventOf<'connection'>): Outcome {
  switch (event.state) {
    case 'lost':
      return fail(state, event.at, { code: ErrorCode.ConnectionLost });
    case 'reconnecting':
      if (state.connection === 'reconnecting') return unchanged(state);
      return [
        withDeadline(
          { ...state, connection: 'reconnecting' },
          'reconnect',
          event.at + LIMITS.reconnect,
        ),
        [],
      ];
    case 'connected':
      return [withoutDeadline({ ...state, connection: 'connected' }, 'reconnect'), []];
  }
}

export function reconnectTimedOut(state: CallState, event: EventOf<'deadline'>): Outcome {
  return fail(state, event.at, { code: ErrorCode.ConnectionLost });
}

/** Nobody came, or everybody who should be here is unseen. */
export function aloneTimedOut(state: CallState, event: EventOf<'deadline'>): Outcome {
  // Came back to a call that everybody has left.
  if (others(state).length === 0) return end(state, { reason: 'remote-hangup', at: event.at });
  const failure = { code: ErrorCode.ConnectionLost, detail: 'nobody else came into the room' };
  return fail(state, event.at, failure);
}

export function roomClosed(state: CallState, event: EventOf<'room-closed'>): Outcome {
  if (event.reason === 'duplicate') return end(state, { reason: 'kicked-out', at: event.at });
  const failure = { code: ErrorCode.RoomDismissed, detail: event.reason };
  return end(state, { reason: 'room-dismissed', at: event.at, failure });
}

export function localMedia(state: CallState, event: EventOf<'local-media'>): Outcome {
  const { audio, video } = event;
  const { sending, microphone, camera, lost } = state.local;
  if (sending.audio === audio && sending.video === video) return unchanged(state);
  const isLost = {
    microphone: microphone && !audio && (sending.audio || lost.microphone),
    camera: camera && !video && (sending.video || lost.camera),
  };
  return [{ ...state, local: { ...state.local, sending: { audio, video }, lost: isLost } }, []];
}
