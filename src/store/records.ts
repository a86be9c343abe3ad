/** Records list the calls of a user on this device. */
import type { CallSnapshot } from '../trtc-calling/snapshot';
import { readStored, writeStored } from './storage';
import type { CallRecord } from './types';

/** The oldest go first. */
export const MOST_RECORDS = 100;

const keyOf = (userID: string) => `trtc-calling:records:${userID}`;

export function loadRecords(userID: string): CallRecord[] {
  const stored = userID ? readStored<unknown>(keyOf(userID)) : undefined;
  return Array.isArray(stored) ? stored.filter(isRecord) : [];
}

export function saveRecords(userID: string, records: CallRecord[]): void {
  if (userID) writeStored(keyOf(userID), records);
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
