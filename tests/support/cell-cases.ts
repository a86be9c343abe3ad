/** Cells of the transition table that whole calls seldom reach, each with what it does. */
import { ErrorCode } from '../../src/error-codes';
import type { CallEvent } from '../../src/call/events';
import { IDLE, type CallState } from '../../src/call/state';
import { transition } from '../../src/call/transition';

export interface CellCase {
  what: string;
  given: CallState;
  event: CallEvent;
  /** Part of the state afterwards. */
  then: object;
  /** Kinds of the effects, in order; a notice by its name. */
  does: string[];
}

const at = 1_700_000_000_000;
const failure = { code: ErrorCode.CameraUnavailable };
const after = (state: CallState, ...events: CallEvent[]): CallState =>
  events.reduce((next, event) => transition(next, event)[0], state);

const request = {
  ...{ command: 'call', userID: 'me', userIDs: ['peer'], type: 1 as const, roomID: 7 },
  ...{ groupID: '', isGroup: false, receiveOnly: false, timeout: 30, push: undefined },
};
const invitation = {
  ...{ inviteID: 'theirs', inviter: 'peer', userIDs: ['me'], groupID: '', isGroup: false },
  ...{ type: 1 as const, roomID: 9, expiresAt: at + 30_000, version: 4 },
};
const checked = (token: number): CallEvent => ({
  ...{ kind: 'checked', token, at, canSend: true, obstacle: '' },
  ...{ microphone: true, camera: true, permission: 'granted' },
});

const dialing = after(IDLE, { kind: 'dial', request, at });
const inviting = after(dialing, checked(1));
const ref = inviting.members.peer!.ref;
const groupRequest = { ...request, userIDs: ['peer', 'third'], isGroup: true };
const groupInviting = after(IDLE, { kind: 'dial', request: groupRequest, at }, checked(1));
const ringing = after(IDLE, { kind: 'invited', userID: 'me', invitation, at });
const accepting = after(
  ringing,
  { kind: 'accept', command: 'accept', receiveOnly: false, at },
  checked(1),
);
const accepted: CallEvent = {
  ...{ kind: 'answered', ref, inviteID: '', userID: 'peer', answer: 'accept', at },
};
const connected = after(inviting, accepted);
const cutOff = after(connected, { kind: 'connection', roomID: 7, state: 'reconnecting', at });
const ending = after(connected, { kind: 'hangup', command: 'hangup', at });

const inviteMore: CallEvent = {
  ...{ kind: 'invite-more', command: 'more', userIDs: ['third'], push: undefined, timeout: 30, at },
};
const deviceFailed: CallEvent = {
  ...{ kind: 'device-failed', command: 'camera', device: 'camera', on: true, failure },
  ...{ token: 1, at },
};
const deviceSet: CallEvent = { kind: 'device-set', command: 'camera', token: 1, at };
const inRoom = { roomID: 7, userID: 'guest', at };
const withGuest = after(inviting, { kind: 'user-entered', ...inRoom });
const returnRequest = { ...request, userIDs: [], isGroup: true };
const returning = after(IDLE, { kind: 'dial', request: returnRequest, at }, checked(1));
const seesTwo = after(
  returning,
  { kind: 'user-entered', ...inRoom },
  { kind: 'user-entered', ...inRoom, userID: 'third' },
);

const refuses = (state: CallState): Pick<CellCase, 'given' | 'event' | 'then' | 'does'> => ({
  given: state,
  event: inviteMore,
  then: { phase: state.phase },
  does: ['refuse'],
});

export const CELL_CASES: CellCase[] = [
  { what: 'idle: more people cannot be invited', ...refuses(IDLE) },
  { what: 'dialing: more people cannot be invited', ...refuses(dialing) },
  { what: 'ringing: more people cannot be invited', ...refuses(ringing) },
  { what: 'accepting: more people cannot be invited', ...refuses(accepting) },
  { what: 'ending: more people cannot be invited', ...refuses(ending) },
  { what: 'inviting: a call of two takes no more people', ...refuses(inviting) },
  {
    ...{ what: 'idle: a device that was set after all settles its command', given: IDLE },
    ...{ event: deviceSet, then: IDLE, does: ['resolve'] },
  },
  {
    ...{ what: 'idle: a device that failed after all settles its command', given: IDLE },
    ...{ event: deviceFailed, then: IDLE, does: ['resolve'] },
  },
  ...[dialing, inviting, ringing, accepting, connected].map((given) => ({
    what: `${given.phase}: a camera that fails is taken back, and the call goes on`,
    ...{ given, event: deviceFailed, then: { phase: given.phase, local: { camera: false } } },
    does: ['ERROR', 'refuse'],
  })),
  {
    ...{ what: 'ending: a device that was set settles its command', given: ending },
    ...{ event: deviceSet, then: { phase: 'ending' }, does: ['resolve'] },
  },
  {
    ...{ what: 'ending: a device that failed settles its command', given: ending },
    ...{ event: deviceFailed, then: { phase: 'ending' }, does: ['resolve'] },
  },
  {
    what: 'inviting: a switch that was not sent is taken back',
    given: after(inviting, { kind: 'switch-type', command: 's', to: 2, ref: 'switch', at }),
    event: { kind: 'switch-failed', ref: 'switch', failure, token: 1, at },
    then: { type: 1, pendingSwitch: undefined, local: { camera: false } },
    does: ['device', 'ERROR', 'refuse'],
  },
  {
    what: 'connected: another switch that was not sent changes nothing',
    given: connected,
    event: { kind: 'switch-failed', ref: 'switch', failure, token: 1, at },
    ...{ then: { phase: 'connected' }, does: [] },
  },
  {
    what: 'inviting: on the way back into a call, one of those in it leaves',
    given: seesTwo,
    event: { kind: 'user-left', ...inRoom },
    then: { phase: 'inviting', members: { guest: { presence: 'left' } } },
    does: ['USER_LEAVE'],
  },
  {
    what: 'inviting: an uninvited guest comes and goes',
    given: withGuest,
    event: { kind: 'user-left', ...inRoom },
    then: { phase: 'inviting', members: { guest: { presence: 'left' } } },
    does: ['USER_LEAVE'],
  },
  {
    what: 'inviting: what a guest sends is told',
    given: withGuest,
    event: { kind: 'user-media', ...inRoom, audio: true, video: false },
    then: { members: { guest: { audio: true, video: false } } },
    does: ['USER_VIDEO_AVAILABLE', 'USER_AUDIO_AVAILABLE'],
  },
  {
    what: "inviting: a guest's sound that is blocked is told",
    given: withGuest,
    event: { kind: 'playback', ...inRoom, state: 'blocked' },
    then: { members: { guest: { playback: 'blocked' } } },
    does: ['PLAYBACK_BLOCKED'],
  },
  {
    what: 'inviting: what somebody does who is not here changes nothing',
    given: inviting,
    event: { kind: 'user-media', ...inRoom, audio: true, video: true },
    ...{ then: { phase: 'inviting' }, does: [] },
  },
  {
    what: 'accepting: the camera that is wished for is remembered',
    given: accepting,
    event: { kind: 'set-camera', command: 'camera', on: true, at },
    ...{ then: { local: { camera: true } }, does: ['device'] },
  },
  {
    what: 'dialing: the camera that is wished for is remembered',
    given: dialing,
    event: { kind: 'set-camera', command: 'camera', on: true, at },
    ...{ then: { local: { camera: true } }, does: ['device'] },
  },
  {
    what: 'dialing: being kicked out ends it without a word to anybody',
    given: dialing,
    event: { kind: 'login-ended', why: 'kicked-out', at },
    then: { phase: 'ending', end: { reason: 'kicked-out' }, closed: true },
    does: ['leave', 'refuse'],
  },
  {
    what: 'accepting: what cannot be sent ends it, and the inviter is told',
    given: accepting,
    event: { kind: 'publish-failed', failure: { code: 61008 }, token: 1, at },
    then: { phase: 'ending', end: { reason: 'media-error', errorCode: 61008 } },
    does: ['leave', 'end-signal', 'ERROR', 'CALL_END', 'refuse'],
  },
  {
    what: 'accepting: a logout ends it, and the inviter is told',
    given: accepting,
    event: { kind: 'logout', command: 'out', at },
    then: { phase: 'ending', end: { reason: 'logged-out' }, closed: true },
    does: ['leave', 'end-signal', 'CALL_END', 'refuse'],
  },
  {
    what: 'accepting: a room that is dismissed ends it',
    given: accepting,
    event: { kind: 'room-closed', roomID: 9, reason: 'dismissed', at },
    then: { phase: 'ending', end: { reason: 'room-dismissed' } },
    does: ['leave', 'end-signal', 'ERROR', 'CALL_END', 'refuse'],
  },
  {
    what: 'accepting: the inviter gave up before my acceptance arrived; the room decides',
    given: accepting,
    event: { kind: 'expired', ref: undefined, inviteID: 'theirs', userIDs: ['me'], at },
    ...{ then: { phase: 'accepting' }, does: [] },
  },
  {
    what: 'accepting: another device was faster',
    given: accepting,
    event: { kind: 'answer-failed', failure: { code: 61004 }, token: 1, at },
    then: { phase: 'ending', end: { reason: 'answered-elsewhere' } },
    does: ['leave', 'CALLING_CANCEL', 'refuse'],
  },
  {
    what: 'accepting: being kicked out ends it without a word to anybody',
    given: accepting,
    event: { kind: 'login-ended', why: 'kicked-out', at },
    then: { phase: 'ending', end: { reason: 'kicked-out' }, closed: true },
    does: ['leave', 'CALL_END', 'refuse'],
  },
  {
    what: 'ringing: a logout of the shared IM instance ends it, and nothing can be sent any more',
    given: ringing,
    event: { kind: 'login-ended', why: 'logged-out', at },
    then: { phase: 'ending', end: { reason: 'logged-out' }, closed: true },
    does: ['leave'],
  },
  {
    what: 'connected: a userSig that ran out ends it without a word to anybody',
    given: connected,
    event: { kind: 'login-ended', why: 'user-sig-expired', at },
    then: { phase: 'ending', end: { reason: 'user-sig-expired' }, closed: true },
    does: ['leave', 'CALL_END', 'refuse'],
  },
  {
    what: 'accepting: a connection under repair gets a deadline',
    given: accepting,
    event: { kind: 'connection', roomID: 9, state: 'reconnecting', at },
    then: { connection: 'reconnecting', deadlines: { reconnect: at + 30_000 } },
    does: [],
  },
  {
    what: 'accepting: a connection that is lost ends it, and the inviter is told',
    given: accepting,
    event: { kind: 'connection', roomID: 9, state: 'lost', at },
    then: { phase: 'ending', end: { reason: 'connection-lost', errorCode: 61009 } },
    does: ['leave', 'end-signal', 'ERROR', 'CALL_END', 'refuse'],
  },
  {
    what: 'connected: a room that cannot be entered ends it, and the peer is told',
    given: connected,
    event: { kind: 'enter-failed', failure: { code: 61007 }, token: 1, at },
    then: { phase: 'ending', end: { reason: 'media-error', errorCode: 61007 } },
    does: ['leave', 'end-signal', 'ERROR', 'CALL_END', 'refuse'],
  },
  {
    what: 'connected: an invite that fails takes its invitee off the list',
    given: after(groupInviting, { ...accepted, ref: groupInviting.members.peer!.ref }),
    event: {
      ...{ kind: 'invite-failed', ref: groupInviting.members.third!.ref },
      ...{ failure: { code: ErrorCode.SignallingFailed }, token: 1, at },
    },
    then: { phase: 'connected', members: { third: { invite: 'failed' } } },
    does: ['ERROR', 'GROUP_CALL_INVITEE_LIST_UPDATE'],
  },
  {
    what: 'dialing: a prompt that nobody answers ends it',
    given: dialing,
    event: { kind: 'deadline', name: 'setup', token: 1, at: at + 60_000 },
    then: { phase: 'ending', end: { reason: 'permission-denied', errorCode: 60005 } },
    does: ['leave', 'ERROR', 'refuse'],
  },
  {
    what: 'connected: being asked into the same call changes nothing',
    given: connected,
    event: { kind: 'invited', userID: 'me', invitation: { ...invitation, roomID: 7 }, at },
    ...{ then: { phase: 'connected' }, does: [] },
  },
  {
    what: 'inviting: a second call that crosses is told busy',
    given: after(inviting, {
      ...{ kind: 'invited', userID: 'me', at },
      invitation: { ...invitation, inviter: 'peer' },
    }),
    event: { kind: 'invited', userID: 'me', invitation: { ...invitation, inviteID: 'more' }, at },
    ...{ then: { crossingInvitation: { inviteID: 'theirs' } }, does: ['decline'] },
  },
  {
    what: 'inviting: the crossing call is withdrawn, mine goes on',
    given: after(inviting, { kind: 'invited', userID: 'me', invitation, at }),
    event: { kind: 'cancelled', inviteID: 'theirs', inviter: 'peer', at },
    ...{ then: { phase: 'inviting', crossingInvitation: undefined }, does: [] },
  },
  {
    what: 'inviting: another withdrawal changes nothing',
    given: after(inviting, { kind: 'invited', userID: 'me', invitation, at }),
    event: { kind: 'cancelled', inviteID: 'other', inviter: 'peer', at },
    ...{ then: { crossingInvitation: { inviteID: 'theirs' } }, does: [] },
  },
  {
    what: 'connected: who was never here does not leave',
    given: connected,
    event: { kind: 'user-left', ...inRoom },
    ...{ then: { phase: 'connected' }, does: [] },
  },
  {
    what: 'connected: this user is no guest of their own',
    given: connected,
    event: { kind: 'user-entered', ...inRoom, userID: 'me' },
    ...{ then: { isGroup: false }, does: [] },
  },
  {
    what: 'connected: a peer who says it is over leaves the others in the call',
    given: after(connected, { kind: 'user-entered', ...inRoom }),
    event: { kind: 'ended', userID: 'peer', groupID: '', at },
    ...{ then: { phase: 'connected', members: { peer: { presence: 'left' } } }, does: [] },
  },
  {
    what: 'connected: a repair that is reported again keeps its deadline',
    given: cutOff,
    event: { kind: 'connection', roomID: 7, state: 'reconnecting', at: at + 9000 },
    ...{ then: { deadlines: { reconnect: at + 30_000 } }, does: [] },
  },
  {
    what: 'connected: what cannot be sent while the connection is repaired is the fault of the connection',
    given: cutOff,
    event: { kind: 'publish-failed', failure: { code: 61008 }, token: 1, at },
    then: { phase: 'ending', end: { reason: 'connection-lost', errorCode: 61009 } },
    does: ['leave', 'end-signal', 'ERROR', 'CALL_END', 'refuse'],
  },
  {
    what: 'connected: a device that fails while the connection is repaired is its own fault',
    given: cutOff,
    event: { kind: 'prepare-failed', failure, token: 1, at },
    then: { phase: 'ending', end: { reason: 'no-device', errorCode: 60004 } },
    does: ['leave', 'end-signal', 'ERROR', 'CALL_END', 'refuse'],
  },
  {
    what: 'connected: what is sent already is no change',
    given: connected,
    event: { kind: 'local-media', audio: false, video: false, at },
    ...{ then: connected, does: [] },
  },
  {
    what: 'connected: an answer to no switch changes nothing',
    given: connected,
    event: { kind: 'switch-answered', ref: 'old', userID: 'peer', accepted: true, at },
    ...{ then: { type: 1 }, does: [] },
  },
  {
    what: 'connected: a switch that the peer asks for and that is done already is agreed to',
    given: connected,
    event: { kind: 'switch-requested', inviteID: 's', userID: 'peer', to: 1, at },
    ...{ then: { type: 1 }, does: ['switch-answer'] },
  },
  {
    what: 'connected: a stranger does not switch the call',
    given: connected,
    event: { kind: 'switch-requested', inviteID: 's', userID: 'mallory', to: 2, at },
    ...{ then: { type: 1 }, does: ['switch-answer'] },
  },
  {
    what: 'ending: of two calls that wait the first one counts',
    given: after(ending, { kind: 'dial', request: { ...request, command: 'next' }, at }),
    event: { kind: 'dial', request: { ...request, command: 'third' }, at },
    ...{ then: { next: { command: 'next' } }, does: ['refuse'] },
  },
  {
    what: 'ending: a device that is closed defers no call',
    given: after(ending, { kind: 'login-ended', why: 'kicked-out', at }),
    event: { kind: 'invited', userID: 'me', invitation, at },
    ...{ then: { deferred: [] }, does: [] },
  },
  {
    what: 'idle: a device that is closed does not ring',
    given: { ...IDLE, closed: true },
    event: { kind: 'invited', userID: 'me', invitation, at },
    ...{ then: { phase: 'idle' }, does: [] },
  },
  {
    what: 'idle: an invitation that is over does not ring',
    given: IDLE,
    event: { kind: 'invited', userID: 'me', invitation, at: at + 31_000 },
    ...{ then: { phase: 'idle' }, does: [] },
  },
  {
    what: 'idle: a device that is closed calls nobody',
    given: { ...IDLE, closed: true },
    event: { kind: 'dial', request, at },
    ...{ then: { phase: 'idle' }, does: ['refuse'] },
  },
  {
    what: 'ringing: a deadline that is not over yet is none',
    given: ringing,
    event: { kind: 'deadline', name: 'ring', token: 1, at: at + 29_000 },
    ...{ then: { phase: 'ringing' }, does: [] },
  },
  {
    what: 'ending: being kicked out takes back the call that waits',
    given: after(ending, { kind: 'dial', request: { ...request, command: 'next' }, at }),
    event: { kind: 'login-ended', why: 'kicked-out', at },
    ...{ then: { next: undefined, closed: true }, does: ['refuse'] },
  },
];

export const playCell = ({ given, event }: CellCase) => transition(given, event);
