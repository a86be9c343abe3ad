/**
 * Faults over HTTP, for a demo's settings page and for tests in another process. Off by default:
 * whoever reaches it can break every call.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EmulatorFaults } from './faults';
import { checkMethod, readJson, sendError, sendJson } from './http';
import type { ImFaultRule } from './im/faults';
import { KICK_TYPE, type KickType } from './im/registry';
import type { ImServer } from './im/server';
import type { LogInput } from './log';
import { EVERYONE, setNetwork, type TrtcFaults } from './trtc/faults';
import { isRecord } from './trtc/frames';
import { isNetworkFault } from './trtc/network';
import type { TrtcServer } from './trtc/server';
import { USER_ID } from './usersig-check';

type Body = Record<string, unknown>;
type Action = (body: Body) => string | undefined;

const POINTS = ['request', 'answer', 'push'];
const ACTIONS = ['drop', 'delay', 'duplicate', 'swap', 'fail'];

/** A value that packet handling can read without looking twice. */
function isKnobValue(knob: string, value: unknown): boolean {
  if (knob === 'reportedUplink') return value === null || isRecord(value);
  if (!isRecord(value)) return false;
  return knob !== 'network' || Object.values(value).every(isNetworkFault);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export interface FaultApiOptions {
  im: ImServer;
  trtc: TrtcServer;
  faults: EmulatorFaults;
  log(entry: LogInput): void;
  allowFaultApi: boolean;
}

export function createFaultApi(
  options: FaultApiOptions,
): (name: string, req: IncomingMessage, res: ServerResponse) => void {
  const { faults, im, trtc, log } = options;

  // Each returns what is wrong with the body, or nothing.
  const actions = new Map<string, Action>([
    ['reset', () => void faults.reset()],
    ['im/rule', (body) => addRule(body)],
    [
      'im/knobs',
      ({ latencyMs, refuseConnections }) => {
        if (typeof latencyMs === 'number') faults.im.latencyMs = latencyMs;
        if (typeof refuseConnections === 'boolean') faults.im.refuseConnections = refuseConnections;
        return undefined;
      },
    ],
    [
      'im/kick',
      ({ userID, type = 'multipleAccount' }) => {
        if (!(text(type) in KICK_TYPE)) return `type must be ${Object.keys(KICK_TYPE).join(', ')}`;
        return im.kick(text(userID), type as KickType) ? undefined : 'this user is not online';
      },
    ],
    [
      'im/cut',
      ({ userID, clean, refuseReconnectMs }) => {
        const wait = Number(refuseReconnectMs) || 0;
        const cut = { clean: clean === true, refuseReconnectMs: wait };
        return im.cutSocket(text(userID), cut) ? undefined : 'this user is not online';
      },
    ],
    [
      'trtc',
      (body) => {
        const unknown = Object.keys(body).filter((key) => !Object.keys(faults.trtc).includes(key));
        if (unknown.length > 0) return `there is no knob ${unknown.join(', ')}`;
        const wrong = Object.keys(body).filter((key) => !isKnobValue(key, body[key]));
        if (wrong.length > 0) return `${wrong.join(', ')} must be as in emulator/trtc/faults.ts`;
        Object.assign(faults.trtc, body as Partial<TrtcFaults>);
        return undefined;
      },
    ],
    [
      'trtc/network',
      ({ userID, ...fault }) => {
        if (userID !== EVERYONE && !USER_ID.test(text(userID))) {
          return `userID must be of a user, or ${EVERYONE}`;
        }
        if (!isNetworkFault(fault)) return 'up and down must be as in emulator/trtc/network.ts';
        return setNetwork(faults.trtc, text(userID), fault) as undefined;
      },
    ],
    [
      'trtc/cut',
      ({ userID, refuseReconnectMs }) =>
        trtc.cutSocket(text(userID), {
          refuseReconnectMs: Number(refuseReconnectMs) || 0,
        }) as undefined,
    ],
    [
      'trtc/ban',
      ({ roomID, userID }) => trtc.ban(roomID as string | number, text(userID)) as undefined,
    ],
    ['trtc/disband', ({ roomID }) => trtc.disband(roomID as string | number) as undefined],
  ]);

  function addRule(body: Body): string | undefined {
    const points = Array.isArray(body.at) ? body.at : [body.at];
    if (!points.every((point) => POINTS.includes(text(point)))) {
      return `at must be one or more of ${POINTS.join(', ')}`;
    }
    if (!ACTIONS.includes(text(body.action))) return `action must be ${ACTIONS.join(', ')}`;
    const { at, action, delayMs, code, info, userID, servcmd, from, to, times } = body;
    const rule = { at, action, delayMs, code, info, userID, servcmd, from, to, times };
    faults.im.add(rule as ImFaultRule);
    return undefined;
  }

  return (name, req, res) => {
    if (!options.allowFaultApi) {
      sendError(res, {
        status: 403,
        code: 'FAULTS_OFF',
        message: 'Faults cannot be turned over HTTP here',
        cure: 'Start the emulator with allowFaultApi.',
      });
      return;
    }
    const action = actions.get(name);
    if (!action) {
      sendError(res, {
        status: 404,
        code: 'NOT_FOUND',
        message: `There is no fault "${name}"`,
        cure: `Use one of ${[...actions.keys()].join(', ')}.`,
      });
      return;
    }
    if (!checkMethod(req, res, 'POST')) return;
    void readJson(req, res, 16 * 1024).then((body) => {
      if (!body) return;
      const problem = action(body);
      if (problem) {
        sendError(res, { status: 400, code: 'BAD_FAULT', message: problem, cure: 'Correct it.' });
        return;
      }
      log({ scope: 'fault', event: name, ...body });
      sendJson(res, 200, { ok: true });
    });
  };
}
