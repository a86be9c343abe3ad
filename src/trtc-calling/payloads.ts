/** A notice of the engine becomes a documented event here. */
import type { Notice } from '../call/effects';
import type { CallError } from '../errors';
import { EVENT, type AppEvent } from './events';

export function appEventOf(notice: Notice, error: CallError | undefined): AppEvent | undefined {
  switch (notice.name) {
    case 'ERROR':
      return error && [EVENT.ERROR, error];
    case 'INVITED': {
      const { inviter, userIDs, isGroup, inviteID, version, type, roomID } = notice.invitation;
      return [
        EVENT.INVITED,
        {
          sponsor: inviter,
          userIDList: [...userIDs],
          inviteeList: [...userIDs],
          isFromGroup: isGroup,
          inviteID,
          inviteData: { version, callType: type, roomID, callEnd: 0 },
        },
      ];
    }
    case 'USER_ACCEPT':
      return [EVENT.USER_ACCEPT, { userID: notice.userID }];
    case 'USER_ENTER':
      return [EVENT.USER_ENTER, { userID: notice.userID }];
    case 'USER_LEAVE':
      return [EVENT.USER_LEAVE, { userID: notice.userID }];
    case 'REJECT':
    case 'LINE_BUSY': {
      const { userID, sponsor, inviteID, name } = notice;
      return [EVENT[name], { userID, invitee: userID, sponsor, inviteID }];
    }
    case 'NO_RESP': {
      const { userIDs, sponsor, reason } = notice;
      return [
        EVENT.NO_RESP,
        {
          sponsor,
          userID: userIDs[0] ?? '',
          userIDList: [...userIDs],
          timeoutUserList: [...userIDs],
          reason,
        },
      ];
    }
    case 'CALLING_CANCEL': {
      const { sponsor, inviteID, reason } = notice;
      return [EVENT.CALLING_CANCEL, { sponsor, inviteID, reason }];
    }
    case 'CALLING_TIMEOUT': {
      const { sponsor, userIDs } = notice;
      return [
        EVENT.CALLING_TIMEOUT,
        { sponsor, userIDList: [...userIDs], timeoutUserList: [...userIDs] },
      ];
    }
    case 'CALL_END': {
      const { userID, seconds, reason } = notice.end;
      return [EVENT.CALL_END, { userID, callEnd: seconds, reason }];
    }
    case 'USER_VIDEO_AVAILABLE':
      return [
        EVENT.USER_VIDEO_AVAILABLE,
        { userID: notice.userID, isVideoAvailable: notice.available },
      ];
    case 'USER_AUDIO_AVAILABLE':
      return [
        EVENT.USER_AUDIO_AVAILABLE,
        { userID: notice.userID, isAudioAvailable: notice.available },
      ];
    case 'GROUP_CALL_INVITEE_LIST_UPDATE':
      return [EVENT.GROUP_CALL_INVITEE_LIST_UPDATE, { userIDList: [...notice.userIDs] }];
    case 'PLAYBACK_BLOCKED':
      return [EVENT.PLAYBACK_BLOCKED, { userIDList: [...notice.userIDs] }];
    case 'CALL_MODE':
      return [EVENT.CALL_MODE, { type: notice.type }];
  }
}
