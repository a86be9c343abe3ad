import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { LivePlayerAttributes, LivePlayerContext } from '../live-view';
import type { MediaEvent, ViewRequest } from '../port';
import { PLAYER_CODES, reportOf } from './codes';
import { Timers } from '../../runtime/timers';

type StreamType = 'main' | 'aux';

interface Stream {
  audio: boolean;
  video: boolean;
  src: string;
}

interface Remote {
  streams: Record<StreamType, Stream>;
  lastReported: { audio: boolean; video: boolean } | undefined;
  playing: boolean;
  /** The user was not seen since the room was entered again. */
  missing: boolean;
}

/** An entry is one user of 1031–1034, as the message holds them. */
interface Entry {
  userid?: unknown;
  streamtype?: unknown;
  hasvideo?: unknown;
  hasaudio?: unknown;
  playurl?: unknown;
}

interface Deps {
  userID: string;
  roomID: number;
  clock: Clock;
  log: Logger;
  emit(event: MediaEvent): void;
  /** Hears that the list of players is another one. */
  changed(): void;
}

/** A player that stopped is started again this often; then the user is told. */
const PLAY_AGAIN = 3;
/** The wait before each of these attempts, in ms. */
const PLAY_AGAIN_AFTER = 1000;

const nothing = (): Stream => ({ audio: false, video: false, src: '' });

export const streamIDOf = (userID: string, type: StreamType) => `${userID}_${type}`;

/** Takes a stream's id apart. A userID may hold underscores itself, so the last one counts. */
export function partsOf(streamID: string): { userID: string; type: StreamType } {
  const at = streamID.lastIndexOf('_');
  return {
    userID: streamID.slice(0, at),
    type: streamID.slice(at + 1) === 'aux' ? 'aux' : 'main',
  };
}

/** The players are the others in the room: who is there, what they send, and the live-players it takes. */
export class Players {
  soundMode: 'speaker' | 'ear' = 'speaker';
  private readonly remotes = new Map<string, Remote>();
  private readonly fits = new Map<string, ViewRequest['fit']>();
  private readonly contexts = new Map<string, () => LivePlayerContext>();
  private readonly retries = new Map<string, number>();
  /** These were added while the app was hidden: Android does not start them. */
  private readonly unseen = new Set<string>();
  private readonly timers: Timers<string>;
  private hidden = false;
  private counting = false;

  constructor(private readonly deps: Deps) {
    this.timers = new Timers(deps.clock);
  }

  /** Reads 1031–1034. @param message JSON with a `userlist` */
  users(what: 'came' | 'went' | 'video' | 'audio', message: string): void {
    for (const entry of this.read(message)) {
      const userID = String(entry.userid ?? '');
      if (userID === '' || userID === this.deps.userID) continue;
      if (what === 'went') {
        this.remove(userID, 'left');
        continue;
      }
      // What a user sends may be heard of before that they came; either is proof, reported once.
      const remote = this.enter(userID);
      if (what !== 'came') this.sends(remote, userID, what, entry);
    }
    this.deps.changed();
  }

  /** Lists the live-players that the page should have. */
  list(): LivePlayerAttributes[] {
    const list: LivePlayerAttributes[] = [];
    this.remotes.forEach(({ streams }, userID) => {
      for (const type of ['main', 'aux'] as const) {
        const { audio, video, src } = streams[type];
        if (audio || video) list.push(this.attributes(userID, type, { audio, video, src }));
      }
    });
    return list;
  }

  fit(userID: string, fit: ViewRequest['fit']): void {
    this.fits.set(userID, fit);
    this.deps.changed();
  }

  /** Doubts everybody while the room is entered anew: the players go, the users stay until more is known. */
  suspect(): void {
    this.counting = true;
    this.remotes.forEach((remote, userID) => {
      remote.missing = true;
      remote.streams = { main: nothing(), aux: nothing() };
      this.stopped(userID, remote);
    });
    this.timers.clearAll();
    this.deps.changed();
  }

  /** Takes away who was not named, once the room has said all that it had to say. */
  settle(): void {
    if (!this.counting) return;
    this.counting = false;
    for (const [userID, remote] of [...this.remotes]) {
      if (remote.missing) this.remove(userID, 'timeout');
      else this.announce(userID, remote);
    }
    this.deps.changed();
  }

  bind(streamID: string, context: () => LivePlayerContext): () => void {
    this.contexts.set(streamID, context);
    return () => {
      if (this.contexts.get(streamID) === context) this.contexts.delete(streamID);
    };
  }

  /** Reads a live-player's statechange. */
  state(streamID: string, detail: unknown): void {
    const { userID } = partsOf(streamID);
    const remote = this.remotes.get(userID);
    const report = reportOf(detail);
    if (!remote || !report) return;
    const row = PLAYER_CODES[report.code];
    this.deps.log.debug(`live-player ${streamID}: ${report.code} ${row?.text ?? ''}`);
    if (row?.means.kind === 'playing') {
      this.retries.delete(streamID);
      if (!remote.playing) this.playback(userID, remote, true);
    } else if (row?.means.kind === 'broken') {
      this.playAgain(streamID, report);
    }
  }

  hide(): void {
    this.hidden = true;
  }

  show(): void {
    this.hidden = false;
    for (const streamID of this.unseen) this.contexts.get(streamID)?.().play();
    this.unseen.clear();
  }

  close(): void {
    this.timers.clearAll();
    this.remotes.clear();
    this.contexts.clear();
    this.unseen.clear();
  }

  private read(message: string): Entry[] {
    try {
      const { userlist } = JSON.parse(message) as { userlist?: unknown };
      if (Array.isArray(userlist)) {
        return userlist.filter((entry: unknown) => typeof entry === 'object' && entry !== null);
      }
    } catch {
      // Said below.
    }
    this.deps.log.log('live-pusher sent a list of users that cannot be read');
    return [];
  }

  private enter(userID: string): Remote {
    const known = this.remotes.get(userID);
    if (known) {
      known.missing = false;
      return known;
    }
    const remote: Remote = {
      streams: { main: nothing(), aux: nothing() },
      lastReported: undefined,
      playing: false,
      missing: false,
    };
    this.remotes.set(userID, remote);
    const { emit, roomID } = this.deps;
    emit({ kind: 'user-entered', roomID, userID });
    this.announce(userID, remote);
    return remote;
  }

  private sends(remote: Remote, userID: string, what: 'video' | 'audio', entry: Entry): void {
    const type: StreamType = what === 'video' && entry.streamtype === 'aux' ? 'aux' : 'main';
    const stream = remote.streams[type];
    const before = stream.audio || stream.video;
    stream[what] = Boolean(what === 'video' ? entry.hasvideo : entry.hasaudio);
    if (typeof entry.playurl === 'string' && entry.playurl !== '') stream.src = entry.playurl;
    const now = stream.audio || stream.video;
    const streamID = streamIDOf(userID, type);
    if (now && !before && this.hidden) this.unseen.add(streamID);
    if (!now) {
      stream.src = '';
      this.forget(streamID);
      if (type === 'main') this.stopped(userID, remote);
    }
    if (!this.counting) this.announce(userID, remote);
  }

  /** Reports what the user sends. A shared screen, sent besides the camera, is no part of a call's state. */
  private announce(userID: string, remote: Remote): void {
    const { audio, video } = remote.streams.main;
    if (remote.lastReported?.audio === audio && remote.lastReported.video === video) return;
    remote.lastReported = { audio, video };
    const { emit, roomID } = this.deps;
    emit({ kind: 'user-media', roomID, userID, audio, video });
  }

  private remove(userID: string, reason: 'left' | 'timeout'): void {
    const remote = this.remotes.get(userID);
    if (!remote) return;
    this.remotes.delete(userID);
    for (const type of ['main', 'aux'] as const) this.forget(streamIDOf(userID, type));
    const { emit, roomID } = this.deps;
    emit({ kind: 'user-left', roomID, userID, reason });
  }

  private forget(streamID: string): void {
    this.timers.clear(streamID);
    this.retries.delete(streamID);
    this.unseen.delete(streamID);
  }

  private stopped(userID: string, remote: Remote): void {
    if (remote.playing) this.playback(userID, remote, false);
  }

  private playback(userID: string, remote: Remote, playing: boolean): void {
    remote.playing = playing;
    const { emit, roomID } = this.deps;
    emit({ kind: 'playback', roomID, userID, state: playing ? 'playing' : 'stopped' });
  }

  private playAgain(streamID: string, cause: unknown): void {
    const context = this.contexts.get(streamID);
    const count = (this.retries.get(streamID) ?? 0) + 1;
    this.retries.set(streamID, count);
    if (!context || count > PLAY_AGAIN) {
      this.deps.emit({ kind: 'warning', error: CallError.playbackFailed(cause) });
      return;
    }
    context().stop();
    this.timers.set(streamID, PLAY_AGAIN_AFTER, () => this.contexts.get(streamID)?.().play());
  }

  private attributes(userID: string, type: StreamType, stream: Stream): LivePlayerAttributes {
    return {
      streamID: streamIDOf(userID, type),
      userID,
      streamType: type,
      src: stream.src,
      mode: 'RTC',
      autoplay: true,
      // A shared screen's sound comes with the camera's stream; muting it silences that on Android.
      muteAudio: type === 'main' && !stream.audio,
      muteVideo: !stream.video,
      objectFit: type === 'aux' || this.fits.get(userID) === 'contain' ? 'contain' : 'fillCrop',
      // What WeChat's documentation advises for conversations.
      minCache: 0.2,
      maxCache: 0.8,
      soundMode: this.soundMode,
      autoPauseIfNavigate: false,
      autoPauseIfOpenNative: false,
    };
  }
}
