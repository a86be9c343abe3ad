/** Profile commands serve nicks, avatars and presence, and answer that nobody has friends. */
import type { Command } from './context';
import { asFields, asList, asText, type Fields } from './frames';

const NICK = 'Tag_Profile_IM_Nick';
const AVATAR = 'Tag_Profile_IM_Image';

/** Profiles (a nick and an avatar that users set themselves), presence, and an empty block list. */
export const profileCommands: Record<string, Command> = {
  'profile.portrait_get_all': ({ body, store }) => ({
    UserProfileItem: accounts(body.UserItem).map((userID) => {
      const { nick, avatar } = store.profile(userID);
      return {
        To_Account: userID,
        ResultCode: 0,
        ProfileItem: [
          { Tag: NICK, Value: nick },
          { Tag: AVATAR, Value: avatar },
        ],
      };
    }),
  }),

  'profile.portrait_set': ({ body, store, userID }) => {
    for (const item of asList(body.ProfileItem).map(asFields)) {
      if (item.Tag === NICK) store.setProfile(userID, { nick: asText(item.Value).slice(0, 500) });
      if (item.Tag === AVATAR)
        store.setProfile(userID, { avatar: asText(item.Value).slice(0, 500) });
    }
    return {};
  },

  'im_open_status.ws_get_user_status': ({ body, registry }) => {
    const online = new Set(registry.online);
    return {
      UserStatusList: asList(body.To_Account).map((userID) => ({
        To_Account: userID,
        Status: online.has(asText(userID)) ? 1 : 2,
      })),
    };
  },

  // The chat SDK asks for these three on its own; nobody has friends here.
  'sns.friend_get': () => ({ UserDataItem: [], FriendNum: 0, CompleteFlag: 1 }),
  'sns.group_get': () => ({ ResultItem: [] }),
  'sns.pendency_get': () => ({ PendencyItem: [], UnreadPendencyCount: 0 }),
  'sns.black_list_get': () => ({ BlackListItem: [], StartIndex: 0, CurruentSequence: 0 }),
};

function accounts(items: unknown): string[] {
  return asList(items).map((item: unknown) => asText((asFields(item) as Fields).To_Account));
}
