/** `POST /usersig` hands out signatures to pages of this server, and to no other site. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  checkMethod,
  isAllowedHost,
  isForeignOrigin,
  originOf,
  pathOf,
  readJson,
  sendError,
  sendJson,
} from './http';
import type { CloudProxy, UserSigService } from './usersig';
import { USER_ID } from './usersig-check';

export interface UserSigHttpOptions {
  /** Only for a private cloud: where a page of this origin finds it. The real cloud has none. */
  proxy?: (origin: string) => CloudProxy;
  /** Host names that pages may come from, besides IP addresses, localhost and `*.local`. */
  allowedHosts?: readonly string[];
}

/**
 * `POST /usersig` with `{ userID }` answers what a client needs to log in:
 * `{ SDKAppID, userID, userSig, expiresAt, proxy? }`.
 *
 * It gives a UserSig to whoever can reach it, as a demo must; an app's own server would ask who is
 * there first. Pages of other sites are refused, so that visiting a site cannot mint a UserSig.
 */
export function handleUserSigRequest(
  req: IncomingMessage,
  res: ServerResponse,
  service: UserSigService,
  options: UserSigHttpOptions = {},
): boolean {
  if (pathOf(req) !== '/usersig') return false;
  if (isForeignOrigin(req)) {
    sendError(res, {
      status: 403,
      code: 'FOREIGN_ORIGIN',
      message: 'UserSigs are signed for pages of this server only',
      cure: 'Open the page from the address that also answers /usersig, or sign on your own server.',
    });
    return true;
  }
  if (!isAllowedHost(req, options.allowedHosts)) {
    sendError(res, {
      status: 403,
      code: 'FOREIGN_HOST',
      message: `UserSigs are not signed for the host ${req.headers.host}`,
      cure: 'Use localhost or an IP address, or list the host name in allowedHosts.',
    });
    return true;
  }
  if (!checkMethod(req, res, 'POST')) return true;
  void answer(req, res, service, options.proxy);
  return true;
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  service: UserSigService,
  proxy: UserSigHttpOptions['proxy'],
): Promise<void> {
  const body = await readJson(req, res);
  if (!body) return;
  const { userID } = body;
  if (typeof userID !== 'string' || !USER_ID.test(userID)) {
    sendError(res, {
      status: 400,
      code: 'BAD_USER_ID',
      message: 'userID must be 1 to 32 letters, digits, underscores or hyphens',
      cure: 'Choose another userID.',
    });
    return;
  }
  const origin = originOf(req);
  sendJson(res, 200, {
    SDKAppID: service.sdkAppID,
    userID,
    userSig: service.sign(userID),
    expiresAt: service.expiry(),
    ...(proxy && origin ? { proxy: proxy(origin) } : {}),
  });
}
