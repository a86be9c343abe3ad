/**
 * A snapshot is what a screen needs to know, as plain data. It is a new object per change; parts that did not change
 * keep their identity. Never holds a userSig, an SDK object or a function.
 */
import type { CallEnd, CallState, CallType, Member, Phase } from '../call/state';
import type { NetworkLevel } from '../media/port';
import type { Dates } from './dates';

export type CallStatus = 'idle' | 'calling' | 'connected';

export interface CallSnapshot {
  /** The logged-in user; '' if nobody is. */
  userID: string;
  /** `ready`: calls can be made and received. `user-sig-expired`: a new userSig is needed, which `getUserSig` brings. */
  login: 'logged-out' | 'logging-in' | 'ready' | 'kicked-out' | 'user-sig-expired';
  /** The documented three-valued status. */
  status: CallStatus;
  phase: Phase;
  role: 'inviter' | 'invitee';
  type: CallType;
  isGroup: boolean;
  groupID: string;
  roomID: number;
  inviter: string;
  inviteID: string;
  /** Everybody but me. */
  members: Readonly<Record<string, Readonly<Member>>>;
  local: Readonly<CallState['local']>;
  connection: 'connected' | 'reconnecting';
  /** Epoch ms by the device's date when the call began: to be shown and stored, not to be counted from. */
  startedAt: number | undefined;
  /** The same moment by `steadyNow()`: the call timer counts from here, whatever becomes of the date. */
  startMark: number | undefined;
  /** Epoch ms by the device's date when ringing ends by itself. */
  ringUntil: number | undefined;
  /** A switch between audio and video waits for the peer. */
  switchingTo: CallType | undefined;
  /** Some member's sound or picture is blocked until the user taps. @see resumePlayback */
  playbackBlocked: boolean;
  quality: { up: NetworkLevel; down: NetworkLevel };
  /** The end of the last call; undefined while a call runs. */
  end: Readonly<CallEnd> | undefined;
}

export interface ServiceState {
  userID: string;
  login: CallSnapshot['login'];
  quality: CallSnapshot['quality'];
}

export const statusOf = (phase: Phase): CallStatus =>
  phase === 'idle' || phase === 'ending' ? 'idle' : phase === 'connected' ? 'connected' : 'calling';

export function snapshotOf(service: ServiceState, call: CallState, dates: Dates): CallSnapshot {
  const { phase, role, type, isGroup, groupID, roomID, inviter, inviteID } = call;
  const { members, local, connection, startedAt, end } = call;
  return {
    ...service,
    status: statusOf(phase),
    phase,
    role,
    type,
    isGroup,
    groupID,
    roomID,
    inviter,
    inviteID,
    members,
    local,
    connection,
    startedAt: dates.of(startedAt),
    startMark: startedAt,
    ringUntil: dates.of(call.deadlines.ring),
    switchingTo: call.pendingSwitch?.to,
    playbackBlocked: Object.values(members).some(({ playback }) => playback === 'blocked'),
    end: end && dates.ofEnd(end),
  };
}
