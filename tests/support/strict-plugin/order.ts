/**
 * The order is what may follow what. It holds the state of the one instance that a process has, and says of
 * each call whether the vendor demands another order, or users paid for this one.
 */
import type { Clock } from '../../../src/runtime/clock';
import type { MethodName } from './surface';

/** ms after which a caller may take a missing onExitRoom for one that does not come. */
const EXIT_PATIENCE = 2000;

export interface EnterParameters {
  sdkAppId: number;
  userId: string;
  userSig: string;
  roomId: number;
  role: 20 | 21;
  appScene: 0 | 1 | 2 | 3;
}

type Rules = { [Name in MethodName]?: (...parameters: never[]) => void };

export class Order {
  alive = false;
  room: 'out' | 'entering' | 'in' | 'exiting' = 'out';
  preview: string | undefined;
  audio = false;
  /** The views of others that were started, by `userId streamType`. */
  readonly remoteViews = new Map<string, string>();
  private volumes = false;
  private owesExit = false;
  private exitAskedAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly violation: (text: string) => void,
  ) {}

  /** Notes a call that has the right shape. */
  called(method: MethodName, parameters: unknown[]): void {
    if (!this.alive && method !== 'sharedInstance') {
      this.violation(`${method} without an instance`);
    }
    const rule = this.rules[method] as ((...given: unknown[]) => void) | undefined;
    rule?.(...parameters);
  }

  /** Notes an event at the moment in which it is heard. */
  heard(event: string, [result]: unknown[]): void {
    if (event === 'onEnterRoom' && this.room === 'entering') {
      this.room = Number(result) >= 0 ? 'in' : 'out';
    }
    if (event === 'onExitRoom') this.room = 'out';
  }

  /** @returns what is left at the end */
  left(): string[] {
    return [
      this.owesExit && 'a room was entered and not exited',
      this.alive && 'the instance was not destroyed',
      this.preview !== undefined && 'the camera is on',
      this.audio && 'the microphone is on',
    ].filter((text): text is string => typeof text === 'string');
  }

  private get isExitOverdue(): boolean {
    return this.room === 'exiting' && this.clock.now() - this.exitAskedAt >= EXIT_PATIENCE;
  }

  private readonly rules: Rules = {
    sharedInstance: () => {
      this.alive = true;
    },
    destroySharedInstance: () => {
      if (this.room !== 'out' && !this.isExitOverdue) {
        this.violation('destroySharedInstance before onExitRoom');
      }
      for (const text of this.capturing()) this.violation(`destroySharedInstance while ${text}`);
      this.alive = this.volumes = this.audio = false;
      // The native SDK goes on leaving, and the next room would be entered meanwhile.
      if (this.room !== 'exiting' || this.isExitOverdue) this.room = 'out';
      this.preview = undefined;
      this.remoteViews.clear();
    },
    enterRoom: () => {
      if (this.room !== 'out') this.violation(`enterRoom while the room before is ${this.room}`);
      if (this.owesExit) this.violation('enterRoom without exitRoom after the one before');
      this.room = 'entering';
      this.owesExit = true;
    },
    exitRoom: () => {
      if (!this.owesExit) this.violation('exitRoom without enterRoom');
      if (this.room === 'in') {
        for (const text of this.capturing()) this.violation(`exitRoom while ${text}`);
      }
      this.owesExit = false;
      if (this.room === 'out') return;
      this.room = 'exiting';
      this.exitAskedAt = this.clock.now();
    },
    startLocalPreview: ({ userId }: { userId: string }) => {
      if (this.preview !== undefined) this.violation('startLocalPreview while the camera is on');
      this.preview = userId;
    },
    stopLocalPreview: () => {
      this.preview = undefined;
    },
    switchCamera: () => {
      if (this.preview === undefined) this.violation('switchCamera while the camera is off');
    },
    enableAudioVolumeEvaluation: () => {
      if (this.audio) this.violation('enableAudioVolumeEvaluation after startLocalAudio');
      this.volumes = true;
    },
    startLocalAudio: () => {
      if (!this.volumes) this.violation('startLocalAudio before enableAudioVolumeEvaluation');
      this.audio = true;
    },
    stopLocalAudio: () => {
      this.audio = false;
    },
    startRemoteView: ({ userId, streamType, viewId }: RemoteView) => {
      if (this.room !== 'in') this.violation('startRemoteView outside of a room');
      const key = `${userId} ${streamType}`;
      if (this.remoteViews.has(key)) this.violation(`startRemoteView of ${userId} twice`);
      this.remoteViews.set(key, viewId);
    },
    stopRemoteView: ({ userId, streamType }: RemoteView) => {
      if (!this.remoteViews.delete(`${userId} ${streamType}`)) {
        this.violation(`stopRemoteView of ${userId}, which was not started`);
      }
    },
  };

  private capturing(): string[] {
    return [
      ...(this.preview === undefined ? [] : ['the camera is on']),
      ...(this.audio ? ['the microphone is on'] : []),
      ...(this.remoteViews.size > 0 ? ['views of others are started'] : []),
    ];
  }
}

interface RemoteView {
  userId: string;
  streamType: 0 | 1 | 2;
  viewId: string;
}
