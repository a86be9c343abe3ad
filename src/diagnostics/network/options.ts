import { CallError, describeCause } from '../../errors';
import type { Locale } from '../../locale/languages';
import type { ProxyOptions } from '../../runtime/environment';
import type { NetworkFigures } from './meter';

/** A user of the application by whom the check enters its room. */
export interface NetworkCheckUser {
  /** Letters, digits, - and _; at most 32. */
  userID: string;
  /** Made by your server. Never make it in the client. */
  userSig: string;
}

export interface NetworkCheckProgress {
  /** 0…1 of the time that is measured; 0 until both clients are in the room. */
  share: number;
  /** The figures so far. */
  up: NetworkFigures;
  /** Likewise, of what is received. */
  down: NetworkFigures;
}

/**
 * `userID` sends. Both users have to be such as nobody calls by, `alice_up` and `alice_down`: one who is in a call would be
 * thrown out of it, since a user is in one place only.
 */
export interface NetworkCheckOptions extends NetworkCheckUser {
  /** The number of your TRTC application. */
  SDKAppID: number;
  /** The second user, who receives: the same one cannot be in the room twice. */
  receiver: NetworkCheckUser;
  /** How long it measures: 6 to 60 seconds, 15 unless given. */
  seconds?: number;
  /** Of the words; English unless asked for another. */
  language?: Locale;
  /** Called at the start and every second. */
  onProgress?: (progress: NetworkCheckProgress) => void;
  /** Ends the check: it rejects with 61011 once everything is left. */
  signal?: AbortSignal;
  /** Private deployments and the local cloud. */
  proxy?: ProxyOptions;
}

/** The figures of what is received come from the fourth second on. */
const LEAST_SECONDS = 6;
const MOST_SECONDS = 60;
/** What the documents of trtc-js-sdk advise. */
const SECONDS = 15;

const USER_ID = /^[A-Za-z0-9_-]{1,32}$/;

const invalid = CallError.invalidParameter;

export type CheckedNetworkOptions = NetworkCheckOptions &
  Required<Pick<NetworkCheckOptions, 'seconds' | 'language' | 'proxy'>>;

/** @throws CallError 61001 */
export function checkedOptions(options: NetworkCheckOptions | undefined): CheckedNetworkOptions {
  try {
    return checked(options ?? ({} as NetworkCheckOptions));
  } catch (error) {
    throw error instanceof CallError
      ? error
      : invalid(`it cannot be read (${describeCause(error)})`);
  }
}

function checked(options: NetworkCheckOptions): CheckedNetworkOptions {
  const { SDKAppID, receiver, seconds = SECONDS, language = 'en', proxy = {} } = options;
  if (!Number.isInteger(SDKAppID) || SDKAppID <= 0) {
    throw invalid('SDKAppID must be the number of your TRTC application');
  }
  checkUser(options, '');
  checkUser(receiver ?? {}, 'receiver.');
  if (receiver.userID === options.userID) {
    throw invalid('receiver.userID must be of another user than userID');
  }
  if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
    throw invalid(`seconds must be ${LEAST_SECONDS} to ${MOST_SECONDS}`);
  }
  return { ...options, seconds, language, proxy };
}

function checkUser({ userID, userSig }: Partial<NetworkCheckUser>, path: string): void {
  if (typeof userID !== 'string' || !USER_ID.test(userID)) {
    throw invalid(`${path}userID must be 1 to 32 letters, digits, - or _`);
  }
  if (typeof userSig !== 'string' || userSig === '') {
    throw invalid(`${path}userSig must be the string that your server made for this userID`);
  }
}
