/** The table of commands says which one does what, and who may use it. */
import { type Command, type CommandInput, fail } from './context';
import { conversationCommands } from './conversation-commands';
import { asText, type Fields, type ImFailure, IM_ERROR } from './frames';
import { groupCommands } from './group-commands';
import { login, logout } from './login';
import { sendC2C, sendGroup } from './messages';
import { profileCommands } from './profile-commands';
import type { ImInstance } from './session';

const ok: Command = () => ({});

// Maps, since the names come from outside and could be "constructor".
const commands = table({
  'im_open_status.wslogout': logout,
  'im_open_status.wshello': ok,
  'openim.sendmsg': sendC2C,
  'group_open_http_svc.send_group_msg': sendGroup,
  ...conversationCommands,
  ...groupCommands,
  ...profileCommands,

  // The SDK asks these on its own and goes on with a bare OK.
  'openim.authkey': ok,
  'openim.ws_msg_push_ack': ok,
  'openim.get_c2c_peer_mute_notifications': ok,
  'openim.c2c_msg_read_receipt': ok,
  'im_open_status.ws_stat_settoken': ok,
  'im_open_status.ws_stat_foreground': ok,
  'im_open_status.ws_stat_background': ok,
  'im_sdk_config_mgr.fetch_config': ok,
  'im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2': ok,
  'im_msg_audit_mgr.get_local_words': ok,
});

/** These work without a login: the SDK uses them before it and after it. */
const open = table({
  'im_open_status.wslogin': login,
  'heartbeat.alive': ok,
  'imopenstat.tim_web_report_v2': ok,
});

type CommandRequest = Omit<CommandInput, 'body' | 'userID'>;

export function runCommand(request: CommandRequest): Fields | ImFailure {
  const { frame, session } = request;
  const { servcmd } = frame.head;
  const input: CommandInput = { ...request, body: frame.body, userID: '' };
  const openCommand = open.get(servcmd);
  if (openCommand) return openCommand(input);

  const command = commands.get(servcmd);
  if (!command) {
    request.log({ event: 'unknown-command', userID: session.userID, servcmd });
    return fail(IM_ERROR.UNKNOWN_COMMAND, `the emulator does not know "${servcmd.slice(0, 80)}"`);
  }
  const instance = session.instance ?? cameBack(request);
  if (!instance || asText(frame.head.a2) !== instance.a2) {
    return fail(IM_ERROR.NOT_LOGGED_IN, 'log in first');
  }
  const { ended } = instance;
  if (ended?.kind === 'expired') return fail(IM_ERROR.TICKET_EXPIRED, 'the ticket has expired');
  // A kicked client says goodbye. What else it asks crossed the notice; it may read, not write.
  if (ended && (command === sendC2C || command === sendGroup)) {
    return fail(IM_ERROR.NOT_LOGGED_IN, 'kicked out');
  }
  return command({ ...input, userID: instance.userID });
}

/**
 * After a reconnect TIM sends again what had no answer, and only then logs in again: its ticket is
 * good for that.
 */
function cameBack({ frame, session, registry }: CommandRequest): ImInstance | undefined {
  const instance = registry.byTicket(asText(frame.head.a2));
  if (!instance || instance.ended || instance.instanceID !== session.instanceID) return undefined;
  if (instance.ticketExpiresAt <= Date.now()) return undefined;
  registry.resume(session, instance);
  return instance;
}

function table(entries: Record<string, Command>): Map<string, Command> {
  return new Map(Object.entries(entries));
}
