/**
 * Logs users in and out. The one `TRTCCalling` of the demo lives in this module, outside of every
 * reactive state, and goes with the log-out.
 */
import { platformFacts } from '@/components/shared/platform-facts';
import TRTCCalling from '@/src/index';
import { useCallStore } from '@/src/store/call';
import { keepInterruptedCall } from './interrupted-call';

const LAST_USER = 'demo:last-user';
const SERVER = 'demo:server';

/** Tencent's documents allow these userIDs, as far as a demo needs them. */
export const USER_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** The answer of `POST /usersig`. Its userSig goes straight into `login` and is kept nowhere. */
interface Ticket {
  SDKAppID: number;
  userID: string;
  userSig: string;
  proxy?: { im?: string; trtc?: string; log?: string };
}

export interface SessionFacts {
  SDKAppID: number;
  /** Undefined stands for Tencent's public addresses. */
  proxy: Ticket['proxy'];
}

let calling: TRTCCalling | undefined;
let facts: SessionFacts | undefined;

/** Thrown when the server answered neither yes nor no. */
export class NoServerError extends Error {}

export const sessionFacts = (): SessionFacts | undefined => facts;
export const isLoggedIn = (): boolean => calling !== undefined;

export const lastUser = (): string => String(uni.getStorageSync(LAST_USER) || '');

/** Finds where UserSigs come from: the page's own origin, or a setting on platforms without one. */
export const serverAddress = (): string =>
  platformFacts().browser ? '' : String(uni.getStorageSync(SERVER) || 'http://127.0.0.1:5173');

export function setServerAddress(address: string): void {
  uni.setStorageSync(SERVER, address.trim().replace(/\/+$/, ''));
}

/**
 * Logs this user in, after anybody else has been logged out.
 *
 * @throws NoServerError, or the CallError of `login`
 */
export async function logIn(userID: string): Promise<void> {
  await logOut();
  const ticket = await requestTicket(userID);
  const { SDKAppID, proxy } = ticket;
  calling = new TRTCCalling({ SDKAppID, ...(proxy ? { proxy } : {}) });
  facts = { SDKAppID, proxy };
  const store = useCallStore();
  store.attach(calling);
  keepInterruptedCall();
  try {
    await calling.login({ userID, userSig: ticket.userSig });
    uni.setStorageSync(LAST_USER, userID);
  } catch (error) {
    await logOut();
    throw error;
  }
}

/** Logs out, and is safe to call in any state. */
export async function logOut(): Promise<void> {
  const leaving = calling;
  calling = undefined;
  facts = undefined;
  if (!leaving) return;
  try {
    await leaving.logout();
  } catch {
    // The server has let go already, or cannot be reached: either way this page is out.
  }
  useCallStore().detach();
  await leaving.destroy();
}

function requestTicket(userID: string): Promise<Ticket> {
  return new Promise((resolve, reject) => {
    uni.request({
      url: `${serverAddress()}/usersig`,
      method: 'POST',
      data: { userID },
      header: { 'content-type': 'application/json' },
      success: ({ statusCode, data }) => {
        const ticket = data as Partial<Ticket> | undefined;
        if (statusCode === 200 && ticket?.userSig) resolve(ticket as Ticket);
        else reject(new NoServerError(`/usersig answered ${statusCode}`));
      },
      fail: ({ errMsg }) => reject(new NoServerError(errMsg)),
    });
  });
}
