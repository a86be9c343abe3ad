/** `POST /usersig` hands out signatures to pages of this server, and to no other site. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { serverOrigin, turnedAway, type Visitors } from './gate';
import { checkMethod, pathOf, readJson, sendError, sendJson, type HttpError } from './http';
import type { CloudProxy, UserSigService } from './usersig';
import { USER_ID } from './usersig-check';

export interface UserSigHttpOptions extends Visitors {
  /** Only for a private cloud: where a page of this origin finds it. The real cloud has none. */
  proxy?: (origin: string) => CloudProxy;
  /** Is told of each page that was turned away. */
  onRefusal?: (refusal: HttpError) => void;
}

/**
 * `POST /usersig` with `{ userID }` answers what a client needs to log in:
 * `{ SDKAppID, userID, userSig, expiresAt, proxy? }`.
 *
 * It gives a UserSig to whoever can reach it, as a demo must; an app's own server would ask who is
 * there first. Pages of other sites are refused unless `allowedOrigins` names them, so that visiting
 * a site cannot mint a UserSig.
 */
export function handleUserSigRequest(
  req: IncomingMessage,
  res: ServerResponse,
  service: UserSigService,
  options: UserSigHttpOptions = {},
): boolean {
  if (pathOf(req) !== '/usersig') return false;
  if (turnedAway(req, res, options, options.onRefusal)) return true;
  if (!checkMethod(req, res, 'POST')) return true;
  void answer(req, res, service, options);
  return true;
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  service: UserSigService,
  { proxy, ...visitors }: UserSigHttpOptions,
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
  const origin = serverOrigin(req, visitors);
  sendJson(res, 200, {
    SDKAppID: service.sdkAppID,
    userID,
    userSig: service.sign(userID),
    expiresAt: service.expiry(),
    ...(proxy && origin ? { proxy: proxy(origin) } : {}),
  });
}
