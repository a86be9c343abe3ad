import type { Client, RemoteStream } from 'trtc-js-sdk';
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { MediaEvent } from '../port';
import { Playback } from './playback';
import type { Views } from './views';

/** The waits between attempts to subscribe, in ms. After the last the user is told. */
const SUBSCRIBE_AGAIN_AFTER = [500, 1000, 2000, 4000];

interface Deps {
  client: Client;
  roomID: number;
  views: Views;
  clock: Clock;
  log: Logger;
  emit(event: MediaEvent): void;
}

/** A remote member is another user in the room: what they send, and how it is received and played. */
export class RemoteMember {
  private readonly sends = { audio: false, video: false };
  private lastReported: { audio: boolean; video: boolean } | undefined;
  private stream: RemoteStream | undefined;
  private playback: Playback | undefined;
  private cancelRetry: (() => void) | undefined;
  private announcing = false;
  private closed = false;

  constructor(
    readonly userID: string,
    private speaker: string | undefined,
    private readonly deps: Deps,
  ) {
    this.announce();
  }

  added(stream: RemoteStream): void {
    this.dropStream();
    this.stream = stream;
    void this.subscribe(stream, 0);
  }

  removed(stream: RemoteStream): void {
    if (this.stream !== stream) return;
    this.sends.audio = this.sends.video = false;
    this.dropStream();
    this.announce();
  }

  /** Notes what the server says that the user sends now. */
  sending(kind: 'audio' | 'video', on: boolean): void {
    this.sends[kind] = on;
    this.announce();
  }

  /** Applies a change of the view. */
  show(): void {
    this.playback?.show();
  }

  /** Lets the member be heard by this speaker. Rejects as the browser does. @param deviceId '': the system's choice */
  async setSpeaker(deviceId: string): Promise<void> {
    this.speaker = deviceId;
    await this.stream?.setAudioOutput(deviceId);
  }

  unlockPlayback(): void {
    this.playback?.unlockPlayback();
  }

  close(): void {
    this.closed = true;
    this.dropStream();
    this.deps.views.clear(this.userID);
  }

  private async subscribe(stream: RemoteStream, attempt: number): Promise<void> {
    const { client, clock, emit, log } = this.deps;
    try {
      await client.subscribe(stream, { audio: true, video: true });
      if (this.stream === stream) this.play(stream);
    } catch (error) {
      // The stream may be gone by now; then there is nothing to say.
      if (this.stream !== stream) return;
      const wait = SUBSCRIBE_AGAIN_AFTER[attempt];
      if (wait === undefined) {
        emit({ kind: 'warning', error: CallError.playbackFailed(error) });
        return;
      }
      log.log(`subscribe failed, again in ${wait} ms`, error);
      this.cancelRetry = clock.at(clock.now() + wait, () => {
        void this.subscribe(stream, attempt + 1);
      });
    }
  }

  private play(stream: RemoteStream): void {
    const { emit, log, roomID, userID, views } = { ...this.deps, userID: this.userID };
    const changed = (state: 'playing' | 'blocked' | 'stopped') => {
      if (!this.closed) emit({ kind: 'playback', roomID, userID, state });
    };
    if (this.speaker) {
      // Before anything sounds; the speaker may have been pulled out since it was chosen.
      stream.setAudioOutput(this.speaker).catch((error: unknown) => log.log('no speaker', error));
    }
    this.playback = new Playback(stream, views.slot(userID, false), changed, log);
    this.playback.update(this.sends);
    this.playback.show();
  }

  private dropStream(): void {
    this.cancelRetry?.();
    this.cancelRetry = undefined;
    this.stream = undefined;
    this.playback?.stop();
    this.playback = undefined;
  }

  /** Reports by one event all that one message of the server changes. */
  private announce(): void {
    if (this.announcing) return;
    this.announcing = true;
    void Promise.resolve().then(() => {
      this.announcing = false;
      if (this.closed) return;
      const { audio, video } = this.sends;
      if (this.lastReported?.audio !== audio || this.lastReported.video !== video) {
        this.lastReported = { audio, video };
        const { emit, roomID } = this.deps;
        emit({ kind: 'user-media', roomID, userID: this.userID, audio, video });
      }
      this.playback?.update(this.sends);
    });
  }
}
