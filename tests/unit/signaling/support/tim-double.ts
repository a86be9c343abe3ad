/** The double of TIM stands in where neither the SDK nor the emulator can be made to fail. */
import type {
  CustomMessageOptions,
  SendOptions,
  TimListener,
  TimMessage,
  TimModule,
} from '@/src/signaling/tim/sdk-types';
import type { Clock } from '@/src/runtime/clock';

interface Sent {
  message: TimMessage;
  options: SendOptions | undefined;
}

/** A behaviour of one send; the default acknowledges it at once. */
export type SendBehaviour = (sent: Sent) => Promise<{ code: number; data: { message: unknown } }>;

/**
 * The double has as much of TIM as the driver touches, for faults that neither the real one nor its server can be
 * made to show: times that a test turns, answers that never come, code that throws.
 */
export class TimDouble {
  userID = '';
  isReady = false;
  /** TIM's code while it is not ready: 2024 before a login, 3005 after a logout, 2999 otherwise. */
  notReadyCode = 2024;
  /** Answers a login; the default acknowledges it and becomes ready. */
  loginBehaviour: () => Promise<{ code: number; data: unknown }> = async () => {
    this.becomeReady();
    return { code: 0, data: {} };
  };
  sendBehaviour: SendBehaviour = async ({ message }) => ({ code: 0, data: { message } });
  conversations: () => Promise<unknown> = async () => [];
  /** False: the list is still being asked for, as with the chat SDK. */
  isSyncCompleted: boolean | undefined;
  messages: () => Promise<unknown> = async () => [];
  readonly sent: Sent[] = [];
  readonly calls: string[] = [];
  private readonly listeners = new Map<string, Set<TimListener>>();

  constructor(
    private readonly TIM: TimModule,
    private readonly clock: Clock,
  ) {}

  get listenerCount(): number {
    return [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }

  on(event: string, listener: TimListener): void {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event)?.add(listener);
  }

  off(event: string, listener: TimListener): void {
    this.listeners.get(event)?.delete(listener);
  }

  emit(event: string, data?: unknown): void {
    [...(this.listeners.get(event) ?? [])].forEach((listener) => listener({ name: event, data }));
  }

  becomeReady(): void {
    this.isReady = true;
    this.emit(this.TIM.EVENT.SDK_READY);
  }

  async login({ userID }: { userID: string }) {
    this.calls.push(`login ${userID}`);
    if (this.isReady) return { code: 0, data: { repeatLogin: true } };
    this.userID = userID;
    return this.loginBehaviour();
  }

  async logout() {
    this.calls.push('logout');
    const wasReady = this.isReady;
    this.isReady = false;
    this.notReadyCode = 3005;
    if (wasReady) this.emit(this.TIM.EVENT.SDK_NOT_READY);
    return { code: 0 };
  }

  setLogLevel(level: number): void {
    this.calls.push(`setLogLevel ${level}`);
  }

  createCustomMessage(options: CustomMessageOptions): TimMessage | Promise<never> {
    if (!this.isReady) return Promise.reject({ code: this.notReadyCode });
    return { ...this.message(options.payload.data, this.userID), to: options.to };
  }

  sendMessage(message: TimMessage, options?: SendOptions) {
    this.sent.push({ message, options });
    return this.sendBehaviour({ message, options });
  }

  async getConversationList() {
    const { isSyncCompleted } = this;
    return { code: 0, data: { conversationList: await this.conversations(), isSyncCompleted } };
  }

  async getMessageList() {
    return { code: 0, data: { messageList: await this.messages() } };
  }

  /** A C2C message to this user, as TIM would emit it. */
  message(data: string, from: string, time = Math.floor(this.clock.now() / 1000)): TimMessage {
    return {
      type: this.TIM.TYPES.MSG_CUSTOM,
      from,
      to: this.userID,
      conversationType: this.TIM.TYPES.CONV_C2C,
      time,
      payload: { data },
    };
  }

  receive(data: string, from: string, time?: number): void {
    this.emit(this.TIM.EVENT.MESSAGE_RECEIVED, [this.message(data, from, time)]);
  }

  /** Envelopes sent so far. */
  get envelopes(): Record<string, unknown>[] {
    return this.sent.map(({ message }) => JSON.parse(message.payload.data));
  }
}
