/**
 * These stand-ins are as much of TIM and TRTC as trtc-calling-js 1.0.6 and the real tsignaling touch, in
 * memory and on a virtual clock: each step takes what the model says.
 */
import type { VirtualClock } from '../src/runtime/virtual-clock';
import { MODEL } from './model';

type Listener = (event: unknown) => void;

class Events {
  private readonly listeners = new Map<string, { listener: Listener; context: unknown }[]>();

  on(event: string, listener: Listener, context?: unknown): void {
    const list = this.listeners.get(event) ?? [];
    this.listeners.set(event, [...list, { listener, context }]);
  }

  emit(event: string, payload: unknown): void {
    for (const { listener, context } of this.listeners.get(event) ?? []) {
      listener.call(context, payload);
    }
  }
}

/** Both users' clouds. */
export class Clouds {
  readonly tims = new Map<string, FakeTim>();
  readonly rooms = new Map<number, Map<string, FakeClient>>();

  constructor(readonly clock: VirtualClock) {}

  takes(ms: number): Promise<void> {
    return new Promise((done) => this.clock.at(this.clock.now() + ms, done));
  }
}

const EVENT = {
  SDK_READY: 'sdkStateReady',
  SDK_NOT_READY: 'sdkStateNotReady',
  KICKED_OUT: 'kickedOut',
  NET_STATE_CHANGE: 'netStateChange',
  MESSAGE_RECEIVED: 'onMessageReceived',
};
const TYPES = {
  CONV_C2C: 'C2C',
  CONV_GROUP: 'GROUP',
  MSG_TEXT: 'TIMTextElem',
  MSG_CUSTOM: 'TIMCustomElem',
  MSG_GRP_TIP: 'TIMGroupTipElem',
  MSG_PRIORITY_HIGH: 'High',
  MSG_PRIORITY_NORMAL: 'Normal',
};

interface FakeMessage {
  to: string;
  conversationType: string;
  payload: { data: string };
}

class FakeTim extends Events {
  private userID = '';

  constructor(private readonly clouds: Clouds) {
    super();
  }

  setLogLevel(): void {}

  async login({ userID }: { userID: string }) {
    this.userID = userID;
    this.clouds.tims.set(userID, this);
    this.emit(EVENT.SDK_READY, { name: EVENT.SDK_READY });
    return { code: 0, data: {} };
  }

  createCustomMessage(message: FakeMessage) {
    const time = Math.floor(this.clouds.clock.now() / 1000);
    return { ...message, type: TYPES.MSG_CUSTOM, from: this.userID, time };
  }

  async sendMessage(message: FakeMessage) {
    await this.clouds.takes(MODEL.imAck);
    const receiver = this.clouds.tims.get(message.to);
    void this.clouds
      .takes(MODEL.imDelivery)
      .then(() => receiver?.emit(EVENT.MESSAGE_RECEIVED, { data: [message] }));
    return { code: 0, data: { message } };
  }

  async getConversationList() {
    return { code: 0, data: { conversationList: [] } };
  }

  async getMessageList() {
    return { code: 0, data: { messageList: [] } };
  }
}

class FakeStream extends Events {
  constructor(
    private readonly clouds: Clouds,
    readonly userID: string,
  ) {
    super();
  }

  initialize = () => this.clouds.takes(MODEL.getUserMedia);
  getUserId = () => this.userID;
  getId = () => this.userID;
  getType = () => 'main';
  setVideoProfile(): void {}
  play = async () => undefined;
  stop(): void {}
  close(): void {}
}

class FakeClient extends Events {
  private readonly streams: FakeStream[] = [];

  constructor(
    private readonly clouds: Clouds,
    readonly userID: string,
  ) {
    super();
  }

  setProxyServer(): void {}
  enableAudioVolumeEvaluation(): void {}

  async join({ roomId }: { roomId: number }): Promise<void> {
    await this.clouds.takes(MODEL.join);
    const room = this.clouds.rooms.get(roomId) ?? new Map<string, FakeClient>();
    this.clouds.rooms.set(roomId, room);
    for (const other of room.values()) {
      other.emit('peer-join', { userId: this.userID });
      this.emit('peer-join', { userId: other.userID });
      for (const stream of other.streams) this.emit('stream-added', { stream });
    }
    room.set(this.userID, this);
  }

  async publish(stream: FakeStream): Promise<void> {
    await this.clouds.takes(MODEL.publish);
    this.streams.push(stream);
    for (const room of this.clouds.rooms.values()) {
      if (!room.has(this.userID)) continue;
      for (const other of room.values()) if (other !== this) other.emit('stream-added', { stream });
    }
  }

  async subscribe(stream: FakeStream): Promise<void> {
    await this.clouds.takes(MODEL.subscribe);
    this.emit('stream-subscribed', { stream });
  }
}

/** The globals of one user's page. */
export function sdksFor(clouds: Clouds) {
  const TIM = { EVENT, TYPES, create: () => new FakeTim(clouds) };
  const device = (deviceId: string) => async () => {
    await clouds.takes(MODEL.devices);
    return [{ deviceId, label: deviceId }];
  };
  const TRTC = {
    VERSION: '4.15.22',
    Logger: { setLogLevel() {} },
    checkSystemRequirements: async () => ({ result: true }),
    getCameras: device('camera'),
    getMicrophones: device('microphone'),
    createClient: ({ userId }: { userId: string }) => new FakeClient(clouds, userId),
    createStream: ({ userId }: { userId: string }) => new FakeStream(clouds, userId),
  };
  // It opens the devices once more to ask for permission. That is not charged: a browser that was
  // asked before may be quick about it.
  const getUserMedia = async () => ({ getTracks: () => [] });
  return { TIM, TRTC, getUserMedia };
}
