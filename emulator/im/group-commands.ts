/** Groups as far as calls need them: listing, joining, leaving, history. */
import { type Command, type CommandInput, fail } from './context';
import {
  asFields,
  asList,
  asNumber,
  asText,
  type Fields,
  type ImFailure,
  IM_ERROR,
} from './frames';
import { Group, groupMessageFields } from './groups';

const GROUP_ID = /^[A-Za-z0-9_@#-]{1,48}$/;

export const groupCommands: Record<string, Command> = {
  'group_open_http_svc.get_joined_group_list': ({ userID, groups, body }) => {
    const joined = [...groups.values()].filter((group) => group.members.has(userID));
    const offset = asNumber(body.Offset);
    const page = joined.slice(offset, offset + (asNumber(body.Limit) || 50));
    return {
      TotalCount: joined.length,
      GroupIdList: page.map((group) => group.describe(userID)),
    };
  },

  // Communities are another service; there are none.
  'million_group_open_http_svc.get_joined_group_list': () => ({ TotalCount: 0, GroupIdList: [] }),

  'group_open_http_svc.get_group_self_member_info': ({ userID, groups, body }) =>
    describeAll(groups, body, userID),

  'group_open_http_svc.get_group_public_info': ({ userID, groups, body }) =>
    describeAll(groups, body, userID),

  'group_open_http_svc.get_group_member_info': (input) =>
    withGroup(input, (group) => ({
      MemberNum: group.members.size,
      MemberList: [...group.members.keys()].map((member) => ({
        Member_Account: member,
        Role: member === group.ownerID ? 'Owner' : 'Member',
        JoinTime: group.createTime,
        NickName: input.store.profile(member).nick,
        FaceUrl: input.store.profile(member).avatar,
      })),
    })),

  'group_open_http_svc.create_group': ({ userID, groups, body, store, log }) => {
    const groupID = asText(body.GroupId) || `@TGS#EMU${groups.size + 1}`;
    if (!GROUP_ID.test(groupID)) return fail(IM_ERROR.GROUP_BAD_PARAMETER, 'not a GroupID');
    if (groups.has(groupID)) return fail(IM_ERROR.GROUP_ID_IN_USE, 'the GroupID is taken');
    const invited = asList(body.MemberList).map((item) => asText(asFields(item).Member_Account));
    const members = [...new Set([userID, ...invited.filter(Boolean)])];
    const options = { groupID, members, name: asText(body.Name), type: asText(body.Type) };
    groups.set(groupID, new Group(options, store.now()));
    log({ event: 'create-group', userID, groupID, members });
    return { GroupId: groupID };
  },

  'group_open_http_svc.apply_join_group': (input) =>
    withGroup(input, (group) => {
      if (group.members.has(input.userID)) {
        return fail(IM_ERROR.GROUP_ALREADY_MEMBER, 'already a member');
      }
      group.join(input.userID);
      return { JoinedStatus: 'JoinedSuccess', HugeGroupFlag: 0 };
    }),

  'group_open_http_svc.quit_group': (input) =>
    withGroup(input, (group) => {
      if (!group.members.has(input.userID)) return fail(IM_ERROR.GROUP_NOT_MEMBER, 'not a member');
      group.leave(input.userID);
      return {};
    }),

  // History, newest first, from the asked number downwards.
  'group_open_http_svc.group_msg_get': (input) =>
    withGroup(input, (group) => {
      if (!group.members.has(input.userID)) return fail(IM_ERROR.GROUP_NOT_MEMBER, 'not a member');
      const { body, store } = input;
      const limit = Math.min(Math.max(1, asNumber(body.ReqMsgNumber) || 15), 100);
      const from = asNumber(body.ReqMsgSeq) || group.nextSeq;
      const page = group.messages.filter((message) => message.groupSeq <= from).slice(-limit);
      const oldest = page[0] === group.messages[0];
      return {
        GroupId: group.groupID,
        IsFinished: oldest ? 2 : 1,
        RspMsgList: page.reverse().map((message) =>
          groupMessageFields(group, message, {
            ...store.profile(message.from),
            tinyID: store.tinyID(message.from),
          }),
        ),
      };
    }),

  'group_open_http_svc.msg_read_report': (input) =>
    withGroup(input, (group) => {
      group.markRead(input.userID, asNumber(input.body.MsgReadedSeq));
      return {};
    }),

  // Recalled messages; there are none. Without the zero TIM asks again, for ever.
  'group_open_http_svc.get_group_notify': () => ({ NextMsgTime: 0, NotifyMsgList: [] }),
};

function withGroup(
  input: CommandInput,
  run: (group: Group) => Fields | ImFailure,
): Fields | ImFailure {
  const group = input.groups.get(asText(input.body.GroupId));
  return group ? run(group) : fail(IM_ERROR.GROUP_NOT_FOUND, 'there is no such group');
}

function describeAll(groups: Map<string, Group>, body: Fields, userID: string): Fields {
  return {
    GroupInfo: asList(body.GroupIdList).map((item) => {
      const groupID = asText(item) || asText(asFields(item).GroupId);
      const group = groups.get(groupID);
      if (!group) return { GroupId: groupID, ErrorCode: IM_ERROR.GROUP_NOT_FOUND, ErrorInfo: '' };
      const self = { MemberInfo: asFields(group.describe(userID).SelfInfo) };
      return { ErrorCode: 0, ErrorInfo: '', ...group.describe(userID), ...self };
    }),
  };
}
