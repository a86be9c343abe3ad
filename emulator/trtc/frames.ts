/**
 * The frames of the TRTC signalling socket, as trtc-js-sdk 4.15 sends and reads them.
 *
 * Client to server a command has a name, server to client a number. Both are JSON text. Nothing here
 * decides anything: this is the vocabulary that the other files speak.
 */

/** The number that each command of the client is answered with; `null` means the client waits for nothing. */
export const RESULT = {
  join: 20,
  leave: null,
  get_user_list: 4137,
  publish: 4098,
  publish_change: 4128,
  publish_state_change: 4112,
  unpublish: 4100,
  mute_uplink: 4108,
  subscribe: 4102,
  subscribe_change: 4106,
  unsubscribe: 4104,
  change_role: 4110,
  update_constraint_config: 772,
  quality_report: null,
} as const satisfies Record<string, number | null>;

export type ClientCommand = keyof typeof RESULT;

/**
 * Cloud features the SDK knows and this server does not have. They get their own result number with
 * an error code, because the SDK would otherwise wait for a timeout instead of rejecting.
 */
export const UNSUPPORTED_RESULT = new Map([
  ['start_publishing', 1286],
  ['stop_publishing', 1288],
  ['start_push_user_cdn', 777],
  ['stop_push_user_cdn', 779],
  ['start_mcu_mix', 781],
  ['stop_mcu_mix', 783],
  ['connect_other_room', 8209],
  ['disconnect_other_room', 8211],
  ['update_other_room_forward_mode', 8213],
]);

/** The numbers of what the server sends without being asked. */
export const PUSH = {
  banned: 9,
  setup: 19,
  uplinkStats: 22,
  publishedList: 23,
  reconnect: 514,
  peerJoin: 4134,
  peerLeave: 4135,
  /** Not a number of the real protocol: the SDK ignores it, a person reading the socket does not. */
  error: -1,
} as const;

/** Result codes of our own making. The SDK only tells zero from non-zero, but for the last two. */
export const CODE = {
  ok: 0,
  badFrame: 90001,
  frameTooLarge: 90002,
  unknownCommand: 90003,
  notSupported: 90004,
  badRequest: 90005,
  notInRoom: 90006,
  noSuchPublisher: 90007,
  noSession: 90008,
  mediaFailed: 90009,
  injected: 90100,
  /** trtc-js-sdk maps this answer to a publish to "this device cannot encode H.264". */
  cannotEncodeH264: 1028,
  /** trtc-js-sdk maps this answer to a subscribe to "this device cannot decode H.264". */
  cannotDecodeH264: 77393,
} as const;

export type BanReason = 'kick' | 'banned';
/** Reasons that a peer-leave push carries. */
export const LEAVE_REASON = { normal: 0, timeout: 1, kicked: 2 } as const;
export type LeaveReason = (typeof LEAVE_REASON)[keyof typeof LEAVE_REASON];

/** The media that a publisher says it sends. */
export interface PublishState {
  audio: boolean;
  bigVideo: boolean;
  smallVideo: boolean;
  auxVideo: boolean;
}

export interface MuteState {
  audio: boolean;
  bigVideo: boolean;
  auxVideo: boolean;
}

export type SubscribeState = PublishState;

/** One row of the published list (push 23, and `publishers` of the join answer). */
export interface PublishedUser {
  userId: string;
  srcTinyId: string;
  flag: number;
}

const FLAG = { big: 1, small: 2, aux: 4, audio: 8, videoMuted: 16, audioMuted: 64 } as const;

export function publishFlag(state: PublishState, muted: MuteState): number {
  return (
    (state.bigVideo ? FLAG.big : 0) |
    (state.smallVideo ? FLAG.small : 0) |
    (state.auxVideo ? FLAG.aux : 0) |
    (state.audio ? FLAG.audio : 0) |
    (muted.bigVideo ? FLAG.videoMuted : 0) |
    (muted.audio ? FLAG.audioMuted : 0)
  );
}

export interface ClientFrame {
  cmd: string;
  seq: number | undefined;
  data: Record<string, unknown>;
}

export interface ServerFrame {
  cmd: number;
  code: number;
  message: string;
  seq?: number;
  tinyId?: string;
  data: Record<string, unknown>;
}

/** A request that is answered with an error; anything else that is thrown is a fault of the server. */
export class CommandError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseClientFrame(text: string): ClientFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandError(CODE.badFrame, 'the frame is not JSON');
  }
  if (!isRecord(value) || typeof value.cmd !== 'string') {
    throw new CommandError(CODE.badFrame, 'the frame has no command name');
  }
  return {
    cmd: value.cmd,
    seq: typeof value.seq === 'number' ? value.seq : undefined,
    data: isRecord(value.data) ? value.data : {},
  };
}

export function readFlags<K extends string>(
  value: unknown,
  keys: readonly K[],
): Record<K, boolean> {
  const source = isRecord(value) ? value : {};
  return Object.fromEntries(keys.map((key) => [key, source[key] === true])) as Record<K, boolean>;
}

export const PUBLISH_KEYS = ['audio', 'bigVideo', 'smallVideo', 'auxVideo'] as const;
export const MUTE_KEYS = ['audio', 'bigVideo', 'auxVideo'] as const;

export function readText(data: Record<string, unknown>, key: string): string {
  const value = data[key];
  if (typeof value !== 'string' || value === '') {
    throw new CommandError(CODE.badRequest, `"${key}" is missing`);
  }
  return value;
}
