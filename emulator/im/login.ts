/** Login and logout commands exchange a UserSig for a ticket, and a ticket for a session. */
import { type Command, type CommandInput, fail } from './context';
import { asNumber, asText, type Fields, IM_ERROR } from './frames';
import { kickNotice } from './registry';
import type { ImInstance } from './session';
import { USERSIG_ERROR, USER_ID } from '../usersig-check';

/** Seconds between the SDK's own `wshello`. */
const HELLO_INTERVAL = 120;

/**
 * With a UserSig: a new login. With a ticket (`a2`): the same page on a new socket, which TIM does
 * by itself after each reconnect.
 */
export const login: Command = (input) => {
  const { head } = input.frame;
  const a2 = asText(head.a2);
  if (a2) return resume(input, a2);

  const { session, registry, log } = input;
  const userID = asText(head.identifier);
  const appID = asNumber(head.sdkappid);
  const refuse = (code: number, info: string) => {
    log({ event: 'login-refused', userID, code, reason: info });
    return fail(code, info);
  };
  if (appID !== input.sdkAppID) {
    return refuse(IM_ERROR.UNKNOWN_APP, `this is the cloud of SDKAppID ${input.sdkAppID}`);
  }
  if (!USER_ID.test(userID)) return refuse(IM_ERROR.BAD_ACCOUNT, 'the UserID is not allowed');
  const check = input.verifyUserSig(appID, userID, asText(head.usersig));
  if (!check.ok) return refuse(check.code, check.reason);
  const instance = registry.login(session, userID, check.expiresAt);
  log({ event: 'login', userID, instanceID: instance.instanceID, platform: instance.platform });
  return admission(input, instance);
};

const resume = (input: CommandInput, a2: string) => {
  const { session, registry, log } = input;
  const instance = registry.byTicket(a2);
  // Unknown after a restart of the emulator, or after logout.
  if (!instance) return fail(IM_ERROR.TICKET_EXPIRED, 'the ticket is not valid any more');
  const { userID, ended } = instance;
  if (ended?.kind === 'kicked') {
    registry.forget(instance);
    const extra = kickNotice(ended.kickType);
    return fail(IM_ERROR.KICKED_OUT, 'another page of the same user logged in', extra);
  }
  if (ended || instance.ticketExpiresAt <= Date.now()) {
    registry.forget(instance);
    return fail(USERSIG_ERROR.EXPIRED, 'the UserSig has expired');
  }
  registry.resume(session, instance);
  log({ event: 'resume', userID, instanceID: instance.instanceID });
  return admission(input, instance);
};

/** An admission is the answer to a login and to a return alike. */
function admission({ store }: CommandInput, { a2, number, userID }: ImInstance): Fields {
  return {
    A2Key: a2,
    TinyId: store.tinyID(userID),
    HelloInterval: HELLO_INTERVAL,
    InstId: number,
    TimeStamp: store.now(),
    CustomStatus: '',
    PurchaseBits: '',
  };
}

export const logout: Command = ({ session, registry, log }) => {
  log({ event: 'logout', userID: session.userID });
  registry.logout(session);
  return {};
};
