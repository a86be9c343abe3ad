import type { MediaEvent } from '../../port';

type UserLeft = Extract<MediaEvent, { kind: 'user-left' }>;
type Sends = 'audio' | 'video' | 'screen';

interface Remote {
  audio: boolean;
  video: boolean;
  screen: boolean;
  playing: boolean;
  lastReported: { audio: boolean; video: boolean } | undefined;
}

interface Deps {
  userID: string;
  roomID: number;
  emit(event: MediaEvent): void;
  /** What a user sends is another thing now, or the user is gone. */
  changed(userID: string): void;
}

/** The reasons of onRemoteUserLeaveRoom. */
const LEFT: Partial<Record<number, UserLeft['reason']>> = { 1: 'timeout', 2: 'kicked' };

/** The remote users are the others in the room, and what each of them sends. */
export class RemoteUsers {
  private readonly remotes = new Map<string, Remote>();

  constructor(private readonly deps: Deps) {}

  get(userID: string): Readonly<Remote> | undefined {
    return this.remotes.get(userID);
  }

  entered(userID: string): void {
    const { emit, roomID } = this.deps;
    if (userID === '' || userID === this.deps.userID || this.remotes.has(userID)) return;
    const remote: Remote = {
      ...{ audio: false, video: false, screen: false, playing: false },
      lastReported: undefined,
    };
    this.remotes.set(userID, remote);
    emit({ kind: 'user-entered', roomID, userID });
    this.announce(userID, remote);
  }

  /** @param reason of the plug-in */
  left(userID: string, reason: unknown): void {
    const { emit, changed, roomID } = this.deps;
    if (!this.remotes.delete(userID)) return;
    changed(userID);
    emit({ kind: 'user-left', roomID, userID, reason: LEFT[Number(reason)] ?? 'left' });
  }

  sends(userID: string, what: Sends, available: boolean): void {
    // What a user sends proves that they are there; that they send nothing may be the last word of who has left.
    if (available) this.entered(userID);
    const remote = this.remotes.get(userID);
    if (!remote) return;
    remote[what] = available;
    this.deps.changed(userID);
    this.announce(userID, remote);
    if (!remote.audio && !remote.video && !remote.screen) this.playback(userID, false);
  }

  /** A first frame of a user was heard or seen. */
  plays(userID: string): void {
    this.playback(userID, true);
  }

  private playback(userID: string, playing: boolean): void {
    const { emit, roomID } = this.deps;
    const remote = this.remotes.get(userID);
    if (!remote || remote.playing === playing) return;
    remote.playing = playing;
    emit({ kind: 'playback', roomID, userID, state: playing ? 'playing' : 'stopped' });
  }

  /** Reports what the user sends. A shared screen is a picture, too: it is shown instead of the camera's. */
  private announce(userID: string, remote: Remote): void {
    const { emit, roomID } = this.deps;
    const { audio, lastReported } = remote;
    const video = remote.video || remote.screen;
    if (lastReported?.audio === audio && lastReported.video === video) return;
    remote.lastReported = { audio, video };
    emit({ kind: 'user-media', roomID, userID, audio, video });
  }
}
