import type { InviteRequest } from '../../src/signaling/port';

/** An invite of bob to a video call waits for the line until this deadline; a test gives what it wants otherwise. */
export const inviteTo = (deadline: number, fields: Partial<InviteRequest> = {}): InviteRequest => ({
  ref: 'call-1',
  userIDs: ['bob'],
  memberIDs: ['bob'],
  groupID: '',
  type: 2,
  roomID: 1234,
  timeout: 30,
  deadline,
  ...fields,
});
