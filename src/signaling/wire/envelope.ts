/**
 * The envelope is the JSON text of a TIM custom message that carries one call message.
 *
 * tsignaling writes most of ours. This file reads everybody's, writes what tsignaling has no method
 * for, and rewrites what it is shown, so that it never meets a field it would trip over.
 */
import { decode } from './codec';
import { asObject, asStrings, parseObject } from './json';
import type { SignalAction, SignalMessage } from '../message';
import type { DropReason } from '../port';

/** Longest envelope that is read, in UTF-16 units: the invite data, escaped, and its frame. */
const MAX_ENVELOPE_LENGTH = 48 * 1024;
const MAX_ID_LENGTH = 128;

/** actionType on the wire is the index + 1. */
const ACTIONS: readonly SignalAction[] = ['invite', 'cancel', 'accept', 'reject', 'timeout'];

/** The part of a TIM message that decides who sent it and where. */
export interface Post {
  /** `payload.data` */
  text: unknown;
  /** The sender that TIM vouches for. */
  from: unknown;
  /** The group that carried it, '' for C2C. */
  groupID: string;
  /** ms by the clock */
  sentAt: number;
}

export interface OpenedMessage {
  message: SignalMessage;
  /** The invite data as it came. */
  data: string;
}

export type Opened =
  | OpenedMessage
  | { drop: DropReason; from: string; why?: string }
  /** A custom message of the app's own, no business of anybody here. */
  | undefined;

/** Reads an envelope of any client generation. Never throws. */
export function openEnvelope(post: Post): Opened {
  const from = typeof post.from === 'string' ? post.from : '';
  const drop = (reason: DropReason, why?: string): Opened => ({
    ...{ drop: reason, from },
    ...(why === undefined ? {} : { why }),
  });
  const malformed = (why: string) => drop('malformed', why);
  const envelope = parseObject(post.text, MAX_ENVELOPE_LENGTH);
  if (from === '') return malformed('it has no sender');
  if (!envelope) return malformed('it is no JSON object, or too long');
  // Clients built on tsignaling 0.1 misspell the key.
  const business = envelope.businessID ?? envelope.bussinessID;
  if (business === undefined) return undefined;
  // Native clients send group state and keep-alives beside the signalling proper.
  if (business === 'av_call') return drop('side-message');
  if (business !== 1) return drop('foreign-business');

  const { inviteID, inviter, actionType, data } = envelope;
  const action = typeof actionType === 'number' ? ACTIONS[actionType - 1] : undefined;
  if (!action) return malformed('actionType is none of 1 to 5');
  if (!isID(inviteID)) return malformed('inviteID is no string of 1 to 128 characters');
  if (action === 'invite' && !isID(inviter)) return malformed('inviter is no userID');
  const timeout = envelope.timeout;
  const groupID = envelope.groupID === post.groupID ? post.groupID : '';
  const decoded = decode(data, { action, groupID });
  if ('drop' in decoded) return drop(decoded.drop, decoded.why);
  return {
    data: typeof data === 'string' ? data : '',
    message: {
      action,
      inviteID,
      sender: from,
      inviter: isID(inviter) ? inviter : '',
      invitees: asStrings(envelope.inviteeList),
      groupID,
      sentAt: post.sentAt,
      timeout: typeof timeout === 'number' && timeout > 0 && Number.isFinite(timeout) ? timeout : 0,
      content: decoded.content,
    },
  };
}

function isID(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH;
}

export interface EnvelopeFields {
  inviteID: string;
  inviter: string;
  action: SignalAction;
  invitees: readonly string[];
  data: string;
  groupID: string;
}

/** An envelope in the key order of tsignaling. The timeout is an invite's only; here it is 0. */
export function writeEnvelope(fields: EnvelopeFields): string {
  return JSON.stringify({
    businessID: 1,
    inviteID: fields.inviteID,
    inviter: fields.inviter,
    actionType: ACTIONS.indexOf(fields.action) + 1,
    inviteeList: fields.invitees,
    data: fields.data,
    timeout: 0,
    groupID: fields.groupID,
  });
}

/** The same envelope with another timeout, for the one that tsignaling wrote. */
export function withTimeout(text: string, timeout: number): string {
  return JSON.stringify({ ...asObject(JSON.parse(text)), timeout });
}

/** Reads an envelope that was written on this side. */
export function envelopeOf(text: string): { inviteID: string; action: SignalAction | undefined } {
  const { inviteID, actionType } = JSON.parse(text) as { inviteID: string; actionType: number };
  return { inviteID, action: ACTIONS[actionType - 1] };
}
