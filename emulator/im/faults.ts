/**
 * IM misbehaviour on demand.
 *
 * Everything is plain data read at the moment it matters, so a test, an HTTP endpoint or a settings
 * page can turn it at any time. The helpers only push rules that could be written by hand.
 */

/** A rule acts at one of these points: a client's request, the server's answer to it, or a push. */
export type ImFaultPoint = 'request' | 'answer' | 'push';

/**
 * - `drop`: the frame is lost. A lost request has no effect; a lost answer had one.
 * - `delay`: the frame waits `delayMs`; frames behind it go first.
 * - `duplicate`: the frame arrives twice.
 * - `swap`: the frame waits for the next one of the same connection and goes after it.
 * - `fail`: a request is answered with `code` instead of being carried out.
 */
export type ImFaultAction = 'drop' | 'delay' | 'duplicate' | 'swap' | 'fail';

/** A rule's `when` sees this much of a frame. */
export interface ImFaultFrame {
  point: ImFaultPoint;
  /** The user of the connection; empty before login, when it is the name that the login gives. */
  userID: string;
  servcmd: string;
  body: Record<string, unknown>;
}

export interface ImFaultScope {
  /** Only on this user's connections; everyone's if absent. */
  userID?: string;
  /** Only frames of this command, in full or after the dot: `openim.sendmsg`, `sendmsg`. */
  servcmd?: string;
  /** Only messages that this user sent. */
  from?: string;
  /** Only messages to this user or group. */
  to?: string;
  /** The number of frames that the rule still acts on; every one if absent. */
  times?: number;
  /** Anything else. Not available over HTTP. */
  when?: (frame: ImFaultFrame) => boolean;
}

export interface ImFaultRule extends ImFaultScope {
  at: ImFaultPoint | ImFaultPoint[];
  action: ImFaultAction;
  delayMs?: number;
  code?: number;
  /** Goes with `code` as the error's text. */
  info?: string;
  /** The number of frames that the rule has acted on so far. */
  hits?: number;
}

export interface ImFaults {
  /** Milliseconds every frame to a client takes, in order. */
  latencyMs: number;
  /** True turns new connections away, as a server that is down does. */
  refuseConnections: boolean;
  rules: ImFaultRule[];
  /** Lists of conversations tell these users of nothing unread, as while the cloud has not counted yet. */
  countsNothing: string[];

  /** Adds a rule and returns it; splice it out, or set `times` to 0, to end it. */
  add(rule: ImFaultRule): ImFaultRule;
  refuseLogin(code?: number, scope?: ImFaultScope): ImFaultRule;
  neverAnswerLogin(scope?: ImFaultScope): ImFaultRule;
  /** Sending fails with `code`; once unless `times` says otherwise. */
  failSend(code?: number, scope?: ImFaultScope): ImFaultRule;
  /** Messages arrive, but the sender never hears so. */
  neverAckSend(scope?: ImFaultScope): ImFaultRule;
  /** Messages get lost on the way to the cloud, and the sender never hears so. */
  loseSend(scope?: ImFaultScope): ImFaultRule;
  /** Messages are stored and acknowledged, but not delivered live. */
  dropPush(scope?: ImFaultScope): ImFaultRule;
  delayPush(delayMs: number, scope?: ImFaultScope): ImFaultRule;
  duplicatePush(scope?: ImFaultScope): ImFaultRule;
  /** The next two messages arrive in the wrong order. */
  swapPushes(scope?: ImFaultScope): ImFaultRule;
  /** The connection stays open and carries nothing, as on a dead mobile network. */
  blackout(userID: string): ImFaultRule;
  /** Back to good behaviour, in place. */
  reset(): void;
}

/** "Internal server error", the default for injected failures. */
const INJECTED = 20005;
const SEND = (frame: ImFaultFrame) => /\.(sendmsg|send_group_msg)$/.test(frame.servcmd);
const MESSAGES = (frame: ImFaultFrame) => isMessagePush(frame);

/** Combines a helper's own condition with the caller's. */
function both(
  own: (frame: ImFaultFrame) => boolean,
  scope: ImFaultScope,
): Pick<ImFaultScope, 'when'> {
  const { when } = scope;
  return { when: when ? (frame) => own(frame) && when(frame) : own };
}

export function createImFaults(): ImFaults {
  const faults: ImFaults = {
    latencyMs: 0,
    refuseConnections: false,
    rules: [],
    countsNothing: [],
    add(rule) {
      faults.rules.push(rule);
      return rule;
    },
    refuseLogin: (code = INJECTED, scope = {}) =>
      faults.add({ ...scope, at: 'request', action: 'fail', code, servcmd: 'wslogin' }),
    neverAnswerLogin: (scope = {}) =>
      faults.add({ ...scope, at: 'request', action: 'drop', servcmd: 'wslogin' }),
    failSend: (code = INJECTED, scope = {}) =>
      faults.add({ times: 1, ...scope, at: 'request', action: 'fail', code, ...both(SEND, scope) }),
    neverAckSend: (scope = {}) =>
      faults.add({ ...scope, at: 'answer', action: 'drop', ...both(SEND, scope) }),
    loseSend: (scope = {}) =>
      faults.add({ ...scope, at: 'request', action: 'drop', ...both(SEND, scope) }),
    dropPush: (scope = {}) =>
      faults.add({ ...scope, at: 'push', action: 'drop', ...both(MESSAGES, scope) }),
    delayPush: (delayMs, scope = {}) =>
      faults.add({ ...scope, at: 'push', action: 'delay', delayMs, ...both(MESSAGES, scope) }),
    duplicatePush: (scope = {}) =>
      faults.add({ ...scope, at: 'push', action: 'duplicate', ...both(MESSAGES, scope) }),
    swapPushes: (scope = {}) =>
      faults.add({ times: 1, ...scope, at: 'push', action: 'swap', ...both(MESSAGES, scope) }),
    blackout: (userID) => faults.add({ userID, at: ['request', 'answer', 'push'], action: 'drop' }),
    reset() {
      faults.latencyMs = 0;
      faults.refuseConnections = false;
      faults.rules.length = 0;
      faults.countsNothing.length = 0;
    },
  };
  return faults;
}

/** The messages inside a frame: those of a push, or the one that is being sent. */
function messagesIn(body: Record<string, unknown>): Record<string, unknown>[] {
  if (body.MsgBody !== undefined) return [body];
  const events = Array.isArray(body.EventArray) ? (body.EventArray as unknown[]) : [];
  return events.flatMap((event) => {
    const { C2cMsgArray, GroupMsgArray } = (event ?? {}) as Record<string, unknown>;
    return [C2cMsgArray, GroupMsgArray].flatMap((list) => (Array.isArray(list) ? list : []));
  }) as Record<string, unknown>[];
}

function isMessagePush(frame: ImFaultFrame): boolean {
  return frame.servcmd === 'im_open_push.msg_push' && messagesIn(frame.body).length > 0;
}

function matches(rule: ImFaultRule, frame: ImFaultFrame, request: Record<string, unknown>) {
  if (rule.times !== undefined && rule.times <= 0) return false;
  const points = Array.isArray(rule.at) ? rule.at : [rule.at];
  if (!points.includes(frame.point)) return false;
  if (rule.userID !== undefined && rule.userID !== frame.userID) return false;
  if (rule.servcmd !== undefined) {
    const { servcmd } = frame;
    if (servcmd !== rule.servcmd && !servcmd.endsWith(`.${rule.servcmd}`)) return false;
  }
  if (rule.from !== undefined || rule.to !== undefined) {
    const fits = messagesIn(request).some(
      (message) =>
        (rule.from === undefined || message.From_Account === rule.from) &&
        (rule.to === undefined ||
          [message.To_Account, message.GroupId, message.ToGroupId].includes(rule.to)),
    );
    if (!fits) return false;
  }
  return rule.when ? rule.when(frame) : true;
}

/**
 * Takes the rule that acts on this frame, if any; the first that fits wins. It counts, so call it once a
 * frame.
 * `request` is what an answer answers: an answer itself does not say whose message it is about.
 */
export function takeFault(
  faults: ImFaults,
  frame: ImFaultFrame,
  request: Record<string, unknown> = frame.body,
): ImFaultRule | undefined {
  const rule = faults.rules.find((candidate) => matches(candidate, frame, request));
  if (!rule) return undefined;
  rule.hits = (rule.hits ?? 0) + 1;
  if (rule.times !== undefined) rule.times -= 1;
  return rule;
}
