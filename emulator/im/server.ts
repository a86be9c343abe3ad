/**
 * The IM half of the local cloud: what an unmodified tim-js-sdk logs in to, and what a test or a
 * demo uses to look at it and to disturb it. What it answers is in `commands.ts`.
 */
import type { IncomingMessage } from 'node:http';
import type WebSocket from 'ws';
import type { LogInput } from '../log';
import type { UserSigCheck } from '../usersig-check';
import { runCommand } from './commands';
import type { CommandContext } from './context';
import { type ImFaults, createImFaults, takeFault } from './faults';
import { answerFrame, asText, IM_ERROR, parseRequest, type RequestFrame } from './frames';
import { Group, type GroupOptions } from './groups';
import type { ImLogInput } from './log';
import { deliverC2C, deliverGroup, type RawMessage } from './messages';
import { ImRegistry, type KickType, KICK_TYPE } from './registry';
import { ImSession } from './session';
import { ImStore } from './store';

export interface ImServerOptions {
  sdkAppID: number;
  verifyUserSig(sdkAppID: number, userID: string, userSig: string): UserSigCheck;
  log(entry: LogInput): void;
  faults?: ImFaults;
  /** The number of pages or devices of one user that may be online; one more kicks the oldest. Default 1. */
  maxInstances?: number;
  /** A client that is silent this long is gone; default 90 s. */
  idleTimeoutMs?: number;
}

export interface ImSnapshot {
  /** UserIDs with a live connection, sorted. */
  online: string[];
  /** Sockets, whether logged in or not. */
  connections: number;
  instances: { userID: string; instanceID: string; connected: boolean }[];
  conversations: { userID: string; peer: string; messages: number; unread: number }[];
  groups: { groupID: string; members: string[]; messages: number }[];
}

export interface CutOptions {
  /** Close with a close frame, as a restarting server does; default false: the network broke. */
  clean?: boolean;
  /** Turn the user's reconnects away for this long. */
  refuseReconnectMs?: number;
}

/** A frame as a tap sees it: the bodies are the real ones, without the heads' tickets. */
export interface TappedFrame {
  direction: 'in' | 'out';
  userID: string;
  servcmd: string;
  body: Readonly<Record<string, unknown>>;
}

export interface ImServer {
  handleSocket(socket: WebSocket, url: URL, req?: IncomingMessage): void;
  /** True if a socket of this address would be turned away. */
  refusesSocket(url: URL): boolean;
  snapshot(): ImSnapshot;
  readonly online: string[];
  /** Calls back on each change of `online`; returns how to stop. */
  onPresence(listener: (online: string[]) => void): () => void;
  /** Shows every frame, before faults on the way in and after them on the way out. */
  onFrame(listener: (frame: TappedFrame) => void): () => void;
  /** Ends every session of a user; false if there was none. */
  kick(userID: string, type?: KickType): boolean;
  /** Breaks every connection of a user; false if there was none. TIM comes back on its own. */
  cutSocket(userID: string, options?: CutOptions): boolean;
  addGroup(options: GroupOptions): void;
  /** Delivers a message as any sender, also one that never logged in. Resolves its MsgKey. */
  sendC2C(message: RawMessage): string;
  sendGroup(message: RawMessage): string;
  close(): Promise<void>;
}

export function createImServer(options: ImServerOptions): ImServer {
  const faults = options.faults ?? createImFaults();
  const log = (entry: ImLogInput) => options.log({ scope: 'im', ...entry } as LogInput);
  const store = new ImStore();
  const groups = new Map<string, Group>();
  const sessions = new Set<ImSession>();
  const refusedUntil = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const taps = new Set<(frame: TappedFrame) => void>();
  const tap = (frame: TappedFrame) => taps.forEach((listener) => listener(frame));
  const registry = new ImRegistry({ maxInstances: options.maxInstances ?? 1, log });
  const context: CommandContext = {
    sdkAppID: options.sdkAppID,
    verifyUserSig: options.verifyUserSig,
    store,
    faults,
    groups,
    registry,
    log,
  };

  function receive(session: ImSession, data: Buffer): void {
    session.touch();
    const parsed = parseRequest(data);
    if (!parsed.ok) {
      log({ event: 'bad-frame', userID: session.userID, reason: parsed.failure.info });
      const { head, failure } = parsed;
      session.push(answerFrame(head, failure));
      return;
    }
    const { frame } = parsed;
    const { servcmd } = frame.head;
    if (servcmd === 'im_open_status.wslogin' && !session.instance) {
      const byTicket = registry.byTicket(asText(frame.head.a2))?.userID;
      session.claimedUserID = byTicket ?? asText(frame.head.identifier).slice(0, 64);
    }
    const { userID } = session;
    tap({ direction: 'in', userID, servcmd, body: frame.body });
    const rule = takeFault(faults, { point: 'request', userID, servcmd, body: frame.body });
    if (rule) log({ scope: 'fault', event: rule.action, userID, servcmd });
    switch (rule?.action) {
      case 'drop':
        return;
      case 'fail':
        refuse(session, frame, rule.code ?? IM_ERROR.UNKNOWN_COMMAND, rule.info);
        return;
      case 'delay':
        later(rule.delayMs ?? 0, () => run(session, frame));
        return;
      case 'duplicate':
        run(session, frame);
        break;
      default:
    }
    run(session, frame);
  }

  function refuse(session: ImSession, frame: RequestFrame, code: number, info = 'injected fault') {
    session.answer(answerFrame(frame.head, { code, info }), frame);
  }

  function run(session: ImSession, frame: RequestFrame): void {
    if (!sessions.has(session)) return;
    // What follows an answer (pushes to others) runs after it is on its way.
    const afterwards: (() => void)[] = [];
    try {
      const result = runCommand({ ...context, session, frame, afterwards });
      session.answer(answerFrame(frame.head, result), frame);
    } catch (error) {
      log({ event: 'command-crashed', servcmd: frame.head.servcmd, error: String(error) });
      refuse(session, frame, 20005, 'the emulator failed to carry this out');
    }
    for (const task of afterwards) task();
  }

  function later(delayMs: number, task: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      task();
    }, delayMs);
    timers.add(timer);
  }

  function refusesSocket(url: URL): boolean {
    if (faults.refuseConnections) return true;
    const until = refusedUntil.get(url.searchParams.get('instanceid') ?? '');
    return until !== undefined && until > Date.now();
  }

  const server: ImServer = {
    handleSocket(socket, url) {
      const session = new ImSession({
        socket,
        instanceID: url.searchParams.get('instanceid') ?? '',
        platform: Number(url.searchParams.get('platform') ?? 0),
        binary: !url.pathname.endsWith('/info'),
        faults,
        onSend: ({ head, body }) =>
          tap({ direction: 'out', userID: session.userID, servcmd: head.servcmd, body }),
        idleTimeoutMs: options.idleTimeoutMs ?? 90_000,
        onIdle: () => {
          log({ event: 'idle', userID: session.userID });
          session.cut();
        },
      });
      sessions.add(session);
      socket.on('message', (data: Buffer) => receive(session, data));
      // ws closes the socket itself after an error; without a listener it would throw.
      socket.on('error', (error) => log({ event: 'socket-error', error: error.message }));
      socket.on('close', () => {
        sessions.delete(session);
        session.dispose();
        registry.disconnect(session);
        log({ event: 'disconnect', userID: session.userID });
      });
      log({ event: 'connect', instanceID: session.instanceID, platform: session.platform });
    },
    refusesSocket,
    get online() {
      return registry.online;
    },
    onPresence: (listener) => registry.onPresence(listener),
    onFrame(listener) {
      taps.add(listener);
      return () => void taps.delete(listener);
    },
    snapshot: () => ({
      online: registry.online,
      connections: sessions.size,
      instances: registry.list(),
      conversations: registry.users().flatMap((userID) =>
        store.peersOf(userID).map((peer) => ({
          userID,
          peer,
          messages: store.c2c(userID, peer).length,
          unread: store.unreadCount(userID, peer),
        })),
      ),
      groups: [...groups.values()].map((group) => ({
        groupID: group.groupID,
        members: [...group.members.keys()],
        messages: group.messages.length,
      })),
    }),
    kick(userID, type = 'multipleAccount') {
      const instances = registry.instancesOf(userID);
      for (const instance of instances) registry.end(instance, KICK_TYPE[type]);
      return instances.length > 0;
    },
    cutSocket(userID, { clean = false, refuseReconnectMs = 0 } = {}) {
      const instances = registry.instancesOf(userID).filter(({ session }) => session);
      for (const { session, instanceID } of instances) {
        if (refuseReconnectMs > 0) refusedUntil.set(instanceID, Date.now() + refuseReconnectMs);
        session?.cut(clean);
      }
      return instances.length > 0;
    },
    addGroup(group) {
      groups.set(group.groupID, new Group(group, store.now()));
    },
    sendC2C: (message) => deliverC2C(context, message).key,
    sendGroup: (message) => deliverGroup(context, message).key,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      const closed = [...sessions].map(
        (session) => new Promise<void>((resolve) => session.onceGone(resolve)),
      );
      for (const session of sessions) session.cut();
      await Promise.all(closed);
      registry.clear();
    },
  };
  return server;
}
