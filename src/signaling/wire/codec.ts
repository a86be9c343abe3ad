/**
 * The codec writes and reads the invite data: what a call message says inside its envelope.
 *
 * Writing follows TRTCCalling for web 1.0 to the byte, key order included, because peers of six
 * generations read it: old ones the top level, native ones the nested `data`. Reading is liberal.
 * Pure: no SDK, no clock.
 */
import { asNumber, asObject, asStrings, parseObject, type JsonObject } from './json';
import type { SignalAction, SignalContent } from '../message';
import type { DropReason, SignalCallType } from '../port';

/** Longest invite data that is read, in UTF-16 units. A call to 256 people needs a third of it. */
export const MAX_DATA_LENGTH = 16 * 1024;

/** Written at the head of every message; readers on iOS drop higher versions. */
const HEAD = { extraInfo: '', version: 4 };
const NO_DEVICE = 'noDevice';
const SWITCH_MARK = 'switch_to_audio_call';

interface Sender {
  /** The kind of client that sends. It must not be empty: native clients ignore messages without. */
  platform: string;
  type: SignalCallType;
}

interface InviteFields extends Sender {
  /** 1…2147483647 */
  roomID: number;
  /** Everybody invited, or undefined where the group message names them in its envelope. */
  userIDs: readonly string[] | undefined;
}

interface SwitchFields extends Sender {
  to: SignalCallType;
  roomID: number;
}

const callCommand = (type: SignalCallType) => (type === 1 ? 'audioCall' : 'videoCall');
const switchCommand = (to: SignalCallType) => (to === 1 ? 'switchToAudio' : 'switchToVideo');
const tail = (platform: string) => ({ businessID: 'av_call', platform });

export function encodeInvite({ platform, type, roomID, userIDs }: InviteFields): string {
  return JSON.stringify({
    ...HEAD,
    call_type: type,
    room_id: roomID,
    ...tail(platform),
    data: { cmd: callCommand(type), room_id: roomID, message: '', userIDs },
  });
}

export function encodeCancel({ platform, type }: Sender): string {
  return JSON.stringify({
    ...HEAD,
    businessID: 'av_call',
    call_type: type,
    platform,
    data: { cmd: callCommand(type), message: '' },
  });
}

/** Accept and reject carry the same data; the envelope's action tells them apart. */
export function encodeAnswer({ platform, type }: Sender): string {
  return JSON.stringify({
    ...HEAD,
    call_type: type,
    ...tail(platform),
    data: { cmd: callCommand(type), message: '' },
  });
}

export function encodeBusy({ platform, type }: Sender): string {
  return JSON.stringify({
    ...HEAD,
    call_type: type,
    line_busy: 'line_busy',
    ...tail(platform),
    data: { cmd: callCommand(type), message: 'lineBusy' },
  });
}

interface EndFields extends Sender {
  /** Whole seconds that the call lasted. */
  seconds: number;
  /** No device opened here, so that nobody was ever to be heard. */
  noDevice?: boolean;
}

/** `message` is free text of which readers know `lineBusy` only: clients that know `noDevice` say why. */
export function encodeEnd({ platform, type, seconds, noDevice = false }: EndFields): string {
  return JSON.stringify({
    ...HEAD,
    call_type: type,
    call_end: seconds,
    ...tail(platform),
    data: { cmd: 'hangup', message: noDevice ? NO_DEVICE : '' },
  });
}

/** `type` is the type that the call has now. */
export function encodeSwitch({ platform, type, to, roomID }: SwitchFields): string {
  return JSON.stringify({
    ...HEAD,
    call_type: type,
    room_id: roomID,
    switch_to_audio_call: to === 1 ? SWITCH_MARK : undefined,
    ...tail(platform),
    data: { cmd: switchCommand(to), room_id: roomID, message: '' },
  });
}

/** Answer to a switch request. The type written is the one that the call leaves. */
export function encodeSwitchAnswer({ platform, to }: { platform: string; to: SignalCallType }) {
  return JSON.stringify({
    ...HEAD,
    call_type: to === 1 ? 2 : 1,
    switch_to_audio_call: to === 1 ? SWITCH_MARK : undefined,
    ...tail(platform),
    data: { cmd: switchCommand(to), message: '' },
  });
}

export type Decoded = { content: SignalContent } | { drop: DropReason; why?: string };

/** The part of the envelope that decides how the data reads. */
export interface DecodeContext {
  action: SignalAction;
  /** '' for C2C. */
  groupID: string;
}

/** Reads invite data of any client generation. Never throws. */
export function decode(data: unknown, context: DecodeContext): Decoded {
  const { action } = context;
  // inviteID and sender say it all, and some clients send these without any data.
  const needsNone = action === 'cancel' || action === 'timeout';
  if (needsNone && (data === undefined || data === null || data === '')) return plain(false);
  const top = parseObject(data, MAX_DATA_LENGTH);
  if (!top) return malformed('its data is no JSON object, or too long');
  // Clients before 0.10 wrote no businessID.
  const business = top.businessID ?? '';
  if (business !== '' && business !== 'av_call') return { drop: 'foreign-business' };
  const nested = asObject(top.data) ?? {};
  if (action === 'invite') return decodeInvite(top, nested, context);
  return plain(action === 'reject' && isBusy(top, nested));
}

function decodeInvite(top: JsonObject, nested: JsonObject, context: DecodeContext): Decoded {
  const cmd = typeof nested.cmd === 'string' ? nested.cmd : '';
  const seconds = asNumber(top.call_end);
  if (cmd === 'hangup' || (cmd === '' && seconds !== undefined)) {
    return end(seconds ?? asNumber(nested.cmdInfo) ?? 0, nested.message === NO_DEVICE);
  }
  if (isSwitchMark(top.switch_to_audio_call) || cmd === 'switchToAudio') return switchTo(1);
  if (cmd === 'switchToVideo') return switchTo(2);

  const type = callTypeOf(cmd, top.call_type);
  if (type === undefined) return malformed('call_type is neither 1 nor 2');
  const rooms = [top.room_id, nested.room_id].filter((room) => room !== undefined && room !== null);
  // The last member of a mini-program group call tells a leaver by an invite without a room.
  if (rooms.length === 0) return end(seconds ?? 0);
  const roomID = rooms.map(asNumber).find(isRoomID);
  if (roomID === undefined) return { content: { kind: 'unjoinable', type } };
  const userIDs = context.groupID === '' ? asStrings(nested.userIDs) : [];
  return { content: { kind: 'call', type, roomID, userIDs, version: asNumber(top.version) ?? 0 } };
}

/** True for rooms that a client can enter; players in mini-programs refuse the one number above. */
function isRoomID(room: number | undefined): boolean {
  return room !== undefined && Number.isInteger(room) && room >= 1 && room <= 4294967294;
}

function callTypeOf(cmd: string, callType: unknown): SignalCallType | undefined {
  if (cmd === 'audioCall') return 1;
  if (cmd === 'videoCall') return 2;
  const type = asNumber(callType);
  return type === 1 || type === 2 ? type : undefined;
}

/** '' is what the oldest clients wrote; a plain reject has no such key. */
function isBusy(top: JsonObject, nested: JsonObject): boolean {
  return top.line_busy === 'line_busy' || top.line_busy === '' || nested.message === 'lineBusy';
}

function isSwitchMark(mark: unknown): boolean {
  return mark === SWITCH_MARK || mark === 'switchToAudio' || mark === 1;
}

const malformed = (why: string): Decoded => ({ drop: 'malformed', why });
const plain = (busy: boolean): Decoded => ({ content: { kind: 'plain', busy } });
const switchTo = (to: SignalCallType): Decoded => ({ content: { kind: 'switch', to } });
const end = (seconds: number, noDevice = false): Decoded => ({
  content: {
    kind: 'end',
    seconds: Math.max(0, Math.floor(seconds)),
    ...(noDevice ? { noDevice } : {}),
  },
});
