/** Records list the calls of a user on this device. */
import type { CallSnapshot } from '../trtc-calling/snapshot';
import { readStored, whenKnown, writeStored } from './storage';
import type { CallRecord } from './types';

/** The oldest go first. */
export const MOST_RECORDS = 100;

const keyOf = (userID: string) => `trtc-calling:records:${userID}`;

/** Hands over the records of a user as soon as they can be read: at once, unless an App is hidden. */
export function loadRecords(userID: string, loaded: (records: CallRecord[]) => void): void {
  if (userID) whenKnown(keyOf(userID), () => loaded(storedRecords(userID)));
}

/** Adds a record to those that are stored of a user. */
export function storeRecord(userID: string, record: CallRecord): void {
  if (!userID) return;
  const add = () => writeStored(keyOf(userID), addRecord(storedRecords(userID), record));
  whenKnown(keyOf(userID), add);
}

export function forgetRecords(userID: string): void {
  if (userID) writeStored(keyOf(userID), []);
}

function storedRecords(userID: string): CallRecord[] {
  const stored = readStored<unknown>(keyOf(userID));
  return Array.isArray(stored) ? stored.filter(isRecord) : [];
}

/** The newest first; a call that is already listed is replaced. */
export function addRecord(records: readonly CallRecord[], record: CallRecord): CallRecord[] {
  const others = records.filter(({ at }) => at !== record.at);
  return [record, ...others].slice(0, MOST_RECORDS);
}

/**
 * Makes a record of what is worth keeping of a call.
 *
 * @param call the last snapshot in which the call ran: afterwards there may be no members any more
 */
export function recordOf(call: CallSnapshot, end: NonNullable<CallSnapshot['end']>): CallRecord {
  const { inviter, role, type, groupID, isGroup } = call;
  const incoming = role === 'invitee';
  const others = Object.keys(call.members).filter((userID) => userID !== inviter);
  return {
    userIDs: incoming && inviter ? [inviter, ...others] : others,
    groupID,
    isGroup,
    type,
    direction: incoming ? 'incoming' : 'outgoing',
    reason: end.reason,
    seconds: end.seconds,
    at: end.at,
    ...(end.errorCode === undefined ? {} : { errorCode: end.errorCode }),
  };
}

/** Storage is shared with older versions and other code. */
function isRecord(value: unknown): value is CallRecord {
  const record = value as Partial<CallRecord> | null;
  return (
    typeof record === 'object' &&
    Array.isArray(record?.userIDs) &&
    typeof record.at === 'number' &&
    typeof record.reason === 'string'
  );
}
