import type { CallError } from '@/src/errors';
import { NO_CALL } from '@/src/store/no-call';
import type { CallControl, CallReport, CallSnapshot, Member } from '@/src/store/types';
import { steadyNow } from '@/src/trtc-calling/steady-now';

export function member(userID: string, part: Partial<Member> = {}): Member {
  return {
    userID,
    invite: 'invited',
    ref: '',
    presence: 'absent',
    audio: undefined,
    video: undefined,
    playback: 'none',
    ...part,
  };
}

export function snapshot(part: Partial<CallSnapshot> = {}): CallSnapshot {
  return { ...NO_CALL, userID: 'alice', login: 'ready', ...part };
}

export const here = (userID: string, part: Partial<Member> = {}) =>
  member(userID, { invite: 'accepted', presence: 'present', audio: true, video: true, ...part });

export const ringing = (type: 1 | 2 = 2): Partial<CallSnapshot> => ({
  phase: 'ringing',
  status: 'calling',
  role: 'invitee',
  type,
  inviter: 'bob',
  members: { bob: member('bob', { invite: 'none' }) },
  end: undefined,
});

export const inviting = (type: 1 | 2 = 2): Partial<CallSnapshot> => ({
  phase: 'inviting',
  status: 'calling',
  role: 'inviter',
  type,
  inviter: 'alice',
  members: { bob: member('bob') },
  local: { ...NO_CALL.local, prepared: true },
  end: undefined,
});

export const connected = (type: 1 | 2 = 2): Partial<CallSnapshot> => ({
  ...inviting(type),
  phase: 'connected',
  status: 'connected',
  members: { bob: here('bob', { video: type === 2 }) },
  startedAt: Date.now() - 65_000,
  startMark: steadyNow() - 65_000,
});

export const over = (
  reason: NonNullable<CallSnapshot['end']>['reason'],
  part: Partial<NonNullable<CallSnapshot['end']>> = {},
): Partial<CallSnapshot> => ({
  phase: 'idle',
  status: 'idle',
  startedAt: undefined,
  end: { reason, seconds: 0, userID: 'bob', at: Date.now(), ...part },
});

type Told = 'onError' | 'onDevicesChanged' | 'onCallReport';

/** Behaves like a TRTCCalling towards a screen: shows what it is told, remembers what it is asked. */
export class FakeCalling implements CallControl {
  snapshot = snapshot();
  readonly asked: [name: string, ...args: unknown[]][] = [];
  /** The error that the next command rejects with. */
  failure: unknown;
  private readonly listeners = new Set<(snapshot: CallSnapshot) => void>();
  private readonly errorListeners = new Set<(error: CallError) => void>();
  private readonly deviceListeners = new Set<() => void>();
  private readonly reportListeners = new Set<(report: CallReport) => void>();

  show(part: Partial<CallSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...part };
    for (const listener of this.listeners) listener(this.snapshot);
  }
  report(error: CallError): void {
    for (const listener of this.errorListeners) listener(error);
  }
  changeDevices(): void {
    for (const listener of this.deviceListeners) listener();
  }
  endWith(report: CallReport): void {
    for (const listener of this.reportListeners) listener(report);
  }
  get listenerCount(): number {
    const { listeners, errorListeners, deviceListeners, reportListeners } = this;
    return listeners.size + errorListeners.size + deviceListeners.size + reportListeners.size;
  }
  names(): string[] {
    return this.asked.map(([name]) => name);
  }

  subscribe(listener: (snapshot: CallSnapshot) => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
  on(event: Told, listener: (told: never) => void) {
    this.listenersOf(event).add(listener as () => void);
  }
  off(event: Told, listener: (told: never) => void) {
    this.listenersOf(event).delete(listener as () => void);
  }
  private listenersOf(event: Told): Set<() => void> {
    const all = {
      onError: this.errorListeners,
      onDevicesChanged: this.deviceListeners,
      onCallReport: this.reportListeners,
    };
    return all[event] as Set<() => void>;
  }
  private ask(name: string, ...args: unknown[]): Promise<void> {
    this.asked.push([name, ...args]);
    const { failure } = this;
    this.failure = undefined;
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  }
  call = (options: unknown) => this.ask('call', options);
  groupCall = (options: unknown) => this.ask('groupCall', options);
  joinInGroupCall = (options: unknown) => this.ask('joinInGroupCall', options);
  accept = (options?: unknown) => this.ask('accept', options);
  reject = () => this.ask('reject');
  hangup = () => this.ask('hangup');
  startLocalView = (options: unknown) => this.ask('startLocalView', options);
  stopLocalView = (options: unknown) => this.ask('stopLocalView', options);
  startRemoteView = (options: unknown) => this.ask('startRemoteView', options);
  stopRemoteView = (options: unknown) => this.ask('stopRemoteView', options);
  openCamera = () => this.ask('openCamera');
  closeCamera = () => this.ask('closeCamera');
  setMicMute = (muted: boolean) => this.ask('setMicMute', muted);
  switchToAudioCall = () => this.ask('switchToAudioCall');
  switchToVideoCall = () => this.ask('switchToVideoCall');
  getCameras = async () => [{ deviceId: 'c', label: 'Camera C' }];
  getSpeakers = async () => [{ deviceId: 's', label: 'Speaker S', inUse: true }];
  getMicrophones = async () => [{ deviceId: 'm', label: '' }];
  switchDevice = (options: unknown) => this.ask('switchDevice', options);
  resumePlayback = () => void this.ask('resumePlayback');
}
