/** The emulator's HTTP endpoints, beside its WebSockets. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createFaultApi, type FaultApiOptions } from './fault-api';
import { turnedAway, type Visitors } from './gate';
import { checkMethod, pathOf, sendError, sendJson, type HttpError } from './http';

export interface EmulatorHttpOptions extends FaultApiOptions {
  basePath: string;
  sdkAppID: number;
  /** Answers `POST …/usersig`; false if the request is for something else. */
  answerUserSig(req: IncomingMessage, res: ServerResponse): boolean;
  visitors: Visitors;
  onRefusal(refusal: HttpError): void;
}

/** Answers what is the emulator's and returns false for the rest. */
export function createEmulatorHttp(
  options: EmulatorHttpOptions,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const { basePath, sdkAppID, answerUserSig, im, visitors, onRefusal } = options;
  const faultApi = createFaultApi(options);

  return (req, res) => {
    if (answerUserSig(req, res)) return true;
    const path = pathOf(req);
    if (path !== basePath && !path.startsWith(`${basePath}/`)) return false;
    const name = path.slice(basePath.length + 1);
    if (name.startsWith('log/')) {
      swallow(req, res);
      return true;
    }
    if (turnedAway(req, res, visitors, onRefusal)) return true;
    switch (name) {
      case 'health':
        if (checkMethod(req, res, 'GET')) {
          sendJson(res, 200, { ok: true, sdkAppID: sdkAppID, online: im.online.length });
        }
        return true;
      case 'presence':
        if (checkMethod(req, res, 'GET')) sendJson(res, 200, { online: im.online });
        return true;
      default:
    }
    if (name === 'faults' || name.startsWith('faults/')) {
      faultApi(name.slice('faults/'.length), req, res);
      return true;
    }
    sendError(res, {
      status: 404,
      code: 'NOT_FOUND',
      message: `The emulator has nothing at ${path}`,
      cure: `Try ${basePath}/health or ${basePath}/presence.`,
    });
    return true;
  };
}

/**
 * trtc-js-sdk reports here what it would report to Tencent. Nothing is kept, so pages of any origin
 * may, as with the real one.
 */
function swallow(req: IncomingMessage, res: ServerResponse): void {
  req.resume();
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Headers', 'content-type');
  sendJson(res, 200, {});
}
