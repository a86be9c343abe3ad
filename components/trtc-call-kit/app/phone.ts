/** The phone is what an App asks of the device during a call. None of it waits for an answer. */

export interface Notice {
  title: string;
  text: string;
}

export interface Phone {
  keepScreenOn(on: boolean): void;
  /** Vibrates once, for about half a second. */
  vibrate(): void;
  /** Plays a sound again and again. @returns stops it */
  ring(source: string): () => void;
  /**
   * Puts a notification into the system's list, if the user has allowed that. A tap on it opens the App.
   *
   * @returns takes it away again, where the system lets an App do that
   */
  notify(notice: Notice): () => void;
}

/** A message of the system's list. @see https://www.html5plus.org/doc/zh_cn/push.html */
interface PushMessage {
  payload: unknown;
}

/** 5+ gives these to an App. */
interface Plus {
  os: { name: string };
  push?: {
    createMessage(text: string, payload: string, options: Record<string, unknown>): void;
    getAllMessage(): PushMessage[] | undefined;
    remove(message: PushMessage): void;
  };
}

declare const plus: Plus;

/** The notification of a call is found again by this. */
const PAYLOAD = 'trtc-call';

/** @param startRing plays a sound in a loop */
export function createPhone(startRing: (source: string) => { stop(): void }): Phone {
  return {
    keepScreenOn: (keepScreenOn) => quietly(() => uni.setKeepScreenOn({ keepScreenOn, fail() {} })),
    vibrate: () => quietly(() => uni.vibrateLong({ fail() {} })),
    ring(source) {
      let ring: { stop(): void } | undefined;
      quietly(() => (ring = startRing(source)));
      return () => quietly(() => ring?.stop());
    },
    notify({ title, text }) {
      // Not by uni.createPushMessage, which asks the system first: iOS answers no App that is hidden.
      quietly(() => plus.push?.createMessage(text, PAYLOAD, { title, cover: false }));
      return () => quietly(takeAway);
    },
  };
}

/** On iOS no App can list its notifications, and a hidden one would wait for ever for the answer. */
function takeAway(): void {
  if (plus.os.name !== 'Android') return;
  for (const message of plus.push?.getAllMessage() ?? []) {
    if (message.payload === PAYLOAD) plus.push?.remove(message);
  }
}

/** A phone without one of these, or a base without its module, is no reason to miss a call. */
function quietly(ask: () => void): void {
  try {
    ask();
  } catch {
    // see above
  }
}
