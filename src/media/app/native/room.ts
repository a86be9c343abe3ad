/**
 * The room of one call: the way in and the way out.
 *
 * ```
 *          enterRoom           onEnterRoom ≥ 0               exitRoom             onExitRoom, or 2.5 s
 *  out ─────────────▶ entering ───────────────▶ in ─────────────────────▶ exiting ───────────────────▶ out
 *                        │                      │                            ▲
 *                        │                      └─ onExitRoom 1, 2: closed ──┤ exitRoom, to pair enterRoom
 *                        └── onEnterRoom < 0, onError, onExitRoom, 12 s ─────┘
 * ```
 *
 * Every enterRoom is paired with an exitRoom, failed ones too; entering before onExitRoom of the last room left
 * phones with black pictures.
 */
import { CallError, describeCause } from '../../../errors';
import type { Logger } from '../../../log';
import type { Clock } from '../../../runtime/clock';
import { Timers } from '../../../runtime/timers';
import type { RoomRequest } from '../../port';
import { entryError, reportOf, type NativeMeaning, type Report } from './codes';
import { Connection, type ConnectionState } from './connection';
import type { Instance } from './instance';
import { ROLE_ANCHOR, SCENE } from './plugin';
import { TIMES } from './timings';

interface Deps {
  instance: Instance;
  clock: Clock;
  log: Logger;
  entered(): void;
  connection(state: ConnectionState): void;
  closed(reason: 'dismissed' | 'removed'): void;
}

/** The reasons of onExitRoom. 0 is the answer to an exitRoom of ours. */
const CLOSED: Partial<Record<number, 'removed' | 'dismissed'>> = { 1: 'removed', 2: 'dismissed' };

export class NativeRoom {
  readonly connection: Connection;
  private phase: 'out' | 'entering' | 'in' | 'exiting' = 'out';
  private answer: { resolve(): void; reject(error: CallError): void } | undefined;
  private exiting: Promise<void> | undefined;
  private exited: (() => void) | undefined;
  private readonly timers: Timers<'enter' | 'exit'>;

  constructor(
    readonly request: RoomRequest,
    private readonly deps: Deps,
  ) {
    this.timers = new Timers(deps.clock);
    this.connection = new Connection((state) => {
      if (this.isIn) deps.connection(state);
    });
  }

  get isIn(): boolean {
    return this.phase === 'in';
  }

  /** Resolves once the room is entered. @throws CallError 61007, 61010, 61018 */
  enter(): Promise<void> {
    const { sdkAppID, userID, userSig, roomID, video } = this.request;
    return new Promise<void>((resolve, reject) => {
      this.phase = 'entering';
      this.answer = { resolve, reject };
      this.timers.set('enter', TIMES.enter, () => {
        this.fail(CallError.roomEntryFailed('the native plug-in did not answer'));
      });
      try {
        this.deps.instance.use((plugin) =>
          plugin.enterRoom({
            sdkAppId: sdkAppID,
            userId: userID,
            userSig,
            roomId: roomID,
            role: ROLE_ANCHOR,
            appScene: video ? SCENE.videoCall : SCENE.audioCall,
          }),
        );
      } catch (error) {
        // A bridge may quote what it was given, the userSig among it.
        const { message } = reportOf(0, describeCause(error), userSig);
        this.fail(CallError.roomEntryFailed(message));
      }
    });
  }

  /** Leaves. Resolves when the plug-in says that it is out, or when that is overdue. */
  exit(): Promise<void> {
    if (!this.answer) return Promise.resolve();
    this.exiting ??= new Promise<void>((resolve) => {
      const { phase } = this;
      this.phase = 'exiting';
      this.timers.clear('enter');
      this.exited = () => {
        this.phase = 'out';
        this.timers.clear('exit');
        resolve();
      };
      this.timers.set('exit', TIMES.exit, this.exited);
      this.deps.instance.tidy((plugin) => plugin.exitRoom());
      // The server has put it out already, and says so once.
      if (phase === 'out') this.exited();
    });
    return this.exiting;
  }

  /* What the plug-in reports. */

  /** @param result ms that it took, or a code < 0 */
  onEnterRoom(result: unknown): void {
    if (this.phase === 'in') return this.connection.healed();
    if (this.phase !== 'entering') return;
    if (Number(result) < 0) {
      this.fail(entryError(reportOf(result, '', this.request.userSig)));
      return;
    }
    this.phase = 'in';
    this.timers.clear('enter');
    this.deps.entered();
    this.answer?.resolve();
  }

  onExitRoom(reason: unknown): void {
    if (this.phase === 'exiting') return this.exited?.();
    const closed = CLOSED[Number(reason)];
    if (!closed) return this.deps.log.log('an onExitRoom came that was not asked for');
    if (this.phase === 'entering') {
      this.phase = 'out';
      this.fail(CallError.roomDismissed({ code: Number(reason), message: closed }));
    } else if (this.phase === 'in') {
      this.phase = 'out';
      this.deps.closed(closed);
    }
  }

  /** Takes an error of the room or of the way to it. @returns what is to be told, where nobody waits for it */
  failed(means: NativeMeaning, report: Report): CallError | undefined {
    if (this.phase === 'entering') this.fail(entryError(report));
    if (this.phase !== 'in') return undefined;
    if (means.kind !== 'refused' && means.kind !== 'expired') {
      this.connection.trouble();
      return undefined;
    }
    this.connection.lost();
    return entryError(report);
  }

  private fail(error: CallError): void {
    this.answer?.reject(error);
    void this.exit();
  }
}
