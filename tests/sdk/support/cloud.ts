/** A cloud is one emulator and the pages of its users, each with SDKs of its own. */
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../emulator';
import { createRealm, type Realm, type RealmOptions } from './realm';
import type { TimEvent, TimInstance, TimMessage } from './sdk-types';

/** The emulator on a port of its own, and users with SDKs of their own. */
export interface Cloud {
  readonly emulator: Emulator;
  /** Addresses, as `listen` gave them. */
  readonly urls: Awaited<ReturnType<Emulator['listen']>>;
  /** A page with TIM created, not logged in. */
  page(options?: PageOptions): Page;
  /** A page of this user, logged in and ready. */
  user(userID: string, options?: PageOptions): Promise<Page>;
  /** Resolves once the user's SDKs have asked for nothing for a while. */
  quiet(userID: string, ms?: number): Promise<void>;
  dispose(): Promise<void>;
}

export interface PageOptions extends RealmOptions {
  sdkAppID?: number;
}

export interface Page {
  readonly realm: Realm;
  readonly tim: TimInstance;
  /** Everything TIM emitted, oldest first. */
  readonly events: TimEvent[];
  /** The messages among them. */
  readonly messages: TimMessage[];
  login(userID: string, userSig?: string): Promise<unknown>;
  /** Resolves once the SDK is ready, which is after login. */
  ready(): Promise<void>;
  send(to: string, data: string, options?: Record<string, unknown>): Promise<TimMessage>;
  sendToGroup(to: string, data: string, options?: Record<string, unknown>): Promise<TimMessage>;
  /**
   * Resolves once the page's socket is more than a second old: TIM does not come back by itself
   * from one that breaks in its first second.
   */
  aged(): Promise<void>;
  /** The data of the messages that arrived, in order. */
  received(): string[];
}

export async function createCloud(options: EmulatorOptions = {}): Promise<Cloud> {
  const emulator = createEmulator(options);
  const urls = await emulator.listen();
  const realms = new Set<Realm>();
  const lastFrame = new Map<string, number>();
  emulator.im.onFrame(({ userID }) => lastFrame.set(userID, Date.now()));

  function page(pageOptions: PageOptions = {}): Page {
    const realm = createRealm(pageOptions);
    realms.add(realm);
    const tim = realm.TIM.create({
      SDKAppID: pageOptions.sdkAppID ?? emulator.sdkAppID,
      proxyServer: urls.im,
    });
    tim.setLogLevel(4);
    let connectedAt = Date.now();
    const events: TimEvent[] = [];
    const messages: TimMessage[] = [];
    for (const name of Object.values(realm.TIM.EVENT)) {
      tim.on(name, (event: TimEvent) => {
        events.push(event);
        if (name === realm.TIM.EVENT.NET_STATE_CHANGE) connectedAt = Date.now();
        if (name === realm.TIM.EVENT.MESSAGE_RECEIVED)
          messages.push(...(event.data as TimMessage[]));
      });
    }
    const sendAs =
      (conversationType: string): Page['send'] =>
      async (to, data, sendOptions) => {
        const payload = { data, description: '', extension: '' };
        const message = tim.createCustomMessage({ to, conversationType, payload });
        return (await tim.sendMessage(message, sendOptions)).data.message;
      };
    return {
      realm,
      tim,
      events,
      messages,
      login: (userID, userSig = emulator.signUserSig(userID)) => {
        connectedAt = Date.now();
        return tim.login({ userID, userSig });
      },
      ready: async () => {
        const { SDK_READY, SDK_NOT_READY } = realm.TIM.EVENT;
        const last = () =>
          events.filter(({ name }) => name === SDK_READY || name === SDK_NOT_READY);
        await until(() => last().at(-1)?.name === SDK_READY, 'the SDK is ready');
      },
      send: sendAs('C2C'),
      sendToGroup: sendAs('GROUP'),
      aged: () => until(() => Date.now() - connectedAt > 1200, 'the socket is old').then(() => {}),
      received: () => messages.map((message) => message.payload.data),
    };
  }

  return {
    emulator,
    urls,
    page,
    async user(userID, pageOptions) {
      const created = page(pageOptions);
      await created.login(userID);
      await created.ready();
      return created;
    },
    async quiet(userID, ms = QUIET_MS) {
      const silence = () => Date.now() - (lastFrame.get(userID) ?? 0);
      await until(() => silence() > ms, `${userID} asks for nothing more`);
    },
    async dispose() {
      for (const realm of realms) realm.dispose();
      await emulator.close();
    },
  };
}

/** Longer than any pause inside the SDKs' own start-up. */
const QUIET_MS = 100;

/** Waits until `check` gives something, and says what it waited for when it does not. */
export async function until<T>(
  check: () => T | undefined | false | null,
  what: string,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = check();
    if (value !== undefined && value !== false && value !== null) return value;
    if (Date.now() > deadline) throw new Error(`after ${timeoutMs} ms still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The names of TIM's events, without those that only tell of lists being updated. */
export function namesOf(events: readonly TimEvent[]): string[] {
  return events.map((event) => event.name);
}
